"""The faults of an index file, none of which bars the case file."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from desktop.domain.file import Problem
from desktop.store.index.seal import RESTS, seal_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PRIMARY = 0xFF  # the part of a result code that tells its kind
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
# SQLite's primary result codes for faults of the disk or the file; all other codes are bugs of ours.
_CODES = {
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG), "index-damaged"),
    **dict.fromkeys((sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL), "index-no-room"),
    **dict.fromkeys(
        (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM), "index-unwritable"
    ),
    **dict.fromkeys((*_BUSY, sqlite3.SQLITE_PROTOCOL), "index-locked"),
}
# The extended codes of SQLITE_IOERR for a failed read, which no full disk causes.
_READ_FAULTS = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_SENTENCES = {
    "index-damaged": "The index of “{name}” was damaged. It was thrown away and is made anew; the case file"
    " itself is as it was.",
    "index-no-room": "There is no room on the disk for the index of “{name}” in “{folder}”. Make room there.",
    "index-unwritable": "The index of “{name}” cannot be kept in “{folder}”: nothing can be written there."
    " Check who may write in that folder.",
    "index-locked": "The index of “{name}” in “{folder}” is held by another program. Close that program.",
}


class KeptIndex(Protocol):
    """An index in a file, or in memory without a path."""

    path: Path | None
    name: str

    def give_up(self) -> None:
        """Close the index without sealing it."""


class IndexDamagedError(Exception):
    """The index file was unusable and is deleted; the index has to be opened anew."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


class IndexStoppedError(Exception):
    """The writing of an index was interrupted; the stages written so far stay."""


@contextmanager
def relying_on(index: KeptIndex) -> Iterator[None]:
    """Delete the index if it is unusable, and raise IndexDamagedError; bugs stay as they are.

    Raises IndexStoppedError if a statement was interrupted.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = code_of(error)
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
            raise IndexStoppedError from error
        if code is None:
            raise
        index.give_up()
        if index.path is not None and code != "index-locked":
            throw_away(index.path)
        raise IndexDamagedError(problem_of(code, index.name, index.path)) from error


def problem_of(code: str, name: str, path: Path | None) -> Problem:
    """The problem with the index of a case file, as a sentence for people."""
    return Problem(code, _SENTENCES[code].format(name=name, folder=path.parent if path is not None else ""))


def code_of(error: sqlite3.Error | OSError) -> str | None:
    """The problem code of an error of the index file or the disk; None for a bug of ours."""
    if isinstance(error, OSError):
        return "index-no-room" if error.errno in _NO_ROOM else "index-unwritable"
    number = getattr(error, "sqlite_errorcode", 0)
    return "index-damaged" if number in _READ_FAULTS else _CODES.get(number & _PRIMARY)


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process holds the file for the moment."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _BUSY


def throw_away(path: Path) -> None:
    """Delete an index file and all files beside it."""
    discard(path)
    with suppress(OSError):
        seal_path(path).unlink()


def discard(path: Path) -> None:
    """Delete an index file and the files beside it, except for its seal, which processes may hold."""
    for name in (path.name, *(f"{path.name}-{rest}" for rest in (*RESTS, "notes", "writing"))):
        with suppress(OSError):
            path.with_name(name).unlink()
