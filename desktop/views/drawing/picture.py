"""The scene of a timeline: the contents of a painting at a moment, and the mark, band or lane at a point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from desktop.domain.case.case import Lane
from desktop.domain.timeline.density import LANES
from desktop.views.drawing.drawing import Drawing, LaneDrawing, stretch_of

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.case import Event
    from desktop.domain.case.ids import EventId
    from desktop.domain.page.page import Band, Page
    from desktop.domain.timeline.clusters import Cluster
    from desktop.domain.timeline.labels import Label
    from desktop.domain.timeline.timescale import Scale
    from desktop.theme import Look
    from desktop.views.drawing.hand import Hand
    from desktop.views.drawing.layout import Frame
    from desktop.views.drawing.strip import Strip


@dataclass(frozen=True, slots=True)
class Scene:
    """The contents of a painting. Bands and curve belong to the investigation alone."""

    page: Page
    day: date
    live: bool
    selected: EventId | None
    frame: Frame
    scale: Scale
    drawing: Drawing
    look: Look
    bands: tuple[Band, ...] | None = None
    strip: Strip | None = None
    chosen: Event | None = None  # the selected event, to be shown in the heat

    @property
    def hand(self) -> Hand:
        """The fonts, colours and measures of the painting."""
        return self.drawing.hand

    @property
    def bands_shown(self) -> tuple[Band, ...]:
        """The bands given to the scene, or else the bands of the page."""
        return self.page.bands if self.bands is None else self.bands

    @property
    def playhead_x(self) -> float:
        """The x coordinate of the playhead, which may be out of sight."""
        return self.frame.left + self.scale.middle_of(self.day)

    @property
    def playhead_role(self) -> str:
        """The colour role of the playhead: red for a picked day."""
        return "accent" if self.live else "running"

    def meets_playhead(self, box: QRectF) -> bool:
        """Whether the playhead runs through a box or close by."""
        return box.left() - 2 <= self.playhead_x <= box.right() + 2

    def mark_line(self, lane: LaneDrawing) -> float:
        """The y coordinate of the marks of a lane."""
        return lane.middle

    def label_box(self, lane: LaneDrawing, label: Label) -> QRectF:
        """The box of a label."""
        line, middle = self.hand.line, lane.middle
        top = middle - line / 2
        if label.below:
            top = min(middle + self.hand.size / 2 + 1, lane.bottom - line + 1)
        return QRectF(self.frame.left + label.left, top, label.right - label.left, line)

    def box_of(self, lane: LaneDrawing, cluster: Cluster) -> QRectF:
        """The box of a mark with its badge."""
        size, left = self.hand.size, self.frame.left + cluster.left
        return QRectF(left, lane.middle - size / 2, cluster.end - cluster.left, size)

    def lead_box(self, lane: LaneDrawing, cluster: Cluster) -> QRectF:
        """The box of the leading mark of a cluster, its only painted mark."""
        size, left = self.hand.size, self.frame.left + cluster.lead_left
        return QRectF(left, lane.middle - size / 2, cluster.lead_right - cluster.lead_left, size)

    def cluster_at(self, spot: QPointF) -> Cluster | None:
        """The cluster whose mark or label is under a point; small marks come before wide bars."""
        wide: Cluster | None = None
        for lane in self.drawing.lanes:
            if not self.frame.row_of(lane.lane).contains(spot):
                continue
            for label in lane.labels:
                if self.label_box(lane, label).contains(spot):
                    return lane.clusters[label.index]
            for cluster in lane.clusters:
                if self.box_of(lane, cluster).adjusted(-2, -4, 2, 4).contains(spot):
                    if not cluster.wide:
                        return cluster
                    wide = cluster
        return wide

    def band_at(self, spot: QPointF) -> Band | None:
        """The grace or stay band under a point."""
        if not self.frame.row_of(Lane.AUTHORITY).contains(spot):
            return None
        x = spot.x() - self.frame.left
        stretches = ((band, stretch_of(band, self.scale)) for band in self.bands_shown)
        return next((band for band, (left, right) in stretches if left <= x < right), None)

    def lane_at(self, spot: QPointF) -> Lane | None:
        """The lane under a point."""
        return next((lane for lane in LANES if self.frame.row_of(lane).contains(spot)), None)
