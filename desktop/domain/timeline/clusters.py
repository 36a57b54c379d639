"""Clusters: marks on a timeline that would collide made one, so that every event is drawn or counted."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.timeline.density import LANES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.case.case import Event, Lane
    from desktop.domain.timeline.chronicle import Chronicle, LaneDays
    from desktop.domain.timeline.timescale import Scale

    Measure = Callable[[str, bool], float]
    Interval = tuple[float, float]
    Mark = tuple[float, int, float]

WIDE = 3.0  # mark sizes from which a bar is drawn beneath the marks


GAP = 2.0  # pixels between two marks


OPEN = 4.0  # mark sizes of a date without an end


LONG = 9.0  # mark sizes from which a cluster takes in colliding marks but grows no more


def is_ahead(event: Event, day: date) -> bool:
    """Whether an event lies after a day even at its earliest."""
    return event.date.earliest > day


class Cluster(NamedTuple):
    """Events of one lane drawn as one mark: `lead` is shown, the other events are counted in its badge.

    Marks and badge lie from `left` to `end` (pixels); the last marks of a long cluster may end after it. The
    lead's mark is from `lead_left` to `lead_right`, the badge right of it.
    """

    lane: Lane
    lead: Event
    chronicle: tuple[Event, ...]  # all events of the timeline
    places: tuple[int, ...]  # of the cluster's own events in it, from left to right
    left: float
    lead_left: float
    lead_right: float
    end: float
    wide: bool

    @property
    def others(self) -> int:
        """The number in the badge."""
        return len(self.places) - 1

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the cluster, in order; a frame needs them of few clusters."""
        return tuple(self.chronicle[place] for place in sorted(self.places))

    @property
    def first(self) -> Event:
        """The first event of the cluster in order."""
        return self.chronicle[min(self.places)]


@dataclass(frozen=True, slots=True)
class Layout:
    """The clusters in sight, by lane and from left to right, with counts of events outside or undated.

    `massed` is the number of events in sight if they are too many for marks.
    """

    clusters: tuple[Cluster, ...]
    outside: int
    undated: int = 0
    massed: int = 0

    @property
    def drawn(self) -> int:
        """The number of events with a mark."""
        return len(self.clusters)

    @property
    def clustered(self) -> int:
        """The number of events counted in badges or massed."""
        return sum(cluster.others for cluster in self.clusters) + self.massed

    @property
    def in_sight(self) -> int:
        """The number of events drawn or counted."""
        return self.drawn + self.clustered

    @property
    def total(self) -> int:
        """The number of all events."""
        return self.in_sight + self.outside + self.undated


def _dot(middle: float, scale: Scale, size: float) -> Interval:
    x = (middle - scale.start) * scale.per_day
    return x - size / 2, x + size / 2


def _stretch(first: int, after: int, endless: tuple[bool, bool], scale: Scale, size: float) -> Interval:
    left, right = (first - scale.start) * scale.per_day, (after - scale.start) * scale.per_day
    if endless[0]:
        right = min(right, scale.width)
        return right - OPEN * size, right
    if endless[1]:
        left = max(left, 0.0)
        return left, left + OPEN * size
    return (left, right) if right - left >= size else _dot((first + after) / 2, scale, size)


@dataclass(frozen=True, slots=True)
class Marking:
    """The sizes of marks and of the badges beside them, in pixels.

    Without `reaching`, bars that begin before the days in sight are left out, though they last until then.
    """

    size: float
    badge: float
    reaching: bool = True


def arranged(chronicle: Chronicle, scale: Scale, marking: Marking) -> Layout:
    """The layout of a chronicle, found from the events in sight alone."""
    clusters: list[Cluster] = []
    for lane in LANES:
        wide, narrow = _marks(chronicle.lane(lane), scale, marking)
        clusters += _swept(chronicle, lane, wide, marking, wide=True)
        clusters += _swept(chronicle, lane, narrow, marking, wide=False)
    shown = sum(len(cluster.places) for cluster in clusters)
    return Layout(tuple(clusters), chronicle.dated - shown, len(chronicle) - chronicle.dated)


def _marks(days: LaneDays, scale: Scale, marking: Marking) -> tuple[list[Mark], list[Mark]]:
    """The wide marks and the narrow marks in sight, from left to right."""
    size, width = marking.size, scale.width
    air = size / 2 / scale.per_day + 0.5
    first, last = scale.start - air, scale.end + air
    half, per_day, start = size / 2, scale.per_day, scale.start - 0.5
    wide: list[Mark] = []
    narrow: list[Mark] = []
    for day, place in days.dots_within(first - 1, last):
        x = (day - start) * per_day
        if -half <= x <= width + half:
            narrow.append((x - half, place, x + half))
    for bar in days.bars_within(first, last):
        if bar.anchor < first and not marking.reaching:
            continue
        left, right = _stretch(bar.first, bar.after, (bar.opens, bar.goes_on), scale, size)
        if right >= 0 and left <= width:
            (wide if right - left >= WIDE * size else narrow).append((left, bar.place, right))
    return sorted(wide), sorted(narrow)


def _swept(
    chronicle: Chronicle, lane: Lane, marks: list[Mark], marking: Marking, *, wide: bool
) -> list[Cluster]:
    """The clusters of colliding marks, from left to right."""
    found: list[Cluster] = []
    weights, events, badge = chronicle.weights, chronicle.events, marking.badge
    longest = math.inf if wide else LONG * marking.size
    next_one = 0
    while next_one < len(marks):
        begin, (left, lead, right) = next_one, marks[next_one]
        lightest, lead_left, lead_right, end = weights[lead], left, right, right
        next_one += 1
        while next_one < len(marks) and marks[next_one][0] < end + GAP:
            mark_left, place, mark_right = marks[next_one]
            next_one += 1
            if end - left >= longest and mark_right + badge > end:
                continue
            if weights[place] < lightest:
                lightest, lead, lead_left, lead_right = weights[place], place, mark_left, mark_right
            right = max(right, mark_right)
            # The badge stands right of the lead, over the marks it counts.
            end = max(right, lead_right + badge)
        places = tuple([mark[1] for mark in marks[begin:next_one]])
        found.append(Cluster(lane, events[lead], events, places, left, lead_left, lead_right, end, wide))
    return found
