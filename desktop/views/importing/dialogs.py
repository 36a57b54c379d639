"""The small dialogs of an import: a line to write, and a list to look through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.views.parts.states import plain_label, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZE = 900, 520
LONGEST = 120  # letters of a line


class LineDialog(QDialog):
    """Asks for a line of text, such as the name of a profile."""

    def __init__(
        self, title: str, name: str, words: str, keep: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import_line_dialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keep = keep
        self.line = QLineEdit(words, self)
        self.line.setObjectName("import_line")
        self.line.setMaxLength(LONGEST)
        self.line.setMinimumWidth(320)
        self.line.setAccessibleName(name)
        label = QLabel(name, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(self.line)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Save | kinds.Cancel, self)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=8)
        for part in (label, self.line, buttons):
            column.addWidget(part)
        self.line.selectAll()

    def accept(self) -> None:
        """Keep the line, unless it is empty."""
        words = "".join(letter for letter in self.line.text() if letter.isprintable()).strip()
        if words:
            super().accept()
            self._keep(words)


class ListDialog(QDialog):
    """Shows a table with a sentence above it; Esc closes it."""

    def __init__(self, title: str, words: str, table: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_list_dialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        sentence = plain_label("muted", self, text=words)
        sentence.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=10)
        column.addWidget(sentence)
        column.addWidget(table, 1)
        column.addWidget(buttons)
        table.setFocus()
