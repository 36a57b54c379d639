"""Whether the open case file is still the one on the disk, and whether another program changed it."""

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
    """What a look at the file found."""

    SAME = "same"
    CHANGED = "changed"  # another program wrote into it
    REPLACED = "replaced"  # it must be opened anew: another file, other bytes, another way of writing
    UNREADABLE = "unreadable"  # it could not be opened anew, and lies there as it did then
    LOCKED = "locked"  # another program writes, and lets nobody read
    GONE = "gone"


class Identity(NamedTuple):
    """What tells one file from another in the same place."""

    device: int
    inode: int
    size: int
    written_at: int  # nanoseconds

    def is_same_file(self, other: Identity) -> bool:
        """Whether it is the same file, whatever was written into it."""
        return (self.device, self.inode) == (other.device, other.inode)


def identity(path: Path) -> Identity | None:
    """The identity of what lies at a path now, or None; nothing is opened, so no lock of ours is lost."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return Identity(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


class Watch:
    """Looks at an open file from time to time; SQLite sees commits, the file system a new file.

    Of a file that is read from a private copy the file system alone is asked.
    """

    def __init__(self, file: CaseFile) -> None:
        self._file = file
        self._version = None if file.is_apart else self._data_version()
        self._seen = identity(file.path)
        self._log = identity(log_of(file.path))

    def look(self) -> Sight:
        """What happened since the last look."""
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
        # Looked at after the version: whatever the version tells of is in it.
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
        """SQLite's own number of the state of the file, or why it has none now."""
        try:
            row = self._file.connection.execute(DATA_VERSION).fetchone()
        except sqlite3.Error as error:
            code = code_of(error)
            if code is None:
                raise
            return Sight.LOCKED if code == "locked" else Sight.REPLACED
        return int(row[0])
