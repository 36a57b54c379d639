"""Editing the open file: whether it is switched on, its backups, and edits with undo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.file import Problem
from desktop.session.reader.mode import ModeKeeper, ModeState
from desktop.session.reader.writing import AskedDeed, OwnDeed, Sealing, Steps, Turn, Writing
from desktop.store.file.errors import CaseFileError
from desktop.store.file.repairing import save_repaired

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desktop.domain.edit.change import Edit
    from desktop.domain.edit.taking_back import TakeBack
    from desktop.domain.file import Backup, FileInfo, Repair, Shrunk
    from desktop.session.asking import Asking
    from desktop.session.clock import Clock
    from desktop.session.file import File
    from desktop.session.live import Live
    from desktop.session.reader.writing import Deed, Done

USUAL_AUTHOR = "You"


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
    # Edit: it was made, with its changes as they were made; an undo and a redo name the batch they turn.
    saved = Signal(object)
    # OwnDeed: a deed that writes by its own means is over, and was not refused.
    deed_over = Signal(object)
    # Refusal: an edit, an undo or a redo was not made; the file is as it was.
    refused = Signal(object)
    # Repair: a repaired copy of a damaged file was saved; it is opened now.
    repaired = Signal(object)
    # Shrunk: the open file was made smaller.
    shrunk = Signal(object)
    # The steps to undo and redo are others now: see `steps`.
    history_changed = Signal()
    # Other programs wrote into the file before a deed was done.
    others_wrote = Signal()
    # Sealing: tables were sealed anew.
    sealed = Signal(object)

    def __init__(  # noqa: PLR0913, PLR0917 - what it is wired with
        self,
        asking: Asking,
        file: File,
        ask_for_page: Callable[[], object],
        live: Live,
        clock: Clock,
        sample: Path,
        folder: Path | None,
    ) -> None:
        """Keep modes and backups below a folder; without a folder nothing can be edited."""
        shown = asking.shown
        super().__init__(shown)
        self._shown, self._asking, self._clock = shown, asking, clock
        self._file, self._ask_for_page, self._live = file, ask_for_page, live
        self._keeper, self._writing = ModeKeeper(asking.reader, folder, sample), Writing(asking.reader)
        self._state = ModeState()
        self._is_turning = False
        self._opened = ""  # the path and id of the file whose changes are counted
        self.author = ""  # of the changes made from now on; empty for the usual one
        self.changes = 0  # made here since the file was opened
        self.steps = Steps()
        shown.file_opened.connect(self._on_file_opened)
        shown.file_changed.connect(self._ask_for_steps)
        shown.file_closed.connect(self._on_file_closed)
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

    @property
    def today(self) -> date:
        """The day on which a backup needs no date."""
        return self._clock.now().astimezone().date()

    def apply(self, edit: Edit) -> None:
        """Make an edit; answers saved or refused. Ignored while editing is off."""
        self._do(edit)

    def do(self, deed: OwnDeed) -> None:
        """Do a deed that writes by its own means; answers saved, where it changed anything, and deed_over.

        Or else refused. Ignored while editing is off.
        """
        self._do(deed)

    def undo(self) -> None:
        """Take the last step back; answers saved or refused. Ignored while editing is off."""
        self._do(Turn.UNDO)

    def redo(self) -> None:
        """Make the step again that was taken back last; answers saved or refused."""
        self._do(Turn.REDO)

    def take_back(self, wish: TakeBack) -> None:
        """Take back any step; answers saved or refused. Ignored while editing is off."""
        self._do(wish)

    def seal(self, wish: Sealing) -> None:
        """Seal tables anew; answers sealed or refused. Ignored while editing is off."""
        self._do(wish)

    def flush(self) -> None:
        """Make the edits that still wait; for the worker, when the program ends."""
        self._writing.finish()

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

    def save_repaired(self, source: Path, path: Path) -> None:
        """Save all that can be read of a damaged file, and open it; answers repaired or file_failed."""

        def answered(repair: Repair) -> None:
            self.repaired.emit(repair)
            self._file.open(repair.path)

        self._asking.submit("repair", lambda: save_repaired(source, path), answered)

    def make_smaller(self) -> None:
        """Give back the room of deleted rows, after a backup; answers shrunk or failed."""
        at = self._clock.now()

        def answered(found: Shrunk | Problem) -> None:
            (self.failed if isinstance(found, Problem) else self.shrunk).emit(found)
            self.changed.emit()

        if self._shown.info is not None and self.is_on:
            self._asking.submit("smaller", lambda: self._keeper.make_smaller(at), answered)

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

    def _do(self, deed: Deed) -> None:
        if self._shown.info is not None and self.is_on:
            self._writing.ask(AskedDeed(Path(self._shown.info.path), self.author or USUAL_AUTHOR, deed))
            self._write()

    def _write(self) -> None:
        query = self._shown.query
        self._asking.submit("edit", lambda: self._writing.run(query), self._on_written)

    def _on_written(self, steps: Steps) -> None:
        self._take()
        self._show_steps(steps)

    def _take(self) -> None:
        """Tell what came of every deed; the page is asked for first, and all the rest is read after it."""
        done, here = tuple(self._writing.take()), self._shown.info
        self.changes += sum(one.edit is not None for one in done)
        for one in done:
            if one.is_changed and here is not None and str(one.asked.path) == here.path:
                self._live.expect_own(one.others)
                if one.reopened is not None:
                    self._file.show_reopened(one.reopened)
        if any(one.is_changed for one in done):
            query = self._shown.query
            self._ask_for_page()
            self._asking.submit("reread", lambda: self._writing.read_again(query), self._file.show_reopened)
        for one in done:
            self._answer(one)
        if any(one.is_after_others for one in done):
            self.others_wrote.emit()
        if done:
            self.changed.emit()

    def _answer(self, one: Done) -> None:
        if one.edit is not None:
            self.saved.emit(one.edit)
        elif one.refusal is not None:
            self.refused.emit(one.refusal)
        elif isinstance(one.asked.deed, Sealing):
            self.sealed.emit(one.asked.deed)
        if one.refusal is None and isinstance(one.asked.deed, OwnDeed):
            self.deed_over.emit(one.asked.deed)

    def _ask_for_steps(self) -> None:
        if self.is_on:
            self._asking.submit("steps", self._writing.steps, self._show_steps)

    def _show_steps(self, steps: Steps) -> None:
        if steps != self.steps:
            self.steps = steps
            self.history_changed.emit()

    def _on_file_opened(self, info: FileInfo) -> None:
        self._is_turning = False  # the answers about the file before were dropped
        self._take()
        if self._writing.is_waiting:
            self._write()
        if self._opened != f"{info.uid} {info.path}":
            self._opened, self.changes = f"{info.uid} {info.path}", 0
            self._show(ModeState())
        at = self._clock.now()
        self._asking.submit("mode", lambda: _told(lambda: self._keeper.follow(at)), self._show)

    def _on_file_closed(self) -> None:
        self._opened, self.changes = "", 0
        self._show(ModeState())

    def _show(self, state: ModeState) -> None:
        was_on, self._state = self.is_on, state
        self.changed.emit()
        if self.is_on:
            self._ask_for_steps()
        elif was_on:
            self._asking.submit("steps", self._writing.release, lambda _: self._show_steps(Steps()))
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
