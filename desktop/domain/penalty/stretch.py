"""Stretches of a penalty's course: runs of days with one state and one rate, and the pace of charging."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.penalty.measure import CalendarDays, EvenMeasure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from desktop.domain.penalty.measure import DayMeasure, Measure


class State(StrEnum):
    """The state of a penalty line at the end of a day."""

    NOT_ORDERED = "not_ordered"
    NOT_NOTIFIED = "not_notified"
    GRACE = "grace"
    RUNNING = "running"
    STAYED = "stayed"
    CAPPED = "capped"
    COMPLIED = "complied"
    ENDED = "ended"
    ANNULLED = "annulled"
    UNCALCULATED = "uncalculated"  # the order was made, and no rule or too few facts cover it


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of units in charge: `run` units ran before the stretch at its rate, `before` units at all rates.

    `numerator` / `denominator` is the offset from the measure's units to the units run at this rate.
    """

    run: Fraction | int
    before: Fraction | int
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of charging: the clock of days that count, the measure of units, and any parts of units.

    `ticks` days were counted before the stretch and made `done` units. At a daily pace every day costs the
    rate.
    """

    clock: DayMeasure
    measure: Measure
    ticks: int
    done: int
    is_daily: bool = False
    parts: Parts | None = None

    def dues(self, start: int, first: int, last: int) -> Sequence[int]:
        """The days after `first`, up to `last`, on which units are charged; the stretch begins on `start`."""
        before, after = (self.measure.units(self.counted(start, day)) for day in (first, last))
        length = self.measure.length if isinstance(self.measure, EvenMeasure) else 0
        if length == 1:
            return self.clock.days(first + 1, last)
        if not length or not isinstance(self.clock, CalendarDays):
            numbers = range(before + 1, after + 1)
            return [self.clock.nth(start, self.measure.due(number) - self.ticks) for number in numbers]
        due = start + self.measure.due(before + 1) - self.ticks - 1
        return range(due, due + (after - before) * length, length)

    def counted(self, first: int, last: int) -> int:
        """The days counted by the end of `last`, in a stretch that starts on `first`."""
        return self.ticks + self.clock.count(first, last)

    def charged(self, parts: Parts, rate: int, ticks: int) -> int:
        """Minor units for all units run at a rate by a number of counted days, rounded down."""
        whole, begin, length = self.measure.unit_at(ticks)
        run = parts.numerator + whole * parts.denominator
        return rate * (run * length + (ticks - begin) * parts.denominator) // (parts.denominator * length)

    def progress(self, parts: Parts, ticks: int) -> Fraction:
        """The units of all rates run by a number of counted days, with the part of the last unit."""
        return parts.before + self.measure.exact(ticks) - self.measure.exact(self.ticks)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days `first` to `last` (ordinals, both included) of one state and one rate.

    `units` and `amount` (minor units) were charged before it. A stretch with a pace charges `rate` for every
    unit, a stretch without a pace only the lump on its first day.
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
    part: Fraction | int = 0  # of a unit, charged before it; `lump_part` adds to it and may be below 0
    lump_part: Fraction | int = 0

    def units_on(self, day: int) -> int:
        """Units charged by the end of a day of the stretch."""
        pace = self.pace
        if pace is None:
            return self.units + self.lump_units
        if pace.parts is not None:
            return int(pace.progress(pace.parts, pace.counted(self.first, day)))
        return self.units + pace.measure.units(pace.counted(self.first, day)) - pace.done

    def amount_on(self, day: int) -> int:
        """Minor units charged by the end of a day of the stretch; parts are rounded down once per rate."""
        pace = self.pace
        if pace is None:
            return self.amount + self.lump
        if pace.is_daily:
            return self.amount + self.rate * (day - self.first + 1)
        ticks = pace.counted(self.first, day)
        if pace.parts is not None:
            charged = pace.charged(pace.parts, self.rate, ticks)
            return self.amount + charged - int(self.rate * pace.parts.run)
        return self.amount + self.rate * (pace.measure.units(ticks) - pace.done)

    def exact_on(self, day: int) -> Fraction | int:
        """Units with parts charged by the end of a day of the stretch, or of the day before it."""
        if self.pace is not None and self.pace.parts is not None:
            return self.pace.progress(self.pace.parts, self.pace.counted(self.first, day))
        if day < self.first:
            return self.units + self.part
        return self.units_on(day) + self.part + self.lump_part

    def part_on(self, day: int) -> Fraction | int:
        """The part of a unit charged beside the whole units by the end of a day of the stretch."""
        if self.pace is None or self.pace.parts is None:
            return self.part + self.lump_part
        exact = self.exact_on(day)
        return exact - int(exact)

    def amount_of(self, units: int, parts: Parts) -> int:
        """Minor units charged by the time `units` whole units have run."""
        run = parts.run + units - parts.before
        return self.amount + int(self.rate * run) - int(self.rate * parts.run)

    def rises(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The days after `first`, up to `last`, on which the sum grows, and its growth in minor units."""
        pace = self.pace
        if pace is None:
            return
        if pace.parts is None:
            yield from ((day, self.rate) for day in pace.dues(self.first, first, last))
            return
        before = self.amount_on(first)
        for day in range(first + 1, last + 1):
            charged = self.amount_on(day)
            if charged > before:
                yield day, charged - before
                before = charged

    def first_above(self, amount: int, start: int) -> int:
        """The first day of the stretch, from `start` on, at whose end more than `amount` is charged."""
        pace = self.pace
        if pace is not None and pace.parts is None and amount >= self.amount:
            number = pace.done + (amount - self.amount) // self.rate + 1
            return max(start, pace.clock.nth(self.first, pace.measure.due(number) - pace.ticks))
        first, step = max(self.first, start), 1
        while first + step < self.last and self.amount_on(first + step) <= amount:
            first, step = first + step, 2 * step  # the day is mostly near
        return first_where(lambda day: self.amount_on(day) > amount, first, min(first + step, self.last))


def first_where(is_true: Callable[[int], bool], first: int, last: int) -> int:
    """The first day from `first` to `last` on which a lasting condition holds; it must hold on `last`."""
    while first < last:
        middle = (first + last) // 2
        if is_true(middle):
            last = middle
        else:
            first = middle + 1
    return first
