"""A label with several wordings of a text, which shows the longest that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class FittingLabel(QLabel):
    """Shows the first wording that fits; all say the same, the shortest comes last."""

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._wordings: tuple[str, ...] = ("",)

    def set_wordings(self, *wordings: str) -> None:
        """Set the wordings; a screen reader is told the first."""
        self._wordings = wordings
        self.setAccessibleName(wordings[0])
        self._choose()

    def minimumSizeHint(self) -> QSize:
        """Almost no width, the usual height."""
        return QSize(24, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the wording for the width."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        fitting = (words for words in self._wordings if metrics.horizontalAdvance(words) <= room)
        self.setText(next(fitting, self._wordings[-1]))
