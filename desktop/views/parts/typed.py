"""Small fields for one typed value, and buttons that choose among a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QToolButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# The least width of a button of choices.
_LEAST = 64
_OWN_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class TypedEdit(QLineEdit):
    """A line that tells what was typed on Enter or on leaving; Escape forgets the typing.

    Ctrl+Z is its own only while something is typed: afterwards it undoes the edit that was made.
    """

    # str: what was typed, without blanks around it.
    entered = Signal(str)
    # What was typed is forgotten.
    reverted = Signal()

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setProperty("role", "inline")
        self.setProperty("invalid", False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._shown = ""
        self.editingFinished.connect(self._on_finished)

    def show_value(self, words: str) -> None:
        """Show a value, unless something else is being typed or was refused."""
        self._shown = words
        if not self.isModified():
            self.setText(words)
            self.setCursorPosition(0)

    def accept_typed(self) -> None:
        """What was typed is taken: the value shown next may replace it."""
        self.setModified(False)
        self._mark(invalid=False)

    def refuse(self) -> None:
        """What was typed stays, marked as refused."""
        self.setModified(True)
        self._mark(invalid=True)

    def revert(self) -> None:
        """Show the value again in place of what was typed."""
        self.setText(self._shown)
        self._mark(invalid=False)
        self.reverted.emit()

    def _on_finished(self) -> None:
        if self.isModified():
            self.entered.emit(self.text().strip())

    def _mark(self, *, invalid: bool) -> None:
        if self.property("invalid") != invalid:
            self.setProperty("invalid", invalid)
            self.style().unpolish(self)
            self.style().polish(self)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where nothing is typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not self.isModified() and any(event.matches(key) for key in _OWN_UNDO):
                event.ignore()
                return False
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Forget the typing, or type."""
        if event.key() == Qt.Key.Key_Escape:
            self.revert()
        else:
            super().keyPressEvent(event)


class ChoiceButton(QToolButton):
    """A button that shows what is chosen and offers the others in a menu."""

    # The value that was chosen.
    chosen = Signal(object)

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = accessible
        self.setProperty("role", "choice")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self.setMenu(self._menu)

    def minimumSizeHint(self) -> QSize:
        """A long choice is cut: it asks for no more width than a short one."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def show_choices(self, choices: tuple[tuple[object, str], ...], value: object) -> None:
        """Offer values with their words; the one that holds is shown."""
        self._menu.clear()
        for each, words in choices:
            action = QAction(words.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setChecked(each == value)
            action.triggered.connect(lambda _checked=False, each=each: self.chosen.emit(each))
            self._menu.addAction(action)
            if each == value:
                shown = words.rstrip("…")
                self.setText(f"{shown.replace('&', '&&')} \N{BLACK DOWN-POINTING SMALL TRIANGLE}")
                self.setAccessibleName(f"{self._name}: {shown}")
