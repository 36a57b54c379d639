"""The index file: what was prepared from a case file, kept in the user's cache; it can be thrown away."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from zlib import crc32

from desktop.domain.preparing import Stage
from desktop.store.watch import identity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.casefile import CaseFile

LAYOUT = 2  # raised when a table of the index file, or what is kept in one, changes
_APPLICATION = 0x41535458  # "ASTX"
_PRIMARY = 0xFF  # the part of a result code that tells its kind
_WAIT = 5.0  # seconds for the lock of the one that writes
_TRIES = 20  # to begin a log while other processes do
# The primary result codes of SQLite that tell of a file damaged inside, or cut off.
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
LOG = "PRAGMA journal_mode = WAL"
_SETTINGS = (
    "PRAGMA synchronous = NORMAL",
    "PRAGMA temp_store = MEMORY",
)
NO_WAIT = "PRAGMA busy_timeout = 0"
WAIT = "PRAGMA busy_timeout = 5000"
KINDS = "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
TABLE_COUNT = "SELECT count(*) FROM sqlite_schema"
_MARKS = (f"PRAGMA application_id = {_APPLICATION}", f"PRAGMA user_version = {LAYOUT}")
TABLES = (
    "CREATE TABLE IF NOT EXISTS stages (name TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS blobs (name TEXT PRIMARY KEY, data BLOB NOT NULL)",
)
STAMPS = "SELECT name, stamp FROM stages"
SET_STAMP = "INSERT OR REPLACE INTO stages (name, stamp) VALUES (:name, :stamp)"
LOAD_BLOB = "SELECT data FROM blobs WHERE name = :name"
SAVE_BLOB = "INSERT OR REPLACE INTO blobs (name, data) VALUES (:name, :data)"


class IndexDamagedError(Exception):
    """The index file was damaged inside; it is thrown away and has to be opened anew."""


class Index:
    """An open index file, or one in memory, which has no path; used by one thread."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self.connection, self.path = connection, path
        self._identity = identity(path) if path is not None else None
        for statement in TABLES:
            connection.execute(statement)

    @property
    def is_in_place(self) -> bool:
        """Whether the file is still where it was opened: caches are emptied."""
        if self.path is None or self._identity is None:
            return True
        now = identity(self.path)
        return now is not None and now.is_same_file(self._identity)

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

    def keep_at_once(self, name: str, data: bytes) -> bool:
        """Keep bytes under a name, unless another process is writing into the index; whether they are."""
        self.connection.execute(NO_WAIT).close()
        try:
            self.keep(name, data)
        except sqlite3.OperationalError as error:
            if not _is_busy(error):
                raise
            return False
        finally:
            self.connection.execute(WAIT).close()
        return True

    def close(self) -> None:
        """Close the file; twice does no harm."""
        self.connection.close()


def stamp_of(file: CaseFile) -> str:
    """What tells one state of a case file from another: its id, SQLite's count of commits, what lies there.

    The count alone would not do, as a file may be put in the place of another; nor would the time, which some
    disks tell by the second. Nothing is opened for it: closing a descriptor would drop our locks on the file.
    """
    found = identity(file.path)
    return f"{file.uid}:{found.inode}:{found.size}:{found.written_at}:{file.commits}" if found else ""


def index_path(folder: Path, file: CaseFile) -> Path:
    """Where the index of a case file lies; a copy of the file elsewhere has its own."""
    name = f"{file.uid}\0{file.path.absolute()}".encode("utf-8", "surrogatepass")
    # Only told apart: the stamps inside say whose index it is, and hashlib would take its time to load.
    return folder / f"{crc32(name):08x}{crc32(name[::-1]):08x}.index"


def open_index(folder: Path | None, file: CaseFile) -> Index:
    """The index file of a case file; one that is damaged or of another version is made anew.

    Without a folder, or where it cannot be written to, the index is kept in memory.
    """
    if folder is None:
        return Index(_connection(":memory:"), None)
    path = index_path(folder, file)
    for _ in range(2):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return _opened(path)
        except OSError:
            break
        except sqlite3.DatabaseError as error:
            if _is_busy(error):
                break
            throw_away(path)
    return Index(_connection(":memory:"), None)


@contextmanager
def relying_on(index: Index) -> Iterator[None]:
    """Throw the index away where it turns out damaged. Raises IndexDamagedError then; bugs stay bugs."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if _kind(error) not in _DAMAGE:
            raise
        index.close()
        if index.path is not None:
            throw_away(index.path)
        raise IndexDamagedError from error


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
        for setting in _SETTINGS:
            connection.execute(setting).close()
        return Index(connection, path)
    except BaseException:
        connection.close()
        raise


def _check(connection: sqlite3.Connection) -> None:
    """Mark a new file as ours, and refuse any other. Raises sqlite3.DatabaseError."""
    if _is_new(connection):
        _begin_log(connection)
        with writing(connection):
            if _is_new(connection):  # or else another process marked it meanwhile
                for statement in (*_MARKS, *TABLES):
                    connection.execute(statement)
    if connection.execute(KINDS).fetchone() != (_APPLICATION, LAYOUT):
        raise sqlite3.DatabaseError("the index file is of another program or version")


def _begin_log(connection: sqlite3.Connection) -> None:
    """Keep a log from now on. Raises sqlite3.OperationalError where the file stays locked.

    SQLite does not wait for a lock to begin one, as it does otherwise: so another process is waited for.
    """
    for left in reversed(range(_TRIES)):
        try:
            connection.execute(LOG).close()
        except sqlite3.OperationalError as error:
            if not left or not _is_busy(error):
                raise
            with writing(connection):
                pass  # the lock is free for a moment
        else:
            return


def _is_new(connection: sqlite3.Connection) -> bool:
    marked = connection.execute(KINDS).fetchone() != (0, 0)
    return not marked and connection.execute(TABLE_COUNT).fetchone() == (0,)


def _is_busy(error: sqlite3.Error) -> bool:
    return _kind(error) in _BUSY


def _kind(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where the error is not its own."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY


def _connection(place: Path | str) -> sqlite3.Connection:
    return sqlite3.connect(place, timeout=_WAIT, isolation_level=None, check_same_thread=False)
