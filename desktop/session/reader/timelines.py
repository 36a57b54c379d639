"""Timelines of several investigations on the worker's side: events counted and fetched by scope."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Protocol

from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.timeline.scopes import Scope, Stock, Window
from desktop.store.cases.rolls import Rolling
from desktop.store.cases.timeline import events_between, events_named, kin_of, names_of
from desktop.store.index.days import load_days

if TYPE_CHECKING:
    from array import array

    from desktop.store.cases.rolls import Roll
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.texts import Indexed

FEW = 2_000  # events held all at once
COUNTED = 50_000  # events of a file that are counted without an index
MOST = 5_000  # events of a window
_SLICE = 0.04  # seconds of counting between two other requests


class OpenSource(Protocol):
    """The open case file and its index, on the worker's thread."""

    @property
    def file(self) -> CaseFile | None:
        """The case file."""

    @property
    def index(self) -> Indexed | None:
        """The index of the case file, if any."""


class TimelineReader:
    """Counts and fetches the events of scopes; lives on the worker's thread alone."""

    def __init__(self, source: OpenSource) -> None:
        self._source = source
        self._of: tuple[CaseFile, Scope, array[int] | None] | None = None
        self._names: tuple[str, ...] = ()
        self._rolling: Rolling | None = None
        self._roll: Roll | None = None
        self._stock: Stock | None = None

    def stock(self, scope: Scope, slug: str, *, anew: bool = False) -> Stock:
        """All events of a scope as counted; to be asked again until there is a density. Raises CaseFileError.

        The share counted so far is not told while an index is needed and missing. Events counted before are
        kept, unless they are to be counted `anew`.
        """
        self._of = None if anew else self._of
        file = self._source.file
        if file is None:
            return Stock(scope)
        self._begin(scope, file, slug)
        if self._stock is None:
            self._stock = self._counted(file, scope)
        if self._stock is None:
            return Stock(scope, names=self._names, share=self._rolling.share if self._rolling else None)
        return self._stock

    def window(self, scope: Scope, slug: str, first: int, last: int) -> Window:
        """The events of a stretch of days (ordinals), both ends included. Raises CaseFileError on damage."""
        file, stock = self._source.file, self.stock(scope, slug)
        if file is None or stock.density is None:
            return Window(first, last, Chronicle(()))
        if self._roll is not None:
            return Window(first, last, events_named(file, self._roll.within(first, last)[:MOST]))
        days = date.fromordinal(first), date.fromordinal(last)
        return Window(first, last, events_between(file, *days, MOST))

    def _begin(self, scope: Scope, file: CaseFile, slug: str) -> None:
        """Forget the events counted, unless the same scope is asked about again."""
        kin = kin_of(file, slug) if scope is Scope.RESPONDENT else None
        if self._of is not None and self._of[0] is file and self._of[1:] == (scope, kin):
            return
        self._of, self._roll, self._stock, self._rolling = (file, scope, kin), None, None, None
        self._names = names_of(file, slug) if kin is not None else ()
        if kin is not None or file.info.events <= COUNTED:
            self._rolling = Rolling(file, kin)

    def _counted(self, file: CaseFile, scope: Scope) -> Stock | None:
        """The stock once all is counted; until then, a slice of time is spent on counting."""
        if self._rolling is None:
            index = self._source.index
            found = load_days(index) if index is not None else None
            return None if found is None else Stock(scope, found)
        end = time.monotonic() + _SLICE
        while self._rolling.step():
            if time.monotonic() > end:
                return None
        self._roll, self._rolling = self._rolling.roll(), None
        few = self._roll.density.total <= FEW
        every = events_named(file, self._roll.every) if few else None
        return Stock(scope, self._roll.density, every, self._names)
