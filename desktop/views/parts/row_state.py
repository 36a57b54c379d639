"""How a row of a list stands: chosen, under the pointer, in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QCursor

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QAbstractItemView


class RowState(NamedTuple):
    """What a row is painted by."""

    is_chosen: bool
    is_hovered: bool
    is_focused: bool


def row_state(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> RowState:
    """The state of a row, asked of its view.

    What Qt tells of it comes with all words of `QStyle`, which a start would wait for.
    """
    under = view.indexAt(view.viewport().mapFromGlobal(QCursor.pos())) if view.underMouse() else None
    return RowState(
        view.selectionModel().isSelected(index),
        under is not None and under == index,
        view.hasFocus() and view.currentIndex() == index,
    )
