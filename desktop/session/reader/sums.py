"""The Overview on the worker's side: the prepared figures of all investigations, added up for a day."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from desktop.domain.case.ids import CaseId
from desktop.domain.overview.build import FEW, KeptOverview, loading, viewing
from desktop.domain.overview.few import exposing, serves
from desktop.domain.overview.holdings import gathering
from desktop.session.reader.answered import Summed
from desktop.store.index.figures import load_some
from desktop.store.index.sums import loading_holdings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.case.case import Case
    from desktop.domain.days.asof import AsOf
    from desktop.domain.overview.book import Book
    from desktop.domain.overview.exposure import Exposure
    from desktop.domain.overview.holdings import Holdings
    from desktop.domain.overview.overview import Overview
    from desktop.domain.slices import Slices
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

_SLICE = 0.03  # seconds of work between two other requests
_KEPT = 1_000  # investigations held


class SumsReader:
    """Sums over all investigations of a case file; lives on the worker's thread alone."""

    def __init__(self, file: CaseFile, index: Index) -> None:
        self._file, self._index = file, index
        self._holdings: Holdings | None = None
        self._anew: tuple[tuple[date, bool], Holdings] | None = None  # by today and hindsight
        self._gathering: tuple[tuple[date, bool], Slices[Holdings]] | None = None
        self._cases: dict[CaseId, Case] = {}
        self._kept = KeptOverview()
        self._kept_on: AsOf | None = None  # the day of what is kept
        self._exposure: Exposure | None = None
        self._work: tuple[AsOf, Slices[Overview | None]] | None = None

    def forget_cases(self, ids: Iterable[int] | None = None) -> None:
        """Forget investigations that were written to; without ids, all."""
        self._exposure = self._work = None
        if ids is None:
            self._cases, self._kept = {}, KeptOverview()
            return
        for one in map(CaseId, ids):
            self._cases.pop(one, None)
            self._kept.listings.pop(one, None)

    def overview(self, book: Book, as_of: AsOf) -> Summed:
        """The Overview as of a day served by the book; empty before the sums are prepared.

        Each call spends a slice of time on the sums, so that other requests need not wait.
        """
        if self._work is None or self._work[0] != as_of:
            if self._kept_on != as_of:
                self._kept, self._kept_on = KeptOverview(), as_of
            self._work = as_of, self._making(book, as_of)
        end = time.monotonic() + _SLICE
        try:
            while time.monotonic() < end:
                next(self._work[1])
        except StopIteration as done:
            self._work = None
            return Summed(done.value)
        except BaseException:
            self._work = self._gathering = None  # it cannot go on
            raise
        return Summed(None, goes_on=True)

    def _making(self, book: Book, as_of: AsOf) -> Slices[Overview | None]:
        holdings = self._holdings = self._holdings or (yield from loading_holdings(self._index))
        if holdings is None:
            return None
        if book.lines <= FEW:
            exposure = yield from self._exposure_of(book, as_of)
            return (yield from viewing(book, holdings, self._load, as_of, exposure=exposure))
        found = yield from self._holdings_for(book, holdings, as_of)
        return (yield from viewing(book, found, self._load, as_of, kept=self._kept))

    def _holdings_for(self, book: Book, holdings: Holdings, as_of: AsOf) -> Slices[Holdings]:
        """The sums that serve a day; sums prepared anew are kept as long as today lasts.

        Work begun for another day goes on for this day if today and hindsight are the same.
        """
        key = as_of.today, as_of.hindsight
        before = self._anew[1] if self._anew is not None and self._anew[0] == key else holdings
        if self._gathering is None or self._gathering[0] != key:
            self._gathering = key, gathering(before, book, as_of)
        work = self._gathering[1]
        while True:
            try:
                next(work)
            except StopIteration as done:
                found: Holdings = done.value
                break
            yield
        self._gathering = None
        if found is not before:
            self._anew = key, found
        return found

    def _load(self, ids: tuple[CaseId, ...]) -> tuple[Case, ...]:
        """Investigations by id; cases asked for lately are not read again."""
        missing = [one for one in ids if one not in self._cases]
        if missing:
            if len(self._cases) + len(missing) > _KEPT:
                self._cases = {}
            self._cases |= {case.investigation.id: case for case in load_some(self._file, missing)}
        return tuple(self._cases[one] for one in ids if one in self._cases)

    def _exposure_of(self, book: Book, as_of: AsOf) -> Slices[Exposure]:
        """The sums over time of few penalties; the sums of many are prepared."""
        if self._exposure is None or not serves(self._exposure, as_of):
            cases = yield from loading(self._load, tuple(map(CaseId, book.ids)))
            self._exposure = yield from exposing(cases, as_of)
        return self._exposure
