"""The card with a table of all scenarios beside the record, and the pictures of a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from desktop.models.page.lines import terms_name
from desktop.models.table import ROW_ROLE, TableModel
from desktop.models.whatif.whatif import WhatIfRow, as_tsv, mark, stamp, whatif_columns, whatif_rows
from desktop.views.parts.card import Card, link_button
from desktop.views.parts.fitted import make_fitted_table
from desktop.views.parts.sources import copy_text

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QWidget

    from desktop.domain.page.page import Page
    from desktop.session.scenarios import Board
    from desktop.session.session import Session
    from desktop.theme import Look

_MARGIN = 12
# The columns a narrow table drops, in turn: a week more, the units, the cap, the first difference, the day.
# The day of a sum goes last: a scenario may end on another day than the record.
_OPTIONAL = (7, 3, 6, 5, 4)
_LEAST = 150


class ScenariosCard(Card):
    """A row for the record and for every scenario; a chosen row becomes the chosen scenario."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(name="scenarios", parent=parent)
        self.set_heading(self.tr("Scenarios beside the record"))
        self._scenarios = session.scenarios
        self._stamp = ""
        self._model: TableModel[WhatIfRow] = TableModel(whatif_columns(), self)
        self._table = make_fitted_table(self._model, look, _OPTIONAL, self, least=_LEAST)
        self._table.setObjectName("scenarios_table")
        self._table.setAccessibleName(self.tr("Scenarios beside the record"))
        self._table.setSortingEnabled(False)
        self._table.setSelectionMode(self._table.SelectionMode.SingleSelection)
        self._table.selectionModel().currentRowChanged.connect(self._on_row_chosen)
        self._filling = False
        copy = link_button(self.tr("Copy"), "copy_scenarios", self.tr("Copy all scenarios"))
        copy.clicked.connect(lambda: copy_text(as_tsv(self._model.rows, self._stamp)))
        self.add_action(copy)
        self.add_table(self._table)

    def show_board(self, board: Board | None, page: Page, place: int) -> None:
        """Show the scenarios for the penalty line at a place; without scenarios the card hides."""
        self.setVisible(board is not None and bool(board.outcomes))
        if board is None or not board.outcomes:
            return
        name = terms_name(page.penalties[place]) if len(page.penalties) > 1 else ""
        names = tuple(outcome.scenario.name for outcome in board.outcomes)
        self._stamp = stamp(page, name, names)
        self._table.set_stamp(self._stamp)
        heading = self.tr("Scenarios beside the record")
        self.set_heading(f"{heading} · {name}" if name else heading)
        rows = whatif_rows(page, board.outcomes, place, board.desk.chosen)
        self._filling = True
        self._model.set_rows(rows)
        self._table.selectRow(next((number for number, row in enumerate(rows) if row.chosen), 0))
        self._filling = False

    def _on_row_chosen(self, current: QModelIndex) -> None:
        row = current.data(ROW_ROLE) if current.isValid() else None
        if isinstance(row, WhatIfRow) and not self._filling:
            self._scenarios.choose(row.scenario)


def picture(name: str, line: str, look: Look, *widgets: QWidget) -> QImage:
    """A picture of widgets below each other, under the mark of a scenario and a line of title and day.

    The mark is also the picture's text "Description".
    """
    words, theme = mark(name), look.theme
    ratio = widgets[0].devicePixelRatioF()
    row = look.scaled(22)
    head = 2 * row + _MARGIN
    width = max(widget.width() for widget in widgets) + 2 * _MARGIN
    height = head + sum(widget.height() + _MARGIN for widget in widgets) + _MARGIN
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.setText("Description", words)
    image.fill(theme.colour("window"))
    painter = QPainter(image)
    for number, (shown, font) in enumerate(((words, look.font(13, bold=True)), (line, look.font(11)))):
        painter.setFont(font)
        painter.setPen(theme.colour("muted" if number else "text"))
        place = QRect(_MARGIN, _MARGIN // 2 + number * row, width - 2 * _MARGIN, row)
        elided = painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), elided)
    top = head
    for widget in widgets:
        widget.render(painter, QPoint(_MARGIN, top))
        top += widget.height() + _MARGIN
    painter.end()
    return image


def copy_picture(image: QImage) -> None:
    """Put the picture of a scenario on the clipboard, with its mark as text."""
    data = QMimeData()
    data.setImageData(image)
    data.setText(image.text("Description"))
    QGuiApplication.clipboard().setMimeData(data)
