"""A timeline on its scale of days: what is in sight, and the verbs that change it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop.domain.days.period import CALENDAR_END, DAY, Span
from desktop.domain.timeline.timescale import Scale, fit
from desktop.views.timeline.drawing import NEAR, Drawing, days_in_sight, drawn
from desktop.views.timeline.frame import LaneFrame
from desktop.views.timeline.hand import ScreenHand
from desktop.views.timeline.layout import Scene

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from desktop.theme import Look

LEAST_WIDTH, LEAST_HEIGHT, LEAST_HEIGHT_WITH_CURVE = 320, 200, 216


class LaneScale(LaneFrame):
    """The day and the scale of a drawing; it asks for nothing but the events of days in sight."""

    # int, int: the events of these days (numbers) are to be marked one by one, now or soon.
    days_wanted = Signal(int, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self._day: date | None = None
        self._live = True
        self._drawing: Drawing | None = None
        self.scale = Scale(0.0, 1.0, 1.0)
        look.changed.connect(self._on_look_changed)

    @property
    def scene(self) -> Scene | None:
        """Everything that is painted now."""
        if self._page is None or self._day is None:
            return None
        frame = self._frame()
        if self._drawing is None:
            self._drawing = drawn(self._shown, frame, self.scale, self._hand)
        return Scene(
            self._page,
            self._day,
            self._live,
            self._selected,
            frame,
            self.scale,
            self._drawing,
            self._look,
            self._shown.bands,
            self._strip_of(frame),
            self.event_of(self._selected) if self._drawing.heat is not None else None,
        )

    def day_at(self, x: float) -> date:
        """The day under a pixel of the widget."""
        return self.scale.day_at(x - self._frame().left)

    def x_of(self, day: date) -> float:
        """The pixel of the widget where a day's mark stands."""
        return self._frame().left + self.scale.middle_of(day)

    def fit(self) -> None:
        """Show all events and the as-of day."""
        self._fitted = True
        if self._page is not None:
            air = self._hand.size * 2
            self._set_scale(fit(self._span(), self._frame().width, air, air * 3))

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Closer by a factor at a pixel of the widget, or at the middle."""
        spot = self.scale.width / 2 if x is None else x - self._frame().left
        self._fitted = False
        self._set_scale(self.scale.zoomed(factor, spot))

    def pan(self, pixels: float) -> None:
        """Show what lies so many pixels further to the right."""
        self._fitted = False
        self._set_scale(self.scale.panned(pixels))

    def look_at(self, day: float) -> None:
        """Bring a day (a number, in fractions) to the middle."""
        self.pan((day - self.scale.start) * self.scale.per_day - self.scale.width / 2)

    def _change(self, *, fitted: bool) -> None:
        """Draw anew what is shown now."""
        self._drawing = None
        curve = self._needs().curve
        self.setMinimumHeight(LEAST_HEIGHT_WITH_CURVE if curve else LEAST_HEIGHT)
        if fitted:
            self.fit()
        self._keep_width()
        self._want()
        self.update()

    def _set_scale(self, scale: Scale) -> None:
        if self._page is not None:
            scale = scale.clamped(self._span())
        self.scale, self._drawing = scale, None
        self._want()
        self.update()

    def _want(self) -> None:
        """Ask for the events of the days in sight where they are to be marked, or soon may be."""
        density = self._shown.stock.density
        if density is None or self._shown.stock.chronicle is not None:
            return
        first, last = days_in_sight(self.scale)
        if density.within(first, last + 1) <= 2 * NEAR:
            self.days_wanted.emit(first, last)

    def _span(self) -> Span:
        """All days with events, and the as-of day."""
        day = self._day or date.min
        if self._shown.stock.chronicle is not None:
            return self._shown.stock.chronicle.reach(day)
        reach = self._shown.stock.density.reach if self._shown.stock.density is not None else None
        days = [min(day, CALENDAR_END)]
        days += [min(date.fromordinal(number), CALENDAR_END) for number in reach or ()]
        return Span(min(days), max(days) + DAY)

    def _keep_width(self) -> None:
        width = self._frame().width
        if width != self.scale.width:
            self.scale, self._drawing = self.scale.resized(width), None
            self._want()

    def _on_look_changed(self) -> None:
        self._hand = ScreenHand(self._look, self.devicePixelRatioF())
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
