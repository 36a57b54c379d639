"""A copy of a damaged case file, row by row, with all that can be read; the file itself stays as it is."""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, closing, suppress
from typing import TYPE_CHECKING
from uuid import uuid4

from desktop.domain.file import Repair, TakenRows
from desktop.output import part_of, put_in_place
from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError, code_of
from desktop.store.file.opening import LIMITS, check_kind
from desktop.store.file.private_copy import journal_of, private_copy, throw_away
from desktop.store.file.schema import APPLICATION_ID, BEFORE_ALL, EXPECTED, MAGIC, SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path

_ONE_READ = 200  # rows
_BYTES, _FEW = "document_contents", 4  # a table with large rows, and how many are read at once
_MOST_TRIES = 100_000  # places looked at one by one between two readable ends of a table
_PAST_THE_END = 2_000  # places looked at past the last readable row where the end is damaged
_SHOWN = 20  # ids of lost rows
_VERSION_AT = slice(60, 64)  # in the header
_MIGRATIONS = ("m001_first_schema", "m002_editing")
_AFTER_ALL = 2**63 - 1

# The names of tables and columns are our own: those of the schema.
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"
COLUMNS = "SELECT name FROM pragma_table_info(:table)"
FORWARD = "SELECT {columns} FROM {table} WHERE id > :from ORDER BY id LIMIT :most"
BACKWARD = "SELECT {columns} FROM {table} WHERE id < :from ORDER BY id DESC LIMIT :most"
ONE = "SELECT {columns} FROM {table} WHERE id = :id"
INSERT = "INSERT INTO {table} ({columns}) VALUES ({marks})"
NAMED = "INSERT OR IGNORE INTO case_file (id, case_uid) VALUES (1, :uid)"
MIGRATED = """
INSERT OR IGNORE INTO _sqlite_migrations (migration_set, name, applied_at)
VALUES ('astreinte', :name, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))
"""


def save_repaired(source: Path, path: Path) -> Repair:
    """Write all rows of a damaged file that can be read into a new file. Raises CaseFileError.

    Nothing is ever written over a file, and nothing stays of a copy that could not be made whole.
    """
    check_kind(source)
    if os.path.lexists(path):
        raise CaseFileError("exists", path)
    if not path.parent.is_dir():
        raise CaseFileError("no-folder", path)
    part = part_of(path)
    with ExitStack() as stack:
        copy = private_copy(source, is_damaged=True)
        stack.callback(throw_away, copy)
        stack.callback(_remove, part)
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            tables = _written(source, copy, part)
            with part.open("r+b") as written:
                os.fsync(written.fileno())
            open_case_file(part).close()
            put_in_place(part, path, is_new=True)
        except FileExistsError:
            raise CaseFileError("exists", path) from None
        except OSError:
            raise CaseFileError("not-written", path) from None
    return Repair(source, path, tables)


def _written(source: Path, copy: Path, part: Path) -> tuple[TakenRows, ...]:
    """Write the rows of a copy into a new file. Raises CaseFileError and OSError."""
    version = _mend_header(copy, source)
    with closing(_reading(copy)) as old, closing(_writing(part, version)) as new:
        there = _tables(old)
        tables = [
            _Table(old, new, name).copy() if name in there else TakenRows(name, 0, is_cut=True)
            for name, sql in EXPECTED[version].items()
            if sql.startswith("CREATE TABLE")
        ]
        if not any(table.taken for table in tables if table.table not in {"case_file", "_sqlite_migrations"}):
            raise CaseFileError("beyond-repair", source)
        try:
            new.execute(NAMED, {"uid": str(uuid4())})
            for name in _MIGRATIONS[:version]:
                new.execute(MIGRATED, {"name": name})
            new.execute("COMMIT")
        except sqlite3.OperationalError:
            raise CaseFileError("not-written", part) from None
        return tuple(tables)


def _mend_header(copy: Path, source: Path) -> int:
    """Write the first bytes that every such file has; returns the version of the schema."""
    with copy.open("r+b") as file:
        head = file.read(100)
        version = int.from_bytes(head[_VERSION_AT], "big")
        if SCHEMA_VERSION < version < 2**16:  # else it is damage
            raise CaseFileError("newer", source)
        file.seek(0)
        file.write(MAGIC)
    return version if version in EXPECTED else SCHEMA_VERSION


def _reading(copy: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{copy.as_uri()}?mode=rw", uri=True, isolation_level=None)
    for limit, value in LIMITS:
        connection.setlimit(limit, value)
    connection.row_factory = sqlite3.Row
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    # The schema is read as far as it can be; the copy is our own, and nothing is written to it.
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "writable_schema = ON"):
        with suppress(sqlite3.DatabaseError):
            connection.execute(f"PRAGMA {setting}").close()
    return connection


def _writing(part: Path, version: int) -> sqlite3.Connection:
    connection = sqlite3.connect(part, isolation_level=None)
    # The file is synced as a whole, and has no name before.
    for setting in (
        *("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"),
        *(f"application_id = {APPLICATION_ID}", f"user_version = {version}"),
    ):
        connection.execute(f"PRAGMA {setting}").close()
    connection.execute("BEGIN")
    for sql in EXPECTED[version].values():
        connection.execute(sql)
    return connection


def _tables(old: sqlite3.Connection) -> frozenset[str]:
    """The names of the tables that can be found."""
    found = set()
    with suppress(sqlite3.DatabaseError):
        for row in old.execute(TABLES):
            found.add(row["name"])
    return frozenset(found)


class _Table:
    """A table that is copied row by row, from both of its ends towards the damage, and then across it."""

    def __init__(self, old: sqlite3.Connection, new: sqlite3.Connection, name: str) -> None:
        self._old, self._new, self._name = old, new, name
        names = [row[0] for row in new.execute(COLUMNS, {"table": name}).fetchall()]
        self._columns = ", ".join(names)
        self._insert = INSERT.format(
            table=name, columns=self._columns, marks=", ".join(f":{column}" for column in names)
        )
        self._taken = 0
        self._lost: list[int] = []
        self._number = 0  # of lost rows

    def copy(self) -> TakenRows:
        """Copy the rows; what was taken, and what was lost."""
        first, is_whole = self._walk(FORWARD, BEFORE_ALL, _AFTER_ALL)
        is_cut = False
        if not is_whole:
            last, _ = self._walk(BACKWARD, _AFTER_ALL, first)
            is_cut = last == _AFTER_ALL
            start = max(first, 0) + 1 if first == BEFORE_ALL else first + 1
            end = start + _PAST_THE_END if is_cut else last
            is_cut |= end - start > _MOST_TRIES
            for number in range(start, min(end, start + _MOST_TRIES)):
                self._try(number, is_counted=not is_cut)
        return TakenRows(self._name, self._taken, self._number, tuple(self._lost), is_cut)

    def _walk(self, sql: str, start: int, end: int) -> tuple[int, bool]:
        """Copy rows from one end up to the damage; the last id taken, and whether there was no damage."""
        query = sql.format(columns=self._columns, table=self._name)
        is_forward, most = sql == FORWARD, _FEW if self._name == _BYTES else _ONE_READ
        while True:
            try:
                rows = self._old.execute(query, {"from": start, "most": most}).fetchall()
            except (sqlite3.DatabaseError, OverflowError, MemoryError):
                if most == 1:
                    return start, False
                most = max(most // 4, 1)
                continue
            for row in rows:
                number = row["id"]
                is_onward = start < number < end if is_forward else end < number < start
                if not isinstance(number, int) or not is_onward:
                    return start, False
                self._take(row)
                start = number
            if len(rows) < most:
                return start, True

    def _try(self, number: int, *, is_counted: bool) -> None:
        """Copy a single row between the ends, if it can be read."""
        try:
            row = self._old.execute(
                ONE.format(columns=self._columns, table=self._name), {"id": number}
            ).fetchone()
        except (sqlite3.DatabaseError, OverflowError, MemoryError):
            if is_counted:
                self._lose(number)
            return
        if row is not None:
            self._take(row)

    def _take(self, row: sqlite3.Row) -> None:
        try:
            self._new.execute(self._insert, dict(row))
        except sqlite3.IntegrityError:  # of another type, or the same row twice
            self._lose(row["id"])
        except sqlite3.Error as error:
            raise OSError(code_of(error)) from None  # the new file could not be written
        else:
            self._taken += 1

    def _lose(self, number: int) -> None:
        self._number += 1
        if len(self._lost) < _SHOWN:
            self._lost.append(number)


def _remove(part: Path) -> None:
    for rest in (part, journal_of(part)):
        with suppress(OSError):
            rest.unlink()
