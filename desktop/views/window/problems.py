"""The dialog that lists the rows of the file that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import text
from desktop.models.problems import count_words, problem_columns
from desktop.models.table import TableModel
from desktop.views.parts.card import Card, plain_label, selectable
from desktop.views.parts.states import make_button, spaced
from desktop.views.parts.table import make_table

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from desktop.domain.file import RowProblem
    from desktop.session.problems import FileProblems
    from desktop.session.session import Session
    from desktop.theme import Look

_SIZE = 1080, 520


class ProblemsWindow(QDialog):
    """The unreadable rows: place, content and the content allowed. Enter shows a row's investigation."""

    def __init__(self, session: Session, problems: FileProblems, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("problems")
        self.setWindowTitle(self.tr("Problems in this file"))
        self.resize(*_SIZE)
        self._session, self._problems = session, problems
        self._count = plain_label(role="title", name="problem_count")
        self._words = plain_label(role="muted", wrap=True, name="problem_words")
        self._model: TableModel[RowProblem] = TableModel(problem_columns(), self)
        self.table = make_table(self._model, look)
        self.table.setObjectName("problem_table")
        self.table.setAccessibleName(self.tr("Rows that could not be read"))
        self.table.setAccessibleDescription(self.tr("Enter shows the investigation a row belongs to."))
        self.table.row_activated.connect(self._show_case)
        self.table.selectionModel().currentRowChanged.connect(self._show_sentence)
        self._sentence = selectable(plain_label(wrap=True, name="problem_sentence"))
        self._arrange()
        problems.changed.connect(self._show)
        self._show()
        self.table.setFocus()

    def copy(self) -> None:
        """Copy the whole list."""
        rows = tuple(range(len(self._model.rows)))
        QGuiApplication.clipboard().setText(self._model.tsv(rows, headers=True))

    def _arrange(self) -> None:
        card = Card("", "problem_card")
        card.add_table(self.table)
        card.body.addWidget(self._sentence)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._count)
        words.addWidget(self._words)
        head.addLayout(words, 1)
        for button in (
            make_button(self.tr("Check again"), self._problems.ask, self),
            make_button(self.tr("Copy list"), self.copy, self),
            make_button(self.tr("Close"), self.close, self),
        ):
            button.setAutoDefault(False)
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=12)
        column.addLayout(head)
        column.addWidget(card, 1)

    def _show(self) -> None:
        found = self._problems.found
        self._count.setText(count_words(found.rows) if found.rows else self.tr("Every row can be read"))
        self._words.setText(self._explained())
        self._model.set_rows(found.listed)
        if found.listed:
            self.table.selectRow(0)
        else:
            self._sentence.clear()

    def _explained(self) -> str:
        found = self._problems.found
        if not found.rows:
            return self.tr("Nothing in this file is left out.")
        words = self.tr(
            "No figure is made with what they hold; everything else is shown. They are in the file as they"
            " were written. Enter or a double click shows the investigation a row belongs to."
        )
        if len(found.listed) < found.rows:
            more = self.tr("The first {0} problems are listed.").format(text.count(len(found.listed)))
            words = f"{words} {more}"
        return words

    def _show_sentence(self, index: QModelIndex) -> None:
        if index.isValid():
            self._sentence.setText(self._model.row(index.row()).sentence)

    def _show_case(self, problem: RowProblem) -> None:
        if problem.slug:
            self._session.select(problem.slug)
            self.close()
