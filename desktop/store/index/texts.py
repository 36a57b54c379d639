"""Finding investigations by the words of their texts, in the index file.

The index is one of SQLite's full-text tables over texts that we folded, one document an investigation,
numbered in order of the newest event (a document changed later counts as new). It keeps no texts: it can be
searched, not read. If SQLite was built without full-text search, the folded texts are kept and read one by
one. The words typed never reach a full-text query of the case file itself.
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
    from typing import TypeAlias

    from desktop.domain.listing.asked import Asked
    from desktop.store.index.texts_state import TextsState

    Search: TypeAlias = FullText | PlainTexts

MEMORY = "PRAGMA cache_size = -16384"  # 16 MB of pages: every key reads the lists of many words
_QUICK = 5_000  # moves in lists (2 us each) that nobody notices while typing


class Indexed(Protocol):
    """An index with a connection to its file."""

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection to the index file."""


class Texts:
    """The search by words; used by one thread. Its state in memory is loaded on first use."""

    def __init__(self, index: Indexed) -> None:
        self._connection = index.connection
        self._state: TextsState | None = None

    def find(self, asked: Asked, limit: int | None = FIRST) -> Found:
        """The investigations that hold the words asked: `limit` of them, newest first, or all, best first.

        Beginnings of words come before insides of words, and insides count only if fewer than 60 are found.
        Nothing is found, and the answer is not ready, while the texts are being written for the first time.
        Raises sqlite3.OperationalError if the connection is interrupted.
        """
        with _snapshot(self._connection):
            state = self._current()
            if state is None:
                return Found(array("q"), complete=False, ready=False)
            search = PlainTexts(self._connection) if state.is_plain else FullText(self._connection, state)
            documents, is_complete = _found(search, state, asked, limit)
            return Found(array("q", map(state.cases.__getitem__, documents)), is_complete)

    def _current(self) -> TextsState | None:
        """The state in memory, loaded anew after a change of the texts; None while they are unfinished."""
        mark = state_mark(self._connection)
        if self._state is None or self._state.mark != mark:
            self._state = load_state(self._connection) if mark else None
            self._connection.execute(MEMORY)
        return self._state


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction around several queries, so that they read one state of the index."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _found(search: Search, state: TextsState, asked: Asked, limit: int | None) -> tuple[list[int], bool]:
    """The numbers of documents found, and whether they are complete."""
    if not asked.words and not asked.phrases:
        found = list(islice(_without(state.documents, search.unwanted(asked).documents), limit))
        return found, limit is None or len(found) < limit
    return _all(search, asked) if limit is None else _first(search, asked, limit)


def _without(documents: Iterable[int], unwanted: Iterator[int]) -> Iterator[int]:
    """The documents without the unwanted; both in falling order."""
    barred = next(unwanted, 0)
    for document in documents:
        while barred > document:
            barred = next(unwanted, 0)
        if barred != document:
            yield document


def _first(search: Search, asked: Asked, limit: int) -> tuple[list[int], bool]:
    """The newest documents by beginnings of words, then by insides of words if that is quick."""
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
    """All documents by beginnings of words, best first; if they are few, by insides of words as well."""
    every = dict.fromkeys(search.every(asked).documents)
    better = chain.from_iterable(walk.documents for walk in search.better(asked))
    found = dict.fromkeys(chain(filter(every.__contains__, better), every))
    if len(found) >= FIRST or any(map(waits, asked.words)):
        return list(found), True
    return list(found | dict.fromkeys(search.holding(asked).documents)), True
