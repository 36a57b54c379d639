"""The question before values that were typed and not saved are left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import text
from desktop.views.parts.states import make_button, plain_label, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.session.session import Session

_LEAST = 420  # pixels


class UnsavedDialog(QDialog):
    """Asks whether to leave without saving; nothing is left behind without a yes."""

    def __init__(self, number: int, leave: Callable[[], object], parent: QWidget) -> None:
        """Ask about the values in a number of investigations; `leave` is done on a yes."""
        super().__init__(parent)
        self.setObjectName("unsaved")
        self.setWindowTitle(self.tr("Leave without saving?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._leave = leave
        title = plain_label("heading", self, text=self.windowTitle())
        told = (
            self.tr("1 investigation has values that you typed and did not save. They would be lost.")
            if number == 1
            else self.tr(
                "{0} investigations have values that you typed and did not save. They would be lost."
            ).format(text.count(number))
        )
        words = plain_label("", self, text=told, name="unsaved_words")
        words.setWordWrap(True)
        words.setMinimumWidth(_LEAST)
        self.setAccessibleName(title.text())
        self.setAccessibleDescription(told)
        back = make_button(self.tr("Go back"), self.reject, self)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Leave without saving"), self.accept, self))
        buttons.addWidget(back)
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=12)
        for label in (title, words):
            column.addWidget(label)
        column.addLayout(buttons)
        back.setFocus()

    def accept(self) -> None:
        """Leave the values behind."""
        super().accept()
        self._leave()


def unsaved_in(session: Session) -> int:
    """The number of investigations of the open file with values that are not saved."""
    return len(session.forms.unsaved) if "forms" in vars(session) else 0


def leave_file(session: Session, leave: Callable[[], object], parent: QWidget) -> None:
    """Leave the open file, or ask first where values are not saved."""
    if number := unsaved_in(session):
        UnsavedDialog(number, leave, parent).open()
    else:
        leave()
