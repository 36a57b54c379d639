"""Public holidays given by hand: read from the open file, and changed a year at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from desktop.domain.edit.holidays import holidays_changed, lacks_list, lines_of, read_year
from desktop.domain.penalty.holiday_doubt import year_in_doubt
from desktop.domain.typed.dates import order_of
from desktop.store.cases.given_holidays import given_in
from desktop.store.law.calendars import calendar, calendar_names

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.edit.change import Edit
    from desktop.domain.edit.holidays import GivenHoliday, TypedYear
    from desktop.session.asking import Asking
    from desktop.session.editing import Editing

YEARS = range(1900, 2200)  # the years whose holidays can be given


class HolidayEdits(QObject):
    """The holidays of the open file, and the verbs that change them."""

    # The holidays of the file are known: see `lines`.
    read = Signal()
    # The holidays were saved as asked.
    saved = Signal()
    # str: they were not, and why.
    refused = Signal(str)

    def __init__(self, asking: Asking, editing: Editing) -> None:
        super().__init__(editing)
        self._asking, self._editing = asking, editing
        self._given: tuple[GivenHoliday, ...] = ()
        self._batch = ""
        self._order = order_of(QLocale().dateFormat(QLocale.FormatType.ShortFormat))
        editing.saved.connect(self._on_saved)
        editing.refused.connect(lambda refusal: self._on_refused(refusal.problem.sentence))

    @property
    def calendars(self) -> tuple[tuple[str, str], ...]:
        """The codes of the calendars with their names."""
        return calendar_names()

    def ask(self) -> None:
        """Read the holidays of the file; answers read."""
        reader = self._asking.reader

        def answered(given: tuple[GivenHoliday, ...]) -> None:
            self._given = given
            self.read.emit()

        self._asking.submit("holidays", lambda: given_in(reader.file) if reader.file else (), answered)

    def wanted(self, case: Case | None) -> tuple[str, int]:
        """The calendar and year that a case waits for, else the first year after those of its calendar."""
        lines = () if case is None else case.terms
        for terms in lines:
            found = year_in_doubt(terms)
            if found is not None:
                return found
        held = [days for one in lines for days in (one.working_days, one.deadline_rule.working_days) if days]
        code = held[0].code if held else calendar_names()[0][0]
        last = calendar(code).last_year
        return code, YEARS[0] if last is None else last + 1

    def can_give(self, code: str, year: int) -> bool:
        """Whether a year of a calendar has no checked list."""
        return year in YEARS and lacks_list(calendar(code), year)

    def lines(self, code: str, year: int) -> tuple[str, str]:
        """The holidays given for a year as lines, and their source."""
        own = self._own(code, year)
        return lines_of(own), own[0].source if own else ""

    def typed(self, typed: str, year: int) -> TypedYear:
        """Holidays as typed, one a line."""
        return read_year(typed, year, self._order)

    def change(self, code: str, year: int, typed: TypedYear, source: str) -> None:
        """Leave exactly these holidays in the file for a year; answers saved or refused."""
        edit = holidays_changed(code, self._own(code, year), typed.days, " ".join(source.split()))
        if edit is None:
            self.saved.emit()
        else:
            self._batch = edit.batch
            self._editing.apply(edit)

    def _own(self, code: str, year: int) -> tuple[GivenHoliday, ...]:
        return tuple(one for one in self._given if one.calendar == code and one.day.year == year)

    def _on_saved(self, edit: Edit) -> None:
        if self._batch and edit.batch == self._batch:
            self._batch = ""
            self.saved.emit()

    def _on_refused(self, reason: str) -> None:
        if self._batch:
            self._batch = ""
            self.refused.emit(reason)
