"""The row above a timeline: the number of events in view, and the choice of their scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from desktop.domain.timeline.scopes import Scope
from desktop.views.parts.card import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_NARROW = 620  # pixels of width under which the buttons have short words


class _Segment(QToolButton):
    """A button with room for its words in the heavy letters of the one that is chosen."""

    def sizeHint(self) -> QSize:
        """The usual size, as wide as in heavy letters."""
        hint, words, font = super().sizeHint(), self.text(), self.font()
        font.setWeight(QFont.Weight.DemiBold)
        wider = QFontMetrics(font).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words)
        return QSize(hint.width() + max(0, wider), hint.height())

    def minimumSizeHint(self) -> QSize:
        """The same: no word is cut."""
        return self.sizeHint()


class ScopeRow(QWidget):
    """Three buttons for the scope of the events, and the number of events in view."""

    # Scope: the scope chosen by the user.
    scope_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_scopes")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sight = ElidedLabel(role="caption", parent=self)
        self._sight.setObjectName("timeline_sight")
        self._sight.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._buttons: dict[Scope, QToolButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(0)
        row.addWidget(self._sight, 1)
        row.addSpacing(12)
        for scope, (words, _, tip) in self._words().items():
            row.addWidget(self._button(scope, words, tip))
        self._group.idClicked.connect(lambda number: self.scope_chosen.emit(tuple(Scope)[number]))
        self.show_scope(Scope.INVESTIGATION)

    def show_scope(self, scope: Scope) -> None:
        """Press the button of a scope."""
        self._buttons[scope].setChecked(True)

    def show_sight(self, words: str) -> None:
        """Show the number of events in view, in words."""
        self._sight.setText(words)
        self._sight.setAccessibleName(words)

    def _button(self, scope: Scope, words: str, tip: str) -> QToolButton:
        button = _Segment(self)
        button.setObjectName(f"scope_{scope}")
        button.setProperty("role", "segment")
        button.setProperty("end", {0: "left", 2: "right"}.get(len(self._buttons), "none"))
        button.setCheckable(True)
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(self.tr("Timeline of: {scope}").format(scope=words))
        self._group.addButton(button, len(self._buttons))
        self._buttons[scope] = button
        return button

    def _words(self) -> dict[Scope, tuple[str, str, str]]:
        """The words of each scope, its short words, and its tooltip."""
        return {
            Scope.INVESTIGATION: (
                self.tr("This investigation"),
                self.tr("Investigation"),
                self.tr("The events of this investigation"),
            ),
            Scope.RESPONDENT: (
                self.tr("This respondent"),
                self.tr("Respondent"),
                self.tr("The events of all investigations against the same respondent"),
            ),
            Scope.EVERYTHING: (
                self.tr("Everything"),
                self.tr("Everything"),
                self.tr("The events of all investigations in the file"),
            ),
        }

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use short words at a small width."""
        super().resizeEvent(event)
        short = self.width() < _NARROW
        for scope, words in self._words().items():
            self._buttons[scope].setText(words[short])
