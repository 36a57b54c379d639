"""Recovery of accrued penalties: the sums liquidated, remitted, paid and due."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY, Span, union
from desktop.domain.law.kinds import Recovery, StayKind
from desktop.domain.money import Money
from desktop.domain.penalty.course import course_of
from desktop.domain.penalty.stretch import State

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import Liquidation, PenaltyTerms, Stay
    from desktop.domain.penalty.accrual import Accrual
    from desktop.domain.penalty.course import Course


@dataclass(frozen=True, slots=True)
class Recovered:
    """The figures of recovery at one day: fixed, remitted, paid, due; never mixed with the accrued sum.

    `covered` accrued in windows that were liquidated, or was fixed without naming its days; `remitted` is
    the sum accrued in the windows and not fixed (negative where more was fixed than accrued); `unliquidated`
    is the rest of the accrued sum; `due` is payable and not paid, even while collection is `suspended`. Where
    no payment `is_recorded`, `paid` is nought for lack of a record and `due` the most that may be due.
    `overlap` are days that two liquidations charge, None for none.
    """

    liquidated: Money
    covered: Money
    remitted: Money
    unliquidated: Money
    paid: Money
    due: Money
    liquidations: tuple[Liquidation, ...]
    suspended: bool = False
    overlap: Span | None = None
    is_recorded: bool = False

    @property
    def is_due_known(self) -> bool:
        """Whether the due sum is known: a payment is recorded, or there is nothing to pay."""
        return self.is_recorded or not self.due


def recover(terms: PenaltyTerms, accrual: Accrual, course: Course | None = None) -> Recovered:
    """The figures of recovery that go with an accrual, at its day and with its knowledge.

    `course` is the course of the terms with that knowledge, where it is at hand. Raises TermsError.

    Where the authority must fix the sum first, only the fixed sum is due; where a penalty is forfeited by
    law or by the title itself, the established sum is due too. An annulled penalty owes nothing, nor does
    a sum threatened for an act that was done before it was collected (DE VwVG 15(3)).
    """
    until = min(accrual.as_of, accrual.known_on)
    facts = recorded(terms, until)
    is_owed = accrual.state is not State.ANNULLED
    dated = tuple(
        item for item in facts.liquidations if item.window is not None and accrual.first_day is not None
    )
    liquidated = facts.liquidated.minor if is_owed else 0
    in_windows = _covered(terms, accrual, dated, course) if is_owed else 0
    remitted = in_windows - _sum(dated, until) if is_owed else 0
    undated = min(liquidated - _sum(dated, until), accrual.accrued.minor - in_windows) if is_owed else 0
    payable = _payable(terms, accrual, liquidated)
    return dataclasses.replace(
        facts,
        liquidated=Money(liquidated, terms.currency),
        covered=Money(in_windows + undated, terms.currency),
        remitted=Money(remitted, terms.currency),
        unliquidated=Money(accrual.accrued.minor - in_windows - undated, terms.currency),
        due=Money(max(0, payable - facts.paid.minor), terms.currency),
    )


def recorded(terms: PenaltyTerms, until: date) -> Recovered:
    """The sums fixed and paid by a day, as recorded: they stand even for a line that cannot be calculated.

    Figures that depend on the calculation are nought; `due` is the part of the fixed sums that is not paid.
    """
    nothing = Money(0, terms.currency)
    fixed = tuple(item for item in terms.liquidations if item.known_on <= until)
    payments = [payment.amount.minor for payment in terms.payments if payment.known_on <= until]
    liquidated, paid = _sum(fixed, until), sum(payments)
    return Recovered(
        liquidated=Money(liquidated, terms.currency),
        covered=nothing,
        remitted=nothing,
        unliquidated=nothing,
        paid=Money(paid, terms.currency),
        due=Money(max(0, liquidated - paid), terms.currency),
        liquidations=fixed,
        suspended=any(_suspends(stay, until) for stay in terms.stays),
        overlap=overlap(fixed),
        is_recorded=bool(payments),
    )


def overlap(fixed: tuple[Liquidation, ...]) -> Span | None:
    """The first days that two liquidations both charge, None for none; windows must be disjoint."""
    windows = sorted(item.window for item in fixed if item.window is not None)
    found = (before.overlap(after) for before, after in pairwise(windows))
    return next((days for days in found if days is not None), None)


def _payable(terms: PenaltyTerms, accrual: Accrual, liquidated: int) -> int:
    if terms.recovery is Recovery.THREAT and accrual.state is State.COMPLIED:
        return 0
    if terms.recovery in (Recovery.BY_LAW, Recovery.BY_TITLE):
        return max(liquidated, accrual.established.minor)
    return liquidated


def _suspends(stay: Stay, day: date) -> bool:
    """Whether a stay known by a day stops collection on it."""
    end = stay.end_known(day)
    is_running = stay.start <= day and (end is None or day < end)
    return stay.kind is StayKind.RECOVERY and stay.known_on <= day and is_running


def _sum(fixed: tuple[Liquidation, ...], known_on: date) -> int:
    return sum(item.amount_known(known_on).minor for item in fixed)


def _covered(
    terms: PenaltyTerms, accrual: Accrual, fixed: tuple[Liquidation, ...], course: Course | None
) -> int:
    """Minor units accrued on the days of liquidated windows."""
    windows = union(tuple(item.window for item in fixed if item.window is not None))
    if not windows:
        return 0
    course = course or course_of(terms, accrual.known_on)
    return sum(course.amount(window.last) - course.amount(window.start - DAY) for window in windows)
