"""Timelines: the order of events, marks that share a place, and labels that never overlap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.cases import Lane
from desktop.domain.period import CALENDAR_END, DAY, Doubt, Precision, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from desktop.domain.cases import Event
    from desktop.domain.timescale import Scale

    Measure = Callable[[str, bool], float]  # (text, bold) -> pixels
    Interval = tuple[float, float]

LANES = tuple(Lane)
DECISIONS = frozenset({"decision", "fine", "order", "penalty_decision"})
RECOVERIES = frozenset({"liquidation", "payment"})
WIDE = 3.0  # a bar of this many mark sizes is drawn beneath the marks
GAP = 2.0  # pixels between two marks
OPEN = 4.0  # mark sizes that a date without an end takes at least
_TURNING = RECOVERIES | {"annulment", "court_ruling", "formal_notice", "penalty_start", "complaint"}
_PRECISIONS = tuple(Precision)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by their earliest day; the more exactly dated first, then by id; those without a date last."""
    return tuple(sorted(events, key=_order))


def _order(event: Event) -> tuple[bool, date, date, int, bool, int]:
    when = event.date
    exact = _PRECISIONS.index(when.precision)
    return when.is_undated, when.earliest, when.latest, exact, when.doubt is not Doubt.NONE, event.id


def rank(event: Event) -> int:
    """How much an event matters where there is room for one: 0 decisions, 1 turning points, 2 the rest."""
    return 0 if event.kind in DECISIONS else 1 if event.kind in _TURNING else 2


def is_ahead(event: Event, day: date) -> bool:
    """Whether an event lies after a day, even at its earliest."""
    return event.date.earliest > day


def reach(events: Iterable[Event], day: date) -> Span:
    """From the first day known of an event to the last one or `day`, whichever is later."""
    dates = [event.date for event in events]
    known = [day for when in dates for day in (when.first, when.last) if day is not None]
    last = min(max([*known, day]), CALENDAR_END)
    return Span(min([*known, last] if known else [day]), last + DAY)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Events of one lane drawn as one mark: `lead` is shown, the others are counted in its badge.

    `left` to `end` is the place of all its marks and its badge, which stands right of `lead_right`.
    """

    lane: Lane
    lead: Event
    events: tuple[Event, ...]
    left: float
    lead_right: float
    end: float
    wide: bool

    @property
    def others(self) -> int:
        """The number in its badge."""
        return len(self.events) - 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The marks in sight, by lane and from left to right; how many events lie outside or have no date."""

    clusters: tuple[Cluster, ...]
    outside: int
    undated: int = 0

    @property
    def drawn(self) -> int:
        """Events with a mark of their own."""
        return len(self.clusters)

    @property
    def clustered(self) -> int:
        """Events counted in badges."""
        return sum(cluster.others for cluster in self.clusters)


def place_of(event: Event, scale: Scale, size: float) -> Interval:
    """The pixels of one mark: a dot in the middle of its day, or a bar as wide as its date is uncertain.

    What has no end takes a few marks' room next to the end it has, and stays in sight where it goes on.
    """
    left, right = scale.x_of(event.date.earliest), scale.x_of(event.date.latest) + scale.per_day
    if event.date.first is None:
        right = min(right, scale.width)
        return right - OPEN * size, right
    if event.date.last is None:
        left = max(left, 0.0)
        return left, left + OPEN * size
    if event.date.precision is Precision.DAY or right - left < size:
        middle = (left + right) / 2
        return middle - size / 2, middle + size / 2
    return left, right


def arrange(events: Iterable[Event], scale: Scale, size: float, badge: float) -> Layout:
    """Marks for all events in sight; those that would collide become one with a badge `badge` wide."""
    clusters: list[Cluster] = []
    outside = undated = 0
    lanes: dict[Lane, tuple[list[_Placed], list[_Placed]]] = {lane: ([], []) for lane in LANES}
    for event in events:
        if event.date.is_undated:
            undated += 1
            continue
        left, right = place_of(event, scale, size)
        if right < 0 or left > scale.width:
            outside += 1
        else:
            lanes[event.lane][right - left < WIDE * size].append((left, right, event))
    for wide_marks, marks in lanes.values():
        clusters += _swept(wide_marks, badge, wide=True)
        clusters += _swept(marks, badge, wide=False)
    return Layout(tuple(clusters), outside, undated)


_Placed = tuple[float, float, "Event"]


def _swept(marks: list[_Placed], badge: float, *, wide: bool) -> list[Cluster]:
    groups: list[_Group] = []
    for mark in sorted(marks, key=lambda mark: (mark[0], *_order(mark[2]))):
        if groups and mark[0] < groups[-1].end(badge) + GAP:
            groups[-1].add(mark)
        else:
            groups.append(_Group([mark[2]], mark[0], mark[1], mark))
    return [group.cluster(badge, wide=wide) for group in groups]


@dataclass(slots=True)
class _Group:
    """Marks that collide, while they are gathered from left to right."""

    events: list[Event]
    left: float
    right: float
    lead: _Placed

    def add(self, mark: _Placed) -> None:
        self.events.append(mark[2])
        self.right = max(self.right, mark[1])
        self.lead = min(self.lead, mark, key=lambda one: (rank(one[2]), *_order(one[2])))

    def end(self, badge: float) -> float:
        """The badge stands right of the lead, over the marks it counts where there are any."""
        return max(self.right, self.lead[1] + badge) if len(self.events) > 1 else self.right

    def cluster(self, badge: float, *, wide: bool) -> Cluster:
        lead = self.lead[2]
        return Cluster(lead.lane, lead, in_order(self.events), self.left, self.lead[1], self.end(badge), wide)
