"""Parts of a page that are scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

_AIR = 8  # pixels between a part and the edge of the page


def bring_into_sight(*parts: QWidget) -> None:
    """Scroll the pages around some parts to them, once they are laid out; the last has the last word."""
    QTimer.singleShot(0, parts[-1], lambda: _scroll(parts))


def _scroll(parts: tuple[QWidget, ...]) -> None:
    for part in parts:
        if not isValid(part):  # a form was built anew meanwhile
            continue
        around = part.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea) and around.widget() is not None:
                around.ensureWidgetVisible(part, 0, _AIR)
            around = around.parentWidget()
