"""The state of a row of a list: chosen, under the pointer, in focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QAbstractItemView


class RowState(NamedTuple):
    """The state that decides the ground of a painted row."""

    is_chosen: bool
    is_hovered: bool
    is_focused: bool


def row_state(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> RowState:
    """The state of a row, read from its view: Qt's own option would load all of `QStyle` at a start."""
    return RowState(
        view.selectionModel().isSelected(index),
        view.underMouse() and _under_mouse(view) == index,
        view.hasFocus() and view.currentIndex() == index,
    )


def _under_mouse(view: QAbstractItemView) -> QModelIndex:
    """The row under the pointer; an invalid index beside the rows."""
    from PySide6.QtGui import QCursor  # noqa: PLC0415 - the pointer is elsewhere at most starts

    return view.indexAt(view.viewport().mapFromGlobal(QCursor.pos()))
