"""Painting the lanes of a timeline: bands, marks, badges, labels and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from desktop import text
from desktop.domain.cases import Lane
from desktop.domain.page import BandKind
from desktop.domain.timeline import is_ahead
from desktop.views.parts.timeline_doubt import Place, hatch, paint_dated
from desktop.views.parts.timeline_layout import BADGE, MARGIN, MARK, stretch_of
from desktop.views.parts.timeline_marks import role_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from desktop.domain.labels import Label
    from desktop.domain.timeline import Cluster
    from desktop.views.parts.timeline_layout import LaneDrawing, Scene

DIMMED = 0.4


def paint_names(painter: QPainter, scene: Scene) -> None:
    """Paint the names of the lanes at the left."""
    painter.setFont(scene.look.font(11))
    painter.setPen(scene.look.theme.colour("muted"))
    for lane in scene.drawing.lanes:
        row = scene.frame.row_of(lane.lane)
        box = QRectF(MARGIN, row.top(), scene.frame.left - MARGIN, row.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text.lane_word(lane.lane))


def paint_bands(painter: QPainter, scene: Scene) -> None:
    """Paint grace (outlined) and stays (hatched) in the authority's lane."""
    lane = next(lane for lane in scene.drawing.lanes if lane.lane is Lane.AUTHORITY)
    theme, middle, half = scene.look.theme, scene.mark_line(lane), scene.look.scaled(10)
    for band in scene.page.bands:
        left, right = stretch_of(band, scene.scale)
        left, right = max(left, -20.0), min(right, scene.scale.width + 20.0)
        role = "grace" if band.kind is BandKind.GRACE else "stayed"
        box = QRectF(scene.frame.left + left, middle - half, max(right - left, 2.0), 2 * half)
        painter.setPen(QPen(theme.colour(role), 1))
        painter.setBrush(theme.colour(f"{role}_soft"))
        painter.drawRoundedRect(box, 3, 3)
        if band.kind is BandKind.STAY:
            path = QPainterPath()
            path.addRoundedRect(box, 3, 3)
            hatch(painter, path, theme.colour(role))


def paint_lanes(painter: QPainter, scene: Scene) -> None:
    """Paint marks, wide bars first, then labels."""
    for lane in scene.drawing.lanes:
        for cluster in sorted(lane.clusters, key=lambda cluster: not cluster.wide):
            painter.setOpacity(_opacity(scene, cluster))
            _paint_cluster(painter, scene, lane, cluster)
        for label in lane.labels:
            cluster = lane.clusters[label.index]
            painter.setOpacity(_opacity(scene, cluster))
            _paint_label(painter, scene, scene.label_box(lane, label), label, chosen=_chosen(scene, cluster))
        painter.setOpacity(1.0)


def _opacity(scene: Scene, cluster: Cluster) -> float:
    return DIMMED if all(is_ahead(event, scene.day) for event in cluster.events) else 1.0


def _chosen(scene: Scene, cluster: Cluster) -> bool:
    return scene.selected is not None and any(event.id == scene.selected for event in cluster.events)


def _paint_cluster(painter: QPainter, scene: Scene, lane: LaneDrawing, cluster: Cluster) -> None:
    theme, box, lead = scene.look.theme, scene.lead_box(lane, cluster), cluster.lead
    colour = theme.colour(role_of(lead.kind, lead.lane))
    if cluster.others:
        _paint_reach(painter, scene, lane, cluster)
    if _chosen(scene, cluster):
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(theme.colour("accent_soft"))
        ring = box.adjusted(-3, -3, 3, 3)
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
    paint_dated(painter, lead, Place(box, scene.frame.left, scene.frame.right), colour, theme)


def _paint_reach(painter: QPainter, scene: Scene, lane: LaneDrawing, cluster: Cluster) -> None:
    """The soft ground under all marks of a cluster, and the badge that counts the others."""
    theme, place = scene.look.theme, scene.box_of(lane, cluster)
    ground = theme.colour("neutral_soft")
    ground.setAlphaF(0.85)
    if place.width() > scene.look.scaled(MARK + BADGE) + 1:
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(place.adjusted(-1, -1, 0, 1), place.height() / 2 + 1, place.height() / 2 + 1)
    badge = QRectF(
        scene.frame.left + cluster.lead_right, place.top(), scene.look.scaled(BADGE), place.height()
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(badge.adjusted(1, 0, -1, 0), 5, 5)
    painter.setPen(theme.colour("muted"))
    painter.setFont(scene.look.font(9, bold=True))
    words = f"+{cluster.others}" if cluster.others < _MANY else f"{_MANY - 1}+"
    painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), words)


_MANY = 100


def _paint_label(painter: QPainter, scene: Scene, box: QRectF, label: Label, *, chosen: bool) -> None:
    theme = scene.look.theme
    painter.setPen(Qt.PenStyle.NoPen)
    if chosen:
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRoundedRect(box.adjusted(-3, 0, 3, 0), 3, 3)
    elif _meets_playhead(scene, box):
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(box.adjusted(-2, 0, 2, 0))
    painter.setFont(scene.look.font(11, bold=label.bold))
    painter.setPen(theme.colour("text" if label.bold or chosen else "muted"))
    foot = QPointF(box.left(), box.top() + painter.fontMetrics().ascent())
    painter.drawText(foot, label.text)


def _meets_playhead(scene: Scene, box: QRectF) -> bool:
    return box.left() - 2 <= scene.playhead_x <= box.right() + 2
