"""A calendar in a menu, and a typed line with a button that opens it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QCalendarWidget, QWidget

    from desktop.theme import Look

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


class CalendarMenu(QMenu):
    """A month to pick a day from, made when it is opened."""

    # date: the picked day.
    picked = Signal(object)

    def __init__(self, look: Look, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._name = look, name
        self._calendar: QCalendarWidget | None = None
        look.changed.connect(self._dress)

    def show_day(self, day: date | None) -> None:
        """Fill the menu with the month of a day; without one, with this month."""
        # Loaded here: few open it, and every start would wait for its parts.
        from PySide6.QtWidgets import QCalendarWidget, QWidgetAction  # noqa: PLC0415

        self.clear()
        calendar = self._calendar = QCalendarWidget(self)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setDateRange(_qt_day(FIRST), _qt_day(LAST))
        if day is not None:
            calendar.setSelectedDate(_qt_day(day))
        self._dress()
        calendar.clicked.connect(self._on_picked)
        calendar.activated.connect(self._on_picked)
        calendar.setAccessibleName(self._name)
        action = QWidgetAction(self)
        action.setText(self._name)
        action.setDefaultWidget(calendar)
        self.addAction(action)
        calendar.setFocus()

    def _dress(self) -> None:
        """Colour the parts of the calendar that the style sheet does not reach."""
        if self._calendar is None:
            return
        from PySide6.QtGui import QPalette, QTextCharFormat  # noqa: PLC0415 - as above

        from desktop.icons import icon  # noqa: PLC0415 - as above

        theme, plain, calendar = self._look.theme, QTextCharFormat(), self._calendar
        plain.setForeground(theme.colour("text"))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekend, plain)
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("accent"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("surface"))
        calendar.setPalette(palette)
        for name in ("previous", "next"):
            turn = calendar.findChild(QToolButton, f"qt_calendar_{name.removesuffix('ious')}month")
            if isinstance(turn, QToolButton):
                turn.setIcon(icon(name, theme.colour("text")))

    def _on_picked(self, picked: QDate) -> None:
        self.close()
        self.picked.emit(date(picked.year(), picked.month(), picked.day()))


class CalendarLine(QLineEdit):
    """A line for a typed day; its button, or Alt+Down, opens a calendar."""

    # date: the day picked from the calendar.
    picked = Signal(object)
    # The calendar is about to be shown: `open_calendar` is to be told the day to begin with.
    calendar_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._menu: CalendarMenu | None = None
        from desktop.icons import icon  # noqa: PLC0415 - drawn after the first paint

        words = self.tr("Calendar (Alt+Down)")
        self._pick = self.addAction(
            icon("calendar", look.theme.colour("muted")), QLineEdit.ActionPosition.TrailingPosition
        )
        self._pick.setText(words)
        self._pick.setToolTip(words)
        self._pick.triggered.connect(self.calendar_wanted)
        look.changed.connect(lambda: self._pick.setIcon(icon("calendar", look.theme.colour("muted"))))
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Calendar"))

    def open_calendar(self, day: date | None) -> None:
        """Show the calendar below the line, on the month of a day, or on this month."""
        if self._menu is None:
            self._menu = CalendarMenu(self._look, self.tr("Calendar"), self)
            self._menu.picked.connect(self.picked)
        self._menu.show_day(day)
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar at Alt+Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.calendar_wanted.emit()
        else:
            super().keyPressEvent(event)


def _qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
