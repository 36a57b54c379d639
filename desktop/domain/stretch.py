"""A stretch of a penalty's course: days on which one state holds and one rate is charged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.measure import CalendarDays, EvenMeasure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from desktop.domain.measure import Clock, Measure


class State(StrEnum):
    """Where a penalty stands at the end of a day."""

    NOT_ORDERED = "not_ordered"
    NOT_NOTIFIED = "not_notified"
    GRACE = "grace"
    RUNNING = "running"
    STAYED = "stayed"
    CAPPED = "capped"
    COMPLIED = "complied"
    ENDED = "ended"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True)
class Pace:
    """How a stretch charges: the days that count, the units they make, and whether parts are charged.

    `ticks` were counted before the stretch. Charging parts of units, `run` is the part of the units of this
    rate that ran before it, and `before` the units of all rates.
    """

    clock: Clock
    measure: Measure
    ticks: int
    is_pro_rata: bool = False
    run: Fraction | int = 0
    before: Fraction | int = 0

    @property
    def is_daily(self) -> bool:
        """Whether every day costs the rate."""
        is_single = isinstance(self.measure, EvenMeasure) and self.measure.length == 1
        return is_single and isinstance(self.clock, CalendarDays)

    def dues(self, start: int, first: int, last: int) -> Sequence[int]:
        """The days after `first`, up to `last`, on which units are charged; the stretch begins on `start`."""
        before, after = (self.measure.units(self.counted(start, day)) for day in (first, last))
        if isinstance(self.measure, EvenMeasure) and isinstance(self.clock, CalendarDays):
            length = self.measure.length
            due = start + self.measure.due(before + 1) - self.ticks - 1
            return range(due, due + (after - before) * length, length)
        numbers = range(before + 1, after + 1)
        return [self.clock.nth(start, self.measure.due(number) - self.ticks) for number in numbers]

    def counted(self, first: int, last: int) -> int:
        """The days counted by the end of `last`, in a stretch that starts on `first`."""
        return self.ticks + self.clock.count(first, last)

    def progress(self, first: int, last: int) -> Fraction | int:
        """The units of all rates run by the end of `last`, with the part of the last one."""
        grown = self.measure.exact(self.counted(first, last)) - self.measure.exact(self.ticks)
        return self.before + grown


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days `first` to `last` (ordinals, both included) of one state and one rate.

    `units` and `amount` (minor units) were charged before it. With a pace it charges `rate` for every unit;
    without one only the lump on its first day.
    """

    first: int
    last: int
    state: State
    rate: int
    units: int
    amount: int
    pace: Pace | None = None
    lump_units: int = 0
    lump: int = 0
    part: Fraction | int = 0  # of a unit, charged before it; `lump_part` is added to it and may be below 0
    lump_part: Fraction | int = 0

    def units_on(self, day: int) -> int:
        """Units charged by the end of a day in it."""
        pace = self.pace
        if pace is None:
            return self.units + self.lump_units
        if pace.is_pro_rata:
            return int(pace.progress(self.first, day))
        return self.units + pace.measure.units(pace.counted(self.first, day)) - pace.measure.units(pace.ticks)

    def amount_on(self, day: int) -> int:
        """Minor units charged by the end of a day in it; parts of units are rounded down once per rate."""
        pace = self.pace
        if pace is None:
            return self.amount + self.lump
        if pace.is_pro_rata:
            return self._amount_at(pace, pace.progress(self.first, day))
        grown = pace.measure.units(pace.ticks + pace.clock.count(self.first, day))
        return self.amount + self.rate * (grown - pace.measure.units(pace.ticks))

    def exact_on(self, day: int) -> Fraction | int:
        """Units charged by the end of a day in it, or of the day before it, with the part of the last one."""
        if self.pace is not None and self.pace.is_pro_rata:
            return self.pace.progress(self.first, day)
        if day < self.first:
            return self.units + self.part
        return self.units_on(day) + self.part + self.lump_part

    def first_above(self, amount: int, start: int) -> int:
        """The first day in it, from `start` on, at whose end more than `amount` is charged."""
        return first_where(lambda day: self.amount_on(day) > amount, max(self.first, start), self.last)

    def amount_of(self, units: int, day: int) -> int:
        """Minor units charged where no more than `units` units are, of those run by the end of `day`."""
        if self.pace is not None and self.pace.is_pro_rata:
            return self._amount_at(self.pace, units)
        return self.amount_on(day) - self.rate * (self.units_on(day) - units)

    def _amount_at(self, pace: Pace, progress: Fraction | int) -> int:
        run = pace.run + progress - pace.before
        return self.amount + int(self.rate * run) - int(self.rate * pace.run)

    def part_on(self, day: int) -> Fraction | int:
        """The part of a unit that is charged and is no whole one yet."""
        if self.pace is None or not self.pace.is_pro_rata:
            return self.part + self.lump_part
        exact = self.pace.progress(self.first, day)
        return exact - int(exact)


def first_where(is_true: Callable[[int], bool], first: int, last: int) -> int:
    """The first day from `first` to `last` on which a condition holds that holds on `last` and stays true."""
    while first < last:
        middle = (first + last) // 2
        if is_true(middle):
            last = middle
        else:
            first = middle + 1
    return first
