"""The notes of the window on a case file, in a file beside the index, which the window only reads."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING
from zlib import crc32

from desktop.store.file.transaction import KINDS, connect
from desktop.store.index.faults import code_of, is_busy
from desktop.store.index.seal import make_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    T = TypeVar("T")

_SETTINGS = ("PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF", "PRAGMA temp_store = MEMORY")
_APPLICATION, _LAYOUT = 0x4153544E, 1  # "ASTN"
_TRIES = 3  # with the file, with a new file, in memory
_MARKS = (
    "BEGIN IMMEDIATE",
    "CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, data BLOB NOT NULL, sum INTEGER NOT NULL)",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_LAYOUT}",
    "COMMIT",
)
LOAD = "SELECT data, sum FROM notes WHERE name = :name"
SAVE = "INSERT OR REPLACE INTO notes (name, data, sum) VALUES (:name, :data, :sum)"


class Notes:
    """Dispensable bytes under names: a damaged file is begun anew, or the notes are kept in memory."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._has_failed = False

    def get(self, name: str) -> bytes | None:
        """The bytes kept under a name, or None if they are missing or damaged."""
        row = self._tried(lambda connection: connection.execute(LOAD, {"name": name}).fetchone())
        return row[0] if row and isinstance(row[0], bytes) and crc32(row[0]) == row[1] else None

    def keep(self, name: str, data: bytes) -> bool:
        """Keep bytes under a name; False if another process is writing."""
        values = {"name": name, "data": data, "sum": crc32(data)}

        def kept(connection: sqlite3.Connection) -> bool:
            connection.execute(SAVE, values).close()
            return True

        return self._tried(kept) is True

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _tried(self, ask: Callable[[sqlite3.Connection], T]) -> T | None:
        """The answer of `ask`; None while another process writes. An unusable file is begun anew once."""
        for _ in range(_TRIES):
            try:
                return ask(self._opened())
            except OSError:
                self._path = None
            except sqlite3.DatabaseError as error:
                if is_busy(error):
                    return None
                if code_of(error) is None:
                    raise
                self._give_up()
        return None

    def _opened(self) -> sqlite3.Connection:
        """The open connection. Raises sqlite3.DatabaseError and OSError."""
        if self._connection is None:
            if self._path is not None:
                make_file(self._path)
            self._connection = connect(self._path or ":memory:", 0.0)
            for statement in _SETTINGS:
                self._connection.execute(statement).close()
            found = self._connection.execute(KINDS).fetchone()
            if found == (0, 0, 0):
                for statement in _MARKS:
                    self._connection.execute(statement).close()
            elif found[:2] != (_APPLICATION, _LAYOUT):
                self._give_up()
                return self._opened()
        return self._connection

    def _give_up(self) -> None:
        """Delete the file; after a second failure, the notes are kept in memory."""
        self.close()
        path, self._path = self._path, None if self._has_failed else self._path
        self._has_failed = True
        if path is not None:
            with suppress(OSError):
                path.unlink()
