"""Editing the open file: whether it is switched on, its backups, and edits with undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.session.reader.mode import ModeKeeper, ModeState
from desktop.store.file.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.file import Backup, FileInfo
    from desktop.session.asking import Asking
    from desktop.session.clock import Clock
    from desktop.session.file import File


class Editing(QObject):
    """The verbs of editing the open file. Nothing is changed while it is off."""

    # Whether editing is on, its backup or the number of changes is another now: see `is_on` and the others.
    changed = Signal()
    # Problem: editing stays off, or that it is on could not be kept.
    failed = Signal(object)
    # Backup: the file has to be brought up to date before it is edited; it is backed up. See `upgrade`.
    upgrade_wanted = Signal(object)
    # tuple[Backup, ...]: the backups of the open file, as asked for.
    backups_read = Signal(object)

    def __init__(self, asking: Asking, file: File, clock: Clock, sample: Path, folder: Path | None) -> None:
        """Keep modes and backups below a folder; without a folder nothing can be edited."""
        shown = asking.shown
        super().__init__(shown)
        self._shown, self._asking, self._file, self._clock = shown, asking, file, clock
        self._keeper = ModeKeeper(asking.reader, folder, sample)
        self._state = ModeState()
        self._is_turning = False
        shown.file_opened.connect(self._on_file_opened)
        shown.file_closed.connect(lambda: self._show(ModeState()))
        if shown.info is not None:  # it was opened a while ago
            self._on_file_opened(shown.info)

    @property
    def is_on(self) -> bool:
        """Whether the open file can be edited now."""
        return self._state.is_on

    @property
    def is_turning(self) -> bool:
        """Whether editing is being switched."""
        return self._is_turning

    @property
    def why_off(self) -> str:
        """The reason why editing could not be switched on, in a sentence; empty without one."""
        return self._state.problem.sentence if self._state.problem is not None and not self.is_on else ""

    @property
    def backup(self) -> Backup | None:
        """The backup made when editing was switched on."""
        return self._state.backup if self.is_on else None

    def turn_on(self) -> None:
        """Back the file up and switch editing on; answers changed, or else failed or upgrade_wanted."""
        at = self._clock.now()
        self._turn(lambda: self._keeper.turn_on(at))

    def turn_off(self) -> None:
        """Switch editing off."""
        self._turn(self._keeper.turn_off)

    def upgrade(self) -> None:
        """Bring the file up to date, once it is backed up, and switch editing on."""
        at = self._clock.now()
        self._turn(lambda: self._keeper.upgrade(at), self._file.reload)

    def create(self, path: Path) -> None:
        """Make a new, empty file and open it; answers file_opened or file_failed."""
        query = self._shown.query
        self._file.open_by(path, lambda: self._keeper.create(path, query))

    def save_copy(self, path: Path) -> None:
        """Write a copy of the open file and open it; answers file_opened or file_failed."""
        query = self._shown.query
        self._file.open_by(path, lambda: self._keeper.save_copy(path, query))

    def ask_for_backups(self) -> None:
        """Ask for the backups of the open file; answers backups_read."""
        self._asking.submit("backups", self._keeper.backups, self.backups_read.emit)

    def _turn(self, job: Callable[[], ModeState], then: Callable[[], object] = lambda: None) -> None:
        def answered(state: ModeState) -> None:
            self._is_turning = False
            self._show(state)
            then()

        if self._shown.info is not None:
            self._is_turning = True
            self.changed.emit()
            self._asking.submit("mode", lambda: _told(job), answered)

    def _on_file_opened(self, _info: FileInfo) -> None:
        at = self._clock.now()
        self._is_turning = False  # what was asked about the file before is answered no more
        self._asking.submit("mode", lambda: _told(lambda: self._keeper.follow(at)), self._show)

    def _show(self, state: ModeState) -> None:
        self._state = state
        self.changed.emit()
        if state.is_older:
            self.upgrade_wanted.emit(state.backup)
        elif state.problem is not None:
            self.failed.emit(state.problem)


def _told(job: Callable[[], ModeState]) -> ModeState:
    """The state that a job leads to; a file that cannot be read or written is not edited."""
    try:
        return job()
    except CaseFileError as error:
        return ModeState(problem=error.problem)
