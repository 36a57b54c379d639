"""What all penalties come to on any day, per currency and state, from breakpoints prepared once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.pieces import Piece, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.domain.cases import Case
    from desktop.domain.stretch import State


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


# Orders, and for each of the three sums (a, b): on day d (an ordinal) it is a + b d.
Line = tuple[int, int, int, int, int, int, int]
_NOTHING: Line = (0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Exposure:
    """Sums over all orders as straight lines between the days on which anything changes.

    Every day has the facts known on it, or (prepared with hindsight) those known on one day. It reaches to
    `until`, the last day prepared; `hindsight` is that one day. `starts` are the days (ordinals) from which
    on the lines at the same place in `rows` hold.
    """

    until: date
    hindsight: date | None
    starts: tuple[int, ...]
    rows: tuple[tuple[tuple[str, State, Line], ...], ...]

    def totals(self, day: date) -> tuple[Total, ...]:
        """The sums at the end of a day, one for each currency and state that has orders then.

        Raises ValueError for a day after the last one prepared.
        """
        if day > self.until:
            raise ValueError(f"the totals were prepared up to {self.until}, not to {day}")
        number = day.toordinal()
        place = bisect_right(self.starts, number)
        found = []
        for currency, state, line in self.rows[place - 1] if place else ():
            orders, established, grows, assumed, assumes, contingent, waits = line
            total = (
                currency,
                state,
                orders,
                established + grows * number,
                assumed + assumes * number,
                contingent + waits * number,
                grows + assumes + waits,
            )
            found.append(Total._make(total))
        return tuple(found)

    def days(self) -> tuple[date, ...]:
        """The days from which on another straight line holds, in order."""
        last = self.until.toordinal()
        return tuple(date.fromordinal(number) for number in self.starts if number <= last)


@dataclass(slots=True)
class _Changes:
    """How the lines of one currency and state change from day to day."""

    steps: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * 7))

    def add(self, piece: Piece) -> None:
        """Let a piece hold from its first day to its last."""
        sums = (piece.established, piece.assumed, piece.contingent)
        line = (1, *(number for growth in sums for number in _line(piece, growth)))
        for place, value in enumerate(line):
            self.steps[piece.first][place] += value
            self.steps[piece.last + 1][place] -= value
        place = 1 + 2 * piece.rising
        for day, rise in zip(piece.steps, piece.rises, strict=True):
            self.steps[day][place] += rise
        self.steps[piece.last + 1][place] -= sum(piece.rises)


def prepare(cases: Iterable[Case], until: date, hindsight: date | None = None) -> Exposure:
    """The sums over all penalty lines of some cases up to a day; those without a result are left out.

    Without `hindsight` each day is as known on that day, in every authority's own calendar.
    """
    changes: dict[tuple[str, State], _Changes] = {}
    for case in cases:
        for piece in pieces_of(case.terms, until, hindsight):
            changes.setdefault((piece.currency, piece.state), _Changes()).add(piece)
    starts = sorted({day for one in changes.values() for day in one.steps})
    return Exposure(until, hindsight, tuple(starts), tuple(_rows(changes, starts)))


def _rows(
    changes: dict[tuple[str, State], _Changes], starts: list[int]
) -> Iterator[tuple[tuple[str, State, Line], ...]]:
    """The lines that hold from each day on, of the currencies and states that have orders then."""
    held: dict[tuple[str, State], Line] = {}
    keys = sorted(changes)
    for day in starts:
        for key in keys:
            step = changes[key].steps.get(day)
            if step is not None:
                held[key] = _plus(held.get(key, _NOTHING), step)
        yield tuple((*key, line) for key in keys if (line := held.get(key)) is not None and line[0])


def _line(piece: Piece, growth: tuple[int, int]) -> tuple[int, int]:
    """A value on the first day and its growth a day, as a + b d."""
    value, slope = growth
    return value - slope * piece.first, slope


def _plus(line: Line, step: list[int]) -> Line:
    orders, *sums = (one + other for one, other in zip(line, step, strict=True))
    return (orders, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5])
