"""What is drawn of a timeline's events: marks and labels where there is room, else how many stand where."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.cases import Lane
from desktop.domain.chronicle import Chronicle, rank
from desktop.domain.labels import Ground, Label, Want, place
from desktop.domain.page import BandKind
from desktop.domain.scopes import Scope, Stock
from desktop.domain.timeline import LANES, Cluster, Layout, Marking, arranged
from desktop.domain.timescale import Ticks, ticks
from desktop.models.timeline import counting_words
from desktop.views.parts.axis import room_of
from desktop.views.parts.timeline_hand import Hand
from desktop.views.parts.timeline_heat import Heat, heat_of
from desktop.views.parts.timeline_marks import MARK

if TYPE_CHECKING:
    from desktop.domain.density import Density
    from desktop.domain.page import Band, Page
    from desktop.domain.scopes import Window
    from desktop.domain.timescale import Scale
    from desktop.theme import Look
    from desktop.views.parts.timeline_layout import Frame

BADGE = 20
NEAR = 1_500  # events in sight that are marked one by one at most
_BESIDE_TEXT = 0.9  # of the height of a mark, over a line of text with its own air


@dataclass(frozen=True, slots=True)
class LaneDrawing:
    """The marks of one lane and their labels; a crowded lane has a second line for labels."""

    lane: Lane
    clusters: tuple[Cluster, ...]
    labels: tuple[Label, ...]

    @property
    def crowded(self) -> bool:
        """Whether labels stand beneath the marks too."""
        return any(label.below for label in self.labels)

    def label_of(self, cluster: Cluster) -> Label | None:
        """The label of a mark, where it found room."""
        place_in_lane = self.clusters.index(cluster)
        return next((label for label in self.labels if label.index == place_in_lane), None)


@dataclass(frozen=True, slots=True)
class Drawing:
    """All marks in sight with their labels, or, where there are too many for marks, the heat of each lane."""

    layout: Layout
    lanes: tuple[LaneDrawing, ...]
    ticks: Ticks
    hand: Hand
    heat: Heat | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The events that a timeline has to draw: of a scope, those of a window of days, and bands behind them."""

    stock: Stock
    window: Window | None = None
    bands: tuple[Band, ...] = ()

    @property
    def chronicle(self) -> Chronicle | None:
        """The events at hand, all or those of the window."""
        if self.stock.chronicle is not None:
            return self.stock.chronicle
        return self.window.chronicle if self.window is not None else None

    def chronicle_of(self, first: int, last: int) -> Chronicle | None:
        """The events from which those of these days can be marked one by one, where they are at hand."""
        density = self.stock.density
        if density is None or density.within(first, last + 1) > NEAR:
            return None
        if self.stock.chronicle is None and self.window is not None and not self.window.holds(first, last):
            return None
        return self.chronicle


def shown_of(page: Page, chronicle: Chronicle) -> Shown:
    """The events and bands of the investigation of a page."""
    return Shown(Stock(Scope.INVESTIGATION, chronicle.density, chronicle), None, page.bands)


def days_in_sight(scale: Scale) -> tuple[int, int]:
    """The numbers of the first and the last day of which anything is in sight."""
    return scale.day_at(0).toordinal(), scale.day_at(scale.width).toordinal()


def draw_up(page: Page, frame: Frame, scale: Scale, look: Look) -> Drawing:
    """Every event of a page in sight as a mark, to be painted as vectors."""
    return _marked(Chronicle(page.case.events), page.bands, frame, scale, Hand(look))


def drawn(shown: Shown, frame: Frame, scale: Scale, hand: Hand) -> Drawing:
    """Marks where the events in sight are few and at hand, else heat; no event is left uncounted."""
    density = shown.stock.density
    if density is None:
        return Drawing(Layout((), 0), (), _ticks(scale, hand), hand, message=counting_words(shown.stock))
    first, last = days_in_sight(scale)
    chronicle = shown.chronicle_of(first, last)
    if chronicle is None:
        return _heated(density, frame, scale, hand)
    made = _marked(chronicle, shown.bands, frame, scale, hand, reaching=shown.stock.chronicle is not None)
    layout = made.layout
    outside = density.dated - layout.in_sight
    return dataclasses.replace(
        made, layout=dataclasses.replace(layout, outside=outside, undated=density.undated)
    )


def _heated(density: Density, frame: Frame, scale: Scale, hand: Hand) -> Drawing:
    first, last = days_in_sight(scale)
    found, massed = _ticks(scale, hand), density.within(first, last + 1)
    layout = Layout((), density.dated - massed, density.undated, massed)
    lanes = tuple(LaneDrawing(lane, (), ()) for lane in LANES)
    return Drawing(layout, lanes, found, hand, heat_of(density, frame, scale, (found, hand)))


def _ticks(scale: Scale, hand: Hand) -> Ticks:
    return ticks(scale, lambda step: room_of(step, hand))


def _marked(
    chronicle: Chronicle,
    bands: tuple[Band, ...],
    frame: Frame,
    scale: Scale,
    hand: Hand,
    *,
    reaching: bool = True,
) -> Drawing:
    """Marks and labels; a row too low for two lines of labels has one."""
    scaled = hand.look.scaled
    layout = arranged(chronicle, scale, Marking(scaled(MARK), scaled(BADGE), reaching))
    lanes = []
    for lane in LANES:
        clusters = tuple(cluster for cluster in layout.clusters if cluster.lane is lane)
        two_lines = frame.row_of(lane).height() >= hand.line + scaled(MARK) * _BESIDE_TEXT
        behind = bands if lane is Lane.AUTHORITY else ()
        ground = _ground(behind, scale, clusters, two_lines=two_lines)
        labels = place((_want(chronicle, cluster, hand) for cluster in clusters), ground, hand.measure)
        lanes.append(LaneDrawing(lane, clusters, labels))
    return Drawing(layout, tuple(lanes), _ticks(scale, hand), hand)


def _ground(
    bands: tuple[Band, ...], scale: Scale, clusters: tuple[Cluster, ...], *, two_lines: bool
) -> Ground:
    """Nothing can be read on the hatching of a stay; a grace band and wide bars are only avoided."""
    stays = [stretch_of(band, scale) for band in bands if band.kind is BandKind.STAY]
    soft = [stretch_of(band, scale) for band in bands if band.kind is BandKind.GRACE]
    soft += [(cluster.left, cluster.end) for cluster in clusters if cluster.wide]
    return Ground(scale.width, tuple(soft), tuple(stays), two_lines)


def _want(chronicle: Chronicle, cluster: Cluster, hand: Hand) -> Want:
    importance = rank(cluster.lead)
    words = hand.title(cluster.lead.title)
    owner = chronicle.owner_of(cluster.lead.id)
    if owner is not None:
        words = f"{hand.title(owner.authority)} · {words}"
    return Want(cluster.left, cluster.end, words, importance == 0, importance, cluster.wide)


def stretch_of(band: Band, scale: Scale) -> tuple[float, float]:
    """The pixels of a band; one that is open runs to the end of the drawing."""
    return scale.x_of(band.start), scale.x_of(band.end) if band.end else scale.width
