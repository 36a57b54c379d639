"""The survey of many penalty lines on a day: sums, running orders, deadlines and the next change."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from desktop.domain.overview.overview import NextChange
from desktop.domain.penalty.stretch import State
from desktop.domain.prepared import standing as form
from desktop.domain.prepared.spells import END

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop.domain.days.asof import AsOf
    from desktop.domain.money import Money
    from desktop.domain.overview.book import Book
    from desktop.domain.slices import Slices

_TOGETHER = 64  # investigations of one slice
_STATES = tuple(State)
_RUNNING, _ANNULLED = (_STATES.index(state) for state in (State.RUNNING, State.ANNULLED))
_GRACE_ENDS, _CAP_REACHED, _LAST_DAY, _NEXT_UNIT = range(4)
_NOTHING_COMING = (0, 0, 0)


class LineOn(NamedTuple):
    """A penalty line on a day, its order made and not annulled; sums in minor units.

    `flags` are those of its leg; `coming` the first penalty day, the day of the cap and the last day, 0 for
    none. `apart` is the part of the sum with the other evidence, `fixed` the sum liquidated.
    """

    currency: int  # its code
    state: int  # its place among all of State
    flags: int
    minor: int
    apart: int
    growth: int  # the first later day with more, or 0
    zone: tuple[int, ...]
    coming: tuple[int, ...]
    fixed: int
    fixed_count: int

    @property
    def parts(self) -> tuple[int, int]:
        """The established and the assumed part of the sum of an order found disobeyed."""
        rest = self.minor - self.apart
        return (rest, self.apart) if self.flags & form.FOUND else (self.apart, rest)

    def deadlines(self, day: int) -> Iterator[tuple[int, int]]:
        """Each coming deadline: its day (an ordinal) and the number of its kind."""
        first_day, full_on, last_day = self.coming
        if first_day:
            yield first_day - 1, _GRACE_ENDS
        if full_on:
            yield max(day, full_on), _CAP_REACHED
        if last_day:
            yield last_day, _LAST_DAY
        if self.growth and self.state == _RUNNING and self.flags & form.BY_UNITS:
            yield self.growth, _NEXT_UNIT


@dataclass(frozen=True, slots=True)
class Survey:
    """The counts and sums of all penalty lines on a day; sums per currency, the largest first, no zeros.

    `largest` and `nearest` are ids of the investigations with the largest running orders and next deadlines.
    """

    running: tuple[Money, ...]
    established: tuple[Money, ...]
    assumed: tuple[Money, ...]
    contingent: tuple[Money, ...]
    liquidated: tuple[Money, ...]
    liquidated_count: int
    running_count: int
    deadline_count: int
    uncalculated_count: int
    bounded_count: int
    largest: tuple[int, ...]
    nearest: tuple[int, ...]
    next_change: NextChange | None


@dataclass(slots=True)
class _Sums:
    """Sums, orders and deadlines while penalty lines are added; sums in minor units by currency code."""

    running: Counter[int] = field(default_factory=Counter)
    established: Counter[int] = field(default_factory=Counter)
    assumed: Counter[int] = field(default_factory=Counter)
    contingent: Counter[int] = field(default_factory=Counter)
    liquidated: Counter[int] = field(default_factory=Counter)
    liquidated_count: int = 0
    uncalculated: int = 0
    bounded: int = 0
    orders: list[tuple[bool, int, int]] = field(default_factory=list)
    deadlines: list[tuple[int, int, int]] = field(default_factory=list)
    changes: dict[tuple[int, ...], tuple[int, int]] = field(default_factory=dict)

    def add(self, line: LineOn, case_id: int) -> None:
        """Add a penalty line of an investigation."""
        self.liquidated[line.currency] += line.fixed
        self.liquidated_count += line.fixed_count
        contingent = bool(line.flags & form.CONTINGENT)
        if contingent:
            self.contingent[line.currency] += line.minor
        if line.state == _RUNNING:
            self.bounded += bool(line.flags & form.UNKNOWN)
            self.orders.append((contingent and line.minor != 0, -line.minor, case_id))
            if not contingent:
                established, assumed = line.parts
                self.running[line.currency] += line.minor
                self.established[line.currency] += established
                self.assumed[line.currency] += assumed
        if line.growth:
            self._change(line.zone, line.growth)

    def _change(self, zone: tuple[int, ...], day: int) -> None:
        """Count an order that grows next on a day, unless an order of its time zone grows earlier."""
        first, orders = self.changes.get(zone, (day, 0))
        if day < first:
            del self.changes[zone]  # zones stay in the order in which their first growth was found
            first, orders = day, 0
        if day == first:
            self.changes[zone] = (first, orders + 1)


def surveying(book: Book, as_of: AsOf, most: int) -> Slices[Survey]:
    """The survey of a book as of a day, listing `most` running orders and deadlines; in slices."""
    sums = _Sums()
    for place, (numbers, at, section, day, known) in enumerate(book.sections(as_of)):
        case_id = book.ids[place]
        if place % _TOGETHER == 0:
            yield
        sums.uncalculated += form.uncalculated_in(form.step_on(numbers, section, day))
        ahead: set[tuple[int, int]] = set()
        for line in lines_on(numbers, at, section, day, known):
            sums.add(line, case_id)
            ahead.update(line.deadlines(day))
        sums.deadlines += ((on, case_id, kind) for on, kind in ahead)
    largest = (case_id for _, _, case_id in nsmallest(most, sums.orders))
    nearest = (case_id for _, case_id, _ in nsmallest(most, sums.deadlines))
    return Survey(
        running=_amounts(sums.running),
        established=_amounts(sums.established),
        assumed=_amounts(sums.assumed),
        contingent=_amounts(sums.contingent),
        liquidated=_amounts(sums.liquidated),
        liquidated_count=sums.liquidated_count,
        running_count=len(sums.orders),
        deadline_count=len(sums.deadlines),
        uncalculated_count=sums.uncalculated,
        bounded_count=sums.bounded,
        largest=tuple(dict.fromkeys(largest)),
        nearest=tuple(dict.fromkeys(nearest)),
        next_change=next_change(
            (form.text_of(words), date.fromordinal(day), orders)
            for words, (day, orders) in sums.changes.items()
        ),
    )


def lines_on(numbers: Sequence[int], at: int, section: int, day: int, known: int) -> Iterator[LineOn]:
    """The penalty lines of an investigation on a day, its orders made and not annulled.

    A line that cannot be calculated has nothing but its liquidated sum.
    """
    lines = section + 2 + 2 * numbers[section]
    for line in range(lines, lines + form.LINE * numbers[section + 1], form.LINE):
        count, legs = numbers[line + 7], at + numbers[line + 8]
        place = bisect_right(numbers, day, legs, legs + count) - 1
        leg = place + count
        flags = numbers[leg]
        if not flags or flags & 15 == _ANNULLED:
            continue
        minor, rate, shape = numbers[leg + count], numbers[leg + 2 * count], flags >> form.SHAPE
        growth = numbers[leg + 4 * count]
        if rate:
            minor += rate * (form.turns(numbers, at, shape, day) if shape else day)
            last = numbers[place + 1] - 1 if place + 1 < legs + count else END
            growth = _growth(numbers, at, shape, (day, last)) or growth
        zone = at + numbers[line + 3]
        coming = flags >> form.COMING & form.MASK
        yield LineOn(
            numbers[line],
            flags & 15,
            flags,
            minor,
            numbers[leg + 3 * count],
            growth,
            tuple(numbers[zone + 1 : zone + 1 + numbers[zone]]),
            tuple(numbers[at + coming : at + coming + 3]) if coming else _NOTHING_COMING,
            *_fixed(numbers, at, numbers[line + 4], min(day, known)),
        )


def _growth(numbers: Sequence[int], at: int, shape: int, days: tuple[int, int]) -> int:
    """The first day of growth after a day, up to the last day of its leg; 0 where there is none."""
    place, (day, last) = at + shape, days
    if not shape:
        return day + 1 if day < last else 0
    if numbers[place] == form.EVEN:
        begun, length = numbers[place + 1], numbers[place + 2]
        due = ((day + begun) // length + 1) * length - begun
        return due if due <= last else 0
    now = form.turns(numbers, at, shape, day)
    step = 1
    while day + step < last and form.turns(numbers, at, shape, day + step) <= now:
        step *= 2
    low, high = day + 1, min(day + step, last)
    if low > high or form.turns(numbers, at, shape, high) <= now:
        return 0
    while low < high:
        middle = (low + high) // 2
        if form.turns(numbers, at, shape, middle) > now:
            high = middle
        else:
            low = middle + 1
    return low


def _fixed(numbers: Sequence[int], at: int, place: int, day: int) -> tuple[int, int]:
    """The sum liquidated by a day in minor units, and the number of liquidations."""
    if not place:
        return 0, 0
    count, days = numbers[at + place], at + place + 1
    found = bisect_right(numbers, day, days, days + count) - 1
    return (numbers[found + count], numbers[found + 2 * count]) if found >= days else (0, 0)


def _amounts(sums: Counter[int]) -> tuple[Money, ...]:
    return tuple(form.amounts({code: minor for code, minor in sums.items() if minor}))


def next_change(rises: Iterable[tuple[str, date, int]]) -> NextChange | None:
    """The first instant at which amounts grow; a rise is a time zone, a civil day and a number of orders."""
    starts: dict[datetime, Counter[str]] = {}
    for zone, day, orders in rises:
        start = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
        starts.setdefault(start, Counter())[zone] += orders
    if not starts:
        return None
    first = min(starts)
    zone = starts[first].most_common(1)[0][0]
    return NextChange(first.astimezone(ZoneInfo(zone)).date(), zone, starts[first].total())
