"""A case file: opened read-only and safely, or created whole."""

from __future__ import annotations

import os
import weakref
from contextlib import ExitStack, closing
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.domain.problem import FileInfo
from desktop.store.errors import CaseFileError, reading
from desktop.store.opening import is_checked_at_once, open_connection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["CaseFile", "CaseFileError", "open_case_file"]

_COUNT_AT, _COUNT_SIZE = 24, 4  # bytes of the header

COUNTS = """
SELECT (SELECT count(*) FROM investigations) AS investigations, (SELECT count(*) FROM events) AS events
"""
ZONES = "SELECT DISTINCT zone FROM authorities ORDER BY zone"
UID = "SELECT case_uid FROM case_file"


class CaseFile:
    """An open case file, read-only; used by one thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        # Open for as long as the connection: closing it alone would drop SQLite's locks on the file.
        self._head = _opened(path)
        self._close_head = weakref.finalize(self, os.close, self._head)
        self.uid = self._uid()

    @cached_property
    def info(self) -> FileInfo:
        """What the file is and holds, as it was when this was asked first. Raises CaseFileError on damage."""
        return self.describe()

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[sqlite3.Row]:
        """Every row of a query, fetched at once so that no lock stays. Raises CaseFileError on damage."""
        with reading(self.path):
            return self.connection.execute(sql, dict(parameters or {})).fetchall()

    @property
    def commits(self) -> int:
        """SQLite's own count of commits to the file, from its header; it begins anew after 2^32."""
        os.lseek(self._head, _COUNT_AT, os.SEEK_SET)
        return int.from_bytes(os.read(self._head, _COUNT_SIZE), "big")

    def close(self) -> None:
        """Close the file; twice does no harm."""
        self.connection.close()
        self._close_head()

    def describe(self, counts: tuple[int, int] | None = None) -> FileInfo:
        """What the file is and holds, read now. Raises CaseFileError on damage.

        `counts` are the investigations and events, where known: counting takes longer than showing the list.
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
            zones=tuple(row["zone"] for row in self.rows(ZONES)),
            uid=self.uid,
        )

    def _uid(self) -> str:
        """The id that the file keeps wherever it is copied."""
        rows = self.rows(UID)
        return str(rows[0]["case_uid"]) if rows else ""


def _opened(path: Path) -> int:
    """The file's own descriptor. Raises CaseFileError where it is gone."""
    try:
        return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        raise CaseFileError("missing", path) from None


def open_case_file(path: Path) -> CaseFile:
    """Open a case file after every check. Raises CaseFileError; the file's bytes stay as they are."""
    with ExitStack() as stack:
        connection = stack.enter_context(closing(open_connection(path)))
        file = CaseFile(path, connection)
        stack.pop_all()  # it could be read: it stays open
        return file
