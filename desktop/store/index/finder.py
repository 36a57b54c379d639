"""Searching with a connection of its own, so that another thread can break it off and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.store.index.opening import opened_again
from desktop.store.index.texts import Texts

if TYPE_CHECKING:
    from desktop.domain.listing.answer import Found
    from desktop.domain.listing.asked import Asked
    from desktop.store.index.opening import Index


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
