"""The walk from event to event by keys, with events fetched on the way if they are not at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from desktop import text
from desktop.domain.timeline.scopes import Scope
from desktop.domain.timeline.timescale import CLOSEST
from desktop.views.drawing.drawing import NEAR, days_in_sight

if TYPE_CHECKING:
    from desktop.domain.case.case import Event
    from desktop.domain.timeline.density import Density
    from desktop.views.timeline.scene import LaneScene

FAR = 10**9  # steps to the first or the last event


class Walk:
    """The walk on a canvas, and the awaited day."""

    def __init__(self, canvas: LaneScene) -> None:
        self._canvas = canvas
        self._awaited: tuple[int, int] | None = None  # the day of the events asked for, and the direction

    def step(self, steps: int) -> None:
        """Choose the event `steps` places after the marked event; a negative number goes back."""
        canvas, events = self._canvas, self._canvas.events
        here = next((place for place, one in enumerate(events) if one.id == canvas.selected), None)
        if canvas.stock.chronicle is None and canvas.stock.density is not None:
            self._step_far(steps, here, canvas.stock.density)
        elif events:
            start = here if here is not None else -1 if steps > 0 else len(events)
            self._choose(events[min(max(start + steps, 0), len(events) - 1)])

    def go_on(self) -> None:
        """Choose the first event of the awaited day, once its events are at hand."""
        if self._awaited is None:
            return
        day, way = self._awaited
        dated = [(one.date.anchor.toordinal(), one) for one in self._canvas.events if one.date.anchor]
        found = [one for number, one in dated if (number >= day if way > 0 else number <= day)]
        if found and any(number == day for number, _ in dated):
            self._awaited = None
            self._choose(found[0] if way > 0 else found[-1])

    def _step_far(self, steps: int, here: int | None, density: Density) -> None:
        """Walk while only a window of days is at hand; the events of other days are asked for."""
        canvas, events = self._canvas, self._canvas.events
        if here is not None and abs(steps) < FAR and 0 <= here + steps < len(events):
            self._choose(events[here + steps])
            return
        if abs(steps) >= FAR:
            ends = density.reach
            day = None if ends is None else ends[0] if steps < 0 else ends[1]
        elif here is not None:
            anchor = events[here].date.anchor
            day = None if anchor is None else density.nearest(anchor.toordinal(), after=steps > 0)
        else:
            middle = canvas.scale.day_at(canvas.scale.width / 2).toordinal()
            day = density.nearest(middle - 1, after=True) or density.nearest(middle, after=False)
        if day is not None:
            self._awaited = (day, -1 if steps < 0 else 1)
            self._come_near(day, density)
            self.go_on()

    def _come_near(self, day: int, density: Density) -> None:
        """Bring a day into sight, so close that each of its events has a mark."""
        canvas = self._canvas
        canvas.look_at(day + 0.5)
        while canvas.scale.per_day < CLOSEST:
            first, last = days_in_sight(canvas.scale)
            if density.within(first, last + 1) <= NEAR:
                break
            canvas.zoom(2.0)

    def _choose(self, event: Event) -> None:
        """Choose an event of the investigation; in another scope only mark it, as choosing opens its page."""
        canvas = self._canvas
        if canvas.scope is Scope.INVESTIGATION:
            canvas.event_chosen.emit(event.id)
        else:
            canvas.show_event(event.id)
        words = (text.uncertain(event.date), text.event_kind_word(event.kind), text.printable(event.title))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(canvas, ", ".join(words)))
