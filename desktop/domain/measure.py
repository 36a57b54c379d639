"""How days become units: clocks count the days that count, measures make units of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from desktop.domain.penalty import PartUnit, Unit
from desktop.domain.period import MonthRounding, add_months

if TYPE_CHECKING:
    from desktop.domain.workdays import WorkingDays

LENGTHS = {Unit.DAY: 1, Unit.WORKING_DAY: 1, Unit.WEEK: 7, Unit.TWO_WEEKS: 14}
MONTHS = {Unit.MONTH: 1, Unit.HALF_YEAR: 6, Unit.YEAR: 12}

_NEVER = date.max.toordinal() + 1


class Clock(Protocol):
    """Which days of a stretch without holes count; days are ordinals, both ends included."""

    def count(self, first: int, last: int) -> int:
        """The days that count from `first` to `last`."""

    def nth(self, first: int, number: int) -> int:
        """The `number`-th day that counts from `first` on."""


class Measure(Protocol):
    """How many units a number of counted days makes."""

    def units(self, ticks: int) -> int:
        """The units charged once `ticks` days were counted."""

    def due(self, number: int) -> int:
        """The counted days after which unit `number` (from 1) is charged."""

    def begin(self, number: int) -> int:
        """The counted days before unit `number` begins."""

    def exact(self, ticks: int) -> Fraction:
        """The units run, with the part of the last one."""


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """Every day counts."""

    def count(self, first: int, last: int) -> int:
        """The days from `first` to `last`."""
        return last - first + 1

    def nth(self, first: int, number: int) -> int:
        """The `number`-th day from `first` on."""
        return first + number - 1


@dataclass(frozen=True, slots=True)
class CountedWorkingDays:
    """Working days count."""

    days: WorkingDays

    def count(self, first: int, last: int) -> int:
        """The working days from `first` to `last`. Raises TermsError in a year that was not checked."""
        return self.days.count(date.fromordinal(first), date.fromordinal(last)) if last >= first else 0

    def nth(self, first: int, number: int) -> int:
        """The `number`-th working day from `first` on."""
        return self.days.nth(date.fromordinal(first), number).toordinal()


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
        """The units run, with the part of the last one."""
        return Fraction(ticks, self.length)


@dataclass(frozen=True, slots=True)
class MonthMeasure:
    """Units of `step` months anchored at one day and never added one by one; ticks are calendar days."""

    anchor: int
    step: int
    part: PartUnit

    def units(self, ticks: int) -> int:
        """The units charged once `ticks` days were counted."""
        whole = self._whole(ticks)
        begun = self.part is PartUnit.FULL and self._border(whole) < self.anchor + ticks
        return whole + 1 if begun else whole

    def due(self, number: int) -> int:
        """The counted days after which unit `number` is charged."""
        if self.part is PartUnit.FULL:
            return self._border(number - 1) - self.anchor + 1
        return self._border(number) - self.anchor

    def begin(self, number: int) -> int:
        """The counted days before unit `number` begins."""
        return self._border(number - 1) - self.anchor

    def exact(self, ticks: int) -> Fraction:
        """The units run, with the part of the last one in its own days."""
        whole = self._whole(ticks)
        start = self._border(whole)
        return whole + Fraction(self.anchor + ticks - start, self._border(whole + 1) - start)

    def _whole(self, ticks: int) -> int:
        anchor, after = date.fromordinal(self.anchor), date.fromordinal(self.anchor + ticks)
        whole = ((after.year - anchor.year) * 12 + after.month - anchor.month) // self.step
        return whole if self._border(whole) <= self.anchor + ticks else whole - 1

    def _border(self, units: int) -> int:
        """The day on which unit `units` + 1 begins."""
        anchor = date.fromordinal(self.anchor)
        months = units * self.step
        if anchor.year + months // 12 >= date.max.year:
            return _NEVER
        return add_months(anchor, months, MonthRounding.DOWN).toordinal()
