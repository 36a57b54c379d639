"""The dialog for public holidays of a year without a checked list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.models.edit.holiday_words import calendar_choices, year_words
from desktop.views.edit.fields import Chooser, FieldRow, typed_line
from desktop.views.parts.card import plain_label
from desktop.views.parts.keyed import KeyedButton
from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from desktop.session.edits.holidays import HolidayEdits

_WIDE, _LINES = 520, 9  # pixels; lines of text
_NAMES = 84  # pixels of the names of the fields
_DIGITS = 4


class HolidaysDialog(QDialog):
    """Asks for the holidays of a calendar and year, one a line; they count in the file that is open."""

    def __init__(self, holidays: HolidayEdits, wanted: tuple[str, int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("holidays_dialog")
        self.setWindowTitle(self.tr("Add holidays"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDE)
        self._holidays, self._code = holidays, wanted[0]
        self.calendar = Chooser("holidays_calendar", self.tr("Calendar"))
        self.calendar.show_choices(calendar_choices(holidays.calendars), self._code)
        self.year = typed_line("holidays_year", self.tr("Year"), self._on_place)
        self.year.setText(str(wanted[1]))
        self.year.setMaxLength(_DIGITS)
        self.days = QPlainTextEdit()
        self.days.setObjectName("holidays_days")
        self.days.setAccessibleName(self.tr("Holidays, one a line"))
        self.days.setTabChangesFocus(True)
        self.days.setPlaceholderText(self.tr("1 Jan {} New Year").format(wanted[1]))
        self.days.setFixedHeight(self.days.fontMetrics().lineSpacing() * _LINES)
        self.source = typed_line("holidays_source", self.tr("Source"), lambda _words: None)
        self.source.setPlaceholderText(self.tr("Paste a link or write where it was read."))
        self._place = FieldRow(
            "holidays_place", self.tr("Calendar"), self.calendar, self.year, stretch=(3, 1)
        )
        self.row = FieldRow("holidays_list", self.tr("Holidays"), self.days, stretch=(1,))
        self.save = KeyedButton(self.tr("Save"), self.tr("Ctrl+Enter"), self._save, self)
        self.save.setProperty("role", "primary")
        self._arrange()
        self.calendar.chosen.connect(self._on_calendar)
        self.days.textChanged.connect(self._tell)
        holidays.read.connect(self._show_lines)
        holidays.saved.connect(self.accept)
        holidays.refused.connect(lambda reason: self.row.show_note(reason, "fault"))
        holidays.ask()
        self._tell()

    def _arrange(self) -> None:
        words = self.tr(
            "For a year without a checked list, write all public holidays of the place. They become part of "
            "every calculation in this file; until then both results are shown."
        )
        source = FieldRow("holidays_from", self.tr("Source"), self.source, stretch=(1,))
        column = spaced(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=10)
        column.addWidget(plain_label(words, "caption", wrap=True))
        for row in (self._place, self.row, source):
            row.name.setFixedWidth(_NAMES)
            column.addWidget(row)
        foot = spaced(QHBoxLayout(), spacing=8)
        foot.addStretch(1)
        foot.addWidget(KeyedButton(self.tr("Cancel"), self.tr("Esc"), self.reject, self))
        foot.addWidget(self.save)
        column.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._save)

    @property
    def _number(self) -> int:
        words = self.year.text().strip()
        return int(words) if words.isascii() and words.isdecimal() else 0

    def _on_calendar(self, code: str) -> None:
        self._code = code
        self._on_place()

    def _on_place(self, _words: str = "") -> None:
        self._show_lines()
        self._tell()

    def _show_lines(self) -> None:
        """Show what the file holds for the year, unless something is typed already."""
        lines, source = self._holidays.lines(self._code, self._number)
        if lines:
            self.days.setPlainText(lines)
            self.source.setText(source)

    def _tell(self) -> None:
        """Say below the fields what was understood, or what is wrong."""
        year = self._number
        can_give = self._holidays.can_give(self._code, year)
        faulty = self.tr("The holidays of this year are known already; they are used as they are.")
        if not year:
            faulty = self.tr("Write a year, such as 2031.")
        self._place.show_note("" if can_give else faulty, "caption" if can_give else "fault")
        typed = self._holidays.typed(self.days.toPlainText(), year)
        words, is_fault = year_words(typed, year)
        self.row.show_note(words, "fault" if is_fault else "caption")
        self.save.setEnabled(can_give and typed.is_sound)

    def _save(self) -> None:
        if self.save.isEnabled():
            typed = self._holidays.typed(self.days.toPlainText(), self._number)
            self._holidays.change(self._code, self._number, typed, self.source.text())
