"""The report on a repaired copy: what it holds, and what could not be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.mode_words import loss_columns, repair_words
from desktop.models.table import TableModel
from desktop.views.parts.card import Card, plain_label, selectable
from desktop.views.parts.states import make_button, spaced
from desktop.views.parts.table import make_table

if TYPE_CHECKING:
    from desktop.domain.file import Repair, TakenRows
    from desktop.theme import Look

_SIZE, _LOW = (760, 420), (620, 160)


class RepairReport(QDialog):
    """The tables of which rows are lost, in a list that can be copied."""

    def __init__(self, repair: Repair, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("repair_report")
        self.setWindowTitle(self.tr("Repaired copy"))
        self._repair = repair
        is_whole = not repair.losses
        self.resize(*(_LOW if is_whole else _SIZE))
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=12)
        title = self.tr("Every row was taken") if is_whole else self.tr("Some rows could not be taken")
        column.addWidget(plain_label(title, "title", name="repair_title"))
        column.addWidget(
            selectable(plain_label(repair_words(repair), "muted", wrap=True, name="repair_words"))
        )
        self._model: TableModel[TakenRows] = TableModel(loss_columns(), self)
        self._model.set_rows(repair.losses)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        if is_whole:
            column.addStretch(1)
        else:
            table = make_table(self._model, look)
            table.setObjectName("repair_table")
            table.setAccessibleName(self.tr("Rows that could not be taken"))
            card = Card("", "repair_card")
            card.add_table(table)
            column.addWidget(card, 1)
            buttons.addWidget(make_button(self.tr("Copy list"), self.copy, self))
        close = make_button(self.tr("Close"), self.close, self)
        buttons.addWidget(close)
        column.addLayout(buttons)
        close.setFocus()

    def copy(self) -> None:
        """Copy the report: its sentence, and the list."""
        places = tuple(range(len(self._model.rows)))
        said = f"{repair_words(self._repair)}\n\n{self._model.tsv(places, headers=True)}"
        QGuiApplication.clipboard().setText(said)
