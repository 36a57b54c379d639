"""Working days of one place: weekends, public holidays, and the years whose holidays were checked."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.days.period import CALENDAR_END, CALENDAR_START, DAY
from desktop.domain.faults import Fault, TermsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

SATURDAY, SUNDAY = 5, 6
WEEKEND = frozenset({SATURDAY, SUNDAY})


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days of a place: all days but weekends and holidays (Reg. 1182/71 art. 2).

    `holidays` are in order, without days of the weekend; they may be looked up late. They were checked for
    the years `first_year` to `last_year` without the `gaps`, None where a list given by hand is taken as
    complete. `code` is the name of the calendar, such as "FR". Holidays of years that were not checked are
    only `assumed`; `given` are those that a user gave for such years.
    """

    holidays: Sequence[date] = ()
    first_year: int | None = None
    last_year: int | None = None
    code: str = ""
    weekend: frozenset[int] = WEEKEND
    gaps: frozenset[int] = frozenset()
    assumed: frozenset[date] = frozenset()
    given: tuple[date, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether a day is a working day. Raises TermsError in a year that was not checked."""
        self._check(day.year, day.year)
        return not self.is_weekend(day) and not self._holidays(day, day)

    def is_checked(self, year: int) -> bool:
        """Whether the holidays of a year were checked."""
        low, high = self.first_year or year, year if self.last_year is None else self.last_year
        return low <= year <= high and year not in self.gaps

    def with_given(self, days: Iterable[date]) -> WorkingDays:
        """The calendar with holidays given by hand, of years that were not checked; others change nothing."""
        given = tuple(sorted({day for day in days if not self.is_checked(day.year)}))
        if not given or self.first_year is None or self.last_year is None:
            return self
        known = set(range(self.first_year, self.last_year + 1)) - self.gaps | {day.year for day in given}
        return replace(
            self,
            holidays=in_order((*self.holidays, *given), self.weekend),
            first_year=min(known),
            last_year=max(known),
            gaps=frozenset(range(min(known), max(known))) - known,
            given=given,
        )

    def is_weekend(self, day: date) -> bool:
        """Whether a day falls on the weekend, in any year."""
        return day.weekday() in self.weekend

    def next_working(self, day: date) -> date:
        """The day itself, or the first working day after it. Raises TermsError."""
        while not self.is_working(day):
            day = moved(day, 1)
        return day

    def count(self, first: date, last: date) -> int:
        """The working days from `first` to `last`, both included: whole weeks, the rest, less the holidays.

        Raises TermsError where one of the years was not checked.
        """
        if last < first:
            return 0
        self._check(first.year, last.year)
        weeks, rest = divmod((last - first).days + 1, 7)
        begun = sum((first.weekday() + step) % 7 not in self.weekend for step in range(rest))
        return weeks * (7 - len(self.weekend)) + begun - self._holidays(first, last)

    def ordinals(self, first: date, last: date) -> list[int]:
        """The working days from `first` to `last` as ordinals, in order. Raises TermsError like `count`."""
        if last < first:
            return []
        self._check(first.year, last.year)
        low, high = bisect.bisect_left(self.holidays, first), bisect.bisect_right(self.holidays, last)
        free = {day.toordinal() for day in self.holidays[low:high]}
        days = range(first.toordinal(), last.toordinal() + 1)
        return [day for day in days if (day - 1) % 7 not in self.weekend and day not in free]

    def nth(self, first: date, number: int) -> date:
        """The `number`-th working day (from 1) from `first` on. Raises TermsError."""
        day = moved(first, number - 1)
        while (missing := number - self.count(first, day)) > 0:
            day = moved(day, missing)
        return day

    def nth_before(self, last: date, number: int) -> date:
        """The `number`-th working day (from 1) from `last` backwards. Raises TermsError."""
        day = moved(last, 1 - number)
        while (missing := number - self.count(day, last)) > 0:
            day = moved(day, -missing)
        return day

    def _holidays(self, first: date, last: date) -> int:
        return bisect.bisect_right(self.holidays, last) - bisect.bisect_left(self.holidays, first)

    def _check(self, first: int, last: int) -> None:
        """Raise TermsError where a year from `first` to `last` was not checked."""
        for year in (first, last, *self.gaps):
            if first <= year <= last and not self.is_checked(year):
                place = self.code or "this place"
                raise TermsError(
                    Fault.HOLIDAYS_UNKNOWN,
                    f"the public holidays of {place} in {year} were not checked; {self._known()}",
                )

    def _known(self) -> str:
        first, last = self.first_year, self.last_year
        if first is None or last is None:
            return f"they are known from {first or 'the first year'} to {last or 'the last'}"
        spans: list[list[int]] = []
        for year in range(first, last + 1):
            if year in self.gaps:
                continue
            if spans and spans[-1][1] == year - 1:
                spans[-1][1] = year
            else:
                spans.append([year, year])
        told = [f"{low} to {high}" if low < high else str(low) for low, high in spans]
        return f"they are known for {' and '.join(told) or 'no year'}"


def working_days(holidays: tuple[date, ...], weekend: frozenset[int] = WEEKEND) -> WorkingDays:
    """The working days under a list of holidays given by hand, taken as complete."""
    return WorkingDays(in_order(holidays, weekend), weekend=weekend)


def unchecked(code: str) -> WorkingDays:
    """A calendar without checked years: every question about a day raises TermsError."""
    return WorkingDays(first_year=1, last_year=0, code=code)


def in_order(holidays: Iterable[date], weekend: frozenset[int] = WEEKEND) -> tuple[date, ...]:
    """Holidays as WorkingDays holds them: each once, in order, without days of the weekend."""
    return tuple(sorted({day for day in holidays if day.weekday() not in weekend}))


def moved(day: date, days: int) -> date:
    """The day `days` later, or earlier where negative. Raises TermsError where the calendar ends."""
    if not (CALENDAR_START - day) // DAY <= days <= (CALENDAR_END - day) // DAY:
        raise TermsError(Fault.DAY_OUT_OF_RANGE, f"{days} days from {day} leave the calendar")
    return day + days * DAY
