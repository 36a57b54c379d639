"""The history of the open file: its steps, the changes of other programs, and the undoing of any of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.edit.change import Edit, EditKind, changed, new_uid
from desktop.domain.edit.taking_back import CellKey, TakeBack
from desktop.domain.edit.told import HistoryFilter, HistoryOf, ToldPage, TurnOf, note_key
from desktop.session.editing import USUAL_AUTHOR
from desktop.session.reader.history import PAGE, HistoryAnswer, HistoryAsked, HistoryReader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from desktop.domain.edit.told import ToldStep, UndoConflict
    from desktop.domain.listing.row import Row
    from desktop.session.asking import Asking
    from desktop.session.clock import Clock
    from desktop.session.editing import Editing
    from desktop.session.live import Live
    from desktop.session.reader.outside import Noted
    from desktop.session.reader.writing import Conflict, Refusal, Sealing
    from desktop.session.undoing import Undoing


_MOST = 10 * PAGE  # steps that are read again at once


class FileHistory(QObject):
    """The verbs of the history. It is read only while somebody looks at it; a file opened read-only too."""

    # The steps are others now: see `page`.
    changed = Signal()
    # ToldPage: the steps after those read so far; they are in `page` as well.
    more_read = Signal(object)
    # The step that clashed is another now: see `conflict`.
    conflict_changed = Signal()
    # The history of some records is wanted: see `about`.
    wanted = Signal()

    def __init__(  # noqa: PLR0913, PLR0917 - what it is wired with
        self,
        asking: Asking,
        editing: Editing,
        undoing: Undoing,
        live: Live,
        clock: Clock,
        folder: Path | None,
    ) -> None:
        """Keep the notes on other programs below a folder."""
        shown = asking.shown
        super().__init__(shown)
        self._shown, self._asking, self._clock = shown, asking, clock
        self._editing, self._undoing = editing, undoing
        self._reader = HistoryReader(asking.reader, folder)
        self._clash: Conflict | None = None
        self._wish = TakeBack("")
        self._notes: dict[str, str] = {}  # the notes that edits take back, by the batches of these
        self._compared = ""  # the backup with which the file was compared last
        self.page = ToldPage()
        self.figures: Mapping[str, Row] = {}
        self.filter = HistoryFilter.EVERYTHING
        self.about = HistoryOf()
        self.conflict: UndoConflict | None = None
        self.is_watched = False
        self.is_read = False
        editing.saved.connect(self._on_saved)
        editing.refused.connect(self._on_refused)
        editing.changed.connect(self._on_mode_changed)
        editing.others_wrote.connect(self._compare)
        editing.sealed.connect(self._on_sealed)
        live.others_wrote.connect(self._compare)
        shown.file_opened.connect(self._on_file_opened)
        shown.file_changed.connect(self._ask_if_watched)
        shown.as_of_changed.connect(self._ask_if_watched)
        shown.file_closed.connect(self._forget)
        self._on_mode_changed()

    @property
    def can_undo(self) -> bool:
        """Whether steps can be taken back now."""
        return self._editing.is_on

    def clashes(self, step: ToldStep) -> bool:
        """Whether a step is the one that was not undone."""
        found = self.conflict
        return found is not None and found.key == step.key

    def watch(self, *, on: bool) -> None:
        """Read the history now and whenever it changes, or no more."""
        self.is_watched = on
        if on:
            self._ask()

    def show(self, wanted: HistoryFilter) -> None:
        """List the steps under another filter."""
        if wanted is not self.filter:
            self.filter = wanted
            self.page = ToldPage()
            self._ask()

    def show_of(self, about: HistoryOf) -> None:
        """List the steps that changed some records, or all steps again."""
        if about != self.about:
            self.about = about
            self.page = ToldPage()
            self._ask_if_watched()

    def ask_for(self, about: HistoryOf) -> None:
        """Have the history of some records shown; answers wanted."""
        self.show_of(about)
        self.wanted.emit()

    def ask_more(self) -> None:
        """Read on after the steps read so far; answers more_read."""
        place = self.page.next
        if place is None:
            return
        asked, before, as_of = self._asked(PAGE)._replace(place=place), self.page, self._shown.as_of

        def answered(more: HistoryAnswer) -> None:
            if self.page is before:
                self.page = replace(more.page, steps=before.steps + more.page.steps)
                self.more_read.emit(more.page)

        self._asking.submit("history", lambda: self._reader.page(asked, as_of), answered)

    def undo(self, step: ToldStep) -> None:
        """Take back a step, or a change of another program; answers with a conflict where there is one."""
        if not self.can_undo or not step.can_be_taken_back:
            return
        self._settle()
        if step.note:
            self._undo_note(step.note)
        else:
            self._undoing.take_back(TakeBack(step.key), is_redo=step.turn is TurnOf.UNDO)

    def restore_before(self) -> None:
        """Take the step back that clashed, over the value in the file."""
        clash, conflict, wish = self._clash, self.conflict, self._wish
        if clash is None or conflict is None:
            return
        self._settle()
        if not wish.batch:  # a change of another program
            self._correct(clash, to_mine=False)
            return
        key = CellKey(clash.table, clash.uid, clash.column)
        self._wish = replace(wish, over={**wish.over, key: clash.now})
        self._undoing.take_back(self._wish)

    def restore_mine(self) -> None:
        """Give the cell that clashed the value of the step again."""
        clash = self._clash
        if clash is not None:
            self._settle()
            self._correct(clash, to_mine=True)

    def leave(self) -> None:
        """Leave the cell that clashed as it is in the file, and take back the rest of its step."""
        clash, wish = self._clash, self._wish
        self._settle()
        if clash is not None and clash.column and wish.batch:
            key = CellKey(clash.table, clash.uid, clash.column)
            self._wish = replace(wish, left=wish.left | {key})
            self._undoing.take_back(self._wish)

    def restore_record(self) -> None:
        """Bring back the record that is gone, with the values that it had."""
        clash, key = self._clash, self._wish.batch
        if clash is not None:
            self._settle()
            self._asking.submit("restore", lambda: self._reader.restoring(key, clash), self._apply)

    def drop_conflict(self) -> None:
        """Show no conflict any more; nothing was undone."""
        self._settle()

    def mark_seen(self) -> None:
        """Take the changes of other programs that were shown for seen, and seal their tables anew."""
        at, backup = self._clock.now(), self._backup

        def job() -> Sealing | None:
            self._reader.compare(at, backup)
            return self._reader.to_be_seen()

        def answered(wish: Sealing | None) -> None:
            if wish is not None:
                self._editing.seal(wish)
            else:
                self._ask_if_watched()

        if self.can_undo:
            self._asking.submit("seen", job, answered)

    @property
    def _backup(self) -> str:
        backup = self._editing.backup
        return backup.path.name if backup is not None else ""

    def _asked(self, most: int) -> HistoryAsked:
        return HistoryAsked(
            self.filter, self._editing.author or USUAL_AUTHOR, most=most, about=self.about.records
        )

    def _ask(self) -> None:
        asked = self._asked(min(max(PAGE, len(self.page.steps)), _MOST))
        as_of = self._shown.as_of
        self._asking.submit("history", lambda: self._reader.page(asked, as_of), self._show)

    def _ask_if_watched(self) -> None:
        if self.is_watched and self._shown.info is not None:
            self._ask()

    def _show(self, found: HistoryAnswer) -> None:
        is_new = (found.page, found.figures) != (self.page, self.figures) or not self.is_read
        self.page, self.figures, self.is_read = found.page, found.figures, True
        if is_new:
            self.changed.emit()

    def _compare(self) -> None:
        """Look for changes of other programs, while the file is edited."""
        if not self._editing.is_on:
            return
        at, backup = self._clock.now(), self._backup
        self._asking.submit("outside", lambda: self._reader.compare_on(at, backup), self._on_compared)

    def _on_compared(self, noted: Noted) -> None:
        if noted.number:
            self._ask_if_watched()
        if noted.goes_on:
            self._compare()

    def _on_mode_changed(self) -> None:
        backup = self._backup
        if backup and backup != self._compared:
            self._compared = backup
            self._compare()

    def _undo_note(self, number: int) -> None:
        def answered(edit: Edit | None) -> None:
            if edit is not None:
                self._notes[edit.batch] = note_key(number)
                self._editing.apply(edit)

        self._asking.submit("undo note", lambda: self._reader.undoing_note(number), answered)

    def _apply(self, edit: Edit | None) -> None:
        if edit is not None:
            self._editing.apply(edit)

    def _correct(self, clash: Conflict, *, to_mine: bool) -> None:
        """Give a cell the value of a step, or the value before it."""
        wanted = clash.before if to_mine else clash.after
        change = changed(clash.table, clash.uid, {clash.column: clash.now}, {clash.column: wanted})
        self._editing.apply(Edit(EditKind.ROW_CORRECTED, (change,), new_uid()))

    def _settle(self) -> None:
        """Show no conflict any more."""
        self._clash = None
        if self.conflict is not None:
            self.conflict = None
            self.conflict_changed.emit()

    def _on_saved(self, _edit: Edit) -> None:
        self._settle()
        self._ask_if_watched()

    def _on_refused(self, refusal: Refusal) -> None:
        """Find out about the clash of a step that was to be taken back."""
        clash, deed = refusal.conflict, refusal.deed
        note = self._notes.get(deed.batch, "") if isinstance(deed, Edit) else ""
        key = refusal.batch or note
        if clash is None or not key:
            return
        wish = deed if isinstance(deed, TakeBack) else TakeBack(refusal.batch)
        at, backup = self._clock.now(), self._backup

        def job() -> UndoConflict | None:
            self._reader.compare(at, backup)
            return self._reader.conflict(key, clash, is_outside=bool(note))

        def answered(conflict: UndoConflict | None) -> None:
            self._clash, self._wish, self.conflict = clash, wish, conflict
            self._ask_if_watched()
            self.conflict_changed.emit()

        self._asking.submit("conflict", job, answered)

    def _on_sealed(self, wish: Sealing) -> None:
        self._asking.submit("see", lambda: self._reader.see(wish.last_note), lambda _: self._ask_if_watched())

    def _on_file_opened(self) -> None:
        self._forget()
        self._ask_if_watched()

    def _forget(self) -> None:
        self.about = HistoryOf()
        self._compared, self.page, self.figures, self.is_read = "", ToldPage(), {}, False
        self._notes.clear()
        self._settle()
        self.changed.emit()
