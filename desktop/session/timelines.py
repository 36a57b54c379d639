"""Timelines of several investigations: their scope, its events as counted, and the events in sight."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.timeline.scopes import Scope, Stock, Window
from desktop.session.asking import submit
from desktop.session.reader.timelines import TimelineReader

if TYPE_CHECKING:
    from desktop.session.reader.timelines import OpenSource
    from desktop.session.shown import Shown
    from desktop.worker import Runner

_AROUND = 4_000  # events fetched at most for the days in sight and beside them
_FIRST_DAY, _LAST_DAY = date.min.toordinal(), date.max.toordinal()


class Timelines(QObject):
    """The verbs of timelines. The investigation shown has its own events; all other events are fetched."""

    # Stock of the scope shown; without a density while counted, and for the investigation shown.
    changed = Signal(object)
    # Window: events of the days in sight and beside them.
    window_changed = Signal(object)

    def __init__(self, shown: Shown, runner: Runner, source: OpenSource) -> None:
        super().__init__(shown)
        self._shown, self._reader = shown, TimelineReader(source)
        self._submit = partial(submit, shown, runner)
        self.stock = Stock(Scope.INVESTIGATION)
        self.window: Window | None = None
        self._asked: tuple[int, int] | None = None
        shown.file_opened.connect(self.recount)
        shown.rows_outdated.connect(self.recount)
        shown.preparing_failed.connect(self.recount)
        shown.file_closed.connect(lambda: self.show_scope(Scope.INVESTIGATION))
        shown.selection_changed.connect(self._on_selection_changed)

    @property
    def scope(self) -> Scope:
        """The scope whose events are shown."""
        return self.stock.scope

    def show_scope(self, scope: Scope) -> None:
        """Show the events of another scope."""
        if scope is not self.scope:
            self._show(Stock(scope))
            self._ask()

    def recount(self, _: object = None) -> None:
        """Count the events anew, after the file or its index changed; the old stock is shown until then."""
        self._ask(anew=True)

    def want_events(self, first: int, last: int) -> None:
        """Fetch the events of a stretch of days (ordinals) and of days beside it; answers window_changed."""
        density = self.stock.density
        if density is None or self.stock.chronicle is not None:
            return
        beside = (last - first + 1) // 2
        while beside and density.within(first - beside, last + beside + 1) > _AROUND:
            beside //= 2
        if self._asked is not None:
            needed = max(first - beside // 2, _FIRST_DAY), min(last + beside // 2, _LAST_DAY)
            if self._asked[0] <= needed[0] and needed[1] <= self._asked[1]:
                return
        self._asked = days = max(first - beside, _FIRST_DAY), min(last + beside, _LAST_DAY)
        scope, slug = self.scope, self._shown.selected or ""
        self._submit("timeline-window", lambda: self._reader.window(scope, slug, *days), self._on_window)

    def _ask(self, *, anew: bool = False) -> None:
        scope, slug = self.scope, self._shown.selected or ""
        if scope is not Scope.INVESTIGATION and self._shown.info is not None:
            self._submit("timeline", lambda: self._reader.stock(scope, slug, anew=anew), self._on_stock)

    def _on_stock(self, stock: Stock) -> None:
        if stock.scope is not self.scope:
            return
        if stock.density is None and stock.share is None and self._shown.unprepared is not None:
            stock = replace(stock, missing=True)  # no more stages are to come
        self._show(stock)
        if stock.density is None and stock.share is not None:
            self._ask()

    def _on_window(self, window: Window) -> None:
        if (window.first, window.last) == self._asked:
            self.window = window
            self.window_changed.emit(window)

    def _on_selection_changed(self, slug: str | None) -> None:
        if self.scope is Scope.RESPONDENT and slug is not None:
            self._ask()

    def _show(self, stock: Stock) -> None:
        if stock is not self.stock:
            self.stock, self.window, self._asked = stock, None, None
            self.changed.emit(stock)
