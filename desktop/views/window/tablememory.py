"""The sort order of every table, remembered between runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop.views.parts.table import TableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.settings import SettingsKeeper


class TableMemory(QObject):
    """Sorts the tables of a window as remembered by object name, and notes every change."""

    def __init__(self, window: QWidget, keeper: SettingsKeeper) -> None:
        super().__init__(window)
        self._keeper = keeper
        for table in window.findChildren(TableView):
            if table.isSortingEnabled() and table.objectName():
                self._follow(table)

    def _follow(self, table: TableView[object]) -> None:
        name = table.objectName()
        place, descending = self._orders().get(name, (-1, False))
        if 0 <= place < table.model().columnCount():
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            table.sortByColumn(place, order)
        table.horizontalHeader().sortIndicatorChanged.connect(
            lambda place, order: self._note(name, place, descending=order is Qt.SortOrder.DescendingOrder)
        )

    def _orders(self) -> dict[str, tuple[int, bool]]:
        orders = {}
        for text in self._keeper.settings.table_orders:
            name, _, order = text.rpartition(":")
            number = order.rstrip("-")
            if name and number.isdecimal() and number.isascii():
                orders[name] = (int(number), order.endswith("-"))
        return orders

    def _note(self, name: str, place: int, *, descending: bool) -> None:
        orders = self._orders() | {name: (place, descending)}
        texts = (
            f"{key}:{number}{'-' if down else ''}" for key, (number, down) in orders.items() if number >= 0
        )
        self._keeper.change(table_orders=tuple(sorted(texts)))
