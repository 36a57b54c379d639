"""The beginning of the list, shown before all of it is known; it loads nothing but what that takes."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

from desktop.domain.answer import Answer
from desktop.domain.facets import Section
from desktop.domain.preparing import Stage
from desktop.session.answered import Answered
from desktop.store.index.listed import first_listed, read_listed

if TYPE_CHECKING:
    from desktop.domain.facets import Query
    from desktop.domain.listed import Listed
    from desktop.store.casefile import CaseFile
    from desktop.store.index.opening import Index

FIRST = 60  # investigations shown before all are known, and results that are enough while typing


def first_of(file: CaseFile, index: Index, query: Query) -> Answered:
    """The first investigations of the whole list, before all of them are known."""
    done = index.done
    rows = _rows(file, index, query, is_listed=Stage.LISTED in done)
    ids = array("q", (row.id for row in rows))
    everything = ((Section.ALL, file.info.investigations),)
    return Answered(Answer(ids, (), everything, complete=False, has_figures=Stage.FIGURES in done), rows)


def keep_first(index: Index, query: Query, ids: array[int]) -> None:
    """Keep the beginning of the whole list, to be shown at once when the file is opened again."""
    name, kept = _name(query), json.dumps(ids[:FIRST].tolist()).encode()
    if index.blob(name) != kept:
        index.keep(name, kept)


def _rows(file: CaseFile, index: Index, query: Query, *, is_listed: bool) -> tuple[Listed, ...]:
    """As they stood when the list was last read in this order, or the first in a plain order."""
    if is_listed:
        kept = index.blob(_name(query))
        rows = read_listed(index, json.loads(kept)) if kept is not None else ()
        rows = rows or first_listed(index, query.sort, FIRST, descending=query.descending) or ()
        if rows:
            return rows
    from desktop.store.first import first_page  # noqa: PLC0415 - only before the file is prepared

    return first_page(file, FIRST)


def _name(query: Query) -> str:
    return f"first {query.sort} {query.descending}"
