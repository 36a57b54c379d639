"""The checksum of an index file, beside it: whatever became of the file meanwhile, it is not relied on."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from pathlib import Path

RESTS = ("wal", "shm", "journal")  # what SQLite keeps beside a file
_ONE_READ = 1_048_576  # bytes
_MOST = 200  # bytes of a seal


class Seal:
    """The seal of one index file, held by everyone who has that file open.

    While another process holds it, the file is one that was found sound and is perhaps being written. A
    process that is killed lets go. Raises OSError where there is no place for it.
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
        """Let others have the file, too: it has been looked at."""
        if self._is_alone and self._place is not None:
            _locked(self._place, alone=False)
            self._is_alone = False

    @property
    def is_put(self) -> bool:
        """Whether the file was sealed, as it is or otherwise."""
        return bool(self._read())

    @property
    def is_broken(self) -> bool:
        """Whether something other than this program changed the file since it was sealed."""
        known = self._read()
        return bool(known) and known[1:] != _mark(self._index)

    def holds(self) -> bool:
        """Whether the file may be relied on: nothing in it differs, or another process is writing it.

        A file that looks untouched from outside is not read.
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
        """The file is being written: nobody seals it meanwhile; what a killed process leaves has no seal."""
        if self._writing is None:
            path = writing_path(self._index)
            make_file(path)
            self._writing = os.open(path, os.O_RDWR)
            _locked(self._writing, alone=False)
        self.lift()

    def put(self, data: bytes | None = None) -> None:
        """Seal the file as it is, unless another process writes it: the last that does seals it.

        `data` is what the file holds, where it must not be opened again.
        """
        writing, self._writing = self._writing, None
        try:
            if writing is None or _locked(writing, alone=True):
                self._put(data)
        finally:
            if writing is not None:
                os.close(writing)

    def _put(self, data: bytes | None) -> None:
        self._write((_sum_of(self._index) if data is None else crc32(data), *_mark(self._index)))

    def lift(self) -> None:
        """The file is not to be relied on."""
        self._write(())

    def close(self) -> None:
        """Let go of it; twice does no harm."""
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
    """Where the seal of an index file lies."""
    return index.with_name(f"{index.name}-seal")


def writing_path(index: Path) -> Path:
    """What those who write an index file hold together."""
    return index.with_name(f"{index.name}-writing")


def make_file(path: Path) -> None:
    """Make an empty file for its user alone, unless there is one; what is not ours goes. Raises OSError."""
    _clear(path)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def clear_way(path: Path) -> None:
    """Let nothing but files stand where SQLite keeps what belongs to an index file. Raises OSError."""
    for rest in RESTS:
        _clear(path.with_name(f"{path.name}-{rest}"))


def _clear(path: Path) -> None:
    """Remove what is no ordinary file, or one that has another name as well: it would be written to."""
    with suppress(FileNotFoundError):
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
            path.unlink()


def _has_log(index: Path) -> bool:
    """Whether a process that is gone left changes that are not in the file itself."""
    log = index.with_name(f"{index.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _mark(index: Path) -> tuple[int, ...]:
    """What tells that nobody wrote to a file: its size, its place on the disk, and when it was changed.

    The last of these cannot be set by a program, as the time of writing can.
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
    """Hold a seal alone, if nobody else holds it, or together with others; whether it is held so."""
    if sys.platform == "win32":
        return alone  # nobody can be told from another there: only what is sealed is relied on
    import fcntl  # noqa: PLC0415 - not known to every system

    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
    except BlockingIOError:
        return False
    return True
