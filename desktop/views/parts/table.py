"""A quiet table: no grid, roomy rows, copying, and a current row at all times; and its painted cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.models.table import COLOUR_ROLE, PILL_ROLE, ROW_ROLE, TableModel
from desktop.views.parts.card import CELL
from desktop.views.parts.pill import HEIGHT, paint_pill, pill_width

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from desktop.theme import Look

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 36
PADDING = CELL
FEW_ROWS = 8
_COPY_WITH_HEADERS = QKeySequence("Ctrl+Shift+C")


class TableView(QTableView, Generic[RowT]):
    """The view of a TableModel; it selects whole rows."""

    # The row that was activated by Enter or a double click.
    row_activated = Signal(object)

    def __init__(self, model: TableModel[RowT], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._look = look
        self._stamp = ""
        self._kept: tuple[int, object] = (0, None)
        self.setProperty("role", "table")
        self.setItemDelegate(CellDelegate(look, self))
        self.setModel(model)
        self._arrange()
        self._arrange_header()
        model.modelAboutToBeReset.connect(self._on_rows_leaving)
        model.modelReset.connect(self._on_rows_set)
        self.activated.connect(self._on_activated)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self._on_rows_set()

    def set_stamp(self, stamp: str) -> None:
        """Set the line under copied rows, which tells the as-of day; empty for none."""
        self._stamp = stamp

    def copy(self, *, headers: bool = False) -> None:
        """Copy the selected rows, or else the current row, as tab-separated text."""
        places = {index.row() for index in self.selectionModel().selectedRows()}
        if not places and self.currentIndex().isValid():
            places = {self.currentIndex().row()}
        text = self._rows.tsv(tuple(sorted(places)), headers=headers)
        QGuiApplication.clipboard().setText("\n".join(part for part in (text, self._stamp) if part))

    def content_height(self, most: int | None = None) -> int:
        """The height in pixels that shows every row, or `most` rows, without scrolling."""
        rows = self._rows.rowCount() if most is None else min(most, self._rows.rowCount())
        header = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        return header + rows * self.verticalHeader().defaultSectionSize() + 4

    def _arrange(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()

    def _arrange_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setMinimumSectionSize(24)
        self.setSortingEnabled(True)
        for number, column in enumerate(self._rows.columns):
            modes = QHeaderView.ResizeMode
            header.setSectionResizeMode(number, modes.Stretch if column.stretch else modes.ResizeToContents)

    def _on_rows_leaving(self) -> None:
        current = self.currentIndex()
        self._kept = (current.row(), current.data(ROW_ROLE)) if current.isValid() else (0, None)

    def _on_rows_set(self) -> None:
        """Keep the current row, or its place: screen readers crash on a table without a current row."""
        rows = self._rows.rows
        place, kept = self._kept
        if kept in rows:
            place = rows.index(kept)
        if rows:
            index = self._rows.index(min(max(place, 0), len(rows) - 1), 0)
            self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)

    def _on_activated(self, index: QModelIndex) -> None:
        self.row_activated.emit(index.data(ROW_ROLE))

    def _on_look_changed(self) -> None:
        theme = self._look.theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("surface"))
        palette.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("accent_soft"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("text"))
        self.setPalette(palette)
        self.verticalHeader().setDefaultSectionSize(self._look.scaled(ROW_HEIGHT))
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As high as the rows, up to a few rows."""
        return QSize(super().sizeHint().width(), self.content_height(FEW_ROWS))

    def event(self, event: QEvent) -> bool:
        """Keep the copy keys for the table in focus."""
        if event.type() == event.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _copies(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies rows, Ctrl+Shift+C with the header line; Enter activates the current row."""
        if _copies(event):
            self.copy(headers=not event.matches(QKeySequence.StandardKey.Copy))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell: its text in its colour, or a state pill, over a thin line; a frame shows the focus."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        rect, text = QRect(cell.rect), cell.text
        theme = self._look.theme
        painter.save()
        if cell.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        role = index.data(PILL_ROLE)
        if role and text:
            paint_pill(painter, QRectF(_pill_rect(inner, cell)), text, role, theme, cell.font)
        else:
            self._paint_text(painter, inner, cell, theme.colour(index.data(COLOUR_ROLE) or "text"))
        if cell.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The size of the text, or of its pill."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        ink = cell.fontMetrics.horizontalAdvance(cell.text)
        width = pill_width(cell.text, cell.font) if index.data(PILL_ROLE) else ink
        return QSize(width + 2 * PADDING + 1, self._look.scaled(ROW_HEIGHT))

    def _paint_text(self, painter: QPainter, rect: QRect, cell: QStyleOptionViewItem, colour: QColor) -> None:
        painter.setFont(cell.font)
        painter.setPen(colour)
        shown = cell.fontMetrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, cell.displayAlignment, shown)


def make_table(model: TableModel[RowT], look: Look, parent: QWidget | None = None) -> TableView[RowT]:
    """A quiet table of a model."""
    return TableView(model, look, parent)


def _pill_rect(inner: QRect, cell: QStyleOptionViewItem) -> QRect:
    width = min(pill_width(cell.text, cell.font), inner.width())
    height = max(HEIGHT, cell.fontMetrics.height() + 3)
    box = QRect(inner.left(), inner.center().y() - height // 2, width, height)
    if cell.displayAlignment & Qt.AlignmentFlag.AlignRight:
        box.moveRight(inner.right())
    return box


def _copies(event: QKeyEvent) -> bool:
    pressed = QKeySequence(event.keyCombination())
    return event.matches(QKeySequence.StandardKey.Copy) or pressed == _COPY_WITH_HEADERS
