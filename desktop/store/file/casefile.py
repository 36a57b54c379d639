"""An open case file, read-only: its rows, its description and its checks."""

from __future__ import annotations

import os
import sqlite3
import weakref
from contextlib import ExitStack
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.domain.file import FileInfo
from desktop.store.file.errors import CaseFileError, reading
from desktop.store.file.opening import (
    check_contents,
    check_header,
    check_integrity,
    check_kind,
    check_schema,
    is_checked_at_once,
    open_connection,
    schema_version,
)
from desktop.store.file.private_copy import log_of, throw_away
from desktop.store.file.schema import BEFORE_ALL, COMMITS_AT, COMMITS_SIZE, LOGGED, WRITTEN_BY
from desktop.store.file.zones import known_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

COUNTS = """
SELECT (SELECT count(*) FROM investigations) AS investigations, (SELECT count(*) FROM events) AS events
"""
ZONES = "SELECT DISTINCT zone FROM authorities"
UID = "SELECT case_uid FROM case_file"


class CaseFile:
    """An open case file, read-only; used by one thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection, copy: Path | None = None) -> None:
        self.path = path
        self.connection = connection
        self._copy, self._log = copy, log_of(path)
        self.fault = ""  # the code of a problem that bars all reading, while it lasts
        # Open for as long as the connection: closing it alone would drop SQLite's locks on the file.
        self._head = _opened(path)
        self._close_head = weakref.finalize(self, os.close, self._head)
        self._version: tuple[int, int] | None = None  # of the schema, at a count of commits
        self.uid = self._uid()

    @cached_property
    def info(self) -> FileInfo:
        """The description of the file as of the first use. Raises CaseFileError on damage."""
        return self.describe()

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[sqlite3.Row]:
        """All rows of a query, fetched at once so that no lock stays. Raises CaseFileError on damage."""
        if self.fault:
            raise CaseFileError(self.fault, self.path)
        if self.is_logged:
            raise CaseFileError("locked", self.path)
        with reading(self.path):
            try:
                return self.connection.execute(sql, dict(parameters or {})).fetchall()
            except sqlite3.OperationalError:
                # Another program may have changed the tables; else it is a bug, and stays one.
                check_schema(self.connection, self.path)
                raise

    def pages(self, sql: str, most: int, **values: object) -> Iterator[list[sqlite3.Row]]:
        """The rows of a query by id, in reads of :most rows after the id :after. Raises CaseFileError."""
        after = BEFORE_ALL
        while rows := self.rows(sql, {**values, "after": after, "most": most}):
            yield rows
            after = rows[-1]["id"]

    def check_tables(self) -> None:
        """Check the changed file as on opening. Raises CaseFileError if it is no sound case file now."""
        if self.is_logged:
            raise CaseFileError("locked", self.path)
        if not self.is_apart:
            check_kind(self.path)
            check_header(self.path)
        with reading(self.path):
            check_contents(self.connection, self.path)

    def check_whole(self) -> None:
        """Check the whole file for damage, whatever its size. Raises CaseFileError."""
        with reading(self.path):
            check_integrity(self.connection, self.path)

    @property
    def commits(self) -> int:
        """SQLite's own count of commits to the file, from its header; it begins anew after 2^32."""
        os.lseek(self._head, COMMITS_AT, os.SEEK_SET)
        return int.from_bytes(os.read(self._head, COMMITS_SIZE), "big")

    @property
    def is_apart(self) -> bool:
        """Whether the rows come from a private copy, which no other program writes."""
        return self._copy is not None

    @property
    def is_logged(self) -> bool:
        """Whether another program began a write-ahead log; SQLite must not read the file then."""
        if self._copy is not None:
            return False
        os.lseek(self._head, WRITTEN_BY, os.SEEK_SET)
        return LOGGED in os.read(self._head, 2) or self._log.exists()

    def wait_at_most(self, milliseconds: int) -> None:
        """Limit the wait for the lock of another program, in milliseconds."""
        self.connection.execute(f"PRAGMA busy_timeout = {int(milliseconds)}").close()

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self.connection.close()
        self._close_head()
        if self._copy is not None:
            throw_away(self._copy)

    def describe(self, counts: tuple[int, int] | None = None) -> FileInfo:
        """The description of the file, read now. Raises CaseFileError on damage.

        `counts` are the numbers of investigations and events, if known: counting takes longer than the list.
        """
        investigations, events = counts or self.rows(COUNTS)[0]
        self.uid = self._uid()
        return FileInfo(
            path=str(self.path),
            name=self.path.name,
            investigations=investigations,
            events=events,
            read_only=True,
            check="ok" if is_checked_at_once(self.path) else "unchecked",
            zones=tuple(sorted({known_zone(row["zone"]) for row in self.rows(ZONES)})),
            uid=self.uid,
        )

    @property
    def version(self) -> int:
        """The version of the schema that the file has now. Raises CaseFileError."""
        commits = self.commits
        if self._version is None or self._version[0] != commits:
            with reading(self.path):
                found = schema_version(self.connection)
            if found is None:
                raise CaseFileError("schema", self.path)
            self._version = commits, found
        return self._version[1]

    @property
    def is_another(self) -> bool:
        """Whether another case file was written over this file since its description."""
        return self._uid() != self.uid

    def _uid(self) -> str:
        """The case file's id, which every copy of the file keeps."""
        rows = self.rows(UID)
        return str(rows[0]["case_uid"]) if rows else ""


def _opened(path: Path) -> int:
    """A descriptor of the file. Raises CaseFileError if the file is gone."""
    try:
        return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        raise CaseFileError("missing", path) from None


def open_case_file(path: Path) -> CaseFile:
    """Open a case file after all checks, its bytes unchanged. Raises CaseFileError."""
    with ExitStack() as stack:
        connection, copy = open_connection(path)
        stack.callback(connection.close)
        if copy is not None:
            stack.callback(throw_away, copy)
        file = CaseFile(path, connection, copy)
        stack.pop_all()  # it could be read: it stays open
        return file
