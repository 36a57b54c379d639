"""What a timeline's drawing shows: the page, the playhead, the marked event and the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from desktop import text
from desktop.domain.timeline import LANES, in_order, reach
from desktop.domain.timescale import Scale, fit
from desktop.views.parts import axis, timeline_curve
from desktop.views.parts.timeline_layout import MARGIN, MARK, Drawing, Frame, Scene, draw_up, frame_of

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from desktop.domain.asof import AsOf
    from desktop.domain.cases import Event, EventId
    from desktop.domain.page import Page
    from desktop.theme import Look

LEAST_WIDTH, LEAST_HEIGHT, LEAST_HEIGHT_WITH_CURVE = 320, 200, 232


class LaneScene(QWidget):
    """The state of a timeline's drawing; nothing in it asks for anything."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self._look = look
        self._page: Page | None = None
        self._day: date | None = None
        self._live = True
        self._selected: EventId | None = None
        self._fitted = True
        self._drawing: Drawing | None = None
        self.scale = Scale(0.0, 1.0, 1.0)
        look.changed.connect(self._on_look_changed)

    def show_page(self, page: Page | None) -> None:
        """Show an investigation; another one than before is fitted, the same one keeps its zoom."""
        other = page is None or self._page is None or page.id != self._page.id
        if other or page is None or _drawn_from(page) != _drawn_from(self._page):
            self._drawing = None
        self._page = page
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
            self._drawing = draw_up(self._page, self._frame(), self.scale, self._look)
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

    def _set_scale(self, scale: Scale) -> None:
        if self._page is not None:
            scale = scale.clamped(reach(self._page.case.events, self._day or self._page.day))
        self.scale, self._drawing = scale, None
        self.update()

    def _reveal(self, event: Event) -> None:
        day = event.date.anchor
        if day is None:
            return
        place = self.scale.middle_of(day)
        if not 0 <= place <= self.scale.width:
            self._fitted = False
            self._set_scale(self.scale.showing(day, self.scale.width / 6))

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

    def _on_look_changed(self) -> None:
        self._drawing = None
        if self._fitted:
            self.fit()
        self._keep_width()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, or keep the zoom the user chose."""
        super().resizeEvent(event)
        self._drawing = None
        if self._fitted:
            self.fit()
        self._keep_width()


def _drawn_from(page: Page | None) -> tuple[object, ...]:
    """What the marks and labels of a page depend on."""
    return (page.case.events, page.bands) if page else ()
