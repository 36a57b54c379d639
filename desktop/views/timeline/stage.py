"""What a timeline has at hand to draw: the page, the events of a scope, and the areas they need."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import text
from desktop.domain.days.period import CALENDAR_END, DAY, Span
from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.timeline.density import LANES
from desktop.domain.timeline.scopes import Scope, Stock
from desktop.views.timeline.drawing import NEAR, ShownEvents
from desktop.views.timeline.hand import ScreenHand
from desktop.views.timeline.layout import MARGIN, Frame, Needs, framed
from desktop.views.timeline.strip import Strip, strip_of

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

    from desktop.domain.case.case import Event
    from desktop.domain.case.ids import EventId
    from desktop.domain.page.page import Page
    from desktop.domain.timeline.chronicle import Owner
    from desktop.domain.timeline.density import Density
    from desktop.theme import Look

translate = QCoreApplication.translate


class LaneStage:
    """The events of a drawing and its areas, whatever the scale."""

    def __init__(self, look: Look) -> None:
        self.look, self.hand = look, ScreenHand(look)
        self.page: Page | None = None
        self.own = Chronicle(())
        self.shown = ShownEvents(Stock(Scope.INVESTIGATION))
        self.selected: EventId | None = None
        self.fitted = True
        self._strip: tuple[Density, float, Strip] | None = None

    @property
    def scope(self) -> Scope:
        """Whose events are shown."""
        return self.shown.stock.scope

    @property
    def stock(self) -> Stock:
        """All events shown, as they are counted."""
        return self.shown.stock

    @property
    def events(self) -> tuple[Event, ...]:
        """The events at hand, in order."""
        chronicle = self.shown.chronicle
        return chronicle.events if chronicle is not None else ()

    def event_of(self, event: EventId | None) -> Event | None:
        """An event at hand by its id: of those shown, or of the investigation."""
        chronicle = self.shown.chronicle
        return (chronicle.event(event) if chronicle is not None else None) or self.own.event(event)

    def owner_of(self, event: EventId) -> Owner | None:
        """The investigation of an event, where several are shown."""
        chronicle = self.shown.chronicle
        return chronicle.owner_of(event) if chronicle is not None else None

    def needs(self) -> Needs:
        """What the drawing must have room for."""
        stock, density = self.shown.stock, self.shown.stock.density
        if stock.scope is not Scope.INVESTIGATION or density is None:
            return Needs(strip=density is not None, tall=True)
        counts = tuple(density.of_lane(lane) for lane in LANES)
        strip = density.total > NEAR or not self.fitted
        return Needs(counts, self.page is not None and bool(self.page.curves), strip)

    def frame(self, size: QSize) -> Frame:
        """The areas of a drawing of this size."""
        names = [text.lane_word(lane) for lane in LANES] + [translate("LaneCanvas", "Accrued penalty")]
        gutter = max(self.hand.measure(name) for name in names) + MARGIN * 1.5
        return framed(size, self.look, gutter, self.needs())

    def strip_of(self, frame: Frame) -> Strip | None:
        """The strip, counted once for what is shown and the width."""
        density = self.shown.stock.density
        if frame.strip.isEmpty() or density is None or density.reach is None:
            return None
        if self._strip is None or self._strip[0] is not density or self._strip[1] != frame.width:
            first, last = density.reach
            span = Span(date.fromordinal(first), min(date.fromordinal(last), CALENDAR_END) + DAY)
            self._strip = (density, frame.width, strip_of(density, span, frame.width))
        return self._strip[2]
