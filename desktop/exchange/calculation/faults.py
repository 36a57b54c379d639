"""The kind `error`: the fault or the warning that an entry leads to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY
from desktop.domain.days.workdays import moved
from desktop.domain.faults import Caution, TermsError
from desktop.domain.law.deadline import deadline
from desktop.domain.penalty.settlement import PeriodMatch, published_check
from desktop.exchange.calculation.currencies import check_currencies, days_in
from desktop.exchange.calculation.deadlines import adds_of, read_rule
from desktop.exchange.calculation.instants import civil_day
from desktop.exchange.calculation.reading import Fields, mapping
from desktop.exchange.calculation.settlement import cautions, read_settlement, settle
from desktop.exchange.calculation.terms import Usual
from desktop.exchange.calculation.values import amount, day, items, signed_amount, whole, zone

if TYPE_CHECKING:
    from collections.abc import Mapping

# The as-of day of an entry that names no day: any day shows its faults.
ANY_DAY = date(2024, 1, 1)

# The fields of an entry that belong to no penalty line, read here.
_BESIDES = (
    "event",
    "from",
    "to",
    "until",
    "amount",
    "amounts",
    "fines",
    "accrued",
    "liquidated",
    "year",
    "known_on",
)

_ORDER = (
    Caution.RATE_ABOVE_STATUTORY_MAX,
    Caution.PERIOD_LABEL_MISMATCH,
    Caution.LIQUIDATED_ABOVE_ACCRUED,
    Caution.STAY_IN_GRACE,
    Caution.RETROACTIVE_FACT,
    Caution.ENDPOINT_UNSETTLED,
    Caution.PROJECTION,
    Caution.HOLIDAYS_NOT_GIVEN,
)


def calculate(inputs: object) -> dict[str, object]:
    """The code of the first fault, else of the first caution; missing fields are filled in where possible.

    Raises InputError.
    """
    try:
        found = _cautions(mapping(inputs, "inputs"))
    except TermsError as error:
        return {"error": error.code.value, "warning": None, "message": str(error)}
    named = [caution.value for caution in _ORDER if caution in found]
    return {"error": None, "warning": named[0] if named else None, "message": None}


def _cautions(inputs: Mapping[str, object]) -> set[Caution]:
    check_currencies(inputs)
    fields = Fields(inputs, "inputs")
    found = {*_of_the_label(fields), *_of_the_sums(fields), *_of_knowledge(fields, inputs)}
    _check_working_days(fields)
    values = _completed(inputs)
    answered, fixed, paid = read_settlement(
        values, more=_BESIDES, usual=Usual(first_day=_first_day(inputs), needs_rate=False)
    )
    found.update(cautions(answered, settle(values, answered, fixed, paid)))
    if fields.is_named("compliance_day_counted") and "compliance" not in inputs:
        is_open = inputs["compliance_day_counted"] in (None, "unsettled")
        found |= {Caution.ENDPOINT_UNSETTLED} if is_open else set()
    return found


def _of_the_label(fields: Fields) -> set[Caution]:
    """The caution about a published period that does not match its amount."""
    first, last = fields.get("from", day), fields.get("to", day)
    until = fields.get("until", day)
    last = last if until is None else until - DAY
    rate, fixed = fields.get("rate", signed_amount), fields.get("amount", amount)
    if first is None or last is None:
        return set()
    check = published_check(first, last, rate or 0, fixed or 0)
    is_told = rate is not None and fixed is not None
    is_wrong = is_told and check.match is not PeriodMatch.BOTH_INCLUDED
    return {Caution.PERIOD_LABEL_MISMATCH} if is_wrong else set()


def _of_the_sums(fields: Fields) -> set[Caution]:
    """The caution about a liquidated sum above the accrued sum, both stated in the entry."""
    fields.get("amounts", items(mapping))
    fields.get("fines", items(mapping))
    accrued, liquidated = fields.get("accrued", amount), fields.get("liquidated", amount)
    is_above = accrued is not None and liquidated is not None and liquidated > accrued
    return {Caution.LIQUIDATED_ABOVE_ACCRUED} if is_above else set()


def _of_knowledge(fields: Fields, inputs: Mapping[str, object]) -> set[Caution]:
    """The caution about a fact that became known after the days it concerns."""
    known_on = fields.get("known_on", day)
    others = days_in(inputs, but=("known_on", "today", "as_of", "known_at"))
    is_late = known_on is not None and known_on > min(others, default=known_on)
    return {Caution.RETROACTIVE_FACT} if is_late else set()


def _check_working_days(fields: Fields) -> None:
    """Check the deadline of an entry, or a year of its calendar. Raises TermsError."""
    rule = read_rule(fields).rule
    event = fields.get("event", civil_day(fields.get("tz", zone)))
    adds = fields.get("add", adds_of)
    if event is not None and adds is not None:
        deadline(event, adds, rule)
    year = fields.get("year", whole)
    if year is not None and rule.working_days is not None and 1 < year < date.max.year:
        rule.working_days.is_working(date(year, 1, 1))


def _first_day(inputs: Mapping[str, object]) -> date:
    """The assumed first penalty day: the first day of the tiers, else the eve of the first day named."""
    tiers = days_in({"tiers": inputs.get("tiers")})
    return min(tiers, default=moved(min(days_in(inputs, but=("today",)), default=ANY_DAY), -1))


def _completed(inputs: Mapping[str, object]) -> dict[str, object]:
    """The entry with its as-of day and knowledge day; where missing, today or after the last day named."""
    last = moved(max(days_in(inputs, but=("today",)), default=ANY_DAY), 1).isoformat()
    as_of = inputs.get("as_of") or inputs.get("today") or last
    known_at = inputs.get("known_at") or max(last, as_of) if isinstance(as_of, str) else None
    return {**inputs, "as_of": as_of, "known_at": known_at}
