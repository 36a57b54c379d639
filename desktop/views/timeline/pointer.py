"""The pointer on a timeline's drawing: dragging, clicking, the wheel, cursors and tooltips."""

from __future__ import annotations

import html
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip

from desktop import text
from desktop.domain.days.period import DAY
from desktop.models.timeline import heat_tip, tip_of
from desktop.views.drawing.axis import flag_box

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent, QWheelEvent

    from desktop.domain.case.ids import EventId
    from desktop.domain.page.page import Band
    from desktop.domain.timeline.chronicle import Owner
    from desktop.domain.timeline.clusters import Cluster
    from desktop.views.drawing.picture import Scene
    from desktop.views.timeline.scene import LaneScene

NEAR = 6.0  # pixels from the playhead within which it is grabbed
_MOVED = 4.0  # pixels after which a press is a drag
_WHEEL = 1.0015  # the zoom factor for an eighth of a degree of the wheel
_TOLD = 6  # most events of a cluster in a tooltip
_LEAST_PINCH = 0.2


class Grip(Enum):
    """The part of the drawing held by the pointer."""

    NOTHING = "nothing"
    PLAYHEAD = "playhead"
    DRAWING = "drawing"
    STRIP = "strip"


class Pointer:
    """The pointer over a canvas: the held part, and the answers to presses, moves and turns."""

    def __init__(self, canvas: LaneScene) -> None:
        self._canvas = canvas
        self._grip = Grip.NOTHING
        self._from = QPointF()
        self._dragged = False
        self._cluster: Cluster | None = None
        self._strip = StripGrip(canvas)

    def press(self, event: QMouseEvent) -> None:
        """Hold the part under the pointer; in the strip of the axis the playhead jumps there."""
        scene, spot = self._canvas.scene, event.position()
        if scene is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._from, self._dragged = spot, False
        self._cluster = scene.cluster_at(spot)
        if scene.frame.strip.contains(spot):
            self._grip = Grip.STRIP
            self._strip.hold(scene, spot)
            return
        self._grip = Grip.PLAYHEAD if _holds_playhead(scene, spot) else Grip.DRAWING
        if self._grip is Grip.PLAYHEAD and _in_strip(scene, spot) and not flag_box(scene).contains(spot):
            self._pick(spot)
        self._show_cursor(scene, spot)

    def move(self, event: QMouseEvent) -> None:
        """Drag the held playhead, strip or drawing once the pointer has really moved."""
        scene, spot = self._canvas.scene, event.position()
        if scene is None:
            return
        if self._grip is Grip.NOTHING:
            self._show_cursor(scene, spot)
            return
        if not self._dragged and (spot - self._from).manhattanLength() < _MOVED:
            return
        self._dragged = True
        if self._grip is Grip.PLAYHEAD:
            self._pick(spot)
        elif self._grip is Grip.STRIP:
            self._strip.drag(scene, spot)
        else:
            self._canvas.pan(self._from.x() - spot.x())
            self._from = spot
        self._show_cursor(scene, spot)

    def release(self, event: QMouseEvent) -> None:
        """Choose the clicked mark; clicking a cluster again goes to its next event."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._cluster is not None and not self._dragged:
            self._choose(self._cluster)
        self._grip, self._cluster = Grip.NOTHING, None
        if self._canvas.scene is not None:
            self._show_cursor(self._canvas.scene, event.position())

    def double_click(self, event: QMouseEvent) -> None:
        """Fit all events, unless the pointer is on a mark, the playhead or the strip."""
        scene, spot = self._canvas.scene, event.position()
        if scene is None or event.button() != Qt.MouseButton.LeftButton or scene.frame.strip.contains(spot):
            return
        if scene.cluster_at(spot) is None and not _in_strip(scene, spot):
            self._canvas.fit()

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the cursor; sideways or with Shift or Ctrl, pan."""
        turned, fine = event.angleDelta(), event.pixelDelta()
        panning = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        if event.modifiers() & panning or abs(turned.x()) > abs(turned.y()):
            self._canvas.pan(-float(fine.x() or turned.x() or turned.y()))
        elif turned.y():
            self._canvas.zoom(_WHEEL ** turned.y(), event.position().x())
        event.accept()

    def pinch(self, event: QEvent) -> bool:
        """Zoom by two fingers, on a trackpad or a screen; False for any other gesture."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is not Qt.NativeGestureType.ZoomNativeGesture:
                return False
            self._canvas.zoom(max(1.0 + event.value(), _LEAST_PINCH), event.position().x())
            return True
        gesture = event.gesture(Qt.GestureType.PinchGesture) if isinstance(event, QGestureEvent) else None
        if not isinstance(gesture, QPinchGesture):
            return False
        middle = self._canvas.mapFromGlobal(gesture.centerPoint())
        self._canvas.zoom(max(gesture.scaleFactor(), _LEAST_PINCH), middle.x())
        return True

    def show_tip(self, event: QEvent) -> bool:
        """Show the tooltip for the point of a resting pointer, or hide the last."""
        if isinstance(event, QHelpEvent):
            words = self.tip_at(QPointF(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), words, self._canvas)
            else:
                QToolTip.hideText()
        return True

    def tip_at(self, spot: QPointF) -> str:
        """The tooltip at a point, as rich text: events, a band or the heat; empty for anything else."""
        scene = self._canvas.scene
        if scene is None:
            return ""
        if cluster := scene.cluster_at(spot):
            return _cluster_tip(cluster, self._canvas.owner_of)
        band = scene.band_at(spot)
        return _band_tip(band) if band else self._heat_tip(scene, spot)

    def _heat_tip(self, scene: Scene, spot: QPointF) -> str:
        heat, density, lane = scene.drawing.heat, self._canvas.stock.density, scene.lane_at(spot)
        if heat is None or density is None or lane is None:
            return ""
        start, end = heat.column_at(self._canvas.day_at(spot.x()).toordinal())
        count = density.count(lane, start, end)
        days = date.fromordinal(max(start, 1)), date.fromordinal(min(end - 1, date.max.toordinal()))
        return heat_tip(lane, *days, count) if count else ""

    def _choose(self, cluster: Cluster) -> None:
        ids = [event.id for event in cluster.events]
        chosen = self._canvas.selected
        if chosen in ids:
            self._canvas.event_chosen.emit(ids[(ids.index(chosen) + 1) % len(ids)])
        else:
            self._canvas.event_chosen.emit(cluster.lead.id)

    def _pick(self, spot: QPointF) -> None:
        scene = self._canvas.scene
        if scene is not None:
            x = min(max(spot.x(), scene.frame.left), scene.frame.right)
            self._canvas.day_chosen.emit(self._canvas.day_at(x))

    def _show_cursor(self, scene: Scene, spot: QPointF) -> None:
        if self._grip is Grip.STRIP or scene.frame.strip.contains(spot):
            shape = Qt.CursorShape.SizeHorCursor
        elif self._grip is Grip.DRAWING and self._dragged:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._grip is Grip.PLAYHEAD and self._dragged:
            shape = Qt.CursorShape.SizeHorCursor
        elif scene.cluster_at(spot) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif _holds_playhead(scene, spot):
            shape = Qt.CursorShape.SizeHorCursor
        elif scene.frame.plot.contains(spot):
            shape = Qt.CursorShape.OpenHandCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        self._canvas.setCursor(shape)


def _in_strip(scene: Scene, spot: QPointF) -> bool:
    """Whether a point is in the axis above the lanes, or beside the flag beneath them."""
    inside = scene.frame.left <= spot.x() <= scene.frame.right
    below = spot.y() >= scene.frame.curve_bottom and not scene.frame.strip.contains(spot)
    return inside and (spot.y() < scene.frame.lanes_top or below)


def _holds_playhead(scene: Scene, spot: QPointF) -> bool:
    if _in_strip(scene, spot) or flag_box(scene).contains(spot):
        return True
    return abs(spot.x() - scene.playhead_x) <= NEAR and scene.frame.plot.contains(spot)


def _cluster_tip(cluster: Cluster, owner_of: Callable[[EventId], Owner | None]) -> str:
    parts = [tip_of(event, owner_of(event.id)) for event in cluster.events[:_TOLD]]
    more = len(cluster.places) - _TOLD
    if more > 0:
        words = QCoreApplication.translate("LaneCanvas", "and {number} more")
        parts.append(html.escape(words.format(number=text.count(more))))
    return "<hr>".join(parts)


def _band_tip(band: Band) -> str:
    if band.end is None:
        words = QCoreApplication.translate("LaneCanvas", "from {day}, still open")
        words = words.format(day=text.day(band.start))
    else:
        words = text.stretch(band.start, band.end - DAY)
    return f"<b>{html.escape(text.printable(band.label))}</b><br>{html.escape(words)}"


class StripGrip:
    """The frame around the part in sight, on the strip, held by the pointer."""

    def __init__(self, canvas: LaneScene) -> None:
        self._canvas = canvas
        self._offset = 0.0  # days from the pointer to the middle of what is in sight

    def hold(self, scene: Scene, spot: QPointF) -> None:
        """Hold the frame in place; a press beside the frame makes it jump there first."""
        strip = scene.strip
        if strip is None:
            return
        x = spot.x() - scene.frame.left
        if not strip.frame(scene.frame, scene.scale).contains(spot):
            self._canvas.look_at(strip.day_at(x))
        middle = self._canvas.scale.start + self._canvas.scale.width / self._canvas.scale.per_day / 2
        self._offset = middle - strip.day_at(x)

    def drag(self, scene: Scene, spot: QPointF) -> None:
        """Take the frame along with the pointer."""
        if scene.strip is not None:
            self._canvas.look_at(scene.strip.day_at(spot.x() - scene.frame.left) + self._offset)
