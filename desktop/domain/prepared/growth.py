"""The growth of a sum by formula: for pieces of a curve that have very many days and do not run straight."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.prepared import standing as form

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = 45 * 366  # days; a shorter piece lists its rises one by one

_SIZES = {form.EVEN: 4, form.MONTHS: 5, form.PARTS: 4, form.MONTH_PARTS: 7, form.WORKING: 5}
_PLACE = 1  # the place of the shape in its own numbers; 0 would be no shape


class Growth(NamedTuple):
    """`rate` (minor units) for each turn of a shape after the first `before`; `numbers` make up the shape."""

    rate: int
    before: int
    numbers: tuple[int, ...]

    def by(self, day: int) -> int:
        """Minor units added by the end of a day (an ordinal)."""
        return self.rate * (form.turns(self.numbers, 0, _PLACE, day) - self.before)


def growth_of(numbers: Sequence[int], at: int, shape: int, rate: int, first: int) -> Growth:
    """The growth of a shape of prepared figures after the first day of a piece."""
    place = at + shape
    own = [0, *numbers[place : place + _SIZES[numbers[place]]]]
    if own[_PLACE] == form.WORKING:
        holidays = at + own[-1]
        own[-1] = len(own)
        own += numbers[holidays : holidays + 1 + numbers[holidays]]
    return Growth(rate, form.turns(own, 0, _PLACE, first), tuple(own))
