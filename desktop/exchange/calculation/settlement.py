"""The question `settlement`: the sums accrued, liquidated, remitted, paid and payable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY
from desktop.domain.faults import Caution
from desktop.domain.law.kinds import Recovery
from desktop.domain.penalty.course import course_of
from desktop.domain.penalty.stretch import State
from desktop.exchange.calculation.accrual import AnsweredOrder, answer, decimal
from desktop.exchange.calculation.liquidations import (
    Fixed,
    PaidSum,
    check_complete,
    check_windows,
    liquidation,
    payment,
)
from desktop.exchange.calculation.reading import Fields
from desktop.exchange.calculation.recoveries import read_recovery
from desktop.exchange.calculation.values import items

if TYPE_CHECKING:
    from desktop.domain.days.period import Span
    from desktop.exchange.calculation.terms import Usual

FIELDS = ("liquidations", "payments", "liquidation", "regime")


@dataclass(frozen=True, slots=True)
class Settled:
    """The figures of recovery at the end of the as-of day, in minor units."""

    accrued: int
    covered: int
    liquidated: int
    paid: int

    @property
    def remitted(self) -> int:
        """The sum accrued in the liquidated windows and not fixed; below zero where more was fixed."""
        return self.covered - self.liquidated

    @property
    def unliquidated(self) -> int:
        """The accrued sum that no liquidation covers."""
        return self.accrued - self.covered

    @property
    def payable(self) -> int:
        """The liquidated sum less payments, never below zero."""
        return max(0, self.liquidated - self.paid)


def calculate(inputs: object) -> dict[str, object]:
    """The result of a settlement question. Raises InputError and TermsError."""
    answered, fixed, paid = read_settlement(inputs)
    check_complete(fixed, paid)
    found = settle(inputs, answered, fixed, paid)
    currency = answered.order.lines[0].terms.currency
    return {
        "accrued": found.accrued,
        "covered_by_liquidation": found.covered,
        "liquidated": found.liquidated,
        "remitted": found.remitted,
        "unliquidated": found.unliquidated,
        "paid": found.paid,
        "payable_now": found.payable,
        "decimal": decimal(found.payable, currency) if currency else None,
        "state": answered.state.value,
        "warnings": [caution.value for caution in cautions(answered, found)],
    }


def read_settlement(
    inputs: object, *, more: tuple[str, ...] = (), usual: Usual | None = None
) -> tuple[AnsweredOrder, tuple[Fixed, ...], tuple[PaidSum, ...]]:
    """The accrual, the liquidations and the payments of an entry. Raises InputError and TermsError."""
    fields = Fields(inputs, "inputs")
    fixed = fields.get("liquidations", items(liquidation)) or ()
    paid = fields.get("payments", items(payment)) or ()
    check_windows(fixed)
    return answer(inputs, more=(*FIELDS, *more), usual=usual), fixed, paid


def settle(
    inputs: object, answered: AnsweredOrder, fixed: tuple[Fixed, ...], paid: tuple[PaidSum, ...]
) -> Settled:
    """The figures at the end of the as-of day; nothing is due of an annulled penalty.

    Of a penalty forfeited by law, the accrued sum that no decision covers is due (NL Awb 5:33).
    """
    as_of, known_at = answered.question.as_of, answered.question.known_at
    received = sum(item.minor for item in paid if item.counts(as_of, known_at))
    if answered.state is State.ANNULLED:
        return Settled(0, 0, 0, received)
    counted = [item for item in fixed if item.counts(as_of, known_at)]
    covered = sum(_accrued_in(answered, item.window) for item in counted)
    liquidated = sum(item.minor or 0 for item in counted)
    if read_recovery(Fields(inputs, "inputs")) is Recovery.BY_LAW:
        liquidated += answered.amount - covered
        covered = answered.amount
    return Settled(answered.amount, covered, liquidated, received)


def cautions(answered: AnsweredOrder, found: Settled) -> tuple[Caution, ...]:
    """The cautions about the accrual and the liquidated sum."""
    above = (Caution.LIQUIDATED_ABOVE_ACCRUED,) if found.remitted < 0 else ()
    return (*answered.cautions, *above)


def _accrued_in(answered: AnsweredOrder, window: Span) -> int:
    """The sum all penalty lines accrued in a window, up to the as-of day, in minor units."""
    question = answered.question
    last = min(window.last, question.as_of)
    if last < window.start:
        return 0
    standing = [
        terms
        for terms, accrual in zip(answered.terms, answered.accruals, strict=True)
        if accrual.state is not State.ANNULLED
    ]
    courses = [course_of(terms, question.known_at) for terms in standing]
    return sum(course.amount(last) - course.amount(window.start - DAY) for course in courses)
