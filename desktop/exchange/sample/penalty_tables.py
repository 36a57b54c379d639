"""Penalty terms from TOML tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.case.terms import (
    Annulment,
    Compliance,
    Finding,
    Grace,
    LastDay,
    Liquidation,
    Occurrence,
    Payment,
    PenaltyTerms,
    Rate,
    Stay,
    Tally,
)
from desktop.domain.days.period import Span
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, MonthRule, Rollover
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Recovery, StayKind, Unit
from desktop.domain.money import Money
from desktop.domain.source import Confidence
from desktop.exchange.table import TableError, TomlTable
from desktop.store.law.calendars import calendar

if TYPE_CHECKING:
    from desktop.domain.case.terms import TermsId
    from desktop.domain.days.workdays import WorkingDays


def read_terms(table: TomlTable, number: TermsId, zone: str) -> PenaltyTerms:
    """One penalty line. Raises ValueError where the table is not as it must be."""
    currency = table.text("currency")
    terms = PenaltyTerms(
        id=number,
        label=table.text("label"),
        local_name=table.text("local_name"),
        currency=currency,
        unit=Unit(table.text("unit")),
        rates=tuple(_rate(one, currency) for one in table.tables("rates")),
        part_unit=PartUnit(table.text("part_unit", PartUnit.NONE.value)),
        month_stay=_month_stay(table.text("month_stay", "")),
        deadline_rule=_rule(table),
        working_days=_calendar(table.text("unit_calendar", "")),
        recovery=Recovery(table.text("recovery")),
        zone=zone,
        decided_on=table.maybe_day("decided_on"),
        notified_on=table.maybe_day("notified_on"),
        grace=_grace(table.maybe_table("grace")),
        first_day=table.maybe_day("first_day"),
        first_day_basis=table.text("first_day_basis", ""),
        first_day_confidence=table.confidence("first_day_confidence", Confidence.UNKNOWN),
        multiplier=_sites(table.number("multiplier")),
        multiplier_by=table.text("multiplier_by", ""),
        cap=table.maybe_minor("cap", currency),
        cap_mode=CapMode(table.text("cap_mode", CapMode.TRUNCATE.value)),
        max_units=table.number("max_units"),
        shared_cap=table.text("shared_cap", ""),
        last_day=_last_day(table.maybe_table("last_day")),
        compliance_day_counted=table.flag("compliance_day_counted"),
        stays=tuple(_stay(one) for one in table.tables("stays")),
        compliance=tuple(_compliance(one) for one in table.tables("compliance")),
        findings=tuple(_finding(one) for one in table.tables("findings")),
        tallies=tuple(_tally(one, currency) for one in table.tables("tallies")),
        occurrences=tuple(_occurrence(one) for one in table.tables("occurrences")),
        annulment=_annulment(table.maybe_table("annulment")),
        liquidations=tuple(_liquidation(one, currency) for one in table.tables("liquidations")),
        payments=tuple(_payment(one, currency) for one in table.tables("payments")),
        outcome=table.text("outcome", ""),
        outcome_known_on=table.maybe_day("outcome_known_on"),
        order_labels=table.texts("orders"),
        rounding=table.text("rounding", ""),
        trigger=table.text("trigger", ""),
        status=table.text("status", ""),
        note=table.text("note", ""),
        confidence=table.confidence(),
        sources=table.sources(),
    )
    table.done()
    return terms


def _sites(multiplier: int | None) -> int:
    """How often a rate is charged: once where nothing else is said."""
    return 1 if multiplier is None else multiplier


def _rule(table: TomlTable) -> DeadlineRule:
    """How the last day of the grace period is found. Raises TableError where it lacks its calendar."""
    plain = DeadlineRule()
    least, applies_from = table.number("min_working_days"), table.number("min_applies_from")
    rule = DeadlineRule(
        months=MonthRule(table.text("month_rule", plain.months.value)),
        franc=table.flag("franc"),
        rollover=Rollover(table.text("rollover", plain.rollover.value)),
        min_working_days=plain.min_working_days if least is None else least,
        min_applies_from=plain.min_applies_from if applies_from is None else applies_from,
        working_days=_calendar(table.text("deadline_calendar", "")),
    )
    if rule.working_days is None and (rule.rollover is not plain.rollover or rule.min_working_days):
        raise TableError(f"{table.place}: a deadline that needs working days needs deadline_calendar")
    return rule


def _calendar(code: str) -> WorkingDays | None:
    return calendar(code) if code else None


def _month_stay(word: str) -> MonthStay | None:
    return MonthStay(word) if word else None


def _rate(table: TomlTable, currency: str) -> Rate:
    rate = Rate(
        minor=table.minor("amount", currency),
        from_unit=table.number("from_unit"),
        from_day=table.maybe_day("from_day"),
        known_on=table.maybe_day("known_on"),
    )
    table.done()
    return rate


def _grace(table: TomlTable | None) -> Grace | None:
    if table is None:
        return None
    unit = table.text("unit", "")
    grace = Grace(
        length=table.number("length"),
        unit=GraceUnit(unit) if unit else None,
        runs_from=table.text("runs_from"),
        last_day=table.maybe_day("last_day"),
    )
    table.done()
    return grace


def _last_day(table: TomlTable | None) -> LastDay | None:
    if table is None:
        return None
    last_day = LastDay(
        on=table.day("on"),
        known_on=table.day("known_on"),
        confidence=table.confidence(),
        note=table.text("note", ""),
    )
    table.done()
    return last_day


def _annulment(table: TomlTable | None) -> Annulment | None:
    if table is None:
        return None
    annulment = Annulment(known_on=table.day("known_on"), note=table.text("note", ""))
    table.done()
    return annulment


def _stay(table: TomlTable) -> Stay:
    stay = Stay(
        start=table.day("start"),
        end=table.maybe_day("end"),
        known_on=table.day("known_on"),
        end_known_on=table.maybe_day("end_known_on"),
        note=table.text("note", ""),
        kind=StayKind(table.text("kind", StayKind.ACCRUAL.value)),
    )
    table.done()
    return stay


def _compliance(table: TomlTable) -> Compliance:
    compliance = Compliance(
        on=table.day("on"),
        known_on=table.day("known_on"),
        relapse=table.flag("relapse"),
        confidence=table.confidence(),
        note=table.text("note", ""),
    )
    table.done()
    return compliance


def _occurrence(table: TomlTable) -> Occurrence:
    occurrence = Occurrence(
        on=table.day("on"),
        known_on=table.day("known_on"),
        note=table.text("note", ""),
        sources=table.sources(),
    )
    table.done()
    return occurrence


def _window(table: TomlTable) -> Span | None:
    """The days from `window_start` on, before `window_end`."""
    start, end = table.maybe_day("window_start"), table.maybe_day("window_end")
    if (start is None) != (end is None):
        raise TableError(f"{table.place}: a window needs its start and its end")
    return Span(start, end) if start and end else None


def _finding(table: TomlTable) -> Finding:
    window = _window(table)
    if window is None:
        raise TableError(f"{table.place}: a finding needs its window")
    finding = Finding(window, table.day("known_on"), table.text("note", ""), table.sources())
    table.done()
    return finding


def _tally(table: TomlTable, currency: str) -> Tally:
    tally = Tally(
        by=table.day("by"),
        known_on=table.day("known_on"),
        units=table.number("units"),
        minor=table.maybe_minor("amount", currency),
        note=table.text("note", ""),
        sources=table.sources(),
    )
    table.done()
    return tally


def _liquidation(table: TomlTable, currency: str) -> Liquidation:
    liquidation = Liquidation(
        decided=table.date("decided"),
        amount=Money(table.minor("amount", currency), currency),
        kind=table.text("kind"),
        status=table.text("status"),
        known_on=table.day("known_on"),
        window=_window(table),
        published_from=table.maybe_day("published_from"),
        published_to=table.maybe_day("published_to"),
        units=table.number("units"),
        unit=table.text("unit", ""),
        convention=table.text("convention", ""),
        note=table.text("note", ""),
        confidence=table.confidence(),
        sources=table.sources(),
        reduced_to=table.maybe_minor("reduced_to", currency),
        reduced_known_on=table.maybe_day("reduced_known_on"),
    )
    table.done()
    return liquidation


def _payment(table: TomlTable, currency: str) -> Payment:
    payment = Payment(
        paid=table.date("paid"),
        amount=Money(table.minor("amount", currency), currency),
        known_on=table.day("known_on"),
        kind=table.text("kind", "paid"),
        note=table.text("note", ""),
        sources=table.sources(),
    )
    table.done()
    return payment
