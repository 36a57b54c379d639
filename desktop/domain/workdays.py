"""Working days of one place: weekends, public holidays, and the years for which those were checked."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.codes import Fault, TermsError
from desktop.domain.period import DAY

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of a place: all days but weekends and holidays (Reg. 1182/71 art. 2).

    `holidays` are in order, without days of the weekend. `first_year` to `last_year` are the years they were
    checked for, None where a list given by hand is taken as complete. `code` names the calendar, such as "FR".
    """

    holidays: tuple[date, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    code: str = ""
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})

    def is_working(self, day: date) -> bool:
        """Whether it is a working day. Raises TermsError in a year that was not checked."""
        self._check(day)
        return day.weekday() not in self.weekend and not self._holidays(day, day)

    def next_working(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        while not self.is_working(day):
            day += DAY
        return day

    def count(self, first: date, last: date) -> int:
        """The working days from `first` to `last`, both included: whole weeks, the rest, less the holidays."""
        if last < first:
            return 0
        self._check(first)
        self._check(last)
        weeks, rest = divmod((last - first).days + 1, 7)
        begun = sum((first.weekday() + step) % 7 not in self.weekend for step in range(rest))
        return weeks * (7 - len(self.weekend)) + begun - self._holidays(first, last)

    def nth(self, first: date, number: int) -> date:
        """The `number`-th working day from `first` on, which is the first where it is a working day itself."""
        day = first + timedelta(days=number - 1)
        while (missing := number - self.count(first, day)) > 0:
            day += timedelta(days=missing)
        return day

    def _holidays(self, first: date, last: date) -> int:
        return bisect.bisect_right(self.holidays, last) - bisect.bisect_left(self.holidays, first)

    def _check(self, day: date) -> None:
        if self.first_year is not None and day.year < self.first_year:
            raise self._unknown(day)
        if self.last_year is not None and day.year > self.last_year:
            raise self._unknown(day)

    def _unknown(self, day: date) -> TermsError:
        return TermsError(
            Fault.HOLIDAYS_UNKNOWN,
            f"the public holidays of {self.code or 'this place'} in {day.year} were not checked; "
            f"they are known for {self.first_year} to {self.last_year}",
        )


def working_days(
    holidays: tuple[date, ...], weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
) -> WorkingDays:
    """The working days under a list of holidays given by hand, taken as complete."""
    return WorkingDays(_sorted(holidays, weekend), weekend=weekend)


def _sorted(holidays: tuple[date, ...], weekend: frozenset[int]) -> tuple[date, ...]:
    return tuple(sorted({day for day in holidays if day.weekday() not in weekend}))
