"""Giving back the room that deleted rows and documents leave in a case file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.domain.file import Shrunk
from desktop.store.file.errors import CaseFileError, code_of
from desktop.store.file.writable import open_writable

if TYPE_CHECKING:
    from pathlib import Path

# On the disk, as a large file does not fit into memory.
BESIDE = "PRAGMA temp_store = FILE"
VACUUM = "VACUUM"


def make_smaller(path: Path) -> Shrunk:
    """Write a case file anew without what was deleted, whole or not at all. Raises CaseFileError.

    To be called from the thread that reads the file.
    """
    before = path.stat().st_size
    with closing(open_writable(path)) as connection:
        # SQLite writes it through a database of its own, which it attaches.
        connection.set_authorizer(None)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
        try:
            connection.execute(BESIDE).close()
            connection.execute(VACUUM).close()
        except sqlite3.Error as error:
            code = code_of(error)
            if code is None:
                raise
            raise CaseFileError(code, path) from None
    return Shrunk(before, path.stat().st_size)
