"""Fields of a form: a row with its name, typed lines, lists to choose from, and a note below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.views.parts.card import clear_layout, link_button, plain_label
from desktop.views.parts.choice import ChoiceBox
from desktop.views.parts.states import set_flag, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWheelEvent

NAMES = 112  # pixels of the names of the fields, at least
_LEAST = 44  # pixels of a control
_LINES = 2  # of a text, at least
_LETTERS = 3  # of a choice, at least
MOST = 128  # pixels of the words of a choice, shown whole at least


class Chooser(ChoiceBox):
    """A list of values with their words, of which one is chosen."""

    # object: the chosen value.
    chosen = Signal(object)

    def __init__(self, name: str, accessible: str, hint: str = "", *, most: int = MOST) -> None:
        super().__init__(most=most)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setPlaceholderText(hint)
        self.setMinimumContentsLength(_LETTERS)
        if not most:
            self.setMinimumWidth(_LEAST)
        self._values: tuple[object, ...] = ()
        self.activated.connect(lambda place: self.chosen.emit(self._values[place]))

    def show_choices(self, choices: tuple[tuple[object, str], ...], value: object) -> None:
        """Offer values with their words, and show `value`, or none of them."""
        values = tuple(each for each, _ in choices)
        if values != self._values:
            self._values = values
            self.clear()
            self.addItems([words for _, words in choices])
            self.updateGeometry()
        self.setCurrentIndex(values.index(value) if value in values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form: it scrolls, and chooses nothing."""
        event.ignore()


class FieldRow(QWidget):
    """The name of a field, its controls in a line, and a note below: what is wrong or understood."""

    def __init__(self, key: str, words: str, *controls: QWidget, stretch: tuple[int, ...] = ()) -> None:
        super().__init__()
        self._controls = controls
        self.name = plain_label(words, "caption")
        self.name.setContentsMargins(0, 6, 0, 0)
        line = spaced(QHBoxLayout(), spacing=8)
        for place, control in enumerate(controls):
            line.addWidget(control, stretch[place] if place < len(stretch) else 0)
        if not any(stretch):
            line.addStretch(1)
        self._note = plain_label(role="caption", wrap=True, name=f"{key}_note")
        self._answers = spaced(QHBoxLayout(), spacing=12)
        below = spaced(QHBoxLayout(), spacing=12)
        below.addWidget(self._note, 1)
        below.addLayout(self._answers)
        side = spaced(QVBoxLayout(), spacing=2)
        side.addLayout(line)
        side.addLayout(below)
        row = spaced(QHBoxLayout(self), spacing=12)
        row.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(side, 1)
        self.show_note("")

    @property
    def note(self) -> str:
        """The note below the field."""
        return self._note.text()

    def show_note(self, words: str, role: str = "caption", *, answers: tuple[QWidget, ...] = ()) -> None:
        """Show a note below the controls; with the role `fault` they are marked as wrong."""
        clear_layout(self._answers)
        for answer in answers:
            self._answers.addWidget(answer)
        if answers and not words:
            self._answers.addStretch(1)
        self._note.setVisible(bool(words))
        if words != self._note.text() or role != self._note.property("role"):
            self._note.setText(words)
            self._note.setProperty("role", role)
            self._note.style().unpolish(self._note)
            self._note.style().polish(self._note)
        for control in self._controls:
            if isinstance(control, QLineEdit):
                set_flag(control, "invalid", on=role == "fault")
            control.setAccessibleDescription(words)


def put_words(line: QLineEdit, words: str) -> None:
    """Put other words into a line, shown from their beginning."""
    if line.text() != words:
        line.setText(words)
        line.setCursorPosition(0)


def typed_line(name: str, accessible: str, edited: Callable[[str], object], hint: str = "") -> QLineEdit:
    """A line of text, each change of which is told."""
    line = QLineEdit()
    line.setMinimumWidth(_LEAST)
    line.setObjectName(name)
    line.setAccessibleName(accessible)
    line.setPlaceholderText(hint)
    line.textEdited.connect(edited)
    return line


def typed_text(name: str, accessible: str, edited: Callable[[str], object]) -> QPlainTextEdit:
    """A text of several lines; Tab leaves it."""
    box = QPlainTextEdit()
    box.setObjectName(name)
    box.setAccessibleName(accessible)
    box.setTabChangesFocus(True)
    box.setFixedHeight(box.fontMetrics().lineSpacing() * _LINES + 18)
    box.textChanged.connect(lambda: edited(box.toPlainText()))
    return box


def answer_link(words: str, name: str, deed: Callable[[], object]) -> QWidget:
    """A link beside a note, which answers its question."""
    link = link_button(words, name)
    link.clicked.connect(lambda _checked=False: deed())
    return link
