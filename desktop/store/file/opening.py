"""Opening a case file that may be damaged or hostile, without harm to the file or to the program."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import time
from contextlib import ExitStack, closing, suppress
from typing import TYPE_CHECKING, NamedTuple

from desktop.store.file.errors import CaseFileError, code_of
from desktop.store.file.private_copy import is_logged, journal_of, log_of, private_copy, throw_away
from desktop.store.file.schema import APPLICATION_ID, EXPECTED, MAGIC, SCHEMA_VERSION, normal_sql

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = 100
CHECKED_AT_ONCE = 32_000_000  # bytes: larger files are shown first and checked in another process
_PATIENCE = 20.0  # seconds for the check on opening
_WAIT = 2.0  # seconds for another program's lock
LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 64_000_000),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_COLUMN, 200),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
)
_SETTINGS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA query_only = ON",
)
_PRAGMAS = {"data_version", "user_version", "application_id", "busy_timeout", "integrity_check"}
_DENIED = {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH}
_USUAL = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}  # asked about for every column of every statement
# Codes of faults that a change left half done by another program may cause.
_UNFINISHED = {"needs-recovery", "damaged", "no-permission"}
SCHEMA = "SELECT type, name, sql FROM sqlite_schema"
INTEGRITY_CHECK = "PRAGMA integrity_check"
# The check's words on single cells that SQL can write: problems.py lists their rows; other rows stay sound.
# A cell of another type than its column is not among them: only damage makes such a cell.
OF_A_CELL = re.compile(r"ok|CHECK constraint failed in \w+")


class OpenedConnection(NamedTuple):
    """A connection that passed all checks, and the private copy that it reads, if any."""

    connection: sqlite3.Connection
    copy: Path | None


def open_connection(path: Path) -> OpenedConnection:
    """A read-only connection to a case file that passed all checks. Raises CaseFileError.

    A file beside which SQLite would have to write, such as a file with a write-ahead log, is read from a
    private copy: so other programs keep full use of the file.
    """
    check_kind(path)
    check_header(path)
    try:
        if is_logged(path):
            return _opened_apart(path)
        try:
            return OpenedConnection(_opened(path, path), None)
        except CaseFileError as error:
            if error.problem.code not in _UNFINISHED or not journal_of(path).exists():
                raise
            return _opened_apart(path)
    except OSError:
        raise CaseFileError("missing", path) from None


def _opened_apart(path: Path) -> OpenedConnection:
    """A checked connection to a new private copy of a file. Raises CaseFileError."""
    try:
        copy = private_copy(path)
    except sqlite3.Error as error:
        raise CaseFileError(code_of(error) or "damaged", path) from None
    with ExitStack() as stack:
        stack.callback(throw_away, copy)
        check_header(copy, path)
        connection = _opened(copy, path)
        stack.pop_all()  # it passed: it stays
    with suppress(OSError):
        copy.unlink()  # the connection still reads it, and nothing is left if this program is killed
    return OpenedConnection(connection, copy)


def _opened(place: Path, path: Path) -> sqlite3.Connection:
    """A checked connection to the file at `place`; faults name the file at `path`. Raises CaseFileError."""
    try:
        with ExitStack() as stack:
            connection = stack.enter_context(closing(_connect(place)))
            check_contents(connection, path)
            connection.set_authorizer(authorize)
            stack.pop_all()  # it passed: it stays open
            return connection
    except sqlite3.Error as error:
        raise CaseFileError(code_of(error) or "damaged", path) from None
    except (ValueError, OverflowError):
        raise CaseFileError("damaged", path) from None


def check_kind(path: Path) -> None:
    """Refuse anything but an ordinary file, unopened: a FIFO would block for ever. Raises CaseFileError."""
    try:
        status = path.stat()
    except PermissionError:
        raise CaseFileError("no-permission", path) from None
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise CaseFileError("missing", path) from None
    except OSError:
        raise CaseFileError("not-a-file", path) from None
    if stat.S_ISDIR(status.st_mode):
        raise CaseFileError("directory", path)
    if not stat.S_ISREG(status.st_mode):
        raise CaseFileError("not-a-file", path)
    if status.st_size == 0:
        raise CaseFileError("empty", path)


def check_header(place: Path, path: Path | None = None) -> None:
    """Refuse a file by its first bytes, before SQLite sees it; faults name `path`. Raises CaseFileError."""
    path = path or place
    try:
        with place.open("rb") as file:
            head = file.read(_HEADER)
            size = os.fstat(file.fileno()).st_size
    except PermissionError:
        raise CaseFileError("no-permission", path) from None
    except OSError:
        raise CaseFileError("damaged", path) from None
    if not head.startswith(MAGIC) or len(head) < _HEADER:
        raise CaseFileError("not-sqlite", path)
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise CaseFileError("other-program", path)
    if int.from_bytes(head[60:64], "big") > SCHEMA_VERSION:
        raise CaseFileError("newer", path)
    if _is_cut_off(head, size) and not (log_of(place).exists() or journal_of(place).exists()):
        raise CaseFileError("damaged", path)


def is_checked_at_once(path: Path) -> bool:
    """Whether a file is small enough for a full check before it is shown."""
    return path.stat().st_size <= CHECKED_AT_ONCE


def _is_cut_off(head: bytes, size: int) -> bool:
    """Whether the end of a file is missing: SQLite takes part of a page for a page that ends in zeros."""
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    return page == 0 or size % page != 0 or size < page * int.from_bytes(head[28:32], "big")


def _connect(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=_WAIT, isolation_level=None)
    for limit, value in LIMITS:
        connection.setlimit(limit, value)
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    connection.row_factory = sqlite3.Row
    for setting in _SETTINGS:
        connection.execute(setting).close()
    return connection


def check_contents(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file with other tables than ours, and a small file that is damaged.

    Raises CaseFileError, and sqlite3.Error if SQLite cannot read the file.
    """
    end = time.monotonic() + _PATIENCE
    connection.set_progress_handler(lambda: time.monotonic() > end, 20_000)
    try:
        check_schema(connection, path)
        if is_checked_at_once(path):
            check_integrity(connection, path)
    finally:
        connection.set_progress_handler(None, 0)


def check_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file with other tables than ours. Raises CaseFileError."""
    if schema_version(connection) is None:
        raise CaseFileError("schema", path)


def schema_version(connection: sqlite3.Connection) -> int | None:
    """The version of the schema that a file's tables are those of, or None for other tables than ours."""
    found = [tuple(row) for row in connection.execute(SCHEMA)]
    return next((version for version in reversed(EXPECTED) if _schema_is(version, found)), None)


def check_integrity(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a damaged file, its indexes included. Raises CaseFileError."""
    if not all(OF_A_CELL.fullmatch(row[0]) for row in connection.execute(INTEGRITY_CHECK)):
        raise CaseFileError("damaged", path)


def _schema_is(version: int, found: list[tuple[str, str, str | None]]) -> bool:
    """Whether the tables and indexes are those of a version, name for name and text for text."""
    expected = EXPECTED[version]
    tables = {
        name: sql if isinstance(sql, str) and kind in {"table", "index"} else ""
        for kind, name, sql in found
        if not _is_sqlites_own(kind, name, sql)
    }
    return tables.keys() == expected.keys() and all(
        sql == expected[name] or normal_sql(sql) == normal_sql(expected[name]) for name, sql in tables.items()
    )


def _is_sqlites_own(kind: str, name: str, sql: str | None) -> bool:
    if kind == "index":
        return sql is None and name.startswith("sqlite_autoindex_")
    return kind == "table" and name in {"sqlite_stat1", "sqlite_stat4"}


def authorize(
    action: int, first: str | None, second: str | None, _database: str | None, source: str | None
) -> int:
    """Deny statements of views and triggers, other databases, settings, and the loading of extensions."""
    if source is None and action in _USUAL:
        return sqlite3.SQLITE_OK
    if source is not None or action in _DENIED:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() not in _PRAGMAS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() == "load_extension":
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK
