"""What was fixed, paid and is still due of what accrued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.course import course_of
from desktop.domain.money import Money
from desktop.domain.penalty import Liquidation, PenaltyTerms, Recovery
from desktop.domain.period import DAY, union

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.accrual import Accrual


@dataclass(frozen=True, slots=True)
class Recovered:
    """The figures of recovery at one day: fixed, remitted, paid, due; never mixed with what accrued.

    `covered` accrued in windows that were liquidated, or was fixed without naming its days; `remitted` is
    what accrued in the windows and was not fixed; `unliquidated` is the rest of what accrued; `due` is
    payable and not paid.
    """

    liquidated: Money
    covered: Money
    remitted: Money
    unliquidated: Money
    paid: Money
    due: Money
    liquidations: tuple[Liquidation, ...]


def recover(terms: PenaltyTerms, accrual: Accrual) -> Recovered:
    """The figures of recovery that go with an accrual, at its day and with its knowledge.

    Where the authority must fix the sum first, only what it fixed is due; where a penalty is forfeited by
    law, what was found breached is due too. An annulled penalty owes nothing.
    """
    until = min(accrual.as_of, accrual.known_on)
    fixed = tuple(item for item in terms.liquidations if item.known_on <= until)
    dated = tuple(item for item in fixed if item.window is not None and accrual.first_day is not None)
    counts = accrual.before_annulment is None
    liquidated = _sum(fixed, until) if counts else 0
    paid = sum(payment.amount.minor for payment in terms.payments if payment.known_on <= until)
    in_windows = _covered(terms, accrual, dated) if counts else 0
    remitted = in_windows - _sum(dated, until) if counts else 0
    undated = min(liquidated - _sum(dated, until), accrual.accrued.minor - in_windows) if counts else 0
    payable = liquidated
    if terms.recovery is Recovery.BY_LAW:
        payable = max(liquidated, accrual.established.minor)
    return Recovered(
        liquidated=Money(liquidated, terms.currency),
        covered=Money(in_windows + undated, terms.currency),
        remitted=Money(remitted, terms.currency),
        unliquidated=Money(accrual.accrued.minor - in_windows - undated, terms.currency),
        paid=Money(paid, terms.currency),
        due=Money(max(0, payable - paid), terms.currency),
        liquidations=fixed,
    )


def _sum(fixed: tuple[Liquidation, ...], known_on: date) -> int:
    return sum(item.amount_known(known_on).minor for item in fixed)


def _covered(terms: PenaltyTerms, accrual: Accrual, fixed: tuple[Liquidation, ...]) -> int:
    """What accrued on the days of liquidated windows."""
    course = course_of(terms, accrual.known_on)
    windows = union(tuple(item.window for item in fixed if item.window is not None))
    return sum(course.amount(window.last) - course.amount(window.start - DAY) for window in windows)
