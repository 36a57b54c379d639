"""The figures a widget shows, and the figure meant by the focus or the pointer, for the explanations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.domain.explanation.figure import FigureKeys
from desktop.models.roles import EXPLAIN_ROLE

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPoint

    from desktop.domain.explanation.figure import FigureKey

_PROPERTY = "figures"


def mark(widget: QWidget, *keys: FigureKey) -> None:
    """Note the figures a widget shows, in the order of its words."""
    widget.setProperty(_PROPERTY, FigureKeys(keys))


def keys_of(widget: QWidget | None) -> tuple[FigureKey, ...]:
    """The figures of a widget, or of the nearest enclosing widget with figures."""
    while widget is not None:
        found = widget.property(_PROPERTY)
        if isinstance(found, FigureKeys) and found.keys:
            return found.keys
        widget = widget.parentWidget()
    return ()


def keys_in(widget: QWidget | None) -> tuple[FigureKey, ...]:
    """The figures meant by the focus: in a table the current cell's, then the rest of the row."""
    view = _view_around(widget)
    found = keys_at_index(view.currentIndex()) if view is not None else ()
    return found or keys_of(widget)


def keys_under(widget: QWidget, spot: QPoint) -> tuple[FigureKey, ...]:
    """The figures meant by the pointer; `spot` is in the widget's coordinates."""
    view = _view_around(widget)
    if view is not None:
        index = view.indexAt(view.viewport().mapFrom(widget, spot))
        return keys_at_index(index) or keys_of(widget)
    return keys_of(widget)


def keys_at_index(index: QModelIndex) -> tuple[FigureKey, ...]:
    """The figures of a cell, then the figures of the rest of its row."""
    if not index.isValid():
        return ()
    model, row = index.model(), index.row()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    cells = [index, *(model.index(row, column) for column in range(columns))]
    held = (cell.data(EXPLAIN_ROLE) for cell in cells)
    return tuple(dict.fromkeys(key for keys in held if isinstance(keys, FigureKeys) for key in keys.keys))


def _view_around(widget: QWidget | None) -> QAbstractItemView | None:
    while widget is not None and not isinstance(widget, QAbstractItemView):
        widget = widget.parentWidget()
    return widget
