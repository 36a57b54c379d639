"""Timelines: the order of events, marks that share a place, and labels that never overlap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop.domain.cases import Lane
from desktop.domain.period import Precision, Span

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
_TURNING = RECOVERIES | {"annulment", "court_ruling", "formal_notice", "penalty_start", "complaint"}
_PRECISIONS = tuple(Precision)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events by their earliest day; the more exactly dated first, then by id."""
    return tuple(sorted(events, key=_order))


def _order(event: Event) -> tuple[date, int, int]:
    return event.date.earliest, _PRECISIONS.index(event.date.precision), event.id


def rank(event: Event) -> int:
    """How much an event matters where there is room for one: 0 decisions, 1 turning points, 2 the rest."""
    return 0 if event.kind in DECISIONS else 1 if event.kind in _TURNING else 2


def is_ahead(event: Event, day: date) -> bool:
    """Whether an event lies after a day, even at its earliest."""
    return event.date.earliest > day


def reach(events: Iterable[Event], day: date) -> Span:
    """From the first event to the last one or `day`, whichever is later."""
    dates = [event.date for event in events]
    first = min((d.earliest for d in dates), default=day)
    last = max([d.latest for d in dates] + [day])
    return Span(min(first, last), last + timedelta(1))


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
    """The marks in sight, by lane and from left to right, and how many events lie outside."""

    clusters: tuple[Cluster, ...]
    outside: int

    @property
    def drawn(self) -> int:
        """Events with a mark of their own."""
        return len(self.clusters)

    @property
    def clustered(self) -> int:
        """Events counted in badges."""
        return sum(cluster.others for cluster in self.clusters)


def place_of(event: Event, scale: Scale, size: float) -> Interval:
    """The pixels of one mark: a dot in the middle of its day, or a bar as wide as its date is uncertain."""
    left, right = scale.x_of(event.date.earliest), scale.x_of(event.date.latest + timedelta(1))
    if event.date.precision is Precision.DAY or right - left < size:
        middle = (left + right) / 2
        return middle - size / 2, middle + size / 2
    return left, right


def arrange(events: Iterable[Event], scale: Scale, size: float, badge: float) -> Layout:
    """Marks for all events in sight; those that would collide become one with a badge `badge` wide."""
    clusters: list[Cluster] = []
    outside = 0
    lanes: dict[Lane, tuple[list[_Placed], list[_Placed]]] = {lane: ([], []) for lane in LANES}
    for event in events:
        left, right = place_of(event, scale, size)
        if right < 0 or left > scale.width:
            outside += 1
        else:
            lanes[event.lane][right - left < WIDE * size].append((left, right, event))
    for wide_marks, marks in lanes.values():
        clusters += _swept(wide_marks, badge, wide=True)
        clusters += _swept(marks, badge, wide=False)
    return Layout(tuple(clusters), outside)


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
