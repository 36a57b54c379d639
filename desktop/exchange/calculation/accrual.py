"""The question `accrual`: the sum a penalty order has accrued on a day, for one or several obligations."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.domain.faults import Caution
from desktop.domain.law.kinds import PartUnit
from desktop.domain.money import exponent
from desktop.domain.penalty.accrual import accrue
from desktop.exchange.calculation.currencies import check_currencies
from desktop.exchange.calculation.order import LOUDEST, Obligations, read_order, share
from desktop.exchange.calculation.question import read_line, read_question
from desktop.exchange.calculation.reading import Fields, mapping

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.penalty.accrual import Accrual
    from desktop.domain.penalty.stretch import State
    from desktop.exchange.calculation.question import Question
    from desktop.exchange.calculation.terms import Usual


@dataclass(frozen=True, slots=True)
class AnsweredOrder:
    """An order with the accruals of its penalty lines under its cap, and the day the cap is reached."""

    order: Obligations
    question: Question
    accruals: tuple[Accrual, ...]
    terms: tuple[PenaltyTerms, ...]
    full_on: date | None
    is_single: bool

    @property
    def amount(self) -> int:
        """Minor units accrued by all lines."""
        return sum(accrual.accrued.minor for accrual in self.accruals)

    @property
    def state(self) -> State:
        """The most prominent state among the penalty lines."""
        return min((accrual.state for accrual in self.accruals), key=LOUDEST.index)

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """The cautions of the answer, without repetition."""
        found = [caution for read in self.order.lines for caution in read.cautions]
        found += [Caution.PROJECTION] if self.question.is_projected else []
        pairs = zip(self.accruals, self.order.lines, strict=True)
        if any(_stays_in_grace(accrual, read.terms) for accrual, read in pairs):
            found.append(Caution.STAY_IN_GRACE)
        return tuple(dict.fromkeys(found))


def calculate(inputs: object) -> dict[str, object]:
    """The result of an accrual question. Raises InputError and TermsError."""
    return result_of(answer(inputs))


def answer(
    inputs: object, *, day: str = "as_of", more: tuple[str, ...] = (), usual: Usual | None = None
) -> AnsweredOrder:
    """The accrual of an entry on the day in its field `day`. Raises InputError and TermsError."""
    values = mapping(inputs, "inputs")
    check_currencies(inputs)
    question = read_question(Fields(inputs, "inputs"), day)
    order = read_order(values, question, usual)
    is_single = order is None
    if order is None:
        line = read_line(values, "inputs", question.known_at, more=(day, *more), usual=usual)
        order = Obligations(("",), (line,), None)
    return _accrued(order, question, is_single=is_single)


def result_of(answered: AnsweredOrder) -> dict[str, object]:
    """All fields of the result; null in fields that do not apply."""
    accruals, order = answered.accruals, answered.order
    by_name = zip(order.names, accruals, strict=True)
    first_days = [accrual.first_day for accrual in accruals if accrual.first_day is not None]
    currency = order.lines[0].terms.currency
    return {
        "units": sum(accrual.units for accrual in accruals),
        "units_exact": _exact(answered),
        "amount": answered.amount,
        "decimal": decimal(answered.amount, currency) if currency else None,
        "currency": currency or None,
        "state": answered.state.value,
        "projected": answered.question.is_projected,
        "first_day": _iso(min(first_days, default=None)),
        "next_change": _iso(_next_change(answered)),
        "cap_reached_on": _iso(_cap_reached_on(answered)),
        "lines": [line for accrual in accruals for line in _lines(accrual)],
        "by_obligation": (
            None if answered.is_single else {name: accrual.accrued.minor for name, accrual in by_name}
        ),
        "wrong_units_if_utc": _units_in_utc(answered),
        "warnings": [caution.value for caution in answered.cautions],
    }


def decimal(minor: int, currency: str) -> str:
    """An amount in major units, exact, with all decimals of its currency."""
    digits = exponent(currency)
    whole, rest = divmod(minor, 10**digits)
    return f"{whole}.{rest:0{digits}d}" if digits else str(whole)


def _accrued(order: Obligations, question: Question, *, is_single: bool) -> AnsweredOrder:
    shared = share(tuple(read.terms for read in order.lines), order.cap, question)
    accruals = tuple(accrue(terms, question.as_of, question.known_at) for terms in shared.lines)
    return AnsweredOrder(order, question, accruals, shared.lines, shared.full_on, is_single)


def _stays_in_grace(accrual: Accrual, terms: PenaltyTerms) -> bool:
    first = accrual.first_day
    known = (stay for stay in terms.stays if stay.known_on <= accrual.known_on)
    return first is not None and any(stay.start < first for stay in known)


def _lines(accrual: Accrual) -> list[list[int | str]]:
    """Units, rate and amount of the charged lines, with neighbours of equal rate merged."""
    lines: list[tuple[Fraction, int, int]] = []
    for line in accrual.lines:
        units, minor = line.units + line.part, line.amount.minor
        if not minor and not units:
            continue
        rate = line.rate.minor if line.rate is not None else 0
        if lines and lines[-1][1] == rate:
            lines[-1] = (lines[-1][0] + units, rate, lines[-1][2] + minor)
        else:
            lines.append((units, rate, minor))
    return [
        [int(units) if units.denominator == 1 else str(units), rate, minor] for units, rate, minor in lines
    ]


def _exact(answered: AnsweredOrder) -> str | None:
    """The units as a fraction where a part of a unit is charged by its days, else None."""
    if all(read.terms.part_unit is not PartUnit.PRO_RATA for read in answered.order.lines):
        return None
    return str(sum((accrual.units + accrual.part for accrual in answered.accruals), Fraction(0)))


def _next_change(answered: AnsweredOrder) -> date | None:
    changes = [accrual.next_change for accrual in answered.accruals if accrual.next_change is not None]
    if answered.full_on is not None and answered.full_on > answered.question.as_of:
        changes.append(answered.full_on)
    return min(changes, default=None)


def _cap_reached_on(answered: AnsweredOrder) -> date | None:
    """The day the order's cap was reached, or the last cap of its lines where every line reached its own."""
    if answered.full_on is not None and answered.full_on <= answered.question.as_of:
        return answered.full_on
    reached = [accrual.cap_reached_on for accrual in answered.accruals]
    days = [day for day in reached if day is not None]
    return max(days) if len(days) == len(reached) else None


def _units_in_utc(answered: AnsweredOrder) -> int | None:
    """The units found by wrongly taking moments for days in UTC; None without moments."""
    if all(read.in_utc is None for read in answered.order.lines):
        return None
    lines = tuple(dataclasses.replace(read, terms=read.in_utc or read.terms) for read in answered.order.lines)
    wrong = _accrued(
        dataclasses.replace(answered.order, lines=lines), answered.question, is_single=answered.is_single
    )
    return sum(accrual.units for accrual in wrong.accruals)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
