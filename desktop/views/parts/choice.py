"""A box to choose from, which cuts no letter in two: words too long for it are shortened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_SIGN = 7  # pixels from the right to the sign
_EDGES = 44  # pixels of the frame, the margins and the sign
_DOWN = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"
_BETWEEN = " · "


class ChoiceBox(QComboBox):
    """Shows the chosen words whole, or their first part, or shortened, and a sign that there are others."""

    def __init__(self, parent: QWidget | None = None, *, most: int = 0) -> None:
        """Make a box at least as wide as its longest words, up to `most` pixels of them."""
        super().__init__(parent)
        self.setProperty("role", "choice")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._most = most
        self._longest: tuple[str, int] | None = None  # the font, and the width of the longest words
        model = self.model()
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.dataChanged):
            changed.connect(self._forget)

    def event(self, event: QEvent) -> bool:
        """Keep letters to the box, which chooses by them, though the window has a use for L."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
            if event.text().isprintable() and event.text() and event.modifiers() in plain:
                event.accept()
                return True
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """Room for the longest words, up to the most."""
        hint = super().minimumSizeHint()
        return QSize(max(hint.width(), min(self._measured(), self._most) + _EDGES), hint.height())

    def _measured(self) -> int:
        """The width of the longest words, measured once for a font."""
        font = self.font().key()
        if self._longest is None or self._longest[0] != font:
            metrics = self.fontMetrics()
            words = [
                self.placeholderText(),
                *(self.itemText(n) for n in range(self.count() if self._most else 0)),
            ]
            self._longest = font, max(metrics.horizontalAdvance(each) for each in words)
        return self._longest[1]

    def _forget(self) -> None:
        self._longest = None

    def sizeHint(self) -> QSize:
        """The usual size, but no less than the least."""
        return super().sizeHint().expandedTo(self.minimumSizeHint())

    def shown_words(self, room: int) -> str:
        """The chosen words as they are shown in some pixels of width."""
        words, metrics = self.currentText() or self.placeholderText(), self.fontMetrics()
        if metrics.horizontalAdvance(words) <= room:
            return words
        first = words.partition(_BETWEEN)[0]
        if len(first) <= 3 and metrics.horizontalAdvance(first) <= room:  # noqa: PLR2004 - a code says enough
            return first
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the frame, the words and the sign."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.shown_words(field.width() - 4)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.setPen(self.palette().color(self.foregroundRole()))
        side = self.rect().adjusted(0, 0, -_SIGN, 0)
        painter.drawText(side, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), _DOWN)
        painter.end()
