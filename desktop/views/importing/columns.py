"""The card of a table's columns: what each becomes, with a row as written and as read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QMenu, QSizePolicy, QStyle, QStyleOptionViewItem, QWidget

from desktop.models.importing.columns import MappedColumn, column_columns, mapped_columns, used_words
from desktop.models.importing.settings import fact_choices
from desktop.models.table import COLOUR_ROLE, ROW_ROLE, TableModel
from desktop.views.parts.card import CELL, Card, link_button, plain_label
from desktop.views.parts.table import CellDelegate, TableView

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QPainter, QResizeEvent

    from desktop.domain.importing.found import DryRun
    from desktop.domain.importing.profile import Becomes, Profile
    from desktop.theme import Look

ROW = 23  # pixels
_BECOMES, _READ = 1, 3
_NAMES, _FACTS = 126, 132  # pixels of the first columns, at most


class _Tinted(CellDelegate):
    """Paints rows without lines, and in amber that whose day could be read in another order."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._theme = look

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        rect = QRect(cell.rect)
        row, theme = index.data(ROW_ROLE), self._theme.theme
        painter.save()
        if cell.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif isinstance(row, MappedColumn) and row.doubt:
            painter.fillRect(rect, theme.colour("grace_soft"))
        inner = rect.adjusted(CELL, 0, -CELL, 0)
        if isinstance(row, MappedColumn) and row.doubt and index.column() == _READ:
            self._paint_doubt(painter, inner, cell, row)
        else:
            colour = theme.colour(index.data(COLOUR_ROLE) or "text")
            self._paint_text(painter, inner, cell, colour)
        if cell.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_doubt(
        self, painter: QPainter, rect: QRect, cell: QStyleOptionViewItem, row: MappedColumn
    ) -> None:
        """Paint what a cell was read as, and at the right what it is not, where there is room for both."""
        theme, font = self._theme.theme, QFont(cell.font)
        font.setWeight(QFont.Weight.DemiBold)
        room = QFontMetrics(font).horizontalAdvance(row.doubt)
        if cell.fontMetrics.horizontalAdvance(row.read) + CELL + room > rect.width():
            self._paint_text(painter, rect, cell, theme.colour("grace"))
            return
        painter.setFont(cell.font)
        painter.setPen(theme.colour("text"))
        painter.drawText(rect, cell.displayAlignment, row.read)
        painter.setFont(font)
        painter.setPen(theme.colour("grace"))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), row.doubt)


class ColumnsCard(Card):
    """The columns of the file; a click, or Enter, chooses what one becomes."""

    # str, Becomes or None: a column becomes a fact, or is not imported.
    mapped = Signal(str, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("", "import_columns", parent)
        self.set_heading(self.tr("Columns"))
        self._look = look
        self._used = plain_label(role="caption", name="import_used")
        self.add_action(self._used)
        self.review_button = link_button(self.tr("Review"), "import_review")
        self.review_button.setAccessibleDescription(self.tr("List the cells that were cleaned"))
        self.add_action(self.review_button)
        self._model: TableModel[MappedColumn] = TableModel(column_columns(None), self)
        self._profile: Profile | None = None
        self.table: TableView[MappedColumn] = TableView(self._model, look, self)
        self._arrange()
        self.add_table(self.table)
        look.changed.connect(self._fit_rows)

    def show_dry_run(self, dry: DryRun) -> None:
        """Show the columns of a table, with a row of it."""
        self._profile = dry.profile
        self._used.setText(used_words(dry))
        self.review_button.setVisible(bool(dry.clean_ups))
        self._model.columns = column_columns(dry.sample.line if dry.sample is not None else None)
        self._model.set_rows(mapped_columns(dry))
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._model.columns) - 1)

    def menu(self, row: MappedColumn) -> QMenu:
        """The menu of what a column may become."""
        menu = QMenu(self.table)
        menu.setObjectName("import_becomes")
        menu.setAccessibleName(self.tr("What this column becomes"))
        if self._profile is not None:
            for fact, words in fact_choices(self._profile):
                action = menu.addAction(words)
                action.setCheckable(True)
                action.setChecked(fact is row.fact)
                action.triggered.connect(partial(self._choose, row, fact))
        return menu

    def _choose(self, row: MappedColumn, fact: Becomes | None) -> None:
        if fact is not row.fact:
            self.mapped.emit(row.heading, fact)

    def _arrange(self) -> None:
        table = self.table
        table.setObjectName("import_column_table")
        table.setAccessibleName(self.tr("Columns of the file"))
        table.setAccessibleDescription(self.tr("Enter chooses what a column becomes."))
        table.setSortingEnabled(False)
        table.setItemDelegate(_Tinted(self._look, table))
        table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = table.horizontalHeader()
        modes = QHeaderView.ResizeMode
        for place in (0, _BECOMES):
            header.setSectionResizeMode(place, modes.Interactive)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        table.setMinimumHeight(6 * ROW)
        table.clicked.connect(self._on_clicked)
        table.row_activated.connect(self._open)
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first columns their shares of the width."""
        super().resizeEvent(event)
        header, share = self.table.horizontalHeader(), self.width() // 5
        header.resizeSection(0, min(share, _NAMES))
        header.resizeSection(_BECOMES, min(share + CELL, _FACTS))

    def _fit_rows(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self._look.scaled(ROW))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == _BECOMES:
            self._open(index.data(ROW_ROLE))

    def _open(self, row: MappedColumn) -> None:
        """Open the menu at a row."""
        index = self._model.index(self._model.rows.index(row), _BECOMES)
        self.table.setCurrentIndex(index)
        place = self.table.visualRect(index).bottomLeft()
        menu = self.menu(row)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(place))
