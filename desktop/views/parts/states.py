"""The message of a view without content (empty, loading, failed), and plain labels, buttons and layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayout

Button = tuple[str, "Callable[[], object]"]
LayoutT = TypeVar("LayoutT", bound="QLayout")


class StateView(QWidget):
    """A short title, a sentence, and buttons for the ways out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("state_view")
        self._shown: tuple[str, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = plain_label("heading", self, name="state_title")
        self._sentence = plain_label("muted", self, name="state_sentence")
        for label in (self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        column = spaced(QVBoxLayout(self), margins=(16, 24, 16, 24), spacing=8)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        column.addStretch(3)

    def show_state(self, title: str, sentence: str = "", *buttons: Button) -> None:
        """Show a title, a sentence and buttons in place of the former ones."""
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
    """A page that scrolls in a low window, instead of making the window higher."""

    def __init__(self, page: QWidget, fit_height: Callable[[int], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._fit_height = fit_height
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the page the height of the window's room."""
        self._fit_height(event.size().height())
        super().resizeEvent(event)


def scrolled(inside: QWidget, name: str) -> QScrollArea:
    """An area in which a widget scrolls up and down, without a border and out of the way of the focus."""
    area = QScrollArea()
    area.setObjectName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def plain_label(role: str, parent: QWidget, *, text: str = "", name: str = "") -> QLabel:
    """A label whose text is never read as markup; `name` is its object name."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if role:
        label.setProperty("role", role)
    return label


def make_button(words: str, deed: Callable[[], object], parent: QWidget) -> QPushButton:
    """A push button that runs `deed`."""
    button = QPushButton(words, parent)
    button.setAccessibleName(words)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: deed())
    return button


def spaced(layout: LayoutT, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int) -> LayoutT:
    """A layout with margins (left, top, right, bottom) and a spacing between its items, in pixels."""
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout


def set_flag(widget: QWidget, name: str, *, on: bool) -> None:
    """Set a property that the style sheet colours by, such as invalid or focused."""
    if bool(widget.property(name)) != on:
        widget.setProperty(name, on)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
