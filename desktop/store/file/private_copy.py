"""The private copy of a case file that SQLite cannot read in place without changing the files beside it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from desktop.store.file.errors import CaseFileError
from desktop.store.file.schema import LOGGED, WRITTEN_BY

_PREFIX, _NAME = "astreinte-copy-", "copy.casefile"  # of the folder, and of the copy in it
_TRIES = 8  # copies begun while another program writes
_LOG_HEAD = 32  # bytes that change when a write-ahead log begins anew
_OF_SEVERAL = bytes.fromhex("d9d505f920a163d7")  # ends a journal of a change to several files
# Takes in the changes in the files beside the copy, and needs no such file from then on.
TAKE_IN = "PRAGMA journal_mode = DELETE"


class _State(NamedTuple):
    """The state of a file and its log; equal before and after a copy if neither was begun anew meanwhile."""

    file: tuple[int, int, int, int]
    log: bytes


def is_logged(path: Path) -> bool:
    """Whether SQLite would read a file through a write-ahead log, and so write beside it. Raises OSError."""
    if log_of(path).exists():
        return True
    with path.open("rb") as file:
        head = file.read(WRITTEN_BY + 2)
    return LOGGED in head[WRITTEN_BY:]


def log_of(path: Path) -> Path:
    """The path of a file's write-ahead log, which may not exist."""
    return path.with_name(f"{path.name}-wal")


def journal_of(path: Path) -> Path:
    """The path of the journal of an unfinished change to a file, which may not exist."""
    return path.with_name(f"{path.name}-journal")


def private_copy(path: Path, *, is_damaged: bool = False) -> Path:
    """A copy in a folder for this user alone, with all changes beside it taken in. Raises CaseFileError.

    The file and its neighbours are read and never changed, and no other program waits for a lock. The caller
    deletes the copy with `throw_away`. Where the file `is_damaged`, changes beside it are taken in if they
    can be.
    """
    import tempfile  # noqa: PLC0415 - few files need it, and every start would wait for it

    _sweep(Path(tempfile.gettempdir()))
    copy: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
        copy = folder / _NAME
        _copy(path, copy)
        _refuse_reaching_out(path, journal_of(copy))
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF").close()
            # sqlite3 itself raises UnicodeDecodeError for a message with bytes of a damaged file.
            with suppress(*((sqlite3.DatabaseError, UnicodeDecodeError) if is_damaged else ())):
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
    import shutil  # noqa: PLC0415 - as in `private_copy`

    shutil.rmtree(copy.parent, ignore_errors=True)


def _copy(path: Path, copy: Path) -> None:
    """Copy a file with its log and journal, all of one state. Raises CaseFileError and OSError."""
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
    """The state of a file. A log may grow during a copy: the latest change is then left out whole."""
    try:
        status = path.stat()
    except OSError:
        return _State((0, 0, 0, 0), b"")
    log = b""
    with suppress(OSError), log_of(path).open("rb") as file:
        log = file.read(_LOG_HEAD)
    return _State((status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns), log)


def _sweep(temporary: Path) -> None:
    """Delete this user's copies left by processes that are gone."""
    for folder in temporary.glob(f"{_PREFIX}*"):
        with suppress(OSError, ValueError):  # another process may be sweeping too
            if hasattr(os, "getuid") and folder.lstat().st_uid != os.getuid():
                continue
            if not _is_alive(int(folder.name.removeprefix(_PREFIX).partition("-")[0])):
                throw_away(folder / _NAME)


def _is_alive(process: int) -> bool:
    """Whether a process runs; assumed if the system does not tell."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
