"""Legs packed as rows of whole numbers, the form that `standing` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from desktop.domain.law.kinds import PartUnit
from desktop.domain.penalty.measure import CountedWorkingDays, EvenMeasure
from desktop.domain.penalty.stretch import State
from desktop.domain.prepared import standing as form
from desktop.domain.prepared.legs import CONTINGENT, ESTABLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.penalty.measure import Measure, MonthMeasure
    from desktop.domain.penalty.stretch import Pace, Parts, Stretch
    from desktop.domain.prepared.legs import Leg

_STATES = {state: number for number, state in enumerate(State)}


class PackedLeg(NamedTuple):
    """From `start` on the sum is `base` + `rate` x the units charged, or x the day where it runs straight."""

    start: int
    flags: int
    base: int
    rate: int
    apart: int
    after: int


ABSENT = (0, 0, 0, 0, 0)


class Pool:
    """Groups of numbers that legs share, each kept once; `begins` is the place of the first number."""

    def __init__(self, begins: int) -> None:
        self.numbers: list[int] = []
        self._begins = begins
        self._places: dict[tuple[int, ...], int] = {}

    def place(self, *numbers: int) -> int:
        """The place of a group of numbers, which is added where it is new."""
        found = self._places.get(numbers)
        if found is None:
            found = self._places[numbers] = self._begins + len(self.numbers)
            self.numbers += numbers
        return found


def rows_of(legs: Iterator[Leg], pool: Pool) -> list[PackedLeg]:
    """The rows of legs that follow each other, and of the days before and after; equal rows become one."""
    rows = [PackedLeg(0, *ABSENT)]
    following = 0
    for leg in legs:
        row = _row(leg, pool)
        if row[1:] != rows[-1][1:]:
            rows.append(row)
        following = leg.last + 1
    return [*rows, PackedLeg(following, *ABSENT)] if rows[-1].flags else rows


def _row(leg: Leg, pool: Pool) -> PackedLeg:
    if leg.state is State.UNCALCULATED:
        return PackedLeg(leg.first, _STATES[leg.state], 0, 0, 0, 0)
    flags = form.SHOWN | _STATES[leg.state]
    if leg.stretch is None:
        return PackedLeg(leg.first, flags, 0, 0, 0, 0)
    coming = (leg.first_day, leg.full_on, leg.last_day)
    flags |= form.UNKNOWN if leg.is_unknown else 0
    flags |= form.CONTINGENT if leg.evidence == CONTINGENT else 0
    flags |= form.FOUND if leg.evidence == ESTABLISHED else 0
    flags |= form.BY_UNITS if leg.by_units else 0
    flags |= pool.place(*coming) << form.COMING if any(coming) else 0
    base, rate, shape = growing(leg.stretch, pool)
    return PackedLeg(leg.first, flags | shape << form.SHAPE, base, rate, leg.apart, leg.after)


def growing(stretch: Stretch, pool: Pool) -> tuple[int, int, int]:
    """The base and rate of a stretch in minor units, and the place of its shape, 0 if it runs straight."""
    pace, rate, amount = stretch.pace, stretch.rate, stretch.amount
    if pace is None or not rate:
        return amount + stretch.lump, 0, 0
    if pace.is_daily:
        return amount - rate * (stretch.first - 1), rate, 0
    begun = pace.ticks - stretch.first + 1  # days counted by the end of day d: d + begun
    if pace.parts is not None:
        numbers = _parts_shape(pace.measure, pace.parts, rate, begun)
        return amount - int(rate * pace.parts.run), 1, pool.place(*numbers)
    if isinstance(pace.clock, CountedWorkingDays):
        calendar = pace.clock.calendar
        weekend = sum(1 << day for day in calendar.weekend)
        holidays = pool.place(len(calendar.holidays), *(day.toordinal() for day in calendar.holidays))
        done = pace.done - pace.ticks
        return amount, rate, pool.place(form.WORKING, weekend, stretch.first, done, holidays)
    return amount - rate * pace.done, rate, pool.place(*_whole_shape(pace, begun))


def _whole_shape(pace: Pace, begun: int) -> tuple[int, ...]:
    """The shape of a pace that charges whole units."""
    measure = pace.measure
    if isinstance(measure, EvenMeasure):
        early = measure.length - 1 if measure.part is PartUnit.FULL else 0
        return form.EVEN, begun + early, measure.length, 0
    months = cast("MonthMeasure", measure)
    return form.MONTHS, months.month, months.day, months.step, int(months.part is PartUnit.FULL)


def _parts_shape(measure: Measure, parts: Parts, rate: int, begun: int) -> tuple[int, ...]:
    """The shape of a pace that charges parts of units by their days."""
    if isinstance(measure, EvenMeasure):
        length, whole = measure.length, parts.denominator
        first = rate * (parts.numerator * length + begun * whole)
        return form.PARTS, first, rate * whole, whole * length
    months = cast("MonthMeasure", measure)
    split = rate, parts.numerator, parts.denominator
    return form.MONTH_PARTS, months.month, months.day, months.step, *split
