"""How many full units a cap leaves room for, where parts of units are charged by their days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.charge import charges_parts
from desktop.domain.penalty import CapMode

if TYPE_CHECKING:
    from desktop.domain.charge import Count
    from desktop.domain.penalty import PenaltyTerms


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most units charged, and the day on which the sum of all of them, and their parts, meets the cap.

    The unit that would pass the cap is never charged, in part or whole, before that day or after it.
    """

    units: int
    met_on: int | None


def needs_allowance(terms: PenaltyTerms) -> bool:
    """Whether parts are charged under a cap that counts full units alone."""
    return bool(terms.cap) and terms.cap_mode is CapMode.LAST_FULL_UNIT and charges_parts(terms)


def allowance_of(count: Count, cap: int) -> Allowance:
    """The room a cap leaves, from all that would be charged without one; the count goes on by one unit."""
    met_on = _met_on(count, cap)
    charged = [stretch for stretch in count.stretches if met_on is None or stretch.first < met_on]
    last = charged[-1].last if met_on is None else min(charged[-1].last, met_on - 1)
    units = int(charged[-1].exact_on(last))
    count.go_on()
    total = 0
    while total < cap and (following := _sum_of(count, units + 1)) is not None and following <= cap:
        units, total = units + 1, following
    return Allowance(units, met_on)


def _met_on(count: Count, cap: int) -> int | None:
    """The first day at whose end the sum without the cap reaches it."""
    reached = (stretch for stretch in count.stretches if stretch.amount_on(stretch.last) >= cap)
    stretch = next(reached, None)
    return None if stretch is None else stretch.first_above(cap - 1, stretch.first)


def _sum_of(count: Count, units: int) -> int | None:
    """What the first units come to when the last of them is full; None where it never is."""
    for stretch in count.stretches:
        parts = None if stretch.pace is None else stretch.pace.parts
        if parts is not None and stretch.exact_on(stretch.last) >= units:
            return stretch.amount_of(units, parts)
    return None
