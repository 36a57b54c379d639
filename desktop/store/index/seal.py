"""The seal of an index file: its checksum, in a file beside it, that tells of any change in between."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from pathlib import Path

RESTS = ("wal", "shm", "journal")  # the endings of SQLite's files beside a file
_ONE_READ = 1_048_576  # bytes
_MOST = 200  # bytes of a seal


class Seal:
    """The seal of one index file, held by every process with that file open.

    While another process holds the seal, the file was found sound and may be in writing. A killed process
    lets go. Raises OSError if the seal cannot be written.
    """

    def __init__(self, index: Path) -> None:
        self._index = index
        make_file(seal_path(index))
        self._place: int | None = os.open(seal_path(index), os.O_RDWR | os.O_CREAT, 0o600)
        self._writing: int | None = None
        self._is_alone = _locked(self._place, alone=True)
        if not self._is_alone:
            _locked(self._place, alone=False)

    def share(self) -> None:
        """Let other processes hold the seal as well, now that the file is checked."""
        if self._is_alone and self._place is not None:
            _locked(self._place, alone=False)
            self._is_alone = False

    @property
    def is_put(self) -> bool:
        """Whether the file was sealed, in this state or another."""
        return bool(self._read())

    @property
    def is_broken(self) -> bool:
        """Whether another program changed the file since it was sealed."""
        known = self._read()
        return bool(known) and known[1:] != _mark(self._index)

    def holds(self) -> bool:
        """Whether the file is reliable: as it was sealed, or in writing by another process.

        A file of unchanged size, place and times is not read.
        """
        known, mark = self._read(), _mark(self._index)
        if not known or (self._is_alone and _has_log(self._index)):
            return not known and not self._is_alone
        if known[1:] == mark:
            return True
        if known[0] != _sum_of(self._index):
            return False
        self._write((known[0], *mark))
        return True

    def begin_writing(self) -> None:
        """Lift the seal for writing: meanwhile no process seals the file, and a killed one leaves no seal."""
        if self._writing is None:
            path = self._index.with_name(f"{self._index.name}-writing")  # held by all who write
            make_file(path)
            self._writing = os.open(path, os.O_RDWR)
            _locked(self._writing, alone=False)
        self.lift()

    def put(self, data: bytes | None = None) -> None:
        """Seal the file as it is, unless another process is writing: the last writer seals it.

        `data` are the file's contents, if it must not be opened again.
        """
        writing, self._writing = self._writing, None
        try:
            if writing is None or _locked(writing, alone=True):
                found = _sum_of(self._index) if data is None else crc32(data)
                self._write((found, *_mark(self._index)))
        finally:
            if writing is not None:
                os.close(writing)

    def lift(self) -> None:
        """Lift the seal: the file is not reliable."""
        self._write(())

    def close(self) -> None:
        """Let go of the seal; a second call does nothing."""
        places, self._place, self._writing = (self._place, self._writing), None, None
        for place in places:
            if place is not None:
                os.close(place)

    def _read(self) -> tuple[int, ...]:
        if self._place is None:
            return ()
        os.lseek(self._place, 0, os.SEEK_SET)
        try:
            return tuple(int(word) for word in os.read(self._place, _MOST).split())
        except ValueError:
            return ()

    def _write(self, numbers: tuple[int, ...]) -> None:
        if self._place is not None:
            os.ftruncate(self._place, 0)
            os.lseek(self._place, 0, os.SEEK_SET)
            os.write(self._place, " ".join(map(str, numbers)).encode())


def seal_path(index: Path) -> Path:
    """The path of the seal of an index file."""
    return index.with_name(f"{index.name}-seal")


def make_file(path: Path) -> None:
    """Make an empty private file unless there is a file; anything else in its place goes. Raises OSError."""
    _clear(path)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def clear_way(path: Path) -> None:
    """Clear the paths of SQLite's files beside an index file of all but files. Raises OSError."""
    for rest in RESTS:
        _clear(path.with_name(f"{path.name}-{rest}"))


def _clear(path: Path) -> None:
    """Delete anything but an ordinary file, and a file with a second name, which would be written too."""
    with suppress(FileNotFoundError):
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
            path.unlink()


def _has_log(index: Path) -> bool:
    """Whether a process that is gone left changes in the log."""
    log = index.with_name(f"{index.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _mark(index: Path) -> tuple[int, ...]:
    """The marks of an unchanged file: size, place on the disk, time of writing and time of change.

    No program can set the time of change, as it can the time of writing.
    """
    status = index.stat()
    return status.st_size, status.st_ino, status.st_mtime_ns, status.st_ctime_ns


def _sum_of(index: Path) -> int:
    found = 0
    with index.open("rb") as file:
        while data := file.read(_ONE_READ):
            found = crc32(data, found)
    return found


def _locked(place: int, *, alone: bool) -> bool:
    """Hold a seal alone, or shared with other processes; False if another process holds it."""
    if sys.platform == "win32":
        return alone  # processes cannot be told apart there: a sealed file alone is reliable
    import fcntl  # noqa: PLC0415 - not known to every system

    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
    except BlockingIOError:
        return False
    return True
