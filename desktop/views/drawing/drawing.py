"""The drawing of a timeline's events: marks and labels while there is room, else the heat of each lane."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.case.case import Lane
from desktop.domain.page.page import BandKind
from desktop.domain.timeline.chronicle import Chronicle, rank
from desktop.domain.timeline.clusters import Cluster, Layout, Marking, arranged
from desktop.domain.timeline.density import LANES
from desktop.domain.timeline.labels import ELLIPSIS, SHORTEST, Ground, Label, Want, place
from desktop.domain.timeline.scopes import Scope, Stock
from desktop.domain.timeline.timescale import Ticks, ticks
from desktop.models.timeline import counting_words
from desktop.views.drawing.hand import Hand
from desktop.views.drawing.heat import Heat, heat_of
from desktop.views.drawing.layout import room_of

if TYPE_CHECKING:
    from desktop.domain.page.page import Band, Page
    from desktop.domain.timeline.density import Density
    from desktop.domain.timeline.scopes import Window
    from desktop.domain.timeline.timescale import Scale
    from desktop.theme import Look
    from desktop.views.drawing.layout import Frame

    Stretches = tuple[tuple[float, float], ...]

NEAR = 1_200  # most events in sight with a mark each
_LEAST_WITH_AUTHORITY = 120.0  # pixels of the shortest label that begins with an authority
_LONGEST_NAME = 20  # letters of an authority at the head of a label
_BESIDE_TEXT = 0.9  # of the height of a mark, over a line of text with its own air


@dataclass(frozen=True, slots=True)
class LaneDrawing:
    """The marks and labels of a lane: marks stand on the height `middle`, and nothing beneath `bottom`."""

    lane: Lane
    clusters: tuple[Cluster, ...]
    labels: tuple[Label, ...]
    middle: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """All marks in sight with their labels, or the heat of each lane if the events are too many for marks."""

    layout: Layout
    lanes: tuple[LaneDrawing, ...]
    ticks: Ticks
    hand: Hand
    heat: Heat | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class ShownEvents:
    """The events to draw: the stock of a scope, a window of its days, and the bands behind."""

    stock: Stock
    window: Window | None = None
    bands: tuple[Band, ...] = ()

    @property
    def chronicle(self) -> Chronicle | None:
        """The events at hand: the whole stock, or the window."""
        if self.stock.chronicle is not None:
            return self.stock.chronicle
        return self.window.chronicle if self.window is not None else None

    def can_mark(self, first: int, last: int) -> bool:
        """Whether the events from day `first` to day `last` are at hand, and few enough for a mark each."""
        density = self.stock.density
        if density is None or density.within(first, last + 1) > NEAR:
            return False
        if self.stock.chronicle is not None:
            return True
        return self.window is not None and self.window.holds(first, last)


def shown_of(page: Page, chronicle: Chronicle) -> ShownEvents:
    """The events and bands of a page's investigation."""
    return ShownEvents(Stock(Scope.INVESTIGATION, chronicle.density, chronicle), None, page.bands)


def days_in_sight(scale: Scale) -> tuple[int, int]:
    """The numbers of the first and the last day in sight."""
    return scale.day_at(0).toordinal(), scale.day_at(scale.width).toordinal()


def draw_up(page: Page, frame: Frame, scale: Scale, look: Look) -> Drawing:
    """The drawing of a page with a mark for every event in sight, for vectors on paper."""
    return _marked(shown_of(page, Chronicle(page.case.events)), frame, scale, Hand(look))


def drawn(shown: ShownEvents, frame: Frame, scale: Scale, hand: Hand) -> Drawing:
    """The drawing of the days in sight: marks for few events at hand, else heat; every event is counted."""
    density = shown.stock.density
    if density is None:
        return Drawing(Layout((), 0), (), _ticks(scale, hand), hand, message=counting_words(shown.stock))
    first, last = days_in_sight(scale)
    if not shown.can_mark(first, last):
        return _heated(density, frame, scale, hand)
    made = _marked(shown, frame, scale, hand)
    layout = made.layout
    outside = density.dated - layout.in_sight
    return dataclasses.replace(
        made, layout=dataclasses.replace(layout, outside=outside, undated=density.undated)
    )


def _heated(density: Density, frame: Frame, scale: Scale, hand: Hand) -> Drawing:
    first, last = days_in_sight(scale)
    found, massed = _ticks(scale, hand), density.within(first, last + 1)
    layout = Layout((), density.dated - massed, density.undated, massed)
    lanes = tuple(_lane(lane, (), (), frame, hand) for lane in LANES)
    return Drawing(layout, lanes, found, hand, heat_of(density, frame, scale, (found, hand)))


def _ticks(scale: Scale, hand: Hand) -> Ticks:
    return ticks(scale, lambda step: room_of(step, hand))


def _marked(shown: ShownEvents, frame: Frame, scale: Scale, hand: Hand) -> Drawing:
    """The marks and labels of the events at hand; a row too low for two lines of labels has one."""
    chronicle = shown.chronicle or Chronicle(())
    reaching = shown.stock.chronicle is not None
    layout = arranged(chronicle, scale, Marking(hand.size, hand.badge_width, reaching))
    least = SHORTEST if shown.stock.scope is Scope.INVESTIGATION else _LEAST_WITH_AUTHORITY
    lanes = []
    for lane in LANES:
        clusters = tuple(cluster for cluster in layout.clusters if cluster.lane is lane)
        two_lines = frame.row_of(lane).height() >= hand.line + hand.size * _BESIDE_TEXT
        hard, soft = _behind(shown.bands if lane is Lane.AUTHORITY else (), scale, clusters)
        ground = Ground(scale.width, soft, hard, two_lines, least)
        labels = place((_want(chronicle, cluster, hand) for cluster in clusters), ground, hand.measure)
        lanes.append(_lane(lane, clusters, labels, frame, hand))
    return Drawing(layout, tuple(lanes), _ticks(scale, hand), hand)


def _lane(
    lane: Lane, clusters: tuple[Cluster, ...], labels: tuple[Label, ...], frame: Frame, hand: Hand
) -> LaneDrawing:
    """A lane in its row; marks with labels beneath stand higher, so that both lines are centred."""
    row = frame.row_of(lane)
    middle = row.center().y()
    if any(label.below for label in labels):
        middle = row.top() + max((row.height() - hand.line) / 2 + 1, hand.size / 2)
    return LaneDrawing(lane, clusters, labels, middle, row.bottom())


def _behind(
    bands: tuple[Band, ...], scale: Scale, clusters: tuple[Cluster, ...]
) -> tuple[Stretches, Stretches]:
    """The stretches without labels (the hatching of a stay), and to be avoided (grace bands, wide bars)."""
    stays = [stretch_of(band, scale) for band in bands if band.kind is BandKind.STAY]
    soft = [stretch_of(band, scale) for band in bands if band.kind is BandKind.GRACE]
    soft += [(cluster.left, cluster.end) for cluster in clusters if cluster.wide]
    return tuple(stays), tuple(soft)


def _want(chronicle: Chronicle, cluster: Cluster, hand: Hand) -> Want:
    importance = rank(cluster.lead)
    words = hand.title(cluster.lead.title)
    owner = chronicle.owner_of(cluster.lead.id)
    if owner is not None:
        name = hand.title(owner.authority)
        if len(name) > _LONGEST_NAME:
            name = name[: _LONGEST_NAME - 1].rstrip() + ELLIPSIS
        words = f"{name} · {words}"
    return Want(cluster.left, cluster.end, words, importance == 0, importance, cluster.wide)


def stretch_of(band: Band, scale: Scale) -> tuple[float, float]:
    """The left and right pixel of a band; an open band runs to the end of the drawing."""
    return scale.x_of(band.start), scale.x_of(band.end) if band.end else scale.width
