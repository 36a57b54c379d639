"""A dialog with a list, and beside it the parts that belong to what is chosen in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.views.parts.states import scrolled, spaced

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QPushButton

_SHARES = 6, 5  # of the width, for the list and the parts beside it


def side_of(name: str, least: int, *parts: QWidget) -> QScrollArea:
    """Parts below one another that scroll together, `least` pixels wide at least."""
    inside = QWidget()
    column = spaced(QVBoxLayout(inside), spacing=12)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area = scrolled(inside, name)
    area.setMinimumWidth(least)
    return area


def lay_beside(dialog: QDialog, listed: QWidget, side: QWidget, foot: QWidget, close: QPushButton) -> None:
    """Lay a list and its side beside each other in a dialog, a foot and the button to close below them."""
    both = spaced(QHBoxLayout(), spacing=16)
    both.addWidget(listed, _SHARES[0])
    both.addWidget(side, _SHARES[1])
    buttons = spaced(QHBoxLayout(), spacing=8)
    buttons.addWidget(foot, 1)
    buttons.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    column = spaced(QVBoxLayout(dialog), margins=(20, 16, 20, 16), spacing=12)
    column.addLayout(both, 1)
    column.addLayout(buttons)
