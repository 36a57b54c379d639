"""Where everything of a timeline's drawing stands: its areas, marks and labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from desktop import text
from desktop.domain.cases import Lane
from desktop.domain.labels import Ground, Label, Want, place
from desktop.domain.page import BandKind
from desktop.domain.timeline import LANES, Cluster, Layout, arrange, place_of, rank

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import QSize

    from desktop.domain.cases import EventId
    from desktop.domain.page import Band, Page
    from desktop.domain.timescale import Scale
    from desktop.theme import Look

MARGIN = 12
MARK = 12
BADGE = 20
LEAST_ROW, MOST_ROW, BARE_ROW = 26, 34, 48
LEAST_CURVE = 80
CURVE_SHARE = 0.42
_FEW, _BUSY, _BARE = 2, 1.4, 0.85
_BESIDE_TEXT = 0.9  # of the height of a mark, over a line of text with its own air


@dataclass(frozen=True, slots=True)
class Frame:
    """The areas of the drawing in pixels; without a curve, `curve_top` is `curve_bottom`."""

    left: float
    width: float
    rows: tuple[float, ...]  # where each lane begins, and where the last one ends
    curve_top: float
    curve_bottom: float
    height: float

    @property
    def lanes_top(self) -> float:
        """Where the lanes begin, beneath the axis."""
        return self.rows[0]

    @property
    def right(self) -> float:
        """The right end of the plot."""
        return self.left + self.width

    @property
    def plot(self) -> QRectF:
        """Lanes and curve, without names and strips."""
        return QRectF(self.left, self.lanes_top, self.width, self.curve_bottom - self.lanes_top)

    @property
    def has_curve(self) -> bool:
        """Whether there is a curve area."""
        return self.curve_bottom > self.curve_top

    def row_of(self, lane: Lane) -> QRectF:
        """The row of a lane across the plot."""
        top, bottom = self.rows[LANES.index(lane) : LANES.index(lane) + 2]
        return QRectF(self.left, top, self.width, bottom - top)


def frame_of(size: QSize, look: Look, gutter: float, page: Page | None) -> Frame:
    """The areas of a drawing of this size: rows shrink before the curve does, busy lanes are higher."""
    width, height = size.width(), size.height()
    curve = page is not None and bool(page.curves)
    axis, flag, scale = look.scaled(24), look.scaled(24), look.size / 13
    rest = max(height - axis - flag, 1.0)
    if curve:
        wanted = (rest - max(LEAST_CURVE, rest * CURVE_SHARE)) / len(LANES)
        row = min(max(wanted, min(LEAST_ROW * scale, rest / 6)), MOST_ROW * scale)
    else:
        row = min(rest / len(LANES), BARE_ROW * scale)
    rows = tuple(axis + row * len(LANES) * share for share in _shares(page))
    bottom = max(height - flag, rows[-1]) if curve else rows[-1]
    return Frame(gutter, max(width - gutter, 1.0), rows, rows[-1], bottom, height)


def _shares(page: Page | None) -> tuple[float, ...]:
    """Where each lane begins as a part of the whole: a lane with more events needs a second line."""
    events = page.case.events if page else ()
    counts = [sum(event.lane is lane for event in events) for lane in LANES]
    weights = [_BUSY if count > _FEW else 1.0 if count else _BARE for count in counts]
    return tuple(sum(weights[:place]) / sum(weights) for place in range(len(weights) + 1))


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
    """All marks in sight with their labels."""

    layout: Layout
    lanes: tuple[LaneDrawing, ...]


def draw_up(page: Page, frame: Frame, scale: Scale, look: Look) -> Drawing:
    """Lay out the events of a page on a scale; a row too low for two lines of labels has one."""
    layout = arrange(page.case.events, scale, look.scaled(MARK), look.scaled(BADGE))
    plain, bold = QFontMetricsF(look.font(11)), QFontMetricsF(look.font(11, bold=True))

    def measure(words: str, heavy: bool) -> float:  # noqa: FBT001
        return (bold if heavy else plain).horizontalAdvance(words) + 1

    lanes = []
    for lane in LANES:
        clusters = tuple(cluster for cluster in layout.clusters if cluster.lane is lane)
        bands = page.bands if lane is Lane.AUTHORITY else ()
        two_lines = frame.row_of(lane).height() >= plain.height() + look.scaled(MARK) * _BESIDE_TEXT
        ground = _ground(bands, scale, clusters, two_lines=two_lines)
        labels = place((_want(cluster) for cluster in clusters), ground, measure)
        lanes.append(LaneDrawing(lane, clusters, labels))
    return Drawing(layout, tuple(lanes))


def _ground(
    bands: tuple[Band, ...], scale: Scale, clusters: tuple[Cluster, ...], *, two_lines: bool
) -> Ground:
    """Nothing can be read on the hatching of a stay; a grace band and wide bars are only avoided."""
    stays = [stretch_of(band, scale) for band in bands if band.kind is BandKind.STAY]
    soft = [stretch_of(band, scale) for band in bands if band.kind is BandKind.GRACE]
    soft += [(cluster.left, cluster.end) for cluster in clusters if cluster.wide]
    return Ground(scale.width, tuple(soft), tuple(stays), two_lines)


def _want(cluster: Cluster) -> Want:
    importance = rank(cluster.lead)
    words = " ".join(text.printable(cluster.lead.title).split())
    return Want(cluster.left, cluster.end, words, importance == 0, importance, cluster.wide)


def stretch_of(band: Band, scale: Scale) -> tuple[float, float]:
    """The pixels of a band; one that is open runs to the end of the drawing."""
    return scale.x_of(band.start), scale.x_of(band.end) if band.end else scale.width


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is painted."""

    page: Page
    day: date
    live: bool
    selected: EventId | None
    frame: Frame
    scale: Scale
    drawing: Drawing
    look: Look

    @property
    def playhead_x(self) -> float:
        """Where the playhead stands; it may be out of sight."""
        return self.frame.left + self.scale.middle_of(self.day)

    @property
    def playhead_role(self) -> str:
        """The colour role of the playhead: red where a day is picked."""
        return "accent" if self.live else "running"

    def mark_line(self, lane: LaneDrawing) -> float:
        """The height at which the marks of a lane stand."""
        row = self.frame.row_of(lane.lane)
        if not lane.crowded:
            return row.center().y()
        line = QFontMetricsF(self.look.font(11)).height()
        return row.top() + max((row.height() - line) / 2 + 1, self.look.scaled(MARK) / 2)

    def label_box(self, lane: LaneDrawing, label: Label) -> QRectF:
        """The place of a label."""
        line = QFontMetricsF(self.look.font(11)).height()
        row, x = self.frame.row_of(lane.lane), self.frame.left + label.left
        beneath = min(self.mark_line(lane) + self.look.scaled(MARK) / 2 + 1, row.bottom() - line + 1)
        top = beneath if label.below else self.mark_line(lane) - line / 2
        return QRectF(x, top, label.right - label.left, line)

    def box_of(self, lane: LaneDrawing, cluster: Cluster) -> QRectF:
        """The place of a mark with its badge."""
        size = self.look.scaled(MARK)
        top = self.mark_line(lane) - size / 2
        return QRectF(self.frame.left + cluster.left, top, cluster.end - cluster.left, size)

    def lead_box(self, lane: LaneDrawing, cluster: Cluster) -> QRectF:
        """The place of the one mark that is painted for a cluster."""
        size = self.look.scaled(MARK)
        left, right = place_of(cluster.lead, self.scale, size)
        return QRectF(self.frame.left + left, self.mark_line(lane) - size / 2, right - left, size)

    def cluster_at(self, spot: QPointF) -> Cluster | None:
        """The mark or label under a point; small marks before wide bars."""
        wide: Cluster | None = None
        for lane in self.drawing.lanes:
            if not self.frame.row_of(lane.lane).contains(spot):
                continue
            for cluster in lane.clusters:
                label = lane.label_of(cluster)
                named = label is not None and self.label_box(lane, label).contains(spot)
                if named or self.box_of(lane, cluster).adjusted(-2, -4, 2, 4).contains(spot):
                    if named or not cluster.wide:
                        return cluster
                    wide = cluster
        return wide

    def band_at(self, spot: QPointF) -> Band | None:
        """The grace or stay band under a point."""
        if not self.frame.row_of(Lane.AUTHORITY).contains(spot):
            return None
        x = spot.x() - self.frame.left
        stretches = ((band, stretch_of(band, self.scale)) for band in self.page.bands)
        return next((band for band, (left, right) in stretches if left <= x < right), None)
