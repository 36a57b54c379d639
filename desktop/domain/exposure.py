"""What all penalties come to on any day, per currency and state, from breakpoints prepared once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.columns import Column, column_of
from desktop.domain.pieces import Piece, pieces_of
from desktop.domain.stretch import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.cases import Case


class Total(NamedTuple):
    """What the orders of one currency and state come to; the three sums are never added together.

    Amounts are minor units. `established` and `assumed` belong to orders that were found disobeyed,
    `contingent` to the others; `per_day` is what their running days add.
    """

    currency: str
    state: State
    orders: int
    established: int
    assumed: int
    contingent: int
    per_day: int


WIDTH = 7  # orders, and for each of the three sums (a, b): on day d (an ordinal) it is a + b d


@dataclass(frozen=True, slots=True)
class Series:
    """The sums of one currency and state: from each of the days `starts` on, what the columns hold there."""

    currency: str
    state: State
    starts: Column
    columns: tuple[Column, ...]

    def total(self, number: int) -> Total | None:
        """The sums at the end of a day (an ordinal), or None without orders then."""
        place = bisect_right(self.starts, number) - 1
        if place < 0:
            return None
        orders, established, grows, assumed, assumes, contingent, waits = (
            column[place] for column in self.columns
        )
        if not orders:
            return None
        return Total(
            self.currency,
            self.state,
            orders,
            established + grows * number,
            assumed + assumes * number,
            contingent + waits * number,
            grows + assumes + waits,
        )


@dataclass(frozen=True, slots=True)
class Exposure:
    """Sums over all orders as straight lines between the days on which anything changes.

    Every day has the facts known on it, or (prepared with hindsight) those known on one day. It reaches to
    `until`, the last day prepared; `hindsight` is that one day. `series` are in order.
    """

    until: date
    hindsight: date | None
    series: tuple[Series, ...]

    def totals(self, day: date) -> tuple[Total, ...]:
        """The sums at the end of a day, one for each currency and state that has orders then.

        Raises ValueError for a day after the last one prepared.
        """
        if day > self.until:
            raise ValueError(f"the totals were prepared up to {self.until}, not to {day}")
        number = day.toordinal()
        found = (series.total(number) for series in self.series)
        return tuple(total for total in found if total is not None)

    def days(self) -> tuple[date, ...]:
        """The days from which on another straight line holds, in order."""
        last = self.until.toordinal()
        numbers = {number for series in self.series for number in series.starts if number <= last}
        return tuple(date.fromordinal(number) for number in sorted(numbers))


@dataclass(slots=True)
class _Changes:
    """How the lines of one currency and state change from day to day."""

    steps: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * WIDTH))

    def add(self, piece: Piece) -> None:
        """Let a piece hold from its first day to its last."""
        line = (1, *(number for growth in piece.growths for number in growth))
        begin, end = self.steps[piece.first], self.steps[piece.last + 1]
        for place, value in enumerate(line):
            begin[place] += value
            end[place] -= value
        place, risen = 1 + 2 * piece.evidence, 0
        for day, rise in piece.rises:
            self.steps[day][place] += rise
            risen += rise
        end[place] -= risen

    def series(self, currency: str, state: State) -> Series:
        """What holds from each day on."""
        days = [day for day in sorted(self.steps) if any(self.steps[day])]
        columns = (column_of(accumulate(self.steps[day][place] for day in days)) for place in range(WIDTH))
        return Series(currency, state, column_of(days), tuple(columns))


def prepare(cases: Iterable[Case], until: date, hindsight: date | None = None) -> Exposure:
    """The sums over all penalty lines of some cases up to a day; those without a result are left out.

    Without `hindsight` each day is as known on that day, in every authority's own calendar.
    """
    return summed((piece for case in cases for piece in pieces_of(case.terms, until, hindsight)), until, hindsight)


def summed(pieces: Iterable[Piece], until: date, hindsight: date | None) -> Exposure:
    """The sums over some pieces."""
    changes: defaultdict[tuple[str, State], _Changes] = defaultdict(_Changes)
    for piece in pieces:
        changes[piece.currency, piece.state].add(piece)
    series = (changes[key].series(*key) for key in sorted(changes))
    return Exposure(until, hindsight, tuple(one for one in series if one.starts))

