"""What the window does about editing: new files, copies, backups, the lock, the author, and refusals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal

from desktop import text
from desktop.domain.edit.change import Edit
from desktop.domain.edit.taking_back import TakeBack
from desktop.domain.file import Problem
from desktop.models.mode_words import smaller_words
from desktop.session.editing import USUAL_AUTHOR
from desktop.session.reader.writing import Turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.domain.file import Backup, Repair, Shrunk
    from desktop.session.reader.writing import Refusal
    from desktop.session.session import Session
    from desktop.settings import SettingsKeeper
    from desktop.theme import Look
    from desktop.views.window.faultbar import FaultBar

SUFFIX = ".casefile"
_PASSING = {"locked", "no-room", "not-written"}


class ModeDeeds(QObject):
    """The deeds of a window, and the answers to them in dialogs and in the bar of faults."""

    # Editing is being switched, or was not: the tick of its action is to follow the file.
    switched = Signal()

    def __init__(
        self,
        session: Session,
        look: Look,
        keeper: SettingsKeeper,
        bar: Callable[[], FaultBar],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._look, self._keeper = window, session, look, keeper
        self._bar = bar  # made when something is wrong
        self._editing = session.editing
        self._editing.author = self._keeper.settings.author
        # What was told last about switching editing on, and about a change.
        self._failed: Problem | None = None
        self._refused: Problem | None = None
        self._damaged: Path | None = None  # the file last found damaged
        self._editing.repaired.connect(self._show_repair)
        self._editing.shrunk.connect(self._tell_shrunk)
        self._editing.failed.connect(self._on_failed)
        self._editing.upgrade_wanted.connect(self._ask_to_upgrade)
        self._editing.refused.connect(self._on_refused)
        self._editing.saved.connect(self._on_saved)
        self._editing.changed.connect(self._on_changed)
        self._session.file_opened.connect(self._on_file_opened)

    def switch(self) -> None:
        """Switch editing on, or off."""
        if self._session.info is not None and not self._editing.is_turning:
            (self._editing.turn_off if self._editing.is_on else self._editing.turn_on)()
        self.switched.emit()

    def new_file(self, before: Callable[[], object] = lambda: None) -> None:
        """Ask for the name of a new case file, and open it; `before` is called once the name is chosen."""

        def create(path: Path) -> None:
            before()
            self._editing.create(path)

        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        title = self.tr("New case file")
        self._ask_for_name("new_file_dialog", title, Path(documents), "cases", create)

    def save_copy(self) -> None:
        """Ask for the name of a copy of the case file, and open it."""
        info = self._session.info
        if info is None:
            return
        place = Path(info.path)
        if self._session.file.shows_sample:
            documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
            place = Path(documents) / place.name
        stem = self.tr("{0} copy").format(place.stem)
        title = self.tr("Save a copy")
        self._ask_for_name("copy_dialog", title, place.parent, stem, self._editing.save_copy)

    def save_repaired(self, damaged: Path | None = None) -> None:
        """Ask for the name of a repaired copy of a damaged file: that given, the open one, or one chosen."""
        info = self._session.info
        source = damaged or self._damaged or (Path(info.path) if info is not None else None)
        if source is None:
            self._ask_for_damaged()
            return
        stem = self.tr("{0} repaired").format(source.stem)
        self._ask_for_name(
            "repair_dialog",
            self.tr("Save a repaired copy"),
            source.parent,
            stem,
            lambda path: self._editing.save_repaired(source, path),
        )

    def make_smaller(self) -> None:
        """Give back the room of what was deleted."""
        self._editing.make_smaller()

    def tell_damage(self, problem: Problem, path: Path | None) -> None:
        """Tell that a file is damaged, with a repaired copy as the way out."""
        self._damaged = path
        words = self.tr("Save a repaired copy…")
        self._bar().show_problem(problem, of_file=True, retry=self.save_repaired, retry_words=words)

    def show_backups(self) -> None:
        """List the backups of the case file."""
        from desktop.views.mode.backups import BackupsWindow  # noqa: PLC0415 - few look, many start

        BackupsWindow(self._editing, self._look, self._session.file.open, self._window).open()

    def _ask_for_damaged(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - a start does not wait for it

        dialog = QFileDialog(self._window, self.tr("Choose the damaged case file"))
        dialog.setObjectName("damaged_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.save_repaired(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_repair(self, repair: Repair) -> None:
        from desktop.views.mode.repair import RepairReport  # noqa: PLC0415 - where a file is damaged

        RepairReport(repair, self._look, self._window).open()

    def _tell_shrunk(self, shrunk: Shrunk) -> None:
        self._tell(Problem("smaller", smaller_words(shrunk)))

    def ask_author(self) -> None:
        """Ask who makes the changes."""
        from desktop.views.mode.author import AuthorDialog  # noqa: PLC0415 - few ask, many start

        AuthorDialog(self._keeper.settings.author, USUAL_AUTHOR, self._keep_author, self._window).open()

    def _keep_author(self, name: str) -> None:
        self._keeper.change(author=name)
        self._editing.author = name

    def _ask_for_name(
        self, name: str, title: str, folder: Path, stem: str, deed: Callable[[Path], object]
    ) -> None:
        """Ask for the name of a file that is not there yet; nothing is ever written over a file."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - a start does not wait for it

        dialog = QFileDialog(self._window, title)
        dialog.setObjectName(name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilters([self.tr("Case files (*.casefile)"), self.tr("All files (*)")])
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.setDirectory(str(folder))
        dialog.selectFile(_free_name(folder, stem))
        dialog.fileSelected.connect(lambda path: deed(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_to_upgrade(self, backup: Backup) -> None:
        from desktop.views.mode.upgrade import UpgradeDialog  # noqa: PLC0415 - for older files

        info = self._session.info
        if info is not None:
            path = text.printable(str(backup.path))
            UpgradeDialog(text.printable(info.name), path, self._editing.upgrade, self._window).open()

    def _on_changed(self) -> None:
        if self._editing.is_on:
            self._take_back()

    def _on_file_opened(self) -> None:
        self._damaged = None
        self._take_back()

    def _take_back(self) -> None:
        failed, self._failed = self._failed, None
        if failed is not None:
            self._bar().take_back(failed)

    def _on_failed(self, problem: Problem) -> None:
        self._failed = None if self._editing.is_on else problem
        if problem.code in {"sample", "a-backup", "read-only"}:
            words = self.tr("Save a copy…")
            self._tell(problem, self.save_copy, words)
        elif not self._editing.is_on:
            self._tell(problem, self._editing.turn_on)
        else:
            self._tell(problem)

    def _on_refused(self, refusal: Refusal) -> None:
        """Tell why a change was not made; an edit that waits for another program can be tried again."""
        if refusal.conflict is not None and refusal.batch:
            return  # the history shows it, with the values and what can be done
        self._refused = problem = refusal.problem
        match refusal.deed:
            case Turn.UNDO:
                problem = self._not_done(problem, self.tr("Not undone."))
            case Turn.REDO:
                problem = self._not_done(problem, self.tr("Not redone."))
            case TakeBack() as wish:
                problem = self._not_done(problem, self.tr("Not undone."))
                if problem.code in _PASSING:
                    self._tell(problem, lambda: self._editing.take_back(wish))
                    return
            case Edit() as edit if problem.code in _PASSING:
                self._tell(problem, lambda: self._editing.apply(edit))
                return
        self._tell(problem)

    def _tell(self, problem: Problem, retry: Callable[[], object] | None = None, words: str = "") -> None:
        """Tell a fault in the bar, with a way out, in words."""
        self._bar().show_problem(problem, of_file=False, retry=retry, retry_words=words)

    def _not_done(self, problem: Problem, words: str) -> Problem:
        self._refused = problem._replace(sentence=f"{words} {problem.sentence}")
        return self._refused

    def _on_saved(self) -> None:
        refused, self._refused = self._refused, None
        if refused is not None:
            self._bar().take_back(refused)


def _free_name(folder: Path, stem: str) -> str:
    """A name that no file of the folder has: the stem, and a number if need be."""
    number, name = 1, f"{stem}{SUFFIX}"
    while (folder / name).exists():
        number += 1
        name = f"{stem} {number}{SUFFIX}"
    return name
