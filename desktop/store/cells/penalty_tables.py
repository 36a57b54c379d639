"""The columns of the tables on penalty lines, in which a wrong cell leaves a line without a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.store.cells import kinds
from desktop.store.cells.case_tables import (
    AMOUNT,
    CONFIDENCE,
    CURRENCY,
    NOTE,
    POSITION,
    ROW,
    line,
    maybe_line,
    owner,
    sources_of,
    text,
)
from desktop.store.cells.rules import Date, Either, InOrder, NeedsCell, Unless, date_columns
from desktop.store.cells.table import AS_IT_IS, CellColumn, CellFault, Table

if TYPE_CHECKING:
    from desktop.store.cells.kinds import Kind
    from desktop.store.cells.table import Row


def _day(name: str) -> CellColumn:
    return CellColumn(name, kinds.DAY)


def _maybe_day(name: str) -> CellColumn:
    return CellColumn(name, kinds.DAY, optional=True)


def _maybe(name: str, kind: Kind) -> CellColumn:
    return CellColumn(name, kind, optional=True)


_KNOWN_ON = _day("known_on")
_TERM = owner("term_id", "penalty_terms")

_TERMS = Table(
    "penalty_terms",
    (
        *ROW,
        owner("investigation_id", "investigations"),
        POSITION,
        line("label"),
        maybe_line("local_name"),
        CellColumn("currency", kinds.CURRENCY, neutral="XXX"),
        CellColumn("unit", kinds.UNIT, neutral="day"),
        CellColumn("part_unit", kinds.PART_UNIT, neutral="none"),
        _maybe("month_stay", kinds.MONTH_STAY),
        CellColumn("unit_calendar", kinds.CALENDAR, instead=AS_IT_IS),
        CellColumn("month_rule", kinds.MONTH_RULE, neutral="same date"),
        CellColumn("franc", kinds.FLAG, neutral=0),
        CellColumn("rollover", kinds.ROLLOVER, neutral="none"),
        CellColumn("min_working_days", kinds.WORKING_DAYS, neutral=0),
        CellColumn("min_applies_from", kinds.WORKING_DAYS, neutral=2),
        CellColumn("deadline_calendar", kinds.CALENDAR, instead=AS_IT_IS),
        CellColumn("recovery", kinds.RECOVERY, neutral="liquidation"),
        CellColumn("zone", kinds.ZONE, instead="UTC"),
        _maybe_day("decided_on"),
        _maybe_day("notified_on"),
        CellColumn("has_grace", kinds.FLAG, neutral=0),
        _maybe("grace_length", kinds.GRACE),
        _maybe("grace_unit", kinds.GRACE_UNIT),
        maybe_line("grace_runs_from"),
        _maybe_day("grace_last_day"),
        _maybe_day("first_day"),
        maybe_line("first_day_basis"),
        CellColumn("first_day_confidence", kinds.CONFIDENCE, instead="unknown"),
        CellColumn("multiplier", kinds.SITES, neutral=1),
        maybe_line("multiplier_by"),
        _maybe("cap", kinds.CAP),
        CellColumn("cap_mode", kinds.CAP_MODE, neutral="truncate"),
        _maybe("max_units", kinds.FROM_ONE),
        maybe_line("shared_cap"),
        _maybe_day("last_day"),
        _maybe_day("last_day_known_on"),
        CellColumn("last_day_confidence", kinds.MAYBE_CONFIDENCE, instead="unknown"),
        text("last_day_note"),
        CellColumn("compliance_day_counted", kinds.FLAG, neutral=0),
        _maybe_day("annulment_known_on"),
        text("annulment_note"),
        maybe_line("outcome"),
        _maybe_day("outcome_known_on"),
        maybe_line("rounding"),
        text("trigger_text"),
        text("status"),
        NOTE,
        CONFIDENCE,
        CellColumn("regime", kinds.REGIME, instead="", since=2),
        CellColumn("regime_version", kinds.MAYBE_LINE, instead=AS_IT_IS, since=2),
    ),
    (
        NeedsCell("grace_length", "grace_unit"),
        NeedsCell("grace_unit", "grace_length"),
        Unless("has_grace", ("grace_length", "grace_unit", "grace_last_day")),
        NeedsCell("last_day", "last_day_known_on"),
    ),
    is_whole=True,
)

# The facts behind a figure: an unreadable row leaves its penalty line without a figure.
FACTS = (
    Table(
        "penalty_rates",
        (
            *ROW,
            _TERM,
            AMOUNT,
            _maybe("from_unit", kinds.FROM_ONE),
            _maybe_day("from_day"),
            _maybe_day("known_on"),
        ),
    ),
    Table(
        "stays",
        (
            *ROW,
            _TERM,
            _day("start_day"),
            _maybe_day("end_day"),
            _KNOWN_ON,
            _maybe_day("end_known_on"),
            CellColumn("kind", kinds.STAY_KIND),
            NOTE,
        ),
        (InOrder("start_day", "end_day"),),
    ),
    Table(
        "compliance",
        (*ROW, _TERM, _day("on_day"), _KNOWN_ON, CellColumn("relapse", kinds.FLAG), CONFIDENCE, NOTE),
    ),
    Table("occurrences", (*ROW, _TERM, _day("on_day"), _KNOWN_ON, NOTE)),
    Table(
        "findings",
        (*ROW, _TERM, _day("window_start"), _day("window_end"), _KNOWN_ON, NOTE),
        (InOrder("window_start", "window_end"),),
    ),
    Table(
        "tallies",
        (
            *ROW,
            _TERM,
            _day("by_day"),
            _KNOWN_ON,
            _maybe("units", kinds.COUNT),
            _maybe("amount", kinds.AMOUNT),
            NOTE,
        ),
        (Either("units", "amount"),),
    ),
    Table(
        "liquidations",
        (
            *ROW,
            _TERM,
            *date_columns("decided"),
            AMOUNT,
            CURRENCY,
            maybe_line("kind"),
            maybe_line("status"),
            _KNOWN_ON,
            _maybe_day("window_start"),
            _maybe_day("window_end"),
            _maybe_day("published_from"),
            _maybe_day("published_to"),
            _maybe("units", kinds.COUNT),
            CellColumn("unit", kinds.MAYBE_UNIT, instead=AS_IT_IS),
            maybe_line("convention"),
            NOTE,
            CONFIDENCE,
            _maybe("reduced_to", kinds.AMOUNT),
            _maybe_day("reduced_known_on"),
        ),
        (
            Date("decided", is_firm=True),
            InOrder("window_start", "window_end", are_together=True),
            InOrder("published_from", "published_to", may_be_equal=True),
            NeedsCell("reduced_to", "reduced_known_on"),
            NeedsCell("reduced_known_on", "reduced_to"),
        ),
    ),
    Table(
        "payments",
        (*ROW, _TERM, *date_columns("paid"), AMOUNT, CURRENCY, _KNOWN_ON, maybe_line("kind"), NOTE),
        (Date("paid", is_firm=True),),
    ),
)

PENALTY_TABLES = (
    _TERMS,
    Table("term_orders", (*ROW, _TERM, line("label"))),
    *FACTS,
    sources_of("penalty_terms", "term_id"),
    sources_of("occurrences", "occurrence_id"),
    sources_of("findings", "finding_id"),
    sources_of("tallies", "tally_id"),
    sources_of("liquidations", "liquidation_id"),
    sources_of("payments", "payment_id"),
    sources_of("penalty_rates", "rate_id", since=2),
    sources_of("stays", "stay_id", since=2),
    sources_of("compliance", "compliance_id", since=2),
)
# Sums that are set against the penalty: each in the currency of its line.
IN_THE_LINES_CURRENCY = ("liquidations", "payments")


def other_currency(row: Row) -> CellFault | None:
    """The fault of a sum in another currency than its penalty line's, which is `currency_of_line`."""
    wanted = row["currency_of_line"]
    if row["currency"] == wanted or not kinds.CURRENCY.holds(wanted):
        return None
    return CellFault("currency", row["currency"], f"the currency of its penalty ({wanted})")


def other_shared_cap(row: Row) -> CellFault | None:
    """The fault of a line whose shared cap is not that of the first line that shares it.

    That cap is `shared_amount` minor units of `shared_currency`: one cap is one amount in one currency.
    """
    cap, currency = row["shared_amount"], row["shared_currency"]
    if row["currency"] != currency:
        return CellFault("currency", row["currency"], f"the currency of the cap it shares ({currency})")
    if row["cap"] != cap:
        return CellFault("cap", row["cap"], f"the amount of the cap it shares ({cap})")
    return None
