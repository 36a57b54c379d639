"""The way of the focus: Tab goes as the controls lie, and a form gives the focus back."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QSplitter, QTabWidget, QWidget
from shiboken6 import isValid

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


class WayBack:
    """Returns the focus from a form to where it was; where that is gone, to what lies behind the form."""

    def __init__(self, form: QWidget) -> None:
        self._form = form
        self._from: QWidget | None = None

    def note(self) -> None:
        """Keep where the focus is now, outside the form."""
        if not self.is_within:
            self._from = self._form.window().focusWidget()

    def go(self) -> None:
        """Return the focus."""
        there = self._from
        if there is None or not isValid(there) or not there.isVisible():
            there = self._next()
        if there is not None:
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self) -> QWidget | None:
        """What Tab would come to after the form, or before it, in the smallest part of the window with any.

        Qt's own chain is not asked: its answers become children, for Python, of the widget that was asked.
        """
        around = self._form.parentWidget()
        while around is not None:
            every = list(_reached(around))
            own = [place for place, part in enumerate(every) if self._holds(part)]
            first, last = (own[0], own[-1]) if own else (len(every), len(every))
            for part in (*every[last + 1 :], *reversed(every[:first])):
                if part.isEnabled() and part.isVisible():
                    return part
            around = around.parentWidget()
        return None

    def _holds(self, part: QWidget) -> bool:
        return part is self._form or self._form.isAncestorOf(part)

    @property
    def is_within(self) -> bool:
        """Whether the focus is in the form."""
        focus = self._form.window().focusWidget()
        return focus is not None and self._holds(focus)
