"""The field of the as-of day: typed, stepped by keys, or picked from a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton

from desktop import text
from desktop.views.parts.calendar import FIRST, LAST, CalendarMenu
from desktop.views.parts.states import set_flag, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from desktop.domain.days.asof import AsOf
    from desktop.session.session import Session
    from desktop.theme import Look


class DayEdit(QLineEdit):
    """A line for a day. Arrow keys step by days, page keys by months, Escape undoes typing."""

    # int, int: the days and months to move by.
    stepped = Signal(int, int)
    # bool: the field gained or lost the focus.
    focused = Signal(bool)
    # The typed text is dropped.
    reverted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, undo, or type."""
        match event.key():
            case Qt.Key.Key_Up:
                self.stepped.emit(1, 0)
            case Qt.Key.Key_Down:
                self.stepped.emit(-1, 0)
            case Qt.Key.Key_PageUp:
                self.stepped.emit(0, 1)
            case Qt.Key.Key_PageDown:
                self.stepped.emit(0, -1)
            case Qt.Key.Key_Escape:
                self.reverted.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the day, for typing to replace it."""
        super().focusInEvent(event)
        self.focused.emit(True)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell of the lost focus."""
        super().focusOutEvent(event)
        self.focused.emit(False)


class DayField(QFrame):
    """The as-of day between buttons for the day before and the day after."""

    # str: the fault in the typed day; empty once settled.
    fault_changed = Signal(str)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("as_of_box")
        self._session, self._look = session, look
        self.edit = DayEdit(self)
        self.edit.setObjectName("as_of_field")
        self.edit.setAccessibleName(self.tr("As of"))
        self.edit.setToolTip(
            self.tr("Type a day, step with the arrow keys, months with Page Up and Page Down")
        )
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._previous = self._button(self.tr("One day earlier"), lambda: session.day.step(days=-1))
        self._next = self._button(self.tr("One day later"), lambda: session.day.step(days=1))
        self._pick = QToolButton(self)
        self._pick.setAccessibleName(self.tr("Calendar"))
        self._pick.setToolTip(self._pick.accessibleName())
        row = spaced(QHBoxLayout(self), margins=(1, 1, 1, 1), spacing=0)
        row.addWidget(self._previous)
        row.addWidget(self.edit, 1)
        row.addWidget(self._pick)
        row.addWidget(self._next)
        self.edit.returnPressed.connect(self._on_typed)
        self.edit.stepped.connect(session.day.step)
        self.edit.reverted.connect(self._show_day)
        self.edit.focused.connect(self._on_focused)
        session.as_of_changed.connect(self._show_day)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self._show_day()

    def complete(self) -> None:
        """Give the buttons their icons in the present colours, and the calendar its menu."""
        from desktop.icons import icon  # noqa: PLC0415 - drawn after the first paint

        ink = self._look.theme.colour("muted")
        self._previous.setIcon(icon("previous", ink))
        self._next.setIcon(icon("next", ink))
        self._pick.setIcon(icon("calendar", ink))
        if self._pick.menu() is None:
            menu = CalendarMenu(self._look, self._pick.accessibleName(), self._pick)
            menu.aboutToShow.connect(lambda: menu.show_day(self._session.as_of.day))
            menu.picked.connect(self._session.day.pick)
            self._pick.setMenu(menu)
            self._pick.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _button(self, words: str, deed: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setAutoRepeat(True)
        button.clicked.connect(lambda _checked=False: deed())
        return button

    def _on_typed(self) -> None:
        day = text.read_day(self.edit.text())
        if day is None:
            self._refuse(self.tr("Write a day like 9 Feb 2023 or 2023-02-09."))
        elif not FIRST <= day <= LAST:
            self._refuse(self.tr("Write a day from {0} to {1}.").format(text.day(FIRST), text.day(LAST)))
        elif day != self._session.as_of.day:
            self._session.day.pick(day)
        else:
            self._show_day()

    def _refuse(self, sentence: str) -> None:
        set_flag(self, "invalid", on=True)
        self.fault_changed.emit(sentence)

    def _show_day(self, _as_of: AsOf | None = None) -> None:
        set_flag(self, "invalid", on=False)
        self.fault_changed.emit("")
        selected = self.edit.hasSelectedText()
        self.edit.setText(text.long_day(self._session.as_of.day))
        if selected:
            self.edit.selectAll()

    def _on_focused(self, focused: bool) -> None:  # noqa: FBT001
        set_flag(self, "focused", on=focused)
        if not focused and self.edit.isModified():
            self._on_typed()

    def _on_look_changed(self) -> None:
        self.edit.setMinimumWidth(self._look.scaled(140))
