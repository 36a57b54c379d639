"""What can be wrong with an index file; none of it keeps the case file shut."""

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
# SQLite's primary result codes that are the disk's fault or the file's; all others are bugs of ours.
_CODES = {
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG), "index-damaged"),
    **dict.fromkeys((sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL), "index-no-room"),
    **dict.fromkeys(
        (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM), "index-unwritable"
    ),
    **dict.fromkeys((*_BUSY, sqlite3.SQLITE_PROTOCOL), "index-locked"),
}
# The second part of SQLITE_IOERR: reading failed, which a full disk does not do.
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
    """An index that is kept in a file; one in memory has no path."""

    path: Path | None
    name: str

    def give_up(self) -> None:
        """Close it without another word."""


class IndexDamagedError(Exception):
    """The index file cannot be used; it was thrown away, and the index has to be opened anew."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


class IndexStoppedError(Exception):
    """The writing of an index was told to end; what was written stays."""


@contextmanager
def relying_on(index: KeptIndex) -> Iterator[None]:
    """Throw the index away where it cannot be used. Raises IndexDamagedError then; bugs stay bugs.

    Raises IndexStoppedError where a statement was told to end.
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
    """What is wrong with the index of a case file, for people."""
    return Problem(code, _SENTENCES[code].format(name=name, folder=path.parent if path is not None else ""))


def code_of(error: sqlite3.Error | OSError) -> str | None:
    """What an error says of the index file or of the disk; None where it is a bug of ours."""
    if isinstance(error, OSError):
        return "index-no-room" if error.errno in _NO_ROOM else "index-unwritable"
    number = getattr(error, "sqlite_errorcode", 0)
    return "index-damaged" if number in _READ_FAULTS else _CODES.get(number & _PRIMARY)


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process is in the way for the moment."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _BUSY


def throw_away(path: Path) -> None:
    """Delete an index file and all that lies beside it."""
    discard(path)
    with suppress(OSError):
        seal_path(path).unlink()


def discard(path: Path) -> None:
    """Delete an index file, and leave its seal to those who hold it."""
    for name in (path.name, *(f"{path.name}-{rest}" for rest in (*RESTS, "notes", "writing"))):
        with suppress(OSError):
            path.with_name(name).unlink()
