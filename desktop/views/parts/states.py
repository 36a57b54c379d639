"""What a view shows when it has nothing to show: empty, loading, failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

Button = tuple[str, "Callable[[], object]"]


class StateView(QWidget):
    """A short title, one sentence, and buttons for what can be done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("state_view")
        self._shown: tuple[str, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = plain_label("heading", self)
        self._title.setObjectName("state_title")
        self._sentence = plain_label("muted", self)
        self._sentence.setObjectName("state_sentence")
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 24)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        column.addStretch(3)

    def show_state(self, title: str, sentence: str = "", *buttons: Button) -> None:
        """Show these words and buttons; whatever was shown before is gone."""
        shown = (title, sentence, *(words for words, _ in buttons))
        if shown == self._shown:
            return
        self._shown = shown
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(f"{title} {sentence}".strip())
        while (item := self._buttons.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._buttons.addStretch(1)
        for words, deed in buttons:
            button = make_button(words, deed, self)
            self._buttons.addWidget(button)
            button.show()
        self._buttons.addStretch(1)


class ScrolledPage(QScrollArea):
    """A page that scrolls where it needs more height than there is, instead of pushing the window."""

    def __init__(self, page: QWidget, fit_height: Callable[[int], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._fit_height = fit_height
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the page what room there is."""
        self._fit_height(event.size().height())
        super().resizeEvent(event)


def plain_label(role: str, parent: QWidget) -> QLabel:
    """A label that shows its text as it is, never as markup."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def make_button(words: str, deed: Callable[[], object], parent: QWidget) -> QPushButton:
    """A push button that does one thing."""
    button = QPushButton(words, parent)
    button.setAccessibleName(words)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: deed())
    return button
