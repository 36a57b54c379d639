"""Painting a timeline in layers, kept as pictures while only the playhead moves: ground, marks, front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QRegion

from desktop.views.drawing import axis
from desktop.views.drawing import curve as timeline_curve
from desktop.views.drawing import heat_paint as timeline_heat
from desktop.views.drawing import paint as timeline_paint
from desktop.views.drawing.marks import DIMMED

if TYPE_CHECKING:
    from desktop.views.drawing.picture import Scene


def paint_scene(painter: QPainter, scene: Scene) -> None:
    """Paint a whole timeline at once, as vectors."""
    paint_ground(painter, scene)
    painter.save()
    painter.setClipRect(scene.frame.lanes, Qt.ClipOperation.IntersectClip)
    axis.paint_playhead(painter, scene)
    for is_dim, part in _halves(scene):
        painter.save()
        painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
        _paint_beneath(painter, scene, dimmed=is_dim)
        painter.restore()
    timeline_heat.paint_numbers(painter, scene, met=True)
    timeline_paint.paint_lanes(painter, scene)
    painter.restore()
    paint_front(painter, scene)


def _paint_beneath(painter: QPainter, scene: Scene, *, dimmed: bool) -> None:
    """Paint heat and wide bars, which lie beneath the marks: bright, or dimmed ahead of the day."""
    painter.setOpacity(DIMMED if dimmed else 1.0)
    timeline_heat.paint_heat(painter, scene)
    timeline_paint.paint_wide(painter, scene, dimmed=dimmed)
    painter.setOpacity(1.0)


def _halves(scene: Scene) -> tuple[tuple[bool, QRectF], ...]:
    """The lanes before the playhead, and the dimmed lanes ahead of it; an empty half is left out."""
    lanes = scene.frame.lanes
    split = min(max(float(round(scene.playhead_x)), lanes.left()), lanes.right())
    before = QRectF(lanes.left(), lanes.top(), split - lanes.left(), lanes.height())
    ahead = QRectF(split, lanes.top(), lanes.right() - split, lanes.height())
    both = ((False, before), (True, ahead))
    return tuple((is_dim, part) for is_dim, part in both if not part.isEmpty())


def paint_ground(painter: QPainter, scene: Scene) -> None:
    """Paint axis, names, bands, numbers and strip, which depend on no day."""
    axis.paint_axis(painter, scene)
    timeline_paint.paint_names(painter, scene)
    painter.save()
    painter.setClipRect(scene.frame.lanes, Qt.ClipOperation.IntersectClip)
    timeline_paint.paint_bands(painter, scene)
    timeline_heat.paint_numbers(painter, scene, met=False)
    painter.restore()
    timeline_heat.paint_strip(painter, scene)
    if scene.drawing.message:
        painter.setFont(scene.hand.plain)
        painter.setPen(scene.hand.colour("muted"))
        painter.drawText(scene.frame.lanes, int(Qt.AlignmentFlag.AlignCenter), scene.drawing.message)


def paint_front(painter: QPainter, scene: Scene) -> None:
    """Paint playhead, curve and flag, which move with the day; the lanes have their playhead already."""
    frame = scene.frame
    painter.save()
    below = QRectF(frame.left, frame.rows[-1], frame.width, frame.height - frame.rows[-1])
    painter.setClipRect(below, Qt.ClipOperation.IntersectClip)
    axis.paint_playhead(painter, scene)
    painter.restore()
    timeline_curve.paint_curve(painter, scene)
    axis.paint_flag(painter, scene)


class Layers:
    """The pictures of a scene, made at its second painting with nothing but the day changed."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] | None = None
        self._is_made = False
        self._ground, self._marks, self._ahead = QPixmap(), QPixmap(), QPixmap()

    def paint(self, painter: QPainter, scene: Scene, size: QSize, ratio: float) -> None:
        """Paint a scene at a pixel ratio: the first time as vectors, from then on from its pictures."""
        key = (scene.drawing, scene.frame, scene.scale, scene.selected, scene.chosen, scene.strip, size)
        # A drawing is the same only if it is identical; all else if it is equal.
        if self._key is None or self._key[0] is not key[0] or self._key[1:] != key[1:]:
            self._key, self._is_made = key, False
            painter.fillRect(QRect(QPoint(0, 0), size), scene.hand.colour("surface"))
            paint_scene(painter, scene)
            return
        if not self._is_made:
            self._make(scene, size, ratio)
            self._is_made = True
        painter.drawPixmap(QPointF(0, 0), self._ground)
        painter.save()
        painter.setClipRect(scene.frame.lanes, Qt.ClipOperation.IntersectClip)
        axis.paint_playhead(painter, scene)
        timeline_heat.paint_numbers(painter, scene, met=True)
        painter.restore()
        self._paint_marks(painter, scene)
        paint_front(painter, scene)

    def _make(self, scene: Scene, size: QSize, ratio: float) -> None:
        lanes = scene.frame.lanes.toAlignedRect()
        self._ground = _sized(self._ground, size, ratio)
        self._ground.fill(scene.hand.colour("surface"))
        painter = _painter(self._ground)
        paint_ground(painter, scene)
        painter.end()
        self._marks = _sized(self._marks, lanes.size(), ratio)
        self._ahead = _sized(self._ahead, lanes.size(), ratio)
        for picture, dimmed in ((self._marks, False), (self._ahead, True)):
            picture.fill(Qt.GlobalColor.transparent)
            painter = _painter(picture)
            painter.translate(-lanes.topLeft())
            _paint_beneath(painter, scene, dimmed=dimmed)
            timeline_paint.paint_lanes(painter, scene, dimmed=dimmed)
            painter.end()

    def _paint_marks(self, painter: QPainter, scene: Scene) -> None:
        """Paint the marks, dimmed ahead of the day; a mark under the playhead is dimmed whole or not."""
        lanes = scene.frame.lanes.toAlignedRect()
        split = min(max(round(scene.playhead_x), lanes.left()), lanes.right() + 1)
        bright = QRegion(QRect(lanes.topLeft(), QSize(split - lanes.left(), lanes.height())))
        for box, is_ahead, is_label in _met(scene):
            if is_label:
                painter.fillRect(box.adjusted(-2, 0, 2, 0), scene.hand.colour("surface"))
            region = QRegion(box.adjusted(-3, -1, 3, 1).toAlignedRect())
            bright = bright.subtracted(region) if is_ahead else bright.united(region)
        painter.save()
        for region, picture in ((bright, self._marks), (QRegion(lanes).subtracted(bright), self._ahead)):
            painter.setClipRegion(region.intersected(lanes))
            painter.drawPixmap(QPointF(lanes.topLeft()), picture)
        painter.restore()


def _met(scene: Scene) -> list[tuple[QRectF, bool, bool]]:
    """The box of each mark or label under the playhead, with two flags: ahead of the day, a label."""
    x = scene.playhead_x - scene.frame.left
    found = []
    for lane in scene.drawing.lanes:
        for cluster in lane.clusters:
            if not cluster.wide and cluster.left - 2 <= x <= cluster.end + 2:
                ahead = timeline_paint.is_ahead(scene, cluster)
                found.append((scene.box_of(lane, cluster), ahead, False))
        for label in lane.labels:
            if label.left - 2 <= x <= label.right + 2:
                ahead = timeline_paint.is_ahead(scene, lane.clusters[label.index])
                found.append((scene.label_box(lane, label), ahead, True))
    return found


def _sized(picture: QPixmap, size: QSize, ratio: float) -> QPixmap:
    """A picture of this size in pixels: the given picture if fitting, else a new picture."""
    wanted = size * ratio
    if picture.size() != wanted:
        picture = QPixmap(wanted)
    picture.setDevicePixelRatio(ratio)
    return picture


def _painter(picture: QPixmap) -> QPainter:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
