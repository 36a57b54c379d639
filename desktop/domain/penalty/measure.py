"""Days and units: a clock counts the days that are charged, a measure turns counted days into units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from desktop.domain.days.period import month_length
from desktop.domain.law.kinds import PartUnit, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.days.workdays import WorkingDays

LENGTHS = {Unit.DAY: 1, Unit.WORKING_DAY: 1, Unit.WEEK: 7, Unit.TWO_WEEKS: 14}
MONTHS = {Unit.MONTH: 1, Unit.HALF_YEAR: 6, Unit.YEAR: 12}
_NEVER = date.max.toordinal() + 1


class DayMeasure(Protocol):
    """The clock of a stretch without holes: its days that count, as ordinals, both ends included."""

    def count(self, first: int, last: int) -> int:
        """The days that count from `first` to `last`."""

    def nth(self, first: int, number: int) -> int:
        """The `number`-th day that counts from `first` on."""

    def days(self, first: int, last: int) -> Sequence[int]:
        """The days that count from `first` to `last`, in order."""


class Measure(Protocol):
    """The units that counted days (ticks) make."""

    def units(self, ticks: int) -> int:
        """The units charged once `ticks` days were counted."""

    def due(self, number: int) -> int:
        """The counted days after which unit `number` (from 1) is charged."""

    def begin(self, number: int) -> int:
        """The counted days before unit `number` begins."""

    def exact(self, ticks: int) -> Fraction:
        """The units run, with the part of the last unit."""

    def unit_at(self, ticks: int) -> tuple[int, int, int]:
        """The whole units run after `ticks` counted days, the days before the next unit, and its length."""


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """Every day counts."""

    def count(self, first: int, last: int) -> int:
        """The days from `first` to `last`."""
        return last - first + 1

    def nth(self, first: int, number: int) -> int:
        """The `number`-th day from `first` on."""
        return first + number - 1

    def days(self, first: int, last: int) -> Sequence[int]:
        """The days from `first` to `last`."""
        return range(first, last + 1)


@dataclass(frozen=True, slots=True)
class CountedWorkingDays:
    """Working days count."""

    calendar: WorkingDays

    def count(self, first: int, last: int) -> int:
        """The working days from `first` to `last`. Raises TermsError in a year that was not checked."""
        return self.calendar.count(date.fromordinal(first), date.fromordinal(last)) if last >= first else 0

    def nth(self, first: int, number: int) -> int:
        """The `number`-th working day from `first` on."""
        return self.calendar.nth(date.fromordinal(first), number).toordinal()

    def days(self, first: int, last: int) -> Sequence[int]:
        """The working days from `first` to `last`, in order."""
        return self.calendar.ordinals(date.fromordinal(first), date.fromordinal(last))


@dataclass(frozen=True, slots=True)
class EvenMeasure:
    """Units of a fixed number of counted days; stays stop the clock (a running clock, not the calendar)."""

    length: int
    part: PartUnit

    def units(self, ticks: int) -> int:
        """The units charged once `ticks` days were counted."""
        return -(-ticks // self.length) if self.part is PartUnit.FULL else ticks // self.length

    def due(self, number: int) -> int:
        """The counted days after which unit `number` is charged."""
        return (number - 1) * self.length + 1 if self.part is PartUnit.FULL else number * self.length

    def begin(self, number: int) -> int:
        """The counted days before unit `number` begins."""
        return (number - 1) * self.length

    def exact(self, ticks: int) -> Fraction:
        """The units run, with the part of the last unit."""
        return Fraction(ticks, self.length)

    def unit_at(self, ticks: int) -> tuple[int, int, int]:
        """The whole units run, the days before the next unit, and its length."""
        whole = ticks // self.length
        return whole, whole * self.length, self.length


@dataclass(frozen=True, slots=True)
class MonthMeasure:
    """Units of `step` months, all counted from one anchor day; ticks are calendar days.

    `month` is the anchor's month, counted from the year 0, `day` its day of the month.
    """

    anchor: int
    month: int
    day: int
    step: int
    part: PartUnit

    def units(self, ticks: int) -> int:
        """The units charged once `ticks` days were counted."""
        whole, rest = self._run(ticks)
        return whole + 1 if rest and self.part is PartUnit.FULL else whole

    def due(self, number: int) -> int:
        """The counted days after which unit `number` is charged."""
        if self.part is PartUnit.FULL:
            return self._border(number - 1) - self.anchor + 1
        return self._border(number) - self.anchor

    def begin(self, number: int) -> int:
        """The counted days before unit `number` begins."""
        return self._border(number - 1) - self.anchor

    def exact(self, ticks: int) -> Fraction:
        """The units run, with the part of the last unit in its own days."""
        whole, begin, length = self.unit_at(ticks)
        return whole + Fraction(ticks - begin, length)

    def unit_at(self, ticks: int) -> tuple[int, int, int]:
        """The whole units run, the days before the next unit, and its length."""
        whole, _ = self._run(ticks)
        start = self._border(whole)
        return whole, start - self.anchor, self._border(whole + 1) - start

    def _run(self, ticks: int) -> tuple[int, bool]:
        """The whole units run, and whether another unit has begun."""
        after = date.fromordinal(self.anchor + ticks)
        whole, rest = divmod(after.year * 12 + after.month - 1 - self.month, self.step)
        if rest or after.day > self.day:
            return whole, True
        border = min(self.day, month_length(after.year, after.month))
        return (whole, False) if after.day == border else (whole - 1, True)

    def _border(self, units: int) -> int:
        """The day on which unit `units` + 1 begins."""
        year, month = divmod(self.month + units * self.step, 12)
        if year > date.max.year:
            return _NEVER
        return date(year, month + 1, min(self.day, month_length(year, month + 1))).toordinal()


def months_from(anchor: date, step: int, part: PartUnit) -> MonthMeasure:
    """Units of `step` months from a day on."""
    return MonthMeasure(anchor.toordinal(), anchor.year * 12 + anchor.month - 1, anchor.day, step, part)
