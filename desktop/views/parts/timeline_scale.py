"""A timeline on its scale of days: what is in sight, and the verbs that change it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import text
from desktop.domain.chronicle import Chronicle
from desktop.domain.period import CALENDAR_END, DAY, Span
from desktop.domain.scopes import Scope, Stock
from desktop.domain.timeline import LANES
from desktop.domain.timescale import Scale, fit
from desktop.views.parts.timeline_drawing import NEAR, Drawing, Shown, days_in_sight, drawn
from desktop.views.parts.timeline_hand import ScreenHand
from desktop.views.parts.timeline_layout import MARGIN, Frame, Needs, Scene, framed
from desktop.views.parts.timeline_strip import Strip, strip_of

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.cases import Event, EventId
    from desktop.domain.chronicle import Owner
    from desktop.domain.density import Density
    from desktop.domain.page import Page
    from desktop.theme import Look

LEAST_WIDTH, LEAST_HEIGHT, LEAST_HEIGHT_WITH_CURVE = 320, 200, 232


class LaneScale(QWidget):
    """The events, the day and the scale of a drawing; it asks for nothing but the events of days in sight."""

    # int, int: the events of these days (numbers) are to be marked one by one, now or soon.
    days_wanted = Signal(int, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self._look, self._hand = look, ScreenHand(look)
        self._page: Page | None = None
        self._own = Chronicle(())
        self._shown = Shown(Stock(Scope.INVESTIGATION))
        self._day: date | None = None
        self._live = True
        self._selected: EventId | None = None
        self._fitted = True
        self._drawing: Drawing | None = None
        self._strip: tuple[Density, float, Strip] | None = None
        self.scale = Scale(0.0, 1.0, 1.0)
        look.changed.connect(self._on_look_changed)

    @property
    def scope(self) -> Scope:
        """Whose events are shown."""
        return self._shown.stock.scope

    @property
    def stock(self) -> Stock:
        """All events shown, as they are counted."""
        return self._shown.stock

    @property
    def events(self) -> tuple[Event, ...]:
        """The events at hand, in order."""
        chronicle = self._shown.chronicle
        return chronicle.events if chronicle is not None else ()

    @property
    def selected(self) -> EventId | None:
        """The event that is marked."""
        return self._selected

    def event_of(self, event: EventId | None) -> Event | None:
        """An event at hand by its id: of those shown, or of the investigation."""
        chronicle = self._shown.chronicle
        return (chronicle.event(event) if chronicle is not None else None) or self._own.event(event)

    def owner_of(self, event: EventId) -> Owner | None:
        """The investigation of an event, where several are shown."""
        chronicle = self._shown.chronicle
        return chronicle.owner_of(event) if chronicle is not None else None

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

    def _needs(self) -> Needs:
        stock, density = self._shown.stock, self._shown.stock.density
        if stock.scope is not Scope.INVESTIGATION or density is None:
            return Needs(strip=density is not None, tall=True)
        counts = tuple(density.of_lane(lane) for lane in LANES)
        strip = density.total > NEAR or not self._fitted
        return Needs(counts, self._page is not None and bool(self._page.curves), strip)

    def _frame(self) -> Frame:
        names = [text.lane_word(lane) for lane in LANES] + [self.tr("Accrued penalty")]
        gutter = max(self._hand.measure(name) for name in names) + MARGIN * 1.5
        return framed(self.size(), self._look, gutter, self._needs())

    def _strip_of(self, frame: Frame) -> Strip | None:
        """The strip, counted once for what is shown and the width."""
        density = self._shown.stock.density
        if frame.strip.isEmpty() or density is None or density.reach is None:
            return None
        if self._strip is None or self._strip[0] is not density or self._strip[1] != frame.width:
            first, last = density.reach
            span = Span(date.fromordinal(first), min(date.fromordinal(last), CALENDAR_END) + DAY)
            self._strip = (density, frame.width, strip_of(density, span, frame.width))
        return self._strip[2]

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
