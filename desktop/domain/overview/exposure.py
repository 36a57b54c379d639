"""The exposure: sums over all penalty lines on any day, per currency and state, from lines prepared once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.listing.bitset import STRIDE
from desktop.domain.overview.columns import Column, column_of, grouped, packed, places_by_day, unpacked
from desktop.domain.overview.pieces import Piece, pieces_of
from desktop.domain.penalty.stretch import State
from desktop.domain.prepared.growth import Growth
from desktop.domain.prepared.legs import ASSUMED, CONTINGENT, ESTABLISHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.domain.case.case import Case
    from desktop.domain.slices import Slices


class Total(NamedTuple):
    """The sums of the orders of one currency and state, in minor units, never added together.

    `established` and `assumed` belong to orders found disobeyed, `contingent` to orders whose breach nobody
    has found; `per_day` is the growth of the three in a day.
    """

    currency: str
    state: State
    orders: int
    established: int
    assumed: int
    contingent: int
    per_day: int


_NOTHING = (0, 0, 0)


WIDTH = 7  # orders, and a, b of each of the three sums: a + b x the day (an ordinal)


class Series(NamedTuple):
    """The sums of one currency and state: a row of WIDTH numbers for the days from each of `starts` on.

    The rows lie one behind the other, so that the numbers of a day are together in memory. `places` holds
    the row of each day from the first start on; empty where the starts are far apart.
    """

    currency: str
    state: State
    starts: Column
    rows: Column
    places: Column


def series_of(currency: str, state: State, starts: Column, rows: Column) -> Series:
    """A series, its places filled in."""
    return Series(currency, state, starts, rows, places_by_day(starts))


class Long(NamedTuple):
    """Days `first` to `last` (ordinals) on which one line grows by a formula beside the straight lines."""

    currency: str
    state: State
    first: int
    last: int
    evidence: int
    growth: Growth


@dataclass(frozen=True, slots=True)
class Exposure:
    """Sums over all orders up to the day `until`, as straight lines between the days of a change.

    Every day has the facts known on it, or those known on the day `hindsight`. `series` are ordered by
    currency and state; `long` are lines that grow by a formula for very many days.
    """

    until: date
    hindsight: date | None
    series: tuple[Series, ...]
    long: tuple[Long, ...] = ()

    def totals(self, day: date) -> tuple[Total, ...]:
        """The sums at the end of a day, for each currency and state with orders.

        Raises ValueError for a day after the last one prepared.
        """
        if day > self.until:
            raise ValueError(f"the totals were prepared up to {self.until}, not to {day}")
        number = day.toordinal()
        grown = self._grown(number) if self.long else {}
        found: list[Total] = []
        for currency, state, starts, rows, places in self.series:
            ahead = number - starts[0]
            place = places[ahead] if 0 <= ahead < len(places) else bisect_right(starts, number) - 1
            if place < 0:
                continue
            at = WIDTH * place
            orders, established, grows, assumed, assumes, contingent, waits = rows[at : at + WIDTH]
            if orders:
                more = grown.get((currency, state), _NOTHING)
                found.append(
                    Total(
                        currency,
                        state,
                        orders,
                        established + grows * number + more[0],
                        assumed + assumes * number + more[1],
                        contingent + waits * number + more[2],
                        grows + assumes + waits,
                    )
                )
        return tuple(found)

    def _grown(self, day: int) -> dict[tuple[str, State], list[int]]:
        """The growth by formulas by the end of a day, for the three sums of a currency and state."""
        found: dict[tuple[str, State], list[int]] = {}
        for one in self.long:
            if one.first <= day <= one.last:
                found.setdefault((one.currency, one.state), [0, 0, 0])[one.evidence] += one.growth.by(day)
        return found

    def days(self) -> tuple[date, ...]:
        """The days on which a straight line begins, in order."""
        last = self.until.toordinal()
        numbers = {number for series in self.series for number in series.starts if number <= last}
        return tuple(date.fromordinal(number) for number in sorted(numbers))

    def to_bytes(self) -> bytes:
        """The exposure as bytes for `exposure_from`."""
        known = None if self.hindsight is None else self.hindsight.isoformat()
        long = [[one.currency, one.state.value, *one[2:-1], *one.growth] for one in self.long]
        keys = [[one.currency, one.state.value] for one in self.series]
        head = [self.until.isoformat(), known, keys, *([long] if long else [])]
        return packed(head, (column for one in self.series for column in (one.starts, one.rows)))


def exposure_from(data: bytes) -> Exposure:
    """The exposure in bytes of `Exposure.to_bytes`. Raises ValueError where they are damaged."""
    head, columns = unpacked(data)
    try:
        until, known, keys, *rest = head
        hindsight = None if known is None else date.fromisoformat(known)
        keyed = [(str(currency), State(state)) for currency, state in keys]
        long = tuple(_long(numbers) for part in rest for numbers in part)
        found = Exposure(date.fromisoformat(until), hindsight, tuple(_series(keyed, columns)), long)
    except (TypeError, IndexError, ZeroDivisionError, OverflowError) as error:
        raise ValueError(f"the sums kept are damaged: {error}") from None
    return found


def _long(numbers: list[Any]) -> Long:
    """A line that grows by a formula, from its JSON numbers. Raises various errors where they are damaged."""
    currency, state, first, last, evidence, rate, before, shape = numbers
    growth = Growth(int(rate), int(before), tuple(map(int, shape)))
    growth.by(last)
    if evidence not in (ESTABLISHED, ASSUMED, CONTINGENT):
        raise ValueError("the sums kept are damaged: they are of no evidence")
    return Long(str(currency), State(state), int(first), int(last), evidence, growth)


def _series(keys: list[tuple[str, State]], columns: list[Column]) -> Iterator[Series]:
    """The series of currencies and states. Raises ValueError where the columns do not go with them."""
    for (currency, state), (starts, rows) in grouped(keys, columns, (1, WIDTH), "sums"):
        if not starts:
            raise ValueError("the sums kept are damaged: their days are not in order")
        yield series_of(currency, state, starts, rows)


@dataclass(slots=True)
class _Changes:
    """The changes of the sums of one currency and state, by day (an ordinal)."""

    steps: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0] * WIDTH))

    def add(self, piece: Piece) -> None:
        """Add a piece from its first day to its last."""
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

    def series(self, currency: str, state: State) -> Slices[Series]:
        """The series that the changes add up to, in slices."""
        days = [day for day in sorted(self.steps) if any(self.steps[day])]
        row, rows = [0] * WIDTH, list[int]()
        for place, day in enumerate(days):
            row = [number + change for number, change in zip(row, self.steps[day], strict=True)]
            rows += row
            if place % STRIDE == 0:
                yield
        return series_of(currency, state, column_of(days), column_of(rows))


def preparing(cases: Iterable[Case], until: date, hindsight: date | None = None) -> Slices[Exposure]:
    """The exposure of investigations up to a day, in slices; lines without a result are counted as orders.

    Without `hindsight` each day is as known on that day, in every authority's own calendar.
    """
    summing = Summing()
    for case in cases:
        for piece in pieces_of(case.terms, until, hindsight):
            summing.add(piece)
        yield
    return (yield from summing.summed(until, hindsight))


class Summing:
    """An exposure while pieces are added to it."""

    def __init__(self) -> None:
        self._changes: defaultdict[tuple[str, State], _Changes] = defaultdict(_Changes)
        self._long: list[Long] = []

    def add(self, piece: Piece) -> None:
        """Add a piece to the sums of its currency and state."""
        self._changes[piece.currency, piece.state].add(piece)
        if piece.growth is not None:
            self._long.append(Long(*piece[:4], piece.evidence, piece.growth))

    def summed(self, until: date, hindsight: date | None) -> Slices[Exposure]:
        """The exposure of the pieces added, in slices."""
        made: list[Series] = []
        for key in sorted(self._changes):
            one = yield from self._changes[key].series(*key)
            made += [one] if one.starts else []
        return Exposure(until, hindsight, tuple(made), tuple(self._long))
