"""The side file of one case file: made on first use, in the data directory of its user."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from desktop.output import put_aside
from desktop.store.file.schema import COMMITS_AT, COMMITS_SIZE, MAGIC
from desktop.store.file.transaction import KINDS, connect, writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_APPLICATION = 0x41535453  # "ASTS"
_WAIT = 5.0  # seconds for another window
_PRIMARY = 0xFF  # the part of a result code that tells its kind
_SETTINGS = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = FULL",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
)
INTEGRITY_CHECK = "PRAGMA integrity_check(1)"
# Appended to, never edited after a release: a file of version n has had the first n of these.
MIGRATIONS = (
    """CREATE TABLE kept (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, owner TEXT NOT NULL, position REAL NOT NULL,
    name TEXT NOT NULL, body TEXT NOT NULL) STRICT;
    CREATE TABLE taken (kind TEXT PRIMARY KEY) STRICT;""",
    """CREATE TABLE outside (
    id INTEGER PRIMARY KEY AUTOINCREMENT, place TEXT NOT NULL,
    noticed_at TEXT NOT NULL, after_row INTEGER NOT NULL, table_name TEXT NOT NULL,
    record_uid TEXT NOT NULL, before TEXT, after TEXT,
    is_seen INTEGER NOT NULL DEFAULT 0) STRICT;
    CREATE INDEX outside_by_record ON outside (record_uid);
    CREATE TABLE compared (
    place TEXT PRIMARY KEY, backup TEXT NOT NULL, included INTEGER NOT NULL) STRICT;""",
)
# SQLite's primary result codes for faults of the file or the disk; all other codes are bugs of ours.
_CODES = {
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG), "damaged"),
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL), "locked"),
    **dict.fromkeys((sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY), "unwritable"),
    **dict.fromkeys((sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM), "unwritable"),
}


class SideFileError(Exception):
    """The side file is unusable; its `code`: damaged, newer, locked, unwritable or not-a-file."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def side_path(folder: Path, identity: str) -> Path:
    """The path of the side file of a case file; `identity` is its id, of any characters."""
    return folder / f"{sha256(identity.encode('utf-8', 'replace')).hexdigest()[:32]}.side"


@contextmanager
def side_file(path: Path, *, checked: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection to a side file, which is made if missing. Raises SideFileError.

    `checked` reads the whole file first, to find any damage inside.
    """
    try:
        _make(path)
        with closing(connect(path, _WAIT)) as connection:
            for setting in _SETTINGS:
                connection.execute(setting).close()
            _bring_up_to_date(connection)
            if checked and connection.execute(INTEGRITY_CHECK).fetchone() != ("ok",):
                raise SideFileError("damaged")
            yield connection
    except OSError:
        raise SideFileError("unwritable") from None
    except sqlite3.DatabaseError as error:
        code = _CODES.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
        if code is None:
            raise
        raise SideFileError(code) from error


def commits(path: Path) -> int:
    """SQLite's own count of commits to a side file, from its header; 0 without a file."""
    try:
        with path.open("rb") as file:
            return int.from_bytes(file.read(COMMITS_AT + COMMITS_SIZE)[COMMITS_AT:], "big")
    except OSError:
        return 0


def put_side_file_aside(path: Path) -> Path | None:
    """Rename a damaged side file; returns its new path, or None if it could not be moved."""
    aside, journal = put_aside(path), path.with_name(f"{path.name}-journal")
    if aside is not None:
        with suppress(OSError):
            journal.rename(aside.with_name(f"{aside.name}-journal"))
    return aside


def _make(path: Path) -> None:
    """Make an empty file for its user alone if there is none. Raises OSError and SideFileError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise SideFileError("not-a-file") from None
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
        if head and head != MAGIC:  # SQLite would take a few bytes for an empty file, and overwrite them
            raise SideFileError("damaged") from None


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Make the tables that a new or older file lacks. Raises SideFileError for a file of another kind."""
    if _version(connection) == len(MIGRATIONS):
        return
    with writing(connection):
        for sql in MIGRATIONS[_version(connection) :]:
            for statement in filter(str.strip, sql.split(";")):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _version(connection: sqlite3.Connection) -> int:
    application, version, tables = connection.execute(KINDS).fetchone()
    if (application, version, tables) == (0, 0, 0):
        return 0
    if application != _APPLICATION or version < 1:
        raise SideFileError("damaged")
    if version > len(MIGRATIONS):
        raise SideFileError("newer")
    return int(version)
