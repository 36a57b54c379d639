"""The timeline widget without its input: the events of a page or scope, the playhead, the marked event."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import text
from desktop.domain.days.period import CALENDAR_END, DAY, Span
from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.timeline.scopes import Scope, Stock
from desktop.domain.timeline.timescale import Scale, fit
from desktop.views.drawing.drawing import NEAR, Drawing, ShownEvents, days_in_sight, drawn, shown_of
from desktop.views.drawing.hand import ScreenHand
from desktop.views.drawing.picture import Scene
from desktop.views.drawing.stage import LaneStage

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.case.case import Event
    from desktop.domain.case.ids import EventId
    from desktop.domain.days.asof import AsOf
    from desktop.domain.page.page import Page
    from desktop.domain.timeline.chronicle import Owner
    from desktop.domain.timeline.scopes import Window
    from desktop.theme import Look
    from desktop.views.drawing.layout import Frame

LEAST_WIDTH, LEAST_HEIGHT, LEAST_HEIGHT_WITH_CURVE = 320, 200, 216


class LaneScene(QWidget):
    """A timeline on its scale of days: the contents are set from outside, only missing days are asked for."""

    # int, int: the numbers of the first and last day whose events get marks now or soon.
    days_wanted = Signal(int, int)
    # EventId: the event clicked or reached by a key.
    event_chosen = Signal(object)
    # date: the day the playhead was dragged to.
    day_chosen = Signal(object)
    # int, int: the days and the months to move the playhead by.
    day_stepped = Signal(int, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        self._look, self._stage = look, LaneStage(look)
        self._day: date | None = None
        self._live = True
        self._drawing: Drawing | None = None
        self.scale = Scale(0.0, 1.0, 1.0)
        look.changed.connect(self._on_look_changed)

    @property
    def scope(self) -> Scope:
        """The scope of the events shown."""
        return self.stock.scope

    @property
    def stock(self) -> Stock:
        """All events of the scope, with their counts."""
        return self._stage.shown.stock

    @property
    def events(self) -> tuple[Event, ...]:
        """The events at hand, in order."""
        chronicle = self._stage.shown.chronicle
        return chronicle.events if chronicle is not None else ()

    @property
    def selected(self) -> EventId | None:
        """The id of the marked event."""
        return self._stage.selected

    def owner_of(self, event: EventId) -> Owner | None:
        """The investigation of an event; None while a single investigation is shown."""
        chronicle = self._stage.shown.chronicle
        return chronicle.owner_of(event) if chronicle is not None else None

    def show_page(self, page: Page | None) -> None:
        """Show an investigation; a new investigation is fitted, the same investigation keeps its zoom."""
        other = page is None or self._stage.page is None or page.id != self._stage.page.id
        if page is None or self._stage.page is None or page.case.events != self._stage.page.case.events:
            self._stage.own = Chronicle(page.case.events if page else ())
        self._stage.page = page
        if page is not None:
            self.show_day(page.as_of)
            self._describe()
        if self.scope is Scope.INVESTIGATION:
            self._show_own(fitted=other)

    def show_stock(self, stock: Stock) -> None:
        """Show the events of a scope; a new scope is fitted."""
        if stock.scope is Scope.INVESTIGATION:
            if self.scope is not Scope.INVESTIGATION:
                self._show_own(fitted=True)
                self._describe()
            return
        other = self.stock.density is None or stock.scope is not self.scope
        self._stage.shown = ShownEvents(stock, None if other else self._stage.shown.window)
        self._change(fitted=other or stock.density is None)
        self._describe()

    def show_window(self, window: Window) -> None:
        """Show the events fetched for a stretch of days."""
        self._stage.shown = ShownEvents(self.stock, window)
        self._drawing = None
        self.update()

    def show_day(self, as_of: AsOf) -> None:
        """Put the playhead on the as-of day, in the time zone of the authority."""
        if self._stage.page is not None:
            self._day = as_of.day_in(self._stage.page.case.investigation.authority.zone)
            self._live = as_of.live
            self.update()

    def show_event(self, event: EventId | None) -> None:
        """Mark an event, and bring its day into sight; None marks no event."""
        self._stage.selected = event
        found = self._stage.event_of(event)
        if found is not None and found.date.anchor is not None:
            self._reveal(found.date.anchor)
        self.update()

    @property
    def own(self) -> Chronicle:
        """The events of the investigation, in order, at any scope."""
        return self._stage.own

    @property
    def scene(self) -> Scene | None:
        """The contents of the next painting; None without a page."""
        if self._stage.page is None or self._day is None:
            return None
        frame = self._frame
        if self._drawing is None:
            self._drawing = drawn(self._stage.shown, frame, self.scale, self._stage.hand)
        return Scene(
            self._stage.page,
            self._day,
            self._live,
            self._stage.selected,
            frame,
            self.scale,
            self._drawing,
            self._look,
            self._stage.shown.bands,
            self._stage.strip_of(frame),
            self._stage.event_of(self._stage.selected) if self._drawing.heat is not None else None,
        )

    def day_at(self, x: float) -> date:
        """The day under a pixel of the widget."""
        return self.scale.day_at(x - self._frame.left)

    def x_of(self, day: date) -> float:
        """The pixel of the widget at which a day's mark stands."""
        return self._frame.left + self.scale.middle_of(day)

    def fit(self) -> None:
        """Show all events and the as-of day."""
        self._stage.fitted = True
        if self._stage.page is not None:
            air = self._stage.hand.size * 2
            self._set_scale(fit(self._span(), self._frame.width, air, air * 3))

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Zoom in by a factor at a pixel of the widget, or at the middle."""
        spot = self.scale.width / 2 if x is None else x - self._frame.left
        self._stage.fitted = False
        self._set_scale(self.scale.zoomed(factor, spot))

    def pan(self, pixels: float) -> None:
        """Move the days in sight by pixels to the right; a negative number moves to the left."""
        self._stage.fitted = False
        self._set_scale(self.scale.panned(pixels))

    def look_at(self, day: float) -> None:
        """Bring a day (its number, with fractions of a day) to the middle."""
        self.pan((day - self.scale.start) * self.scale.per_day - self.scale.width / 2)

    @property
    def _frame(self) -> Frame:
        """The areas of the drawing at the size of the widget."""
        return self._stage.frame(self.size())

    def _show_own(self, *, fitted: bool) -> None:
        stage, before = self._stage, self._stage.shown
        if stage.page is None:
            stage.shown = ShownEvents(Stock(Scope.INVESTIGATION))
        elif before.stock.chronicle is not stage.own or before.bands != stage.page.bands:
            stage.shown = shown_of(stage.page, stage.own)
        if fitted or stage.shown is not before:
            self._change(fitted=fitted)
        self._keep_width()
        self.update()

    def _reveal(self, day: date) -> None:
        place = self.scale.middle_of(day)
        if not 0 <= place <= self.scale.width:
            self._stage.fitted = False
            self._set_scale(self.scale.showing(day, self.scale.width / 6))

    def _describe(self) -> None:
        title = text.printable(self._stage.page.case.investigation.title) if self._stage.page else ""
        words = self.tr("Timeline of {title}; the list below holds the same events.").format(title=title)
        if self.scope is Scope.RESPONDENT:
            title = ", ".join(map(text.printable, self.stock.names))
        elif self.scope is Scope.EVERYTHING:
            title = self.tr("everything in the file")
        if self.scope is not Scope.INVESTIGATION:
            words = self.tr("Arrows walk its events, Return opens the investigation of the one reached.")
        self.setAccessibleName(self.tr("Timeline of {title}").format(title=title))
        self.setAccessibleDescription(words)

    def _change(self, *, fitted: bool) -> None:
        """Draw the events anew."""
        self._drawing = None
        curve = self._stage.needs().curve
        self.setMinimumHeight(LEAST_HEIGHT_WITH_CURVE if curve else LEAST_HEIGHT)
        if fitted:
            self.fit()
        self._keep_width()
        self._want()
        self.update()

    def _set_scale(self, scale: Scale) -> None:
        if self._stage.page is not None:
            scale = scale.clamped(self._span())
        self.scale, self._drawing = scale, None
        self._want()
        self.update()

    def _want(self) -> None:
        """Ask for the events of the days in sight if they get marks now or soon."""
        density = self.stock.density
        if density is None or self.stock.chronicle is not None:
            return
        first, last = days_in_sight(self.scale)
        if density.within(first, last + 1) <= 2 * NEAR:
            self.days_wanted.emit(first, last)

    def _span(self) -> Span:
        """The span of all days with events and the as-of day."""
        day = self._day or date.min
        if self.stock.chronicle is not None:
            return self.stock.chronicle.reach(day)
        reach = self.stock.density.reach if self.stock.density is not None else None
        days = [min(day, CALENDAR_END)]
        days += [min(date.fromordinal(number), CALENDAR_END) for number in reach or ()]
        return Span(min(days), max(days) + DAY)

    def _keep_width(self) -> None:
        width = self._frame.width
        if width != self.scale.width:
            self.scale, self._drawing = self.scale.resized(width), None
            self._want()

    def _on_look_changed(self) -> None:
        self._stage.hand = ScreenHand(self._look, self.devicePixelRatioF())
        self._refit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, or keep the zoom the user chose."""
        super().resizeEvent(event)
        self._refit()

    def _refit(self) -> None:
        self._drawing = None
        if self._stage.fitted:
            self.fit()
        self._keep_width()
