"""The drawing of a timeline: lanes of events over one axis of days, and the accrued curve beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import text
from desktop.domain.timeline import LANES, in_order, reach
from desktop.domain.timescale import Scale, fit
from desktop.views.parts import axis, timeline_curve, timeline_paint
from desktop.views.parts.timeline_keys import press_key
from desktop.views.parts.timeline_layout import MARGIN, MARK, Drawing, Frame, Scene, draw_up, frame_of
from desktop.views.parts.timeline_pointer import Pointer

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from desktop.domain.asof import AsOf
    from desktop.domain.cases import Event, EventId
    from desktop.domain.page import Page
    from desktop.theme import Look

LEAST_HEIGHT, LEAST_HEIGHT_WITH_CURVE = 200, 232
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class LaneCanvas(QWidget):
    """A timeline one can zoom, pan and read by pointer and keys; it shows a page and asks for the rest."""

    # EventId: an event was pointed at or reached by a key.
    event_chosen = Signal(object)
    # date: the playhead was dragged to this day.
    day_chosen = Signal(object)
    # int, int: the playhead is to move by days and by months.
    day_stepped = Signal(int, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, LEAST_HEIGHT)
        self._look = look
        self._page: Page | None = None
        self._day: date | None = None
        self._live = True
        self._selected: EventId | None = None
        self._focus_shown = False
        self._fitted = True
        self._drawing: Drawing | None = None
        self.scale = Scale(0.0, 1.0, 1.0)
        self._pointer = Pointer(self)
        look.changed.connect(self._on_look_changed)

    def show_page(self, page: Page | None) -> None:
        """Show an investigation; another one than before is fitted, the same one keeps its zoom."""
        other = page is None or self._page is None or page.id != self._page.id
        self._page, self._drawing = page, None
        if page is not None:
            self.setMinimumHeight(LEAST_HEIGHT_WITH_CURVE if page.curves else LEAST_HEIGHT)
            self.show_day(page.as_of)
            self._describe(page)
        if other:
            self.fit()
        self._keep_width()
        self.update()

    def show_day(self, as_of: AsOf) -> None:
        """Put the playhead on the as-of day of the investigation shown."""
        if self._page is not None:
            self._day = as_of.day_in(self._page.case.investigation.authority.zone)
            self._live = as_of.live
            self.update()

    def show_event(self, event: EventId | None) -> None:
        """Mark an event and bring it into sight."""
        self._selected = event
        found = next((one for one in self.events if one.id == event), None)
        if found is not None:
            self._reveal(found)
        self.update()

    @property
    def events(self) -> tuple[Event, ...]:
        """The events shown, in order."""
        return in_order(self._page.case.events) if self._page else ()

    @property
    def selected(self) -> EventId | None:
        """The event that is marked."""
        return self._selected

    @property
    def scene(self) -> Scene | None:
        """Everything that is painted now."""
        if self._page is None or self._day is None:
            return None
        if self._drawing is None:
            self._drawing = draw_up(self._page, self.scale, self._look)
        return Scene(
            self._page,
            self._day,
            self._live,
            self._selected,
            self._frame(),
            self.scale,
            self._drawing,
            self._look,
        )

    def day_at(self, x: float) -> date:
        """The day under a pixel of the widget."""
        return self.scale.day_at(x - self._frame().left)

    def x_of(self, day: date) -> float:
        """The pixel of the widget where a day's mark stands."""
        return self._frame().left + self.scale.middle_of(day)

    def playhead_text(self) -> str:
        """What the flag of the playhead says."""
        scene = self.scene
        return axis.playhead_words(scene) if scene else ""

    def curve_text(self) -> str:
        """The amount shown at the playhead."""
        scene = self.scene
        return timeline_curve.value_words(scene) if scene else ""

    def fit(self) -> None:
        """Show all events and the as-of day."""
        self._fitted = True
        if self._page is not None:
            span, air = reach(self._page.case.events, self._page.day), self._look.scaled(MARK) * 2
            self._set_scale(fit(span, self._frame().width, air, air * 3))

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Closer by a factor at a pixel of the widget, or at the middle."""
        spot = self.scale.width / 2 if x is None else x - self._frame().left
        self._fitted = False
        self._set_scale(self.scale.zoomed(factor, spot))

    def pan(self, pixels: float) -> None:
        """Show what lies so many pixels further to the right."""
        self._fitted = False
        self._set_scale(self.scale.panned(pixels))

    def choose_next(self, steps: int) -> None:
        """Choose the event so many places after the marked one (before it where negative)."""
        events = self.events
        if not events:
            return
        here = next((place for place, one in enumerate(events) if one.id == self._selected), None)
        place = (0 if steps > 0 else len(events) - 1) if here is None else here + steps
        chosen = events[min(max(place, 0), len(events) - 1)]
        self.event_chosen.emit(chosen.id)
        self._announce(chosen)

    def _set_scale(self, scale: Scale) -> None:
        if self._page is not None:
            scale = scale.clamped(reach(self._page.case.events, self._day or self._page.day))
        self.scale, self._drawing = scale, None
        self.update()

    def _reveal(self, event: Event) -> None:
        place = self.scale.middle_of(event.date.earliest)
        if not 0 <= place <= self.scale.width:
            self._fitted = False
            self._set_scale(self.scale.showing(event.date.earliest, self.scale.width / 6))

    def _frame(self) -> Frame:
        measure = QFontMetricsF(self._look.font(11))
        names = [text.lane_word(lane) for lane in LANES] + [self.tr("Accrued penalty")]
        gutter = max(measure.horizontalAdvance(name) for name in names) + MARGIN * 1.5
        return frame_of(self.size(), self._look, gutter, self._page)

    def _keep_width(self) -> None:
        width = self._frame().width
        if width != self.scale.width:
            self.scale, self._drawing = self.scale.resized(width), None

    def _describe(self, page: Page) -> None:
        title = text.printable(page.case.investigation.title)
        self.setAccessibleName(self.tr("Timeline of {title}").format(title=title))
        self.setAccessibleDescription(
            self.tr("Timeline of {title}; the list below holds the same events.").format(title=title)
        )

    def _announce(self, event: Event) -> None:
        words = (
            f"{text.uncertain(event.date)}, {text.event_kind_word(event.kind)}, {text.printable(event.title)}"
        )
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _on_look_changed(self) -> None:
        self._drawing = None
        if self._fitted:
            self.fit()
        self._keep_width()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the lanes and a curve."""
        return QSize(720, 320)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._look.theme.colour("surface"))
        scene = self.scene
        if scene is not None:
            paint_scene(painter, scene)
        if self._focus_shown:
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.theme.colour("accent"), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, or keep the zoom the user chose."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        self._keep_width()

    def event(self, event: QEvent) -> bool:
        """Answer a resting pointer with a tooltip."""
        if event.type() == QEvent.Type.ToolTip:
            return self._pointer.show_tip(event)
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus where it was reached by a key."""
        self._focus_shown = self._focus_shown or event.reason() in _BY_KEY
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus unless the whole window lost it."""
        self._focus_shown = self._focus_shown and event.reason() == Qt.FocusReason.ActiveWindowFocusReason
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by keys."""
        if not press_key(self, event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab the playhead, a mark or the drawing."""
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was grabbed."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, or choose the mark that was clicked."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit."""
        self._pointer.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor, or pan."""
        self._pointer.wheel(event)

    def tip_at(self, spot: QPointF) -> str:
        """The tooltip at a point of the widget, as rich text; empty where there is none."""
        return self._pointer.tip_at(spot)


def paint_scene(painter: QPainter, scene: Scene) -> None:
    """Paint a whole timeline."""
    frame = scene.frame
    axis.paint_axis(painter, scene)
    timeline_paint.paint_names(painter, scene)
    painter.save()
    painter.setClipRect(QRectF(frame.left, 0, frame.width, frame.height))
    timeline_paint.paint_bands(painter, scene)
    axis.paint_playhead(painter, scene)
    timeline_paint.paint_lanes(painter, scene)
    painter.restore()
    timeline_curve.paint_curve(painter, scene)
    axis.paint_flag(painter, scene)
