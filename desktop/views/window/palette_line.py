"""The painting of a line of the command palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.models.palette import LINE_ROLE, PaletteLine, PaletteLineKind

if TYPE_CHECKING:
    from desktop.theme import Look

Index = QModelIndex | QPersistentModelIndex
SIDE, GAP, AIR, CORNER = 14, 10, 11, 5
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignLeft, _MIDDLE | Qt.AlignmentFlag.AlignRight


class PaletteLineDelegate(QStyledItemDelegate):
    """Paints the words of a line, their menu or detail, and the keys at the right; greyed if disabled."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The size of a line with air."""
        return QSize(200, option.fontMetrics.height() + AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line."""
        line: PaletteLine = index.data(LINE_ROLE)
        theme = self._look.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected and line.kind is not PaletteLineKind.HINT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(option.rect.adjusted(6, 0, -6, 0), CORNER, CORNER)
        box = option.rect.adjusted(SIDE, 0, -SIDE, 0)
        small = QFont(option.font)
        small.setPixelSize(max(9, option.font.pixelSize() - 1))
        keys = self._write(painter, box, line.keys, small, "muted" if line.enabled else "faint", _RIGHT)
        box.setRight(box.right() - (keys + GAP if keys else 0))
        is_hint = line.kind is PaletteLineKind.HINT
        ink = "muted" if is_hint else "text" if line.enabled else "faint"
        words = self._write(painter, box, line.words, option.font, ink, _LEFT)
        box.setLeft(box.left() + words + GAP)
        self._write(painter, box, line.detail, small, "muted" if line.enabled else "faint", _LEFT)
        painter.restore()

    def _write(  # noqa: PLR0913, PLR0917 - a short text and all about it
        self, painter: QPainter, box: QRect, words: str, font: QFont, role: str, where: Qt.AlignmentFlag
    ) -> int:
        """Write words, cut to the box, and return their width in pixels."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, box.width()))
        painter.setFont(font)
        painter.setPen(self._look.theme.colour(role))
        painter.drawText(box, where, shown)
        return metrics.horizontalAdvance(shown)
