"""Tables that never scroll: all rows are shown, and columns narrow, wrap or hide to fit the width."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget

from desktop.models.table import ROW_ROLE
from desktop.text import NOTHING
from desktop.views.parts.table import CellDelegate, make_table
from desktop.views.parts.wrapping import BETWEEN_WORDS, wrapped

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from desktop.models.table import TableModel
    from desktop.theme import Look
    from desktop.views.parts.table import TableView

RowT = TypeVar("RowT")

LEAST = 96  # pixels a long text keeps while a column may still be hidden


class WrappingDelegate(CellDelegate):
    """Cells with long texts wrapped into the lines of a row; the cells of a total are bold."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Prepare a cell."""
        super().initStyleOption(option, index)
        if getattr(index.data(ROW_ROLE), "total", False):
            font = option.font
            font.setBold(True)
            option.font = font
            option.fontMetrics = QFontMetrics(font)

    def _paint_text(self, painter: QPainter, rect: QRect, cell: QStyleOptionViewItem, colour: QColor) -> None:
        height = QFontMetrics(cell.font).height()
        lines = wrapped(
            cell.text, cell.font, rect.width(), max(1, (rect.height() + 2) // height), BETWEEN_WORDS
        )
        painter.setFont(cell.font)
        painter.setPen(colour)
        painter.drawText(rect, int(cell.displayAlignment), "\n".join(lines))


class ColumnFitter(QObject):
    """Divides the width of a table: `optional` columns are hidden first, then long texts narrow."""

    def __init__(
        self, table: TableView[RowT], model: TableModel[RowT], optional: tuple[int, ...], least: int
    ) -> None:
        super().__init__(table)
        self._least = least
        self._table: QWidget = table
        self._header = table.horizontalHeader()
        self._natural = table.sizeHintForColumn
        self._hide = table.setColumnHidden
        self._set_height = table.setFixedHeight
        self._content_height = table.content_height
        self._model, self._columns = model, model.columns
        self._optional = optional
        table.viewport().installEventFilter(self)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Divide the width anew."""
        room = self._table.width()
        shown = [place for place in range(len(self._columns)) if self._has_words(place)]
        for place in shown:
            self._hide(place, False)  # a hidden column has no width to wish for
        every = range(len(self._columns))
        wishes = [max(self._natural(place), self._header.sectionSizeHint(place)) for place in every]
        for place in self._optional:
            if place not in shown:
                continue
            least = sum(min(wishes[at], self._least) if self._narrows(at) else wishes[at] for at in shown)
            if least <= room:
                break
            shown.remove(place)
        widths = self._divided(shown, wishes, room)
        for place in range(len(self._columns)):
            self._hide(place, place not in widths)
            if place in widths:
                self._header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                self._header.resizeSection(place, widths[place])

    def _has_words(self, place: int) -> bool:
        """Whether a column is shown at all: an optional one without a word is not."""
        return place not in self._optional or any(
            self._model.index(row, place).data() not in {"", NOTHING} for row in range(self._model.rowCount())
        )

    def _narrows(self, place: int) -> bool:
        column = self._columns[place]
        return not column.align_right and column.pill is None

    def _divided(self, shown: list[int], wishes: list[int], room: int) -> dict[int, int]:
        widths = {place: wishes[place] for place in shown}
        flexible = [place for place in shown if self._narrows(place)] or shown
        over = sum(widths.values()) - room
        while over > 0 and (widest := max(flexible, key=lambda place: widths[place])) is not None:
            if widths[widest] <= 1:
                break
            less = sorted((widths[place] for place in flexible), reverse=True)
            cut = max(1, min(over, widths[widest] - (less[1] if len(less) > 1 else 0)))
            widths[widest] -= min(cut, widths[widest] - 1)
            over = sum(widths.values()) - room
        if over < 0:
            stretch = next((place for place in shown if self._columns[place].stretch), shown[0])
            widths[stretch] -= over
        return widths

    def fit_height(self) -> None:
        """Give the table the height of its rows."""
        self._set_height(self._content_height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the table."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)


def make_fitted_table(
    model: TableModel[RowT],
    look: Look,
    optional: tuple[int, ...] = (),
    parent: QWidget | None = None,
    *,
    least: int = LEAST,
) -> TableView[RowT]:
    """A quiet table that never scrolls; `optional` columns are hidden in turn in a narrow table.

    It is narrow as soon as long texts, which wrap, would have fewer than `least` pixels.
    """
    table = make_table(model, look, parent)
    table.setItemDelegate(WrappingDelegate(look, table))
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    fitter = ColumnFitter(table, model, optional, least)
    model.modelReset.connect(fitter.fit_height)
    look.changed.connect(fitter.fit_height)
    look.changed.connect(fitter.fit)
    return table
