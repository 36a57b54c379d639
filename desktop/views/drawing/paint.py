"""Painting the lanes of a timeline: names, grace and stay bands, marks, badges and labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from desktop import text
from desktop.domain.case.case import Lane
from desktop.domain.page.page import BandKind
from desktop.domain.timeline.density import LANES
from desktop.views.drawing.doubt import hatch
from desktop.views.drawing.drawing import stretch_of
from desktop.views.drawing.layout import MARGIN
from desktop.views.drawing.marks import DIMMED

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from desktop.domain.days.period import UncertainDate
    from desktop.domain.timeline.clusters import Cluster
    from desktop.views.drawing.drawing import LaneDrawing
    from desktop.views.drawing.picture import Scene

_GHOST = 60.0  # pixels of words beside a ghost, at least
_MANY = 100  # the first number of events too long for a badge


class Ghost(NamedTuple):
    """An entry that is being typed: its date, its lane and its title so far."""

    when: UncertainDate
    lane: Lane
    title: str


def paint_ghost(painter: QPainter, scene: Scene, ghost: Ghost) -> None:
    """Paint the place of an entry that is being typed: a dashed mark, a line down to it, its title."""
    lane = next((one for one in scene.drawing.lanes if one.lane is ghost.lane), None)
    if lane is None:
        return
    frame, hand, middle, half = scene.frame, scene.hand, scene.mark_line(lane), scene.hand.size / 2
    left = scene.scale.x_of(ghost.when.earliest)
    right = scene.scale.x_of(ghost.when.latest) + scene.scale.per_day
    spot = min(max((left + right) / 2, half), frame.width - half)  # at the edge for a day out of sight
    left, right = (
        max(min(left, spot - half), half - frame.width),
        min(max(right, spot + half), 2 * frame.width),
    )
    box = QRectF(frame.left + left, middle - half, right - left, 2 * half)
    painter.save()
    painter.setClipRect(QRectF(frame.left, frame.lanes_top, frame.width, frame.height))
    pen = QPen(hand.colour("accent"), 1.5, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([2.0, 2.0])
    painter.setPen(pen)
    x = frame.left + spot
    painter.drawLine(QPointF(x, frame.lanes_top), QPointF(x, middle - half))
    painter.setBrush(hand.colour("surface"))
    painter.drawRoundedRect(box, half, half)
    words, room = hand.title(ghost.title), frame.right - box.right() - 6
    width = hand.bold_width(words)
    start = box.right() + 6 if room >= min(width, _GHOST) else max(box.left() - 6 - width, frame.left)
    ground = QRectF(start, middle - hand.line / 2, min(width, frame.right - start), hand.line)
    if words:
        painter.fillRect(ground.adjusted(-2, 0, 2, 0), hand.colour("surface"))
        painter.setClipRect(ground.adjusted(-2, 0, 2, 0), Qt.ClipOperation.IntersectClip)
        hand.write_bold(painter, ground.topLeft(), words, "accent")
    painter.restore()


def paint_names(painter: QPainter, scene: Scene) -> None:
    """Paint the names of the lanes at the left."""
    for lane in LANES:
        top = scene.frame.row_of(lane).center().y() - scene.hand.line / 2
        scene.hand.write(painter, QPointF(MARGIN, top), text.lane_word(lane), "muted")


def paint_bands(painter: QPainter, scene: Scene) -> None:
    """Paint grace periods (outlined) and stays (hatched) in the authority's lane."""
    if not scene.bands_shown:
        return
    lane = next(lane for lane in scene.drawing.lanes if lane.lane is Lane.AUTHORITY)
    hand, middle, half = scene.hand, scene.mark_line(lane), scene.look.scaled(10)
    for band in scene.bands_shown:
        left, right = stretch_of(band, scene.scale)
        left, right = max(left, -20.0), min(right, scene.scale.width + 20.0)
        if left >= right:
            continue
        role = "grace" if band.kind is BandKind.GRACE else "stayed"
        box = QRectF(scene.frame.left + left, middle - half, max(right - left, 2.0), 2 * half)
        painter.setPen(QPen(hand.colour(role), 1))
        painter.setBrush(hand.colour(f"{role}_soft"))
        painter.drawRoundedRect(box, 3, 3)
        if band.kind is BandKind.STAY:
            path = QPainterPath()
            path.addRoundedRect(box, 3, 3)
            hatch(painter, path, hand.colour(role))


def paint_wide(painter: QPainter, scene: Scene, *, dimmed: bool) -> None:
    """Paint the wide bars, which lie beneath the marks: bright, or dimmed ahead of the day."""
    for lane in scene.drawing.lanes:
        for cluster in lane.clusters:
            if cluster.wide:
                _paint_cluster(painter, scene, lane, cluster, dimmed=dimmed)


def paint_lanes(painter: QPainter, scene: Scene, *, dimmed: bool | None = None) -> None:
    """Paint marks and labels: all dimmed, none dimmed, or (None) dimmed ahead of the day."""
    for lane in scene.drawing.lanes:
        for cluster in lane.clusters:
            if not cluster.wide:
                is_dim = is_ahead(scene, cluster) if dimmed is None else dimmed
                _paint_cluster(painter, scene, lane, cluster, dimmed=is_dim)
        for label in lane.labels:
            cluster = lane.clusters[label.index]
            is_dim = is_ahead(scene, cluster) if dimmed is None else dimmed
            box, chosen = scene.label_box(lane, label), _chosen(scene, cluster)
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(scene.hand.colour("accent_soft"))
                painter.drawRoundedRect(box.adjusted(-3, 0, 3, 0), 3, 3)
            elif dimmed is None and scene.meets_playhead(box):
                painter.fillRect(box.adjusted(-2, 0, 2, 0), scene.hand.colour("surface"))
            role = "faint" if is_dim else "text" if label.bold or chosen else "muted"
            scene.hand.write(painter, box.topLeft(), label.text, role, heavy=label.bold)


def is_ahead(scene: Scene, cluster: Cluster) -> bool:
    """Whether the earliest event of a mark lies ahead of the as-of day."""
    return cluster.first.date.earliest > scene.day


def _chosen(scene: Scene, cluster: Cluster) -> bool:
    return scene.selected is not None and any(event.id == scene.selected for event in cluster.events)


def _paint_cluster(
    painter: QPainter, scene: Scene, lane: LaneDrawing, cluster: Cluster, *, dimmed: bool
) -> None:
    """Paint a mark, dimmed or not, and its badge, whose number stays readable."""
    box, hand, frame = scene.lead_box(lane, cluster), scene.hand, scene.frame
    others = cluster.others
    painter.setOpacity(DIMMED if dimmed else 1.0)
    if others and cluster.end - cluster.left > hand.size + hand.badge_width + 1:
        _paint_reach(painter, scene, scene.box_of(lane, cluster))
    if _chosen(scene, cluster):
        painter.setPen(QPen(hand.colour("accent"), 2))
        painter.setBrush(hand.colour("accent_soft"))
        ring = box.adjusted(-3, -3, 3, 3)
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
    hand.mark(painter, cluster.lead, box, (frame.left, frame.right))
    painter.setOpacity(1.0)
    if others:
        words = f"+{others}" if others < _MANY else f"{_MANY - 1}+"
        corner = QPointF(frame.left + cluster.lead_right, box.y())
        hand.badge(painter, corner, words, "faint" if dimmed else "muted")


def _paint_reach(painter: QPainter, scene: Scene, place: QRectF) -> None:
    """Paint the soft ground under all marks of a cluster, cut just beyond the plot."""
    hand, ground = scene.hand, place.adjusted(-1, -1, 0, 1)
    ground.setLeft(max(ground.left(), scene.frame.left - 20))
    ground.setRight(min(ground.right(), scene.frame.right + 20))
    painter.setPen(hand.colour("border"))
    painter.setBrush(hand.sheer("neutral_soft"))
    painter.drawRoundedRect(ground, place.height() / 2 + 1, place.height() / 2 + 1)
