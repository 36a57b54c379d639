"""The index file: what was prepared from a case file, kept in the user's cache; it can be thrown away."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from desktop.domain.preparing import Stage
from desktop.store.watch import identity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.casefile import CaseFile

LAYOUT = 1  # raised when a table of the index file, or what is kept in one, changes
_APPLICATION = 0x41535458  # "ASTX"
_WAIT = 5.0  # seconds for the lock of the one that writes
_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA temp_store = MEMORY",
)
_MARKS = (f"PRAGMA application_id = {_APPLICATION}", f"PRAGMA user_version = {LAYOUT}")
TABLES = (
    "CREATE TABLE IF NOT EXISTS stages (name TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS blobs (name TEXT PRIMARY KEY, data BLOB NOT NULL)",
)
STAMPS = "SELECT name, stamp FROM stages"
SET_STAMP = "INSERT OR REPLACE INTO stages (name, stamp) VALUES (:name, :stamp)"
LOAD_BLOB = "SELECT data FROM blobs WHERE name = :name"
SAVE_BLOB = "INSERT OR REPLACE INTO blobs (name, data) VALUES (:name, :data)"


class Index:
    """An open index file; used by one thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self.connection, self.path = connection, path
        for statement in TABLES:
            connection.execute(statement)

    @property
    def stamps(self) -> dict[Stage, str]:
        """The stages that are ready, and the stamp of the case file each was prepared from."""
        known = set(Stage)
        return {Stage(name): stamp for name, stamp in self.connection.execute(STAMPS) if name in known}

    @property
    def done(self) -> frozenset[Stage]:
        """The stages that are ready, though the case file may have changed since."""
        return frozenset(self.stamps)

    def is_current(self, stamp: str) -> bool:
        """Whether every stage was prepared from the case file as it is."""
        found = self.stamps
        return all(found.get(stage) == stamp for stage in Stage)

    def finish(self, stage: Stage, stamp: str) -> None:
        """Record that a stage is ready."""
        self.connection.execute(SET_STAMP, {"name": stage.value, "stamp": stamp})

    def blob(self, name: str) -> bytes | None:
        """What is kept under a name."""
        row = self.connection.execute(LOAD_BLOB, {"name": name}).fetchone()
        return bytes(row[0]) if row else None

    def keep(self, name: str, data: bytes) -> None:
        """Keep bytes under a name."""
        self.connection.execute(SAVE_BLOB, {"name": name, "data": data})

    def close(self) -> None:
        """Close the file; twice does no harm."""
        self.connection.close()


def stamp_of(file: CaseFile) -> str:
    """What tells one state of a case file from another: its id, and the identity of the file on the disk.

    Nothing is opened for it: closing another descriptor of the file would drop our locks on it.
    """
    found = identity(file.path)
    return f"{file.info.uid}:{found.inode}:{found.size}:{found.written_at}" if found else ""


def index_path(folder: Path, file: CaseFile) -> Path:
    """Where the index of a case file lies; a copy of the file elsewhere has its own."""
    name = f"{file.info.uid}\0{file.path.absolute()}".encode("utf-8", "surrogatepass")
    return folder / f"{hashlib.sha256(name).hexdigest()[:32]}.index"


def open_index(folder: Path | None, file: CaseFile) -> Index:
    """The index file of a case file; one that is damaged or of another version is made anew.

    Without a folder, or where it cannot be written to, the index is kept in memory.
    """
    if folder is None:
        return Index(_connection(":memory:"), None)
    path = index_path(folder, file)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _opened(path)
    except sqlite3.DatabaseError:
        throw_away(path)
    except OSError:
        return Index(_connection(":memory:"), None)
    try:
        return _opened(path)
    except (OSError, sqlite3.DatabaseError):
        return Index(_connection(":memory:"), None)


def throw_away(path: Path) -> None:
    """Delete an index file and what lies beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        with suppress(OSError):
            path.with_name(name).unlink()


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction: all of it is written or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _opened(path: Path) -> Index:
    """Raises OSError, and sqlite3.DatabaseError for a file that is none of ours."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = _connection(path)
    try:
        _check(connection)
        return Index(connection, path)
    except BaseException:
        connection.close()
        raise


def _check(connection: sqlite3.Connection) -> None:
    """Mark a new file as ours, and refuse any other. Raises sqlite3.DatabaseError."""
    pages, application, layout = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "application_id", "user_version")
    )
    if not pages:
        for setting in (*_MARKS, *_SETTINGS):
            connection.execute(setting).close()
        return
    if (application, layout) != (_APPLICATION, LAYOUT):
        raise sqlite3.DatabaseError("the index file is of another program or version")
    for setting in _SETTINGS:
        connection.execute(setting).close()


def _connection(place: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(place, timeout=_WAIT, isolation_level=None, check_same_thread=False)
