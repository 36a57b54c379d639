"""The timeline canvas: lanes of events over an axis of days, the accrued curve beneath, keys and pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.timeline.scopes import Scope
from desktop.models.timeline import sight_words
from desktop.views.drawing.layers import Layers
from desktop.views.drawing.paint import paint_ghost
from desktop.views.timeline.keys import press_key
from desktop.views.timeline.pointer import Pointer
from desktop.views.timeline.scene import LaneScene
from desktop.views.timeline.walk import Walk

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from desktop.domain.timeline.scopes import Window
    from desktop.theme import Look
    from desktop.views.drawing.paint import Ghost
    from desktop.views.drawing.picture import Scene

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class LaneCanvas(LaneScene):
    """The timeline with its painting, focus, pointer and keys: zooming, panning, choosing events and days."""

    # str: the number of events in sight, in words.
    sight_changed = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("timeline_canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._focus_shown = False
        self._pointer = Pointer(self)
        self._walk = Walk(self)
        self._layers = Layers()
        self._sight = ""
        self._ghost: Ghost | None = None
        self.grabGesture(Qt.GestureType.PinchGesture)

    def show_window(self, window: Window) -> None:
        """Show the events fetched for a stretch of days, and go on with a walk that awaited them."""
        super().show_window(window)
        self._walk.go_on()

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Show where an entry that is being typed goes; None shows none."""
        if ghost != self._ghost:
            self._ghost = ghost
            self.update()

    def _tell_sight(self, scene: Scene) -> None:
        words = sight_words(scene.drawing.layout) if self.stock.density is not None else ""
        if words != self._sight:
            self._sight = words
            self.sight_changed.emit(words)

    def sizeHint(self) -> QSize:
        """The preferred size in pixels: room for lanes and curve."""
        return QSize(720, 320)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the timeline and the ring of the focus, and report the events in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scene = self.scene
        if scene is None:
            painter.fillRect(self.rect(), self._look.theme.colour("surface"))
        else:
            self._layers.paint(painter, scene, self.size(), self.devicePixelRatioF())
            if self._ghost is not None and self.scope is Scope.INVESTIGATION:
                paint_ghost(painter, scene, self._ghost)
            self._tell_sight(scene)
        if self._focus_shown:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.theme.colour("accent"), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Answer a resting pointer with a tooltip, and a pinch with a zoom."""
        if event.type() == QEvent.Type.ToolTip:
            return self._pointer.show_tip(event)
        if event.type() in (QEvent.Type.Gesture, QEvent.Type.NativeGesture):
            return self._pointer.pinch(event) or super().event(event)
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if the focus came by a key."""
        self._focus_shown = self._focus_shown or event.reason() in _BY_KEY
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ring, unless the whole window lost the focus."""
        self._focus_shown = self._focus_shown and event.reason() == Qt.FocusReason.ActiveWindowFocusReason
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, zoom, pan or step the as-of day by keys."""
        if not press_key(self, self._walk, event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab the playhead, a mark, the strip or the drawing."""
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the grabbed playhead, strip or drawing."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, or choose the clicked mark."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit all events into the width."""
        self._pointer.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor; with Shift, Ctrl or sideways, pan."""
        self._pointer.wheel(event)

    def tip_at(self, spot: QPointF) -> str:
        """The tooltip at a point of the widget, as rich text; empty if nothing is there to tell."""
        return self._pointer.tip_at(spot)
