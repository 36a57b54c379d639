"""A button that names its key in small, quiet letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_GAP = 6  # pixels between the words and the key
_SMALLER = 2  # pixels
_QUIET = 190  # of 255, the strength of the letters of the key


class KeyedButton(QPushButton):
    """A push button whose key stands beside its words."""

    def __init__(
        self, words: str, key: str, deed: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._key = key
        self.setAccessibleName(f"{words} {key}")
        self.setAutoDefault(False)
        self.clicked.connect(lambda _checked=False: deed())

    def sizeHint(self) -> QSize:
        """Room for the words and the key."""
        hint = super().sizeHint()
        return QSize(hint.width() + _GAP + self._key_width(), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Room for the words and the key."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the button, its words and its key."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = option.text, ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        ink = QColor(self.palette().color(self.foregroundRole()))
        width = self.fontMetrics().horizontalAdvance(words)
        left = inside.center().x() - (width + _GAP + self._key_width()) // 2
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(inside.adjusted(left - inside.left(), 0, width, 0), flags, words)
        ink.setAlpha(_QUIET)
        painter.setPen(ink)
        painter.setFont(self._key_font())
        start = left + width + _GAP - inside.left()
        painter.drawText(inside.adjusted(start, 0, width, 0), flags, self._key)
        painter.end()

    def _key_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(self.fontInfo().pixelSize() - _SMALLER, 1))
        font.setWeight(QFont.Weight.Normal)
        return font

    def _key_width(self) -> int:
        return QFontMetrics(self._key_font()).horizontalAdvance(self._key)
