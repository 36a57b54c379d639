"""The chronicle: events in order, with an index of their days by lane."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING

from desktop.domain.days.period import CALENDAR_END, DAY, Doubt, Precision, Span
from desktop.domain.timeline.density import LANES, density

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.domain.case.case import Event, Lane
    from desktop.domain.case.ids import EventId
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.timeline.density import Density

DECISIONS = frozenset({"decision", "fine", "order", "penalty_decision"})
RECOVERIES = frozenset({"liquidation", "payment"})
_TURNING = RECOVERIES | {"annulment", "court_ruling", "formal_notice", "penalty_start", "complaint"}
_PRECISIONS = {precision: number for number, precision in enumerate(Precision)}


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by their first day, or by the last where no other is known; undated events last.

    On one day the more exactly dated come first, then the smaller id.
    """
    return tuple(sorted(events, key=_order))


def _order(event: Event) -> tuple[bool, date, date, int, bool, float]:
    return _order_on(event.date, event.id)


def _order_on(when: UncertainDate, number: float) -> tuple[bool, date, date, int, bool, float]:
    first, exact = when.anchor or when.earliest, _PRECISIONS[when.precision]
    return when.is_undated, first, when.latest, exact, when.doubt is not Doubt.NONE, number


def rank(event: Event) -> int:
    """The rank of an event where there is room for one: 0 decisions, 1 turning points, 2 other events."""
    return 0 if event.kind in DECISIONS else 1 if event.kind in _TURNING else 2


@dataclass(frozen=True, slots=True)
class Owner:
    """The investigation of an event."""

    slug: str
    title: str
    authority: str  # its short name


@dataclass(frozen=True, slots=True)
class Bar:
    """An event of several days (ordinals): from `first` until before `after`.

    `opens` without a known first day, `goes_on` without a known last day; `place` is that of the event.
    """

    place: int
    first: int
    after: int
    opens: bool
    goes_on: bool

    @property
    def anchor(self) -> int:
        """The day the event is counted at: its first, else its last."""
        return self.after - 1 if self.opens else self.first


@dataclass(slots=True)
class LaneDays:
    """The events of one lane by day (ordinals): `dots` of one day at `places`, `bars` of several days.

    `endless` are the bars without a known first or last day.
    """

    dots: array[int] = field(default_factory=lambda: array("i"))
    places: array[int] = field(default_factory=lambda: array("i"))
    bars: list[Bar] = field(default_factory=list)
    endless: list[Bar] = field(default_factory=list)
    _firsts: array[int] = field(default_factory=lambda: array("i"))
    _afters: array[int] = field(default_factory=lambda: array("i"))

    def add(self, place: int, event: Event) -> None:
        """Add an event, later in order than the events before."""
        when = event.date
        if when.precision is Precision.DAY:
            self.dots.append(when.earliest.toordinal())
            self.places.append(place)
            return
        first, after = when.earliest.toordinal(), when.latest.toordinal() + 1
        bar = Bar(place, first, after, when.first is None, when.last is None)
        (self.endless if bar.opens or bar.goes_on else self.bars).append(bar)

    def finish(self) -> None:
        """Index the bars for look-ups, once all events are added."""
        self._firsts = array("i", (bar.first for bar in self.bars))
        self._afters = array("i", accumulate((bar.after for bar in self.bars), max))

    @property
    def known(self) -> tuple[int, ...]:
        """The first and last known days (ordinals) among others between them, in no order."""
        ends = (self.dots[:1], self.dots[-1:], self._firsts[:1], (after - 1 for after in self._afters[-1:]))
        return (*(day for days in ends for day in days), *(bar.anchor for bar in self.endless))

    def dots_within(self, first: float, last: float) -> Iterator[tuple[int, int]]:
        """The day and place of every event of one day, from `first` to `last`."""
        start, stop = bisect_left(self.dots, first), bisect_right(self.dots, last)
        return zip(self.dots[start:stop], self.places[start:stop], strict=True)

    def bars_within(self, first: float, last: float) -> list[Bar]:
        """The bars that may be seen from `first` to `last`, and all endless ones."""
        start, stop = bisect_left(self._afters, first), bisect_right(self._firsts, last)
        return [*self.bars[start:stop], *self.endless]


class Chronicle:
    """Events in order; `owners` are their investigations where there are several."""

    def __init__(self, events: Iterable[Event], owners: Iterable[tuple[EventId, Owner]] = ()) -> None:
        self.events = in_order(events)
        self._owners = dict(owners)
        self._places: dict[EventId, int] = {}
        self._density: Density | None = None
        self._lanes = {lane: LaneDays() for lane in LANES}
        self.dated = len(self.events)
        for place, event in enumerate(self.events):
            if event.date.is_undated:
                self.dated = place
                break
            self._lanes[event.lane].add(place, event)
        for days in self._lanes.values():
            days.finish()
        count = len(self.events)
        # The event with the smaller number leads: by rank, then by order.
        self.weights = array("q", (rank(one) * count + place for place, one in enumerate(self.events)))

    def __len__(self) -> int:
        return len(self.events)

    @property
    def undated(self) -> tuple[Event, ...]:
        """The events without a date."""
        return self.events[self.dated :]

    @property
    def density(self) -> Density:
        """The number of events on each day."""
        if self._density is None:
            counts: Counter[tuple[int, Lane]] = Counter()
            for lane, days in self._lanes.items():
                counts.update((day, lane) for day in days.dots)
                counts.update((bar.anchor, lane) for bar in (*days.bars, *days.endless))
            self._density = density(counts, len(self.undated))
        return self._density

    def lane(self, lane: Lane) -> LaneDays:
        """The days of the events of a lane."""
        return self._lanes[lane]

    def place_for(self, when: UncertainDate) -> int:
        """The place that another event of this date would take, after those of the same date."""
        return bisect_right(self.events, _order_on(when, inf), key=_order)

    def place_of(self, event: EventId | None) -> int | None:
        """The place of an event in the order, by its id; None where it is not here."""
        if not self._places:
            self._places = {one.id: place for place, one in enumerate(self.events)}
        return None if event is None else self._places.get(event)

    def event(self, event: EventId | None) -> Event | None:
        """The event of an id, or None."""
        place = self.place_of(event)
        return None if place is None else self.events[place]

    def owner_of(self, event: EventId) -> Owner | None:
        """The investigation of an event, where there are several."""
        return self._owners.get(event)

    def ahead_of(self, day: date) -> int:
        """The place of the first event after a day; an event without a known beginning counts by its end."""
        return bisect_right(
            self.events, day, hi=self.dated, key=lambda event: event.date.anchor or event.date.earliest
        )

    def reach(self, day: date) -> Span:
        """The span from the first known day of an event to the last one or `day`, whichever is later."""
        known = (number for days in self._lanes.values() for number in days.known)
        return _reach(map(date.fromordinal, known), day)


def reach(events: Iterable[Event], day: date) -> Span:
    """The span from the first known day of an event to the last one or `day`, whichever is later."""
    ends = (end for event in events for end in (event.date.first, event.date.last))
    return _reach((end for end in ends if end is not None), day)


def _reach(known: Iterable[date], day: date) -> Span:
    days = tuple(known)
    last = min(max((*days, day)), CALENDAR_END)
    return Span(min((*days, last)), last + DAY)
