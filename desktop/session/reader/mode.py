"""Whether the open file may be edited: reasons against it, its backup, its upgrade; on the worker's side."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.file import Problem, Shrunk
from desktop.exchange.own.mode import Mode, mode_shelf
from desktop.exchange.own.shelf import Held
from desktop.store.cases.fresh import create_empty
from desktop.store.file.backup import (
    BackupError,
    backup_folder,
    copy_case_file,
    list_backups,
    write_backup,
)
from desktop.store.file.errors import CaseFileError
from desktop.store.file.schema import SCHEMA_VERSION
from desktop.store.file.shrinking import make_smaller
from desktop.store.file.upgrading import upgrade
from desktop.store.index.opening import stamp_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from desktop.domain.file import Backup
    from desktop.domain.listing.facets import Query
    from desktop.exchange.own.shelf import Shelf
    from desktop.session.reader.answered import Opened
    from desktop.session.reader.reader import Reader
    from desktop.store.file.casefile import CaseFile

_SENTENCES = {
    "sample": "The sample stays as it is. Save a copy to edit it.",
    "a-backup": "This is a backup, and it stays as it is. Save a copy to edit it.",
    "read-only": "“{name}” is write-protected, or lies where you may not write. Save a copy to edit it.",
    "logged": "Another program keeps its changes beside “{name}”. Close it there, then switch editing on.",
    "older": "“{name}” was made by an earlier version of Astreinte. It is shown as it is, and can be edited"
    " once it is brought up to date.",
    "no-room": "Editing is off: no backup could be written (disk full). Your file was not touched.",
    "busy": "Editing is off: no backup could be written (another program is writing to the file). Your file"
    " was not touched.",
    "not-written": "Editing is off: no backup could be written (“{folder}” cannot be written to). Your file"
    " was not touched.",
    "copy-no-room": "“{name}” could not be written: the disk is full. Make room, or choose a folder on"
    " another disk.",
    "copy-busy": "“{name}” could not be written, because another program is writing to the file. Try again.",
}
_NOT_SMALLER = "The file was not made smaller: no backup could be written. It is as it was."
_NOTHING = Held(Mode())
_TAKEN = "There is a file of this name. A case file never replaces another file."


class ModeState(NamedTuple):
    """Whether the file is edited, its backup, and the reason why editing is off or not kept, if any."""

    is_on: bool = False
    backup: Backup | None = None
    problem: Problem | None = None

    @property
    def is_older(self) -> bool:
        """Whether the file is backed up, and has to be brought up to date before it is edited."""
        return self.problem is not None and self.problem.code == "older"


class ModeKeeper:
    """The mode of the open file, kept in its side file; on the worker's thread."""

    def __init__(self, reader: Reader, folder: Path | None, sample: Path) -> None:
        """Keep modes and backups below a folder; without a folder nothing can be edited."""
        self._reader, self._folder, self._sample = reader, folder, sample

    def follow(self, at: datetime) -> ModeState:
        """The mode of the file just opened: backed up if it is to be edited."""
        return self.turn_on(at) if self._held().things.is_on and self._reason() is None else ModeState()

    def turn_on(self, at: datetime) -> ModeState:
        """Back the file up and switch editing on; or the reason why it stays off."""
        file = self._reader.file
        if file is None or self._folder is None:
            return ModeState()
        if (reason := self._reason()) is not None:
            return ModeState(problem=reason)
        try:
            backup = _known(file, self._folder, self._held().things) or write_backup(file, self._folder, at)
        except BackupError as error:
            return ModeState(problem=self._problem(error.code))
        is_on = file.version == SCHEMA_VERSION
        problem = self._note(file, backup, is_on=is_on)
        return ModeState(is_on, backup, problem if is_on else self._problem("older"))

    def turn_off(self) -> ModeState:
        """Switch editing off."""
        held = self._held()
        return ModeState(problem=self._keep(held, held.things._replace(is_on=False)).problem)

    def upgrade(self, at: datetime) -> ModeState:
        """Bring the file up to date, once it is backed up, and switch editing on. Raises CaseFileError."""
        state = self.turn_on(at)
        file, backup = self._reader.file, state.backup
        if file is None or backup is None or not state.is_older:
            return state
        upgrade(file.path)
        return ModeState(is_on=True, backup=backup, problem=self._note(file, backup, is_on=True))

    def create(self, path: Path, query: Query) -> Opened:
        """Open a new, empty file that is to be edited. Raises CaseFileError."""
        try:
            uid = create_empty(path)
        except CaseFileError as error:
            raise _told(error) from None
        self._edit_later(uid)
        return self._reader.open(path, query)

    def save_copy(self, path: Path, query: Query) -> Opened:
        """Open a copy of the open file; one of the sample is to be edited. Raises CaseFileError."""
        file = self._reader.file
        if file is None:
            raise CaseFileError("missing", path)
        try:
            copy_case_file(file, path)
        except BackupError as error:
            raise _copy_fault(error.code, path) from None
        if self._is_sample(file):
            self._edit_later(file.uid)
        return self._reader.open(path, query)

    def make_smaller(self, at: datetime) -> Shrunk | Problem:
        """Give back the room of deleted rows of the open file, once it is backed up. Raises CaseFileError."""
        file, folder = self._reader.file, self._folder
        if file is None or folder is None:
            return Shrunk(0, 0)
        try:
            backup = write_backup(file, folder, at)
        except BackupError as error:
            return Problem(f"smaller-{error.code}", _NOT_SMALLER)
        shrunk = make_smaller(file.path)
        return self._note(file, backup, is_on=True) or shrunk

    def backups(self) -> tuple[Backup, ...]:
        """The backups of the open file, the newest first."""
        file = self._reader.file
        return list_backups(self._folder, file.uid) if file is not None and self._folder is not None else ()

    @cached_property
    def _shelf(self) -> Shelf[Mode]:
        return mode_shelf()

    def _held(self) -> Held[Mode]:
        file, folder = self._reader.file, self._folder
        return (
            self._shelf.load(folder, file.uid or str(file.path)) if file is not None and folder else _NOTHING
        )

    def _keep(self, held: Held[Mode], mode: Mode) -> Held[Mode]:
        file, folder = self._reader.file, self._folder
        if file is None or folder is None:
            return held
        return self._shelf.save(folder, file.uid or str(file.path), held.base, mode)

    def _edit_later(self, uid: str) -> None:
        """Have a file edited whenever it is opened."""
        if self._folder is not None:
            held = self._shelf.load(self._folder, uid)
            self._shelf.save(self._folder, uid, held.base, held.things._replace(is_on=True))

    def _note(self, file: CaseFile, backup: Backup, *, is_on: bool) -> Problem | None:
        """Keep the mode with the backup of the file as it is now; returns why it could not be kept."""
        return self._keep(self._held(), Mode(is_on, backup.path.name, stamp_of(file))).problem

    def _is_sample(self, file: CaseFile) -> bool:
        folders = (self._sample, self._reader.borrowed)
        return any(folder is not None and _lies_in(file.path, folder) for folder in folders)

    def _reason(self) -> Problem | None:
        """The reason why the open file cannot be edited, its backup aside."""
        file = self._reader.file
        if file is None:
            return None
        if self._folder is not None and _lies_in(file.path, backup_folder(self._folder, file.uid)):
            return self._problem("a-backup")
        if self._is_sample(file):
            return self._problem("sample")
        if not (os.access(file.path, os.W_OK) and os.access(file.path.absolute().parent, os.W_OK)):
            return self._problem("read-only")
        return self._problem("logged") if file.is_apart or file.is_logged else None

    def _problem(self, code: str) -> Problem:
        name = self._reader.file.path.name if self._reader.file is not None else ""
        return Problem(code, _SENTENCES[code].format(name=name, folder=self._folder))


def _lies_in(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _known(file: CaseFile, folder: Path, mode: Mode) -> Backup | None:
    """The last backup, if the file is as it was then."""
    if not mode.backup or mode.stamp != stamp_of(file):
        return None
    return next((found for found in list_backups(folder, file.uid) if found.path.name == mode.backup), None)


def _told(error: CaseFileError) -> CaseFileError:
    """A fault of a new file; that its name is taken is told in the words of the window."""
    if error.problem.code == "exists":
        error.problem = error.problem._replace(sentence=_TAKEN)
    return error


def _copy_fault(code: str, path: Path) -> CaseFileError:
    if code in {"exists", "not-written"}:
        return _told(CaseFileError(code, path))
    error = CaseFileError("not-written", path)
    error.problem = Problem(code, _SENTENCES[f"copy-{code}"].format(name=path.name))
    return error
