"""The icons of the program, drawn by name and colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.assets import read_bytes, read_text

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

_SIZES = (16, 32)  # every drawing is made at once: a start waits for them


def icon(name: str, colour: QColor) -> QIcon:
    """The icon `name` in a colour."""
    drawing = read_text(f"icons/{name}.svg").replace("currentColor", colour.name())
    return _drawn(drawing.encode(), _SIZES)


def window_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    return _drawn(read_bytes("icons/astreinte.svg"), (16, 32, 48, 64, 128, 256))


def _drawn(drawing: bytes, sizes: tuple[int, ...]) -> QIcon:
    renderer = QSvgRenderer(QByteArray(drawing))
    made = QIcon()
    for size in sizes:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(pixmap)
    return made
