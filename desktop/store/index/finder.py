"""Finding investigations, by words with a connection of its own, and by a part of their name."""

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

_LAST = "\U0010ffff"


class Finder:
    """Finds investigations by words; `interrupt` alone may be called from another thread."""

    def __init__(self, index: Index) -> None:
        # An index in memory can be searched through its one connection alone.
        self._index = opened_again(index)
        self._texts = Texts(self._index)

    def find(self, asked: Asked, limit: int | None) -> Found | None:
        """What holds the words asked; None where it was interrupted."""
        try:
            return self._texts.find(asked, limit)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            return None

    def interrupt(self) -> None:
        """Break off what is being searched, if anything is."""
        with suppress(sqlite3.ProgrammingError):  # closed meanwhile
            self._index.connection.interrupt()

    def close(self) -> None:
        """Close the connection."""
        self._index.close()


HOLDING = """
SELECT slug, name, authority, reference, title
  FROM listed
 WHERE instr(plain, :part)
 LIMIT :most
"""


def suggest(index: Index, text: str, most: int) -> tuple[Suggestion, ...]:
    """Those whose name begins with a text, then those that hold it anywhere; whatever the spelling."""
    part = fold(text).strip()
    if not part:
        return ()
    bounds = {"first": part, "after": part + _LAST, "most": most}
    found = [Suggestion._make(row) for row in index.connection.execute(BEGINNING, bounds)]
    if len(found) < most:
        others = index.connection.execute(HOLDING, {"part": part, "most": most})
        found += [one for one in map(Suggestion._make, others) if one not in found]
    return tuple(found[:most])
