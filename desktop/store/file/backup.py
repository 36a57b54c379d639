"""Backups of a case file: complete copies by SQLite's own means, synced, checked, and kept for a while."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import time
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from desktop.domain.file import Backup
from desktop.output import part_of, put_in_place, remove_parts
from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError, code_of
from desktop.store.file.private_copy import journal_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from desktop.store.file.casefile import CaseFile

LAST, DAYS = 10, 30  # backups always kept, and days of which the latest is kept
_STEP = 1_024  # pages copied between two moments in which other programs may write
_PATIENCE = 2.0  # seconds without progress, while another program writes
_STEM = 40  # letters of the file's name in the name of a backup
_SHAPE = "%Y%m%dT%H%M%S%f"
_NAME = re.compile(r".*-(\d{8}T\d{12})Z\.casefile", re.DOTALL)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class BackupError(Exception):
    """A backup that could not be written; its `code`: exists, no-room, busy or not-written."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def backup_folder(folder: Path, uid: str) -> Path:
    """The folder of a case file's backups; `uid` is the file's id, of any characters."""
    return folder / "backups" / sha256(uid.encode("utf-8", "replace")).hexdigest()[:32]


def write_backup(file: CaseFile, folder: Path, at: datetime) -> Backup:
    """Write a backup of an open file, and remove the backups no longer kept. Raises BackupError."""
    place = backup_folder(folder, file.uid)
    path = _path(file, place, at.astimezone(UTC))
    while path.exists():  # the clock was set back
        at += timedelta(microseconds=1)
        path = _path(file, place, at.astimezone(UTC))
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        remove_parts(place)
    except OSError as error:
        raise BackupError(_code(error)) from None
    copy_case_file(file, path)
    found = list_backups(folder, file.uid)
    for old in {backup.path for backup in found} - set(_kept(found, at.astimezone(UTC).date())) - {path}:
        with suppress(OSError):
            old.unlink()
    return next(backup for backup in found if backup.path == path)


def copy_case_file(file: CaseFile, path: Path) -> None:
    """Write a copy of an open file as a new file, read it once to check it. Raises BackupError."""
    part = part_of(path)
    try:
        if os.path.lexists(path):
            raise BackupError("exists")
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _copy(file, part)
        with part.open("r+b") as copy:
            os.fsync(copy.fileno())
        with closing(open_case_file(part)) as opened:
            if opened.uid != file.uid:
                raise BackupError("not-written")
        put_in_place(part, path, is_new=True)
    except CaseFileError:
        raise BackupError("not-written") from None
    except FileExistsError:
        raise BackupError("exists") from None
    except OSError as error:
        raise BackupError(_code(error)) from None
    finally:
        for rest in (part, journal_of(part)):
            with suppress(OSError):
                rest.unlink()


def list_backups(folder: Path, uid: str) -> tuple[Backup, ...]:
    """The backups of a case file, the newest first; none where they cannot be read."""
    found = []
    with suppress(OSError), os.scandir(backup_folder(folder, uid)) as entries:
        for entry in entries:
            match = _NAME.fullmatch(entry.name)
            if match is not None and entry.is_file(follow_symlinks=False):
                at = _moment(match[1])
                if at is not None:
                    path = backup_folder(folder, uid) / entry.name
                    found.append(Backup(path, at, entry.stat().st_size))
    return tuple(sorted(found, key=lambda backup: (backup.at, backup.path.name), reverse=True))


def _path(file: CaseFile, place: Path, at: datetime) -> Path:
    return place / f"{file.path.stem[:_STEM]}-{at:{_SHAPE}}Z.casefile"


def _copy(file: CaseFile, part: Path) -> None:
    """Copy every page of an open file as of one moment. Raises BackupError."""
    if file.fault or file.is_logged:
        raise BackupError("busy")
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as target:
            # The copy is synced as a whole, and has no name before.
            for setting in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"):
                target.execute(setting).close()
            file.connection.backup(target, pages=_STEP, progress=_patience(), sleep=0.01)
    except sqlite3.Error as error:
        code = code_of(error)
        if code is None:
            raise
        raise BackupError({"not-written": "no-room", "locked": "busy"}.get(code, "not-written")) from None


def _patience() -> Callable[[int, int, int], None]:
    """A watch that ends a copy which gets no further: every change by another program begins it anew."""
    least, end = None, time.monotonic() + _PATIENCE

    def progress(_status: int, remaining: int, _total: int) -> None:
        nonlocal least, end
        if least is None or remaining < least:
            least, end = remaining, time.monotonic() + _PATIENCE
        elif time.monotonic() > end:
            raise BackupError("busy")

    return progress


def _kept(found: Iterable[Backup], today: date) -> Iterable[Path]:
    """The paths of the backups kept, of all backups with the newest first."""
    days: set[date] = set()
    for place, backup in enumerate(found):
        day = backup.at.date()
        is_latest = day not in days and day > today - timedelta(days=DAYS)
        days.add(day)
        if place < LAST or is_latest:
            yield backup.path


def _moment(words: str) -> datetime | None:
    try:
        return datetime.strptime(words, _SHAPE).replace(tzinfo=UTC)
    except ValueError:
        return None


def _code(error: OSError) -> str:
    return "no-room" if error.errno in _NO_ROOM else "not-written"
