"""The facts of penalties as records: stays, compliance, findings, breaches, tallies, sums fixed and paid."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from desktop.domain.case.terms import Compliance, Finding, Liquidation, Occurrence, Payment, Stay, Tally
from desktop.domain.days.period import Span, parse_day
from desktop.domain.edit.change import Change, EditKind, Reference, new_uid
from desktop.domain.edit.draft_problems import Weight
from desktop.domain.edit.record_form import (
    FieldKind,
    FieldProblem,
    RecordField,
    RecordForm,
    date_cells,
    edit_of,
    read_form,
)
from desktop.domain.law.kinds import MonthStay, StayKind, Unit
from desktop.domain.penalty.facts import has_stay_rule
from desktop.domain.source import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from desktop.domain.case.case import Case
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.edit.change import Cell, Cells, Edit
    from desktop.domain.edit.record_form import FormRead
    from desktop.domain.typed.dates import DayOrder

Fact: TypeAlias = Stay | Compliance | Occurrence | Finding | Tally | Liquidation | Payment
KINDS = (EditKind.FACT_ADDED, EditKind.FACT_CHANGED)
RULE = "month_stay"  # the field with the order's rule for a stay inside a month


class FactKind(StrEnum):
    """The kind of a fact, by the table of its records."""

    STAY = "stays"
    COMPLIANCE = "compliance"
    FINDING = "findings"
    BREACH = "occurrences"
    TALLY = "tallies"
    LIQUIDATION = "liquidations"
    PAYMENT = "payments"


class FactFlaw(StrEnum):
    """A fault of a fact, or a doubt about it."""

    BACKWARDS = "backwards"
    HALF_PERIOD = "half period"
    OVERLAP = "overlap"
    NO_RULE = "no rule"
    KNOWN_EARLY = "known early"
    OTHER_CURRENCY = "other currency"
    HALF_REDUCTION = "half reduction"


class FactOf(NamedTuple):
    """A fact of a penalty."""

    kind: FactKind
    terms: PenaltyTerms
    fact: Fact

    @property
    def day(self) -> date:
        """The first day that it tells of."""
        match self.fact:
            case Stay(start=day) | Compliance(on=day) | Occurrence(on=day) | Tally(by=day):
                return day
            case Finding(window=window):
                return window.start
            case Liquidation(decided=when) | Payment(paid=when):
                return when.earliest

    @property
    def cells(self) -> dict[str, Cell]:
        """Its cells, by which its record is found."""
        return fact_cells(self.fact)


_DAY, _LAST, _NOTE = FieldKind.DAY, FieldKind.LAST_DAY, RecordField("note")
_KNOWN = RecordField("known_on", _DAY, is_needed=True)
_SOURCE = RecordField("source", FieldKind.SOURCE)
_SURE = RecordField("confidence", FieldKind.CHOICE)
_SUM = (RecordField("amount", FieldKind.AMOUNT, is_needed=True), RecordField("currency", FieldKind.CHOICE))
_FIELDS: Mapping[FactKind, tuple[RecordField, ...]] = {
    FactKind.STAY: (
        RecordField("start_day", _DAY, is_needed=True),
        RecordField("end_day", _LAST),
        RecordField("kind", FieldKind.CHOICE),
        RecordField(RULE, FieldKind.NONE),
        _KNOWN,
        RecordField("end_known_on", _DAY),
    ),
    FactKind.COMPLIANCE: (
        RecordField("on_day", _DAY, is_needed=True),
        RecordField("relapse", FieldKind.CHOICE),
        _KNOWN,
        _SURE,
    ),
    FactKind.FINDING: (
        RecordField("window_start", _DAY, is_needed=True),
        RecordField("window_end", _LAST, is_needed=True),
        _KNOWN,
    ),
    FactKind.BREACH: (RecordField("on_day", _DAY, is_needed=True), _KNOWN),
    FactKind.TALLY: (
        RecordField("by_day", _DAY, is_needed=True),
        RecordField("units", FieldKind.WHOLE),
        RecordField("amount", FieldKind.AMOUNT),
        _KNOWN,
    ),
    FactKind.LIQUIDATION: (
        RecordField("decided", FieldKind.FIRM_DATE, is_needed=True),
        *_SUM,
        RecordField("window_start", _DAY),
        RecordField("window_end", _LAST),
        RecordField("units", FieldKind.WHOLE),
        RecordField("kind"),
        _KNOWN,
        RecordField("reduced_to", FieldKind.AMOUNT),
        RecordField("reduced_known_on", _DAY),
        _SURE,
    ),
    FactKind.PAYMENT: (
        RecordField("paid", FieldKind.FIRM_DATE, is_needed=True),
        *_SUM,
        RecordField("kind", FieldKind.CHOICE),
        _KNOWN,
    ),
}
# The cells of a new record that no field fills, beside empty ones.
_FIXED: Mapping[FactKind, dict[str, Cell]] = {
    FactKind.LIQUIDATION: {"status": "", "convention": "", "published_from": None, "published_to": None},
}
_PAID = "paid"


def facts_of_case(case: Case) -> tuple[FactOf, ...]:
    """The facts of all penalties of a case, by their days."""
    return tuple(sorted((fact for terms in case.terms for fact in _facts(terms)), key=lambda fact: fact.day))


def kinds_for(terms: PenaltyTerms) -> tuple[FactKind, ...]:
    """The kinds of facts that a penalty can have; single days of breach only where each costs the rate."""
    return tuple(kind for kind in FactKind if kind is not FactKind.BREACH or terms.unit is Unit.OCCURRENCE)


def fact_fields(kind: FactKind) -> tuple[RecordField, ...]:
    """The fields of a kind of fact."""
    return (*_FIELDS[kind], _NOTE, _SOURCE)


def new_fact(kind: FactKind, terms: PenaltyTerms, owner: str, typed: Mapping[str, Cell]) -> RecordForm:
    """The form of a new fact of a penalty, the record of which has the uid `owner`."""
    choices: dict[str, Cell] = {
        "kind": StayKind.ACCRUAL.value if kind is FactKind.STAY else _PAID,
        "relapse": 0,
        "confidence": Confidence.CONFIRMED.value,
        "currency": terms.currency,
    }
    if kind is FactKind.LIQUIDATION:
        choices["kind"] = ""
    names = {each.name for each in fact_fields(kind)}
    first: dict[str, Cell] = dict.fromkeys(sorted(names), "")
    for given in (choices, {RULE: None}, typed):
        first |= {name: given[name] for name in names & given.keys()}
    fixed = {"term_id": Reference("penalty_terms", owner), **_FIXED.get(kind, {})}
    if kind is FactKind.LIQUIDATION:
        fixed["unit"] = terms.unit.value
    return RecordForm(
        kind.value, new_uid(), new_uid(), fact_fields(kind), KINDS, first, first, None, fixed, terms.currency
    )


def opened_fact(
    kind: FactKind, terms: PenaltyTerms, uid: str, cells: Cells, typed: Mapping[str, Cell]
) -> RecordForm:
    """The form of a fact that the file has: the uid and cells of its record, and how they are typed."""
    first = {**typed, RULE: None}
    return RecordForm(
        kind.value, uid, new_uid(), fact_fields(kind), KINDS, first, first, cells, currency=terms.currency
    )


def read_fact(
    form: RecordForm, terms: PenaltyTerms, own: Fact | None, today: date, order: DayOrder
) -> FormRead:
    """Read the form of a fact; `terms` have those of the file, `own` is the one that is changed, if any."""
    read = read_form(form, today, order)
    kind, others = FactKind(form.table), tuple(fixed for fixed in terms.liquidations if fixed != own)
    counted = [read.cells.get(name) for name in ("units", "amount")]
    if kind is FactKind.TALLY and counted == [None, None] and not read.faults:
        read = replace(read, missing=(*read.missing, "units"))
    if needs_rule(form, read, terms) and not form.typed.get(RULE):
        read = replace(read, problems=(*read.problems, FieldProblem(RULE, FactFlaw.NO_RULE)))
    return read.with_problems(*_problems(kind, read, terms, others))


def fact_edit(form: RecordForm, read: FormRead, terms: PenaltyTerms) -> Edit | None:
    """The edit that the form of a fact makes; a rule chosen for a stay goes into the terms."""
    edit = edit_of(form, read)
    rule = form.typed.get(RULE)
    owner = (form.fixed if form.before is None else form.before).get("term_id")
    if edit is None or not rule or not needs_rule(form, read, terms) or not isinstance(owner, Reference):
        return edit
    change = Change("penalty_terms", owner.uid, {RULE: None}, {RULE: MonthStay(str(rule)).value})
    return replace(edit, changes=(*edit.changes, change))


def needs_rule(form: RecordForm, read: FormRead, terms: PenaltyTerms) -> bool:
    """Whether a stay that ends needs a rule for the unit of months it lies in, and the order has none."""
    if form.table != FactKind.STAY or not read.cells.get("end_day"):
        return False
    return read.cells.get("kind") != StayKind.RECOVERY.value and not has_stay_rule(terms)


def fact_cells(fact: Fact) -> dict[str, Cell]:
    """A fact as the cells of its record."""
    match fact:
        case Stay():
            own: dict[str, Cell] = {
                "start_day": fact.start.isoformat(),
                "end_day": _iso(fact.end),
                "end_known_on": _iso(fact.end_known_on),
                "kind": fact.kind.value,
            }
        case Compliance():
            own = {
                "on_day": fact.on.isoformat(),
                "relapse": int(fact.relapse),
                "confidence": fact.confidence.value,
            }
        case Occurrence():
            own = {"on_day": fact.on.isoformat()}
        case Finding():
            own = _window_cells(fact.window)
        case Tally():
            own = {"by_day": fact.by.isoformat(), "units": fact.units, "amount": fact.minor}
        case Liquidation():
            own = _liquidation_cells(fact)
        case Payment():
            own = {
                **date_cells("paid", fact.paid),
                "amount": fact.amount.minor,
                "currency": fact.amount.currency,
                "kind": fact.kind,
            }
    return {**own, "known_on": fact.known_on.isoformat(), "note": fact.note}


def _liquidation_cells(fixed: Liquidation) -> dict[str, Cell]:
    return {
        **date_cells("decided", fixed.decided),
        "amount": fixed.amount.minor,
        "currency": fixed.amount.currency,
        "kind": fixed.kind,
        "status": fixed.status,
        **_window_cells(fixed.window),
        "published_from": _iso(fixed.published_from),
        "published_to": _iso(fixed.published_to),
        "units": fixed.units,
        "unit": fixed.unit,
        "convention": fixed.convention,
        "confidence": fixed.confidence.value,
        "reduced_to": fixed.reduced_to,
        "reduced_known_on": _iso(fixed.reduced_known_on),
    }


def _window_cells(window: Span | None) -> dict[str, Cell]:
    return {
        "window_start": None if window is None else window.start.isoformat(),
        "window_end": None if window is None else window.end.isoformat(),
    }


def _facts(terms: PenaltyTerms) -> Iterator[FactOf]:
    by_kind: dict[FactKind, tuple[Fact, ...]] = {
        FactKind.STAY: terms.stays,
        FactKind.COMPLIANCE: terms.compliance,
        FactKind.FINDING: terms.findings,
        FactKind.BREACH: terms.occurrences,
        FactKind.TALLY: terms.tallies,
        FactKind.LIQUIDATION: terms.liquidations,
        FactKind.PAYMENT: terms.payments,
    }
    for kind, facts in by_kind.items():
        for fact in facts:
            yield FactOf(kind, terms, fact)


def _problems(
    kind: FactKind, read: FormRead, terms: PenaltyTerms, others: tuple[Liquidation, ...]
) -> Iterator[FieldProblem]:
    """What only a fact can have wrong."""
    start, end = _PERIODS.get(kind, ("", ""))
    first, after = _day(read, start), _day(read, end)
    if first and after and after <= first:
        yield FieldProblem(end, FactFlaw.BACKWARDS)
    elif kind is FactKind.LIQUIDATION and (first is None) != (after is None) and not read.faults:
        yield FieldProblem(start if first is None else end, FactFlaw.HALF_PERIOD)
    elif (hit := _charged(kind, read, first, after, others)) is not None:
        yield FieldProblem(start, FactFlaw.OVERLAP, Weight.DOUBT, unread=hit.decided)
    if read.cells.get("currency", terms.currency) != terms.currency:
        yield FieldProblem("amount", FactFlaw.OTHER_CURRENCY, words=(terms.currency,))
    if kind is FactKind.LIQUIDATION and (read.cells.get("reduced_to") is None) != (
        read.cells.get("reduced_known_on") is None
    ):
        yield FieldProblem("reduced_to", FactFlaw.HALF_REDUCTION)
    known, happened = _day(read, "known_on"), _happened(kind, read)
    if known and happened and known < happened:
        yield FieldProblem("known_on", FactFlaw.KNOWN_EARLY, Weight.DOUBT)


# The fields of the first day of a fact and of the day after its last.
_PERIODS = {
    FactKind.STAY: ("start_day", "end_day"),
    FactKind.FINDING: ("window_start", "window_end"),
    FactKind.LIQUIDATION: ("window_start", "window_end"),
    FactKind.COMPLIANCE: ("on_day", ""),
}
_HAPPENED = {
    FactKind.COMPLIANCE: "on_day",
    FactKind.BREACH: "on_day",
    FactKind.TALLY: "by_day",
    FactKind.LIQUIDATION: "decided_start",
    FactKind.PAYMENT: "paid_start",
}


def _charged(
    kind: FactKind, read: FormRead, first: date | None, after: date | None, others: tuple[Liquidation, ...]
) -> Liquidation | None:
    """The liquidation that charges days on which, by the form, nothing accrued, or that are charged again."""
    if kind not in (FactKind.STAY, FactKind.LIQUIDATION) or first is None:
        return None
    if read.cells.get("kind") == StayKind.RECOVERY.value or (kind is FactKind.LIQUIDATION and not after):
        return None
    windows = [(fixed.window, fixed) for fixed in others if fixed.window is not None]
    end = after or max((window.end for window, _ in windows), default=first)
    if end <= first:
        return None
    return next((fixed for window, fixed in windows if window.overlap(Span(first, end))), None)


def _happened(kind: FactKind, read: FormRead) -> date | None:
    return _day(read, _HAPPENED.get(kind, ""))


def _day(read: FormRead, name: str) -> date | None:
    found = read.cells.get(name)
    return parse_day(found) if isinstance(found, str) and found else None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
