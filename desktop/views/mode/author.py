"""The dialog that asks who makes the changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.views.parts.states import plain_label, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 80  # letters of a name


class AuthorDialog(QDialog):
    """Asks for the name under which changes stand in the history of a case file."""

    def __init__(self, name: str, usual: str, keep: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("author")
        self.setWindowTitle(self.tr("Author of changes"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keep = keep
        self.line = QLineEdit(name, self)
        self.line.setObjectName("author_name")
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(usual)
        self.line.setMinimumWidth(320)
        label = QLabel(self.tr("&Name"), self)
        label.setBuddy(self.line)
        self.line.setAccessibleName(self.tr("Name"))
        words = self.tr("It is written into the case file with every change, and goes along with its copies.")
        hint = plain_label("muted", self, text=words, name="author_words")
        hint.setWordWrap(True)
        self.line.setAccessibleDescription(words)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Save | kinds.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=8)
        for part in (label, self.line, hint, buttons):
            column.addWidget(part)
        self.line.selectAll()

    def accept(self) -> None:
        """Keep the name; an empty one is the usual one."""
        self._keep("".join(letter for letter in self.line.text() if letter.isprintable()).strip())
        super().accept()
