"""The dialog that lists the backups of the case file, and opens one read-only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.mode_words import backup_columns
from desktop.models.table import TableModel
from desktop.views.parts.card import Card, plain_label
from desktop.views.parts.states import make_button, spaced
from desktop.views.parts.table import make_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.file import Backup
    from desktop.session.editing import Editing
    from desktop.theme import Look

_SIZE = 860, 440


class BackupsWindow(QDialog):
    """The backups, the newest first: when, size and path. Enter or a double click opens one."""

    def __init__(self, editing: Editing, look: Look, show: Callable[[Path], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("backups")
        self.setWindowTitle(self.tr("Backups"))
        self.resize(*_SIZE)
        self._editing, self._show_file = editing, show
        self._title = plain_label(role="title", name="backup_title")
        self._words = plain_label(role="muted", wrap=True, name="backup_words")
        self._model: TableModel[Backup] = TableModel(backup_columns(), self)
        self.table = make_table(self._model, look)
        self.table.setObjectName("backup_table")
        self.table.setAccessibleName(self.tr("Backups of this case file"))
        self.table.setAccessibleDescription(self.tr("Enter opens a backup, read-only."))
        self.table.row_activated.connect(self._open)
        self._open_button = make_button(self.tr("Open read-only"), self._open_chosen, self)
        self._arrange()
        editing.backups_read.connect(self._show)
        self._show(())
        editing.ask_for_backups()
        self.table.setFocus()

    def _arrange(self) -> None:
        card = Card("", "backup_card")
        card.add_table(self.table)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._open_button)
        buttons.addWidget(make_button(self.tr("Close"), self.close, self))
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=12)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(card, 1)
        column.addLayout(buttons)

    def _show(self, backups: tuple[Backup, ...]) -> None:
        self._title.setText(self.tr("Backups") if backups else self.tr("No backup yet"))
        self._words.setText(
            self.tr(
                "A complete copy is made whenever editing is switched on, if the file has changed since the"
                " last one. The last 10 are kept, and one a day for 30 days. A backup is opened read-only."
            )
        )
        self._model.set_rows(backups)
        self._open_button.setEnabled(bool(backups))
        if backups:
            self.table.selectRow(0)

    def _open_chosen(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._open(self._model.row(index.row()))

    def _open(self, backup: Backup) -> None:
        self._show_file(backup.path)
        self.close()
