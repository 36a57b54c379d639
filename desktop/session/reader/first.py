"""The beginning of the list, shown before the whole list is known; loads no more than that takes."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from desktop.domain.file import Stage
from desktop.domain.listing.answer import Answer
from desktop.domain.listing.facets import Section, SortBy
from desktop.session.reader.answered import Answered
from desktop.store.index.listed import first_listed, keep_beginning, read_beginning

if TYPE_CHECKING:
    from desktop.domain.listing.facets import Query
    from desktop.domain.listing.row import Listed
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

FIRST = 60  # investigations known before all are, and results that are enough while typing
BEGINNING = 40  # investigations that fill the list of a usual screen when a file is opened


def first_of(file: CaseFile, index: Index, query: Query) -> Answered:
    """The first investigations of the whole list, before the rest are known."""
    done = index.done
    rows = _rows(file, index, query, is_listed=Stage.LISTED in done)
    ids = array("q", (row.id for row in rows))
    everything = ((Section.ALL, file.info.investigations),)
    answer = Answer(
        ids,
        (),
        everything,
        complete=False,
        has_figures=Stage.FIGURES in done,
        ordered=Stage.LISTED in done or (query.sort is SortBy.OPENED and query.descending),
    )
    return Answered(answer, rows)


def keep_first(index: Index, query: Query, ids: array[int]) -> None:
    """Keep the beginning of the whole list, to be shown at once when the file is opened again."""
    keep_beginning(index, query.sort, ids[:BEGINNING], descending=query.descending)


def _rows(file: CaseFile, index: Index, query: Query, *, is_listed: bool) -> tuple[Listed, ...]:
    """The first rows as of the last reading of the list in this order, or in a plain order."""
    if is_listed:
        by, down = query.sort, query.descending
        rows = read_beginning(index, by, BEGINNING, descending=down) or first_listed(
            index, by, BEGINNING, descending=down
        )
        if rows:
            return rows
    from desktop.store.cases.first import first_page  # noqa: PLC0415 - only before the file is prepared

    return first_page(file, FIRST)
