"""Finding investigations: by words, over a connection of its own, and by part of a name."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.domain.listing.answer import Suggestion
from desktop.domain.listing.folding import fold
from desktop.store.index.opening import opened_again
from desktop.store.index.texts import Texts

if TYPE_CHECKING:
    from desktop.domain.listing.answer import Found
    from desktop.domain.listing.asked import Asked
    from desktop.store.index.opening import Index

BEGINNING = """
SELECT slug, name, authority, reference, title
  FROM listed
 WHERE plain >= :first AND plain < :after
 ORDER BY plain, slug
 LIMIT :most
"""
HOLDING = """
SELECT slug, name, authority, reference, title
  FROM listed
 WHERE instr(plain, :part)
 LIMIT :most
"""
_LAST = "\U0010ffff"


class Finder:
    """The search for investigations by words; `interrupt` alone may be called from another thread."""

    def __init__(self, index: Index) -> None:
        # An index in memory has one connection alone, which serves the search as well.
        self._index = opened_again(index)
        self._texts = Texts(self._index)

    def find(self, asked: Asked, limit: int | None) -> Found | None:
        """The investigations that hold the words asked; None if the search was interrupted."""
        try:
            return self._texts.find(asked, limit)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            return None

    def interrupt(self) -> None:
        """Interrupt the current search, if any."""
        with suppress(sqlite3.ProgrammingError):  # closed meanwhile
            self._index.connection.interrupt()

    def close(self) -> None:
        """Close the connection of the search."""
        self._index.close()


def suggest(index: Index, text: str, most: int) -> tuple[Suggestion, ...]:
    """The investigations whose names begin with a text, then those that contain it, both folded."""
    part = fold(text).strip()
    if not part:
        return ()
    bounds = {"first": part, "after": part + _LAST, "most": most}
    found = [Suggestion._make(row) for row in index.connection.execute(BEGINNING, bounds)]
    if len(found) < most:
        others = index.connection.execute(HOLDING, {"part": part, "most": most})
        found += [one for one in map(Suggestion._make, others) if one not in found]
    return tuple(found[:most])
