"""The watch on the open case file: replaced on the disk, changed by another program, or gone."""

from __future__ import annotations

import sqlite3
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from desktop.store.file.errors import code_of
from desktop.store.file.private_copy import log_of

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.store.file.casefile import CaseFile

DATA_VERSION = "PRAGMA data_version"


class Sight(Enum):
    """The finding of a look at the file."""

    SAME = "same"
    CHANGED = "changed"  # another program wrote into it
    REPLACED = "replaced"  # to be opened anew: another file, other bytes, another way of writing
    UNREADABLE = "unreadable"  # it could not be opened anew, and has not changed since that attempt
    LOCKED = "locked"  # another program writes, and lets nobody read
    GONE = "gone"


class Identity(NamedTuple):
    """The marks that tell two files at one path apart."""

    device: int
    inode: int
    size: int
    written_at: int  # nanoseconds

    def is_same_file(self, other: Identity) -> bool:
        """Whether both are the same file, whatever its contents."""
        return (self.device, self.inode) == (other.device, other.inode)


def identity(path: Path) -> Identity | None:
    """The identity of the file at a path, or None; opens nothing, so no lock of ours is lost."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return Identity(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


class Watch:
    """The watch on an open file: SQLite tells of commits, the file system of a new file.

    For a file read from a private copy, the file system alone tells.
    """

    def __init__(self, file: CaseFile) -> None:
        self._file = file
        self._version = None if file.is_apart else self._data_version()
        self._seen = identity(file.path)
        self._log = identity(log_of(file.path))

    def look(self) -> Sight:
        """The change since the last look."""
        before, now = self._seen, identity(self._file.path)
        if now is None:
            return Sight.GONE
        if before is None or not before.is_same_file(now) or self._file.is_logged:
            return Sight.REPLACED
        if self._file.is_apart:
            is_same = now == before and identity(log_of(self._file.path)) == self._log
            return Sight.SAME if is_same else Sight.REPLACED
        return self._look_inside(before)

    def _look_inside(self, before: Identity) -> Sight:
        version = self._data_version()
        if isinstance(version, Sight):
            return version
        # Taken after the version, so that it includes every commit that the version counts.
        after = identity(self._file.path)
        if after is None or not before.is_same_file(after):
            return Sight.SAME  # the next look tells
        if version == self._version and after != before:
            version = self._data_version()  # the commit may have fallen between the two
            if isinstance(version, Sight):
                return version
        committed = version != self._version
        self._version, self._seen = version, after
        if committed:
            return Sight.CHANGED
        return Sight.SAME if after == before else Sight.REPLACED

    def _data_version(self) -> int | Sight:
        """SQLite's number for the state of the file, or the reason that there is none now."""
        try:
            row = self._file.connection.execute(DATA_VERSION).fetchone()
        except sqlite3.Error as error:
            code = code_of(error)
            if code is None:
                raise
            return Sight.LOCKED if code == "locked" else Sight.REPLACED
        return int(row[0])
