"""A private copy of a case file that cannot be read where it lies without changing what lies beside it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.store.file.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "astreinte-copy-"
_TRIES = 8  # while another program writes
_LOG_HEAD = 32  # bytes that change when a write-ahead log begins anew
_WRITTEN_BY, _LOGGED = 18, 2  # where the header tells the way of writing, and the one with a log
_OF_SEVERAL = bytes.fromhex("d9d505f920a163d7")  # ends a journal of a change to several files
# Takes in what waits in the files beside the copy, and needs none of them from then on.
TAKE_IN = "PRAGMA journal_mode = DELETE"


class _State(NamedTuple):
    """What tells that a file and its log were not begun anew while they were copied."""

    file: tuple[int, int, int, int]
    log: bytes


def is_logged(path: Path) -> bool:
    """Whether SQLite would read a file through a write-ahead log, and so write beside it. Raises OSError."""
    if log_of(path).exists():
        return True
    with path.open("rb") as file:
        head = file.read(_WRITTEN_BY + 2)
    return _LOGGED in head[_WRITTEN_BY:]


def log_of(path: Path) -> Path:
    """Where the write-ahead log of a file lies, if it has one."""
    return path.with_name(f"{path.name}-wal")


def journal_of(path: Path) -> Path:
    """Where the journal of a change that is not done lies, if there is one."""
    return path.with_name(f"{path.name}-journal")


def private_copy(path: Path) -> Path:
    """A copy in a folder for this user alone, with what waits beside the file taken in. Raises CaseFileError.

    The file and what lies beside it are read and never changed, and no lock is taken that another program
    would wait for. To be thrown away with `throw_away`.
    """
    import tempfile  # noqa: PLC0415 - few files need it, and every start would wait for it

    _sweep()
    copy: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        copy = folder / "copy.casefile"
        _copy(path, copy)
        _refuse_reaching_out(path, journal_of(copy))
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF").close()
            connection.execute(TAKE_IN).close()
    except BaseException as error:
        if copy is not None:
            throw_away(copy)
        if isinstance(error, OSError):
            raise CaseFileError("no-copy", path) from None
        raise
    return copy


def throw_away(copy: Path) -> None:
    """Delete a private copy and its folder."""
    _delete(copy.parent)


def _delete(folder: Path) -> None:
    import shutil  # noqa: PLC0415 - as in `private_copy`

    shutil.rmtree(folder, ignore_errors=True)


def _copy(path: Path, copy: Path) -> None:
    """Copy a file with its log and journal, as they are together. Raises CaseFileError and OSError."""
    import shutil  # noqa: PLC0415 - as in `private_copy`

    for _ in range(_TRIES):
        before = _state(path)
        for source in (path, log_of(path), journal_of(path)):
            target = copy.with_name(source.name.replace(path.name, copy.name, 1))
            target.unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                shutil.copyfile(source, target)
        if copy.exists() and before == _state(path):
            return
    raise CaseFileError("locked" if path.exists() else "missing", path)


def _refuse_reaching_out(path: Path, journal: Path) -> None:
    """Refuse a journal that names another file, which SQLite would delete. Raises CaseFileError, OSError."""
    with suppress(FileNotFoundError):
        if journal.read_bytes().endswith(_OF_SEVERAL):
            raise CaseFileError("needs-recovery", path)


def _state(path: Path) -> _State:
    """A log may grow while it is copied: what was added last is then left out whole."""
    try:
        status = path.stat()
    except OSError:
        return _State((0, 0, 0, 0), b"")
    log = b""
    with suppress(OSError), log_of(path).open("rb") as file:
        log = file.read(_LOG_HEAD)
    return _State((status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns), log)


def _sweep() -> None:
    """Delete copies of processes that were ended before they could."""
    for folder in _left():
        with suppress(OSError, ValueError):
            if not _is_alive(int(folder.name.removeprefix(_PREFIX).partition("-")[0])):
                _delete(folder)


def _left() -> Iterator[Path]:
    import tempfile  # noqa: PLC0415 - as in `private_copy`

    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid():
            yield folder


def _is_alive(process: int) -> bool:
    """Whether a process runs; where that cannot be told, it does."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
