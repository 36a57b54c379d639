"""The rows of the open file that could not be read, searched for beside everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.file import RowProblems

if TYPE_CHECKING:
    from desktop.session.asking import Asking
    from desktop.session.reader.answered import Unread

NOTHING = RowProblems()


class FileProblems(QObject):
    """Follows the open file, and tells of its rows that could not be read.

    While the file cannot be read, the rows found last stay.
    """

    # `found` has changed.
    changed = Signal()

    def __init__(self, asking: Asking) -> None:
        shown = asking.shown
        super().__init__(shown)
        self._runner, self._reader = asking.runner, asking.reader
        self.found = NOTHING
        shown.file_opened.connect(self._on_file_opened)
        shown.file_closed.connect(lambda: self._show(NOTHING))
        shown.file_changed.connect(self.ask)
        shown.rows_outdated.connect(self.ask)
        if shown.info is not None:  # it was opened a while ago
            self.ask()

    def ask(self) -> None:
        """Look for such rows now."""
        self._runner.submit("problems", self._reader.problems, self._on_found, lambda _: None)

    def _on_file_opened(self) -> None:
        self._show(NOTHING)
        self.ask()

    def _on_found(self, unread: Unread) -> None:
        if unread.goes_on:
            self.ask()
        elif unread.found is not None:
            self._show(unread.found)

    def _show(self, found: RowProblems) -> None:
        if found != self.found:
            self.found = found
            self.changed.emit()
