"""Small fields for a typed value, and buttons that choose a value from a menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from desktop.views.parts.states import set_flag

_LEAST = 64  # pixels, the least width of a button of choices
_OWN_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class TypedEdit(QLineEdit):
    """A line that hands on typed text at Enter or on leaving; Escape drops the text.

    Ctrl+Z undoes typing only before it is handed on; afterwards the window undoes the edit made of it.
    """

    # str: the typed text without blanks around it.
    entered = Signal(str)
    # The typed text is dropped.
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
        """Show a value, unless typed text stands in the field."""
        self._shown = words
        if not self.isModified():
            self.setText(words)
            self.setCursorPosition(0)

    def accept_typed(self) -> None:
        """Take the typed text: the next value may replace it."""
        self.setModified(False)
        set_flag(self, "invalid", on=False)

    def refuse(self) -> None:
        """Keep the typed text, marked as refused."""
        self.setModified(True)
        set_flag(self, "invalid", on=True)

    def revert(self) -> None:
        """Show the value again in place of the typed text."""
        self.setText(self._shown)
        set_flag(self, "invalid", on=False)
        self.reverted.emit()

    def _on_finished(self) -> None:
        if self.isModified():
            self.entered.emit(self.text().strip())

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window while no text is typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not self.isModified() and any(event.matches(key) for key in _OWN_UNDO):
                event.ignore()
                return False
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Drop the typed text at Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.revert()
        else:
            super().keyPressEvent(event)


class ChoiceButton(QToolButton):
    """A button that shows the chosen value and offers all values in a menu."""

    # object: the chosen value.
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
        """A least width that cuts a long value."""
        return QSize(_LEAST, super().minimumSizeHint().height())

    def show_choices(self, choices: tuple[tuple[object, str], ...], value: object) -> None:
        """Offer values with their words, and show `value`."""
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
