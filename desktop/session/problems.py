"""The rows of the open file that could not be read, searched for beside everything else, and corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.edit.change import Edit, EditKind
from desktop.domain.edit.corrections import row_corrected, row_deleted
from desktop.domain.file import RowProblems
from desktop.store.cells.flawed import flawed_rows

if TYPE_CHECKING:
    from desktop.domain.edit.corrections import Correction, FlawedRow
    from desktop.session.asking import Asking
    from desktop.session.editing import Editing
    from desktop.session.reader.answered import Unread

NOTHING = RowProblems()
FEW = 20  # problems told with their corrections at first, and more at a time


class FileProblems(QObject):
    """Follows the open file, and tells of its rows that could not be read.

    While the file cannot be read, the rows found last stay.
    """

    # `found` has changed.
    changed = Signal()
    # `rows` has changed: the first problems, with their corrections.
    described = Signal()
    # Edit: a row was corrected or deleted.
    corrected = Signal(object)

    def __init__(self, asking: Asking, editing: Editing) -> None:
        shown = asking.shown
        super().__init__(shown)
        self._asking, self._runner, self._reader = asking, asking.runner, asking.reader
        self._editing = editing
        self.found = NOTHING
        self.rows: tuple[FlawedRow, ...] = ()
        self._most = 0  # problems to be told with their corrections
        editing.saved.connect(self._on_saved)
        shown.file_opened.connect(self._on_file_opened)
        shown.file_closed.connect(lambda: self._show(NOTHING))
        shown.file_changed.connect(self.ask)
        shown.rows_outdated.connect(self.ask)
        if shown.info is not None:  # it was opened a while ago
            self.ask()

    @property
    def has_more(self) -> bool:
        """Whether there are listed problems that are not described yet."""
        return self._most < len(self.found.listed)

    def ask(self) -> None:
        """Look for such rows now."""
        self._runner.submit("problems", self._reader.problems, self._on_found, lambda _: None)

    def describe(self, *, more: bool = False) -> None:
        """Describe the first problems, or some more of them; answers described."""
        self._most = max(self._most, FEW) + (FEW if more else 0)
        listed = self.found.listed[: self._most]

        def described() -> tuple[FlawedRow, ...]:
            file = self._reader.file
            return flawed_rows(file, listed) if file is not None else ()

        self._asking.submit("flawed", described, self._on_described)

    def correct(self, row: FlawedRow, correction: Correction) -> None:
        """Put values in the place of wrong cells. Ignored while editing is off."""
        self._editing.apply(row_corrected(row, correction))

    def delete(self, row: FlawedRow) -> None:
        """Delete a row that could not be read. Ignored while editing is off."""
        self._editing.apply(row_deleted(row))

    def _on_file_opened(self) -> None:
        self._show(NOTHING)
        self.ask()

    def _on_saved(self, edit: Edit) -> None:
        if edit.kind in {EditKind.ROW_CORRECTED, EditKind.ROW_DELETED}:
            self.corrected.emit(edit)

    def _on_found(self, unread: Unread) -> None:
        if unread.goes_on:
            self.ask()
        elif unread.found is not None:
            self._show(unread.found)

    def _on_described(self, rows: tuple[FlawedRow, ...]) -> None:
        self.rows = rows
        self.described.emit()

    def _show(self, found: RowProblems) -> None:
        if found != self.found:
            self.found = found
            if not found.rows:
                self.rows = ()
            self.changed.emit()
            if self._most:
                self.describe()
