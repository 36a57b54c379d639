"""The question `limitation`: the accrued units barred by limitation, each unit by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.law.deadline import GraceUnit
from desktop.domain.law.regime import Period
from desktop.domain.penalty.limitation import limitation
from desktop.exchange.calculation.accrual import answer
from desktop.exchange.calculation.deadlines import UNITS, read_rule
from desktop.exchange.calculation.reading import Fields, InputError
from desktop.exchange.calculation.values import at_least_one, one_of
from desktop.strict import shown

if TYPE_CHECKING:
    from desktop.domain.law.deadline import MonthRule

LONGEST = 1_200
CALENDAR_UNITS = {
    word: meant for word, meant in UNITS.items() if meant[1] not in (GraceUnit.HOUR, GraceUnit.WORKING_DAY)
}


def calculate(inputs: object) -> dict[str, object]:
    """The units and sums barred and recoverable on a day. Raises InputError and TermsError."""
    fields = Fields(inputs, "inputs")
    length, unit = fields.need("period", _period)
    months: MonthRule = read_rule(fields).rule.months
    answered = answer(inputs, day="on", more=("period",))
    question, period = answered.question, Period(length, unit, months)
    found = [limitation(terms, period, question.as_of, question.known_at) for terms in answered.terms]
    following = [one.next_on for one in found if one.next_on is not None]
    return {
        "recoverable_units": sum(one.recoverable_units for one in found),
        "recoverable": sum(one.recoverable for one in found),
        "barred_units": sum(one.barred_units for one in found),
        "barred": sum(one.barred for one in found),
        "next_barred_on": min(following).isoformat() if following else None,
        "warnings": [caution.value for caution in answered.cautions],
    }


def _period(value: object, where: str) -> tuple[int, GraceUnit]:
    if not isinstance(value, list) or len(value) != len(("length", "unit")):
        raise InputError(f'{where} must be a length such as [1, "year"], not {shown(value)}.')
    each, unit = one_of(CALENDAR_UNITS)(value[1], f"{where}[1]")
    length = at_least_one(value[0], f"{where}[0]")
    if length > LONGEST:
        raise InputError(f"{where} can be {LONGEST} units at most, not {length}.")
    return length * each, unit
