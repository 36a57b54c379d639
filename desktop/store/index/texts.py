"""Finding investigations by the words of their texts, in the index file.

The index is one of SQLite's full-text tables over texts that we folded, one document an investigation,
numbered in order of the newest event (one changed later counts as new). It keeps no texts: it can be
searched, not read. Where SQLite was built without full-text search, the folded texts are kept and looked
through one by one. What is typed never reaches a full-text query of the case file itself.
"""

from __future__ import annotations

from array import array
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol

from desktop.domain.listing.answer import Found
from desktop.store.index.full_text import FullText
from desktop.store.index.matching import FIRST, waits
from desktop.store.index.plain_texts import PlainTexts
from desktop.store.index.texts_state import load_state, state_mark

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from desktop.domain.listing.asked import Asked
    from desktop.store.index.matching import Search
    from desktop.store.index.texts_state import TextsState

MEMORY = "PRAGMA cache_size = -16384"  # 16 MB of pages: lists of many words are read for every key
_QUICK = 5_000  # moves of lists (2 us each) that are not felt while typing


class Indexed(Protocol):
    """What has a connection to the index file."""

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection."""


class Texts:
    """The searching side; used by one thread. What it keeps in memory is loaded when it is first needed."""

    def __init__(self, index: Indexed) -> None:
        self._connection = index.connection
        self._state: TextsState | None = None

    def find(self, asked: Asked, limit: int | None = FIRST) -> Found:
        """The investigations that hold what is asked: some, the newest first, or all, the best first.

        Those whose words hold a word inside come after those whose words begin with it, and only where these
        are fewer than 60. Nothing, and not ready, while the texts are being written for the first time.
        Raises sqlite3.OperationalError where the connection is interrupted.
        """
        with _snapshot(self._connection):
            state = self._current()
            if state is None:
                return Found(array("q"), complete=False, ready=False)
            search = PlainTexts(self._connection) if state.is_plain else FullText(self._connection, state)
            documents, is_complete = _found(search, state, asked, limit)
            return Found(array("q", map(state.cases.__getitem__, documents)), is_complete)

    def _current(self) -> TextsState | None:
        """What is in memory, loaded anew where the texts were written since; None while unfinished."""
        mark = state_mark(self._connection)
        if self._state is None or self._state.mark != mark:
            self._state = load_state(self._connection) if mark else None
            self._connection.execute(MEMORY)
        return self._state


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """One state of the index for several queries."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _found(search: Search, state: TextsState, asked: Asked, limit: int | None) -> tuple[list[int], bool]:
    """Documents by number, and whether they are all."""
    if not asked.words and not asked.phrases:
        found = list(islice(_without(state.documents, search.unwanted(asked).documents), limit))
        return found, limit is None or len(found) < limit
    return _all(search, asked) if limit is None else _first(search, asked, limit)


def _without(documents: Iterable[int], unwanted: Iterator[int]) -> Iterator[int]:
    """Documents but for unwanted ones; both in falling order."""
    barred = next(unwanted, 0)
    for document in documents:
        while barred > document:
            barred = next(unwanted, 0)
        if barred != document:
            yield document


def _first(search: Search, asked: Asked, limit: int) -> tuple[list[int], bool]:
    """The newest by their words' beginnings, filled up with words holding them inside where that is quick."""
    walk = search.beginning(asked)
    found = dict.fromkeys(islice(walk.documents, limit))
    if len(found) == limit:
        return list(found), False
    walk = search.holding(asked)
    if walk.cost > _QUICK:
        return list(found), False
    found |= dict.fromkeys(islice(walk.documents, limit))
    return list(islice(found, limit)), len(found) < limit and not walk.is_cut


def _all(search: Search, asked: Asked) -> tuple[list[int], bool]:
    """All by their words' beginnings, the best first; where they are few, what holds the words inside."""
    every = dict.fromkeys(search.every(asked).documents)
    better = chain.from_iterable(walk.documents for walk in search.better(asked))
    found = dict.fromkeys(chain(filter(every.__contains__, better), every))
    if len(found) >= FIRST or any(map(waits, asked.words)):
        return list(found), True
    return list(found | dict.fromkeys(search.holding(asked).documents)), True
