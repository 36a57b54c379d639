"""What a timeline's drawing shows: the page or the events of a scope, the playhead and the marked event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop import text
from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.timeline.scopes import Scope, Stock
from desktop.views.timeline import axis
from desktop.views.timeline import curve as timeline_curve
from desktop.views.timeline.drawing import Shown, shown_of
from desktop.views.timeline.scale import LaneScale

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.ids import EventId
    from desktop.domain.days.asof import AsOf
    from desktop.domain.page.page import Page
    from desktop.domain.timeline.scopes import Window


class LaneScene(LaneScale):
    """What is shown on the scale, set from outside."""

    def show_page(self, page: Page | None) -> None:
        """Show an investigation; another one than before is fitted, the same one keeps its zoom."""
        other = page is None or self._page is None or page.id != self._page.id
        if page is None or self._page is None or page.case.events != self._page.case.events:
            self._own = Chronicle(page.case.events if page else ())
        self._page = page
        if page is not None:
            self.show_day(page.as_of)
            self._describe()
        if self.scope is Scope.INVESTIGATION:
            self._show_own(fitted=other)

    def show_stock(self, stock: Stock) -> None:
        """Show the events of a scope; another one than before is fitted."""
        if stock.scope is Scope.INVESTIGATION:
            if self.scope is not Scope.INVESTIGATION:
                self._show_own(fitted=True)
                self._describe()
            return
        other = self._shown.stock.density is None or stock.scope is not self.scope
        self._shown = Shown(stock, None if other else self._shown.window)
        self._change(fitted=other or stock.density is None)
        self._describe()

    def show_window(self, window: Window) -> None:
        """Show the events of a stretch of days, fetched since they were wanted."""
        self._shown = Shown(self._shown.stock, window)
        self._drawing = None
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
        found = self.event_of(event)
        if found is not None and found.date.anchor is not None:
            self._reveal(found.date.anchor)
        self.update()

    @property
    def own(self) -> Chronicle:
        """The events of the investigation, in order, whatever is shown."""
        return self._own

    def playhead_text(self) -> str:
        """What the flag of the playhead says."""
        scene = self.scene
        return axis.playhead_words(scene) if scene else ""

    def curve_text(self) -> str:
        """The amount shown at the playhead."""
        scene = self.scene
        return timeline_curve.value_words(scene) if scene else ""

    def _show_own(self, *, fitted: bool) -> None:
        before = self._shown
        if self._page is None:
            self._shown = Shown(Stock(Scope.INVESTIGATION))
        elif before.stock.chronicle is not self._own or before.bands != self._page.bands:
            self._shown = shown_of(self._page, self._own)
        if fitted or self._shown is not before:
            self._change(fitted=fitted)
        self._keep_width()
        self.update()

    def _reveal(self, day: date) -> None:
        place = self.scale.middle_of(day)
        if not 0 <= place <= self.scale.width:
            self._fitted = False
            self._set_scale(self.scale.showing(day, self.scale.width / 6))

    def _describe(self) -> None:
        title = text.printable(self._page.case.investigation.title) if self._page else ""
        words = self.tr("Timeline of {title}; the list below holds the same events.").format(title=title)
        if self.scope is Scope.RESPONDENT:
            title = ", ".join(map(text.printable, self.stock.names))
        elif self.scope is Scope.EVERYTHING:
            title = self.tr("everything in the file")
        if self.scope is not Scope.INVESTIGATION:
            words = self.tr("Arrows walk its events, Return opens the investigation of the one reached.")
        self.setAccessibleName(self.tr("Timeline of {title}").format(title=title))
        self.setAccessibleDescription(words)
