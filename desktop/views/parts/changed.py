"""The dot beside a row or an event that another program changed since the user last saw it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    from desktop.theme import Look

RADIUS = 3.0


def paint_changed(painter: QPainter, centre: QPointF, look: Look) -> None:
    """Paint the dot; the words of the row tell the change as well."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.colour("accent"))
    painter.drawEllipse(centre, RADIUS, RADIUS)
    painter.restore()
