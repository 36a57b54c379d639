"""The as-of day of the window, and the verbs that move it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.days.asof import AsOf
    from desktop.session.clock import Clock
    from desktop.session.listing import Listing
    from desktop.session.pages import Pages
    from desktop.session.shown import Shown

REST = 120  # milliseconds without another day before the list is sorted and counted anew


class Day:
    """Verbs of the day. While it moves the list keeps its order; its figures follow on the window's side."""

    def __init__(self, shown: Shown, clock: Clock, listing: Listing, pages: Pages) -> None:
        self._shown, self.clock, self._list, self._pages = shown, clock, listing, pages
        self._moved = False
        self._rest = QTimer(shown)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._ask_if_moved)
        clock.day_changed.connect(self._on_day_changed)

    @property
    def is_at_rest(self) -> bool:
        """Whether the day is not being moved."""
        return not self._rest.isActive()

    def pick(self, day: date) -> None:
        """Show everything as of a day, within the ends of the calendar."""
        self.show(self._picked(day))

    def drag(self, day: date) -> None:
        """Show the figures as of a day still moving; the rest follows when the day rests."""
        self._move(self._picked(day))

    def step(self, days: int = 0, months: int = 0) -> None:
        """Move the as-of day; steps that come quickly count as dragging."""
        from desktop.domain.days.period import MonthRounding, add_months  # noqa: PLC0415 - as in `_picked`

        picked = self._picked(add_months(self._shown.as_of.day, months, MonthRounding.DOWN) + timedelta(days))
        if self.is_at_rest:
            self.show(picked)
            self._rest.start()
        else:
            self._move(picked)

    def go_live(self) -> None:
        """Return to today."""
        self.show(self.clock.live())

    def use_hindsight(self, on: bool) -> None:  # noqa: FBT001 - a slot of a check box
        """Use today's knowledge for a picked day, or only the knowledge of that day."""
        self.show(self._shown.as_of._replace(hindsight=on))

    def _picked(self, day: date) -> AsOf:
        # Loaded here: a start shows today.
        from desktop.domain.days.period import within_calendar  # noqa: PLC0415

        return self._shown.as_of._replace(picked=within_calendar(day))

    def _move(self, as_of: AsOf) -> None:
        if as_of != self._shown.as_of:
            self._moved = True
            self._show_day(as_of)
        self._rest.start()

    def show(self, as_of: AsOf) -> None:
        """Show everything as of this day and knowledge."""
        if as_of != self._shown.as_of:
            self._show_day(as_of)
            self._ask_for_the_rest()
        else:
            self._ask_if_moved()

    def _show_day(self, as_of: AsOf) -> None:
        self._shown.as_of = as_of
        self._shown.as_of_changed.emit(as_of)
        self._pages.ask_for_page()

    def _ask_if_moved(self) -> None:
        if self._moved:
            self._ask_for_the_rest()

    def ask_for_all(self) -> None:
        """Ask anew for the page, the list, the Overview and the related pages as of the day."""
        self._pages.ask_for_page()
        self._ask_for_the_rest()

    def _ask_for_the_rest(self) -> None:
        """Ask for the answers that need not follow every step of a moving day."""
        self._rest.stop()
        self._moved = False
        self._list.ask()
        self._pages.ask_for_overview()
        self._pages.ask_for_related()

    def _on_day_changed(self) -> None:
        live = self.clock.live()
        self.show(live._replace(picked=self._shown.as_of.picked, hindsight=self._shown.as_of.hindsight))
