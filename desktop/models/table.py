"""The model of every table: a tuple of rows under a tuple of columns."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtGui import QFont

from desktop import text
from desktop.domain.explanation.figure import FigureKeys
from desktop.models.roles import EXPLAIN_ROLE, NO_INDEX

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.explanation.figure import FigureKey
    from desktop.models.roles import Index

RowT = TypeVar("RowT")

SORT_ROLE = int(Qt.ItemDataRole.UserRole) + 1  # the native value a column sorts by
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 2  # the row itself
PILL_ROLE = int(Qt.ItemDataRole.UserRole) + 3  # the colour role of a state pill
COLOUR_ROLE = int(Qt.ItemDataRole.UserRole) + 4  # the colour role of the text


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """A column: its title, its text and its sort value for a row (None sorts last).

    `pill` gives the colour role of a state pill ("" for none), `colour` the role of the text; `tip` a plain
    text; `figures` the keys of the amounts shown.
    """

    title: str
    text: Callable[[RowT], str]
    sort_key: Callable[[RowT], object]
    align_right: bool = False
    stretch: bool = False
    bold: bool = False
    pill: Callable[[RowT], str] | None = None
    colour: Callable[[RowT], str] | None = None
    tip: Callable[[RowT], str] | None = None
    figures: Callable[[RowT], tuple[FigureKey, ...]] | None = None


class Keyed(Protocol):
    """A row about a figure that can be explained."""

    @property
    def key(self) -> FigureKey | None:
        """The key of the figure, if it has any."""


def key_of(row: Keyed) -> tuple[FigureKey, ...]:
    """The key of a row's figure, as the figures of a column."""
    return () if row.key is None else (row.key,)


class TableModel(QAbstractTableModel, Generic[RowT]):
    """Rows under columns; every text is made when the rows are set."""

    def __init__(self, columns: tuple[Column[RowT], ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self._given: tuple[RowT, ...] = ()
        self._order: list[int] = []
        self._cells: list[tuple[dict[int, object], ...]] = []
        self._sort = (-1, Qt.SortOrder.AscendingOrder)

    @property
    def rows(self) -> tuple[RowT, ...]:
        """The rows in the order shown."""
        return tuple(self._given[place] for place in self._order)

    def set_rows(self, rows: tuple[RowT, ...]) -> None:
        """Show these rows, in the chosen sort order."""
        self.beginResetModel()
        self._given = rows
        self._cells = [tuple(_cell(column, row) for column in self.columns) for row in rows]
        self._order = self._ordered()
        self.endResetModel()

    def add_rows(self, rows: tuple[RowT, ...]) -> None:
        """Show more rows below the others, whatever the sort order."""
        if rows:
            first = len(self._given)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._given += rows
            self._cells += [tuple(_cell(column, row) for column in self.columns) for row in rows]
            self._order += range(first, len(self._given))
            self.endInsertRows()

    def row(self, place: int) -> RowT:
        """The row shown at a place."""
        return self._given[self._order[place]]

    def tsv(self, places: tuple[int, ...], *, headers: bool) -> str:
        """The rows at these places as lines of tab-separated cells that no spreadsheet runs as a formula."""
        lines = [[column.title for column in self.columns]] if headers else []
        lines += [[str(cell[Qt.ItemDataRole.DisplayRole]) for cell in self._at(place)] for place in places]
        return "\n".join("\t".join(plain_cell(text) for text in line) for line in lines)

    def _at(self, place: int) -> tuple[dict[int, object], ...]:
        return self._cells[self._order[place]]

    def _ordered(self) -> list[int]:
        number, order = self._sort
        places = list(range(len(self._given)))
        if not 0 <= number < len(self.columns):
            return places
        values = [cells[number][SORT_ROLE] for cells in self._cells]
        known = [place for place in places if values[place] is not None]
        unknown = [place for place in places if values[place] is None]
        known.sort(
            key=lambda place: cast("int", values[place]), reverse=order == Qt.SortOrder.DescendingOrder
        )
        return known + unknown

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, as a header asks; indexes held by views follow their rows."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        stays = [(self._order[index.row()], index.column()) for index in held]
        self._sort = (column, order)
        self._order = self._ordered()
        place_of = {given: place for place, given in enumerate(self._order)}
        moved = [self.index(place_of[given], number) for given, number in stays]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of rows."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The value of a cell for a role, made when the rows were set."""
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self.row(index.row())
        cell = self._at(index.row())[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:  # an empty cell is said to be one
            return cell[Qt.ItemDataRole.DisplayRole] or QCoreApplication.translate("TableModel", "empty")
        return cell.get(role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """The title of a column, aligned as its cells, or the number of a row in words."""
        if orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole:
            return QCoreApplication.translate("TableModel", "Row {0}").format(text.count(section + 1))
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
        return None


def plain_cell(text: str) -> str:
    """A text as a single spreadsheet cell: no tabs or line ends, and no start of a formula."""
    text = " ".join(text.split("\t")).replace("\r", " ").replace("\n", " ")
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) else text  # noqa: RUF001


def _alignment(column: Column[RowT]) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.align_right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _cell(column: Column[RowT], row: RowT) -> dict[int, object]:
    cell: dict[int, object] = {
        Qt.ItemDataRole.DisplayRole: column.text(row),
        Qt.ItemDataRole.TextAlignmentRole: _alignment(column),
        SORT_ROLE: column.sort_key(row),
    }
    if column.pill:
        cell[PILL_ROLE] = column.pill(row)
    if column.colour:
        cell[COLOUR_ROLE] = column.colour(row)
    if column.bold:
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)
        cell[Qt.ItemDataRole.FontRole] = font
    if column.tip:
        cell[Qt.ItemDataRole.ToolTipRole] = html.escape(column.tip(row))
    if column.figures and (keys := column.figures(row)):
        cell[EXPLAIN_ROLE] = FigureKeys(keys)
    return cell
