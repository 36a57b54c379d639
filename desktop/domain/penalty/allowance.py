"""The allowance of a cap: the full units it leaves room for, where parts of units are charged by days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.law.kinds import CapMode
from desktop.domain.penalty.charge import charges_parts

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.penalty.charge import Count
    from desktop.domain.penalty.stretch import Stretch


def needs_allowance(terms: PenaltyTerms) -> bool:
    """Whether parts of units are charged under a cap that counts full units alone."""
    return bool(terms.cap) and terms.cap_mode is CapMode.LAST_FULL_UNIT and charges_parts(terms)


def met_on(stretches: list[Stretch], cap: int) -> int | None:
    """The first day (an ordinal) at whose end an uncapped sum reaches `cap` (minor units), None for none."""
    reached = (stretch for stretch in stretches if stretch.amount_on(stretch.last) >= cap)
    stretch = next(reached, None)
    return None if stretch is None else stretch.first_above(cap - 1, stretch.first)


def full_units(count: Count, cap: int) -> int:
    """The most full units within a cap (minor units), of an order that is never obeyed and has no last day.

    The unit that would pass the cap is never charged, in part or whole, before the day on which the sum
    meets the cap or after that day. The count goes on by a unit, so that the last unit is full.
    """
    met, units, total = met_on(count.stretches, cap), 0, 0
    for stretch in count.stretches:
        if met is None or stretch.first < met:
            units = int(stretch.exact_on(stretch.last if met is None else min(stretch.last, met - 1)))
    count.go_on()
    while total < cap and (following := _sum_of(count, units + 1)) is not None and following <= cap:
        units, total = units + 1, following
    return units


def _sum_of(count: Count, units: int) -> int | None:
    """The sum of the first `units` units, the last of them full; None where the last is never full."""
    for stretch in count.stretches:
        parts = None if stretch.pace is None else stretch.pace.parts
        if parts is not None and stretch.exact_on(stretch.last) >= units:
            return stretch.amount_of(units, parts)
    return None
