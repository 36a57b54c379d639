"""Tokens of the program that a text for people must not hold, and the texts of a window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QTabWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ADDRESS = re.compile(r"https?://\S+|\b[\w.-]+\.[a-z]{2,}\b\S*")
_SNAKE = re.compile(r"\b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b")
_KEBAB = re.compile(r"\b[a-z]+(?:-[a-z]+){2,}\b")
_SHORT_KEBAB = re.compile(r"\b(?:single-source|data-protection|other-law|periodic-penalty|consumer-law)\b")
# Words of people that look like tokens.
_WORDS = frozenset({"day-to-day", "end-to-end", "face-to-face", "up-to-date", "lead-in-time"})


def tokens_in(texts: Iterable[str]) -> set[str]:
    """The tokens in some texts: snake_case and E_CODES, and names-with-dashes of the vocabularies."""
    found: set[str] = set()
    for words in texts:
        bare = _ADDRESS.sub("", words)
        for pattern in (_SNAKE, _KEBAB, _SHORT_KEBAB):
            found.update(pattern.findall(bare))
    return found - _WORDS


def texts_of(window: QWidget) -> Iterator[str]:
    """Everything that can be read of a window: shown, pointed at or read aloud."""
    for widget in window.findChildren(QWidget):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        match widget:
            case QLabel() | QAbstractButton() | QLineEdit():
                yield widget.text()
            case QTabWidget():
                yield from (widget.tabText(number) for number in range(widget.count()))
            case QAbstractItemView() if widget.model() is not None:
                yield from _cells(widget.model())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    roles = (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
    # A list has one column, and does not say so.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            yield from (str(index.data(role)) for role in roles if index.data(role) is not None)
    for column in range(columns if columns > 1 else 0):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
