"""The tab order: as the controls lie, whenever each of them was made."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QSplitter, QTabWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayout


def follow_layout(widget: QWidget) -> None:
    """Order the controls in a widget for Tab from top to bottom, each row from left to right."""
    for before, after in pairwise(_reached(widget)):
        QWidget.setTabOrder(before, after)


def _reached(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    match widget:
        case QSplitter() | QTabWidget():
            if isinstance(widget, QTabWidget):
                yield from _reached(widget.tabBar())
            parts = (widget.widget(place) for place in range(widget.count()))
            for part in filter(None, parts):
                yield from _reached(part)
            return
        case QScrollArea():
            inner = widget.widget()
        case QAbstractScrollArea():  # a list or a table, with no controls of ours in it
            return
        case _:
            inner = widget
    layout = inner.layout() if inner is not None else None
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from _reached(widget)
        elif inner is not None:
            yield from _in_layout(inner)
