"""The stage of a timeline: the page, the events of a scope at hand, and the areas of their drawing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.days.period import CALENDAR_END, DAY, Span
from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.timeline.density import LANES
from desktop.domain.timeline.scopes import Scope, Stock
from desktop.views.drawing.drawing import NEAR, ShownEvents
from desktop.views.drawing.hand import ScreenHand
from desktop.views.drawing.layout import Frame, Needs, framed, gutter_of
from desktop.views.drawing.strip import Strip, strip_of

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from desktop.domain.case.case import Event
    from desktop.domain.case.ids import EventId
    from desktop.domain.page.page import Page
    from desktop.domain.timeline.density import Density
    from desktop.theme import Look


class LaneStage:
    """The events of a drawing and its areas, at any scale."""

    def __init__(self, look: Look) -> None:
        self.look, self.hand = look, ScreenHand(look)
        self.page: Page | None = None
        self.own = Chronicle(())
        self.shown = ShownEvents(Stock(Scope.INVESTIGATION))
        self.selected: EventId | None = None
        self.fitted = True
        self._strip: tuple[Density, float, Strip] | None = None

    def event_of(self, event: EventId | None) -> Event | None:
        """An event by its id, out of the events at hand or of the investigation; None for an unknown id."""
        chronicle = self.shown.chronicle
        return (chronicle.event(event) if chronicle is not None else None) or self.own.event(event)

    def needs(self) -> Needs:
        """The needs of the drawing: events in each lane, curve, strip, tall rows."""
        stock, density = self.shown.stock, self.shown.stock.density
        if stock.scope is not Scope.INVESTIGATION or density is None:
            return Needs(strip=density is not None, tall=True)
        counts = tuple(density.of_lane(lane) for lane in LANES)
        strip = density.total > NEAR or not self.fitted
        return Needs(counts, self.page is not None and bool(self.page.curves), strip)

    def frame(self, size: QSize) -> Frame:
        """The areas of a drawing of this size in pixels."""
        return framed(size, self.look, gutter_of(self.hand.measure), self.needs())

    def strip_of(self, frame: Frame) -> Strip | None:
        """The strip of a frame, counted once for the same events and width; None without a strip."""
        density = self.shown.stock.density
        if frame.strip.isEmpty() or density is None or density.reach is None:
            return None
        if self._strip is None or self._strip[0] is not density or self._strip[1] != frame.width:
            first, last = density.reach
            span = Span(date.fromordinal(first), min(date.fromordinal(last), CALENDAR_END) + DAY)
            self._strip = (density, frame.width, strip_of(density, span, frame.width))
        return self._strip[2]
