"""What commands take from the user's own files: the author of changes, and the place of backups."""

from __future__ import annotations

import json
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from desktop import clock
from desktop.places import data_folder, settings_file
from desktop.store.file.backup import BackupError, write_backup
from desktop.store.file.casefile import open_case_file

if TYPE_CHECKING:
    from pathlib import Path

USUAL_AUTHOR = "You"
_LARGEST = 1_000_000  # bytes
_REASONS = {
    "no-room": "no backup could be written (disk full)",
    "busy": "no backup could be written (another program is writing to the file)",
}


class NoBackupError(Exception):
    """A change that was not made, because the file could not be backed up before."""


def author() -> str:
    """The author of changes as the window's preferences have it, or the usual one."""
    with suppress(OSError, ValueError, RecursionError):
        with settings_file().open("rb") as file:
            found = json.loads(file.read(_LARGEST))
        if isinstance(found, dict) and isinstance(name := found.get("author"), str) and name.strip():
            return name.strip()
    return USUAL_AUTHOR


def back_up(path: Path) -> Path:
    """The backup of a case file that is going to be changed. Raises CaseFileError and NoBackupError."""
    with closing(open_case_file(path)) as file:
        file.describe()  # which reads the id that backups are kept by
        try:
            return write_backup(file, data_folder(), clock.now()).path
        except BackupError as error:
            reason = _REASONS.get(error.code, f"no backup could be written in “{data_folder()}”")
            raise NoBackupError(f"Nothing was imported: {reason}. Your file was not touched.") from None
