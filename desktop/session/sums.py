"""The Overview on the worker's side: what was prepared of all investigations, added up for a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.cases import CaseId
from desktop.domain.outlook import exposure_of, serves
from desktop.domain.panorama import FEW, overview_of
from desktop.store.index.figures import load_some
from desktop.store.index.sums import load_holdings

if TYPE_CHECKING:
    from desktop.domain.asof import AsOf
    from desktop.domain.book import Book
    from desktop.domain.cases import Case
    from desktop.domain.exposure import Exposure
    from desktop.domain.holdings import Holdings
    from desktop.domain.overview import Overview
    from desktop.store.casefile import CaseFile
    from desktop.store.index.opening import Index


class Sums:
    """Sums over all investigations of one file; lives on the worker's thread alone."""

    def __init__(self, file: CaseFile, index: Index) -> None:
        self._file, self._index = file, index
        self._holdings: Holdings | None = None
        self._cases: tuple[tuple[CaseId, ...], tuple[Case, ...]] = (), ()
        self._exposure: Exposure | None = None

    def overview(self, book: Book, as_of: AsOf) -> Overview | None:
        """The Overview as of a day, for which the book serves; None while nothing is prepared."""
        self._holdings = self._holdings or load_holdings(self._index)
        if self._holdings is None:
            return None
        return overview_of(book, self._holdings, self._load, as_of, self._exposure_of(book, as_of))

    def _load(self, ids: tuple[CaseId, ...]) -> tuple[Case, ...]:
        """Some investigations; those asked for last are not read again."""
        if ids != self._cases[0]:
            self._cases = ids, load_some(self._file, ids)
        return self._cases[1]

    def _exposure_of(self, book: Book, as_of: AsOf) -> Exposure | None:
        """The sums over time of few penalties; those of many were prepared."""
        if book.lines > FEW:
            return None
        if self._exposure is None or not serves(self._exposure, as_of):
            self._exposure = exposure_of(self._load(tuple(map(CaseId, book.ids))), as_of)
        return self._exposure
