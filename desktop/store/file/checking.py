"""The integrity check of a large case file, without a lock that another program would wait for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.store.file.errors import CaseFileError, code_of
from desktop.store.file.opening import OF_A_CELL
from desktop.store.file.private_copy import is_logged, journal_of, private_copy, throw_away
from desktop.store.file.schema import COMMITS_AT, COMMITS_SIZE
from desktop.store.file.watch import identity

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.file.watch import Identity

QUICK_CHECK = "PRAGMA quick_check"


def check_apart(path: Path) -> str:
    """`ok`, `damaged`, or `void` if the file was written meanwhile or cannot be read now.

    SQLite reads the file as immutable, which takes no lock; so the answer holds only if no program wrote it
    meanwhile. A file with a write-ahead log is read from a private copy.

    Call it in a process of its own: closing the file drops every lock that this process has on the file.
    """
    before = _state(path)
    if before is None or journal_of(path).exists():
        return "void"
    try:
        copy = private_copy(path) if is_logged(path) else None
    except (CaseFileError, OSError, sqlite3.Error):
        return "void"
    found = _found(copy or path)
    if copy is not None:
        throw_away(copy)
    return found if before == _state(path) and not journal_of(path).exists() else "void"


def _state(path: Path) -> tuple[Identity, bytes] | None:
    """The file's identity and the count of commits in its header: some disks tell the time by the second."""
    found = identity(path)
    try:
        with path.open("rb") as file:
            file.seek(COMMITS_AT)
            return (found, file.read(COMMITS_SIZE)) if found is not None else None
    except OSError:
        return None


def _found(path: Path) -> str:
    """`ok` or `damaged`."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as connection:
            found = connection.execute(QUICK_CHECK).fetchall()
            return "ok" if all(OF_A_CELL.fullmatch(words) for (words,) in found) else "damaged"
    except sqlite3.Error as error:
        if code_of(error) is None:
            raise
        return "damaged"
