"""The charge: days, events and reports laid out as stretches, cut where the rate steps or the cap is met."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Unit
from desktop.domain.penalty.measure import (
    LENGTHS,
    MONTHS,
    CalendarDays,
    CountedWorkingDays,
    EvenMeasure,
    MonthMeasure,
    months_from,
)
from desktop.domain.penalty.stretch import Pace, Parts, State, Stretch, first_where

if TYPE_CHECKING:
    from fractions import Fraction

    from desktop.domain.case.terms import PenaltyTerms, Rate
    from desktop.domain.penalty.measure import DayMeasure, Measure


@dataclass(frozen=True, slots=True)
class Report:
    """The total of units and minor units reported by a day (an ordinal)."""

    day: int
    units: int
    amount: int


@dataclass(slots=True)
class Count:
    """The stretches laid out so far, with the units and minor units charged by their end."""

    terms: PenaltyTerms
    rates: tuple[Rate, ...]
    anchor: int  # the first penalty day, from which months are counted
    stretches: list[Stretch] = field(default_factory=list)
    units: int = 0
    amount: int = 0
    full_on: int | None = None  # nothing is charged after it
    _tier: int = 0
    _measure: Measure = field(default_factory=lambda: EvenMeasure(1, PartUnit.NONE))
    _is_wound: bool = False
    _base: int = 0  # units charged before the measure began
    _ticks: int = 0
    _counted_to: int = 0
    _run: Fraction | int = 0  # units with their parts run at this rate; `_before`: at all rates
    _before: Fraction | int = 0

    @property
    def rate(self) -> int:
        """The rate in force in minor units, all sites together."""
        return self.rates[self._tier].minor * self.terms.multiplier

    def rest(self, first: int, last: int, state: State) -> None:
        """Add days on which nothing is charged."""
        if first <= last:
            flat = Stretch(first, last, state, self.rate, self.units, self.amount, part=self._part)
            self.stretches.append(flat)

    def lump(self, day: int, state: State, units: int, amount: int, part: Fraction | int = 0) -> None:
        """Charge a sum on one day."""
        self.stretches.append(
            Stretch(
                day, day, state, self.rate, self.units, self.amount, None, units, amount, self._part, part
            )
        )
        self.units += units
        self.amount += amount
        self._before += units + part

    @property
    def _part(self) -> Fraction | int:
        """The part of a unit charged so far beside the whole units."""
        return self._before - int(self._before)

    def charge_reports(self, reports: tuple[Report, ...], first: int, last: int, state: State) -> int:
        """Charge the reports from `first` to `last`; gives the day after the last report used."""
        for report in reports:
            if first <= report.day <= last and self.full_on is None:
                self.rest(first, report.day - 1, state)
                units, amount = self._within_limits(report.units, report.amount)
                self.lump(report.day, state, units - self.units, amount - self.amount)
                first = report.day + 1
                most, cap = self.terms.max_units, self.terms.cap
                if (most is not None and report.units >= most) or (cap is not None and report.amount >= cap):
                    self.full_on = report.day
        return first

    def charge_events(self, events: tuple[int, ...], first: int, last: int, state: State) -> int:
        """Charge the events from `first` to `last`, each at its rate; gives the day after the last event."""
        inside = events[bisect.bisect_left(events, first) : bisect.bisect_right(events, last)]
        for day, together in itertools.groupby(inside):
            self.rest(first, day - 1, state)
            self._charge_day(day, len(tuple(together)), state)
            first = day + 1
            if self.full_on is not None:
                break
        return first

    def charge_days(self, first: int, last: int, state: State) -> int:
        """Charge days of a stretch without holes, until the cap; gives the day after the last day charged."""
        calendar = self.terms.working_days if self.terms.unit is Unit.WORKING_DAY else None
        clock = CalendarDays() if calendar is None else CountedWorkingDays(calendar)
        self._wind(first)
        while first <= last and self.full_on is None:
            border = self._next_rate(clock, first, last)
            if border <= first:
                self._tier += 1
                self._run = 0
                continue
            pace = self._pace(clock)
            stretch = Stretch(first, border - 1, state, self.rate, self.units, self.amount, pace)
            first = self._close(stretch, pace)
        return first

    def go_on(self) -> None:
        """Charge one unit more, on the days after the last day charged."""
        if self.full_on is None and self._is_wound:
            first = self._counted_to + 1
            self.charge_days(first, first + longest(self.terms.unit), State.RUNNING)

    def _charge_day(self, day: int, events: int, state: State) -> None:
        """Charge the events of one day (an ordinal)."""
        units = amount = 0
        for _ in range(events):
            self._step_up(self.units + units + 1, day)
            charged = self.rate
            room = None if self.terms.cap is None else self.terms.cap - self.amount - amount
            if room is not None and charged >= room:
                self.full_on = day
                if charged > room and self.terms.cap_mode is CapMode.LAST_FULL_UNIT:
                    break
                charged = room
            units, amount = units + 1, amount + charged
            if self.units + units == self.terms.max_units:
                self.full_on = day
            if self.full_on is not None:
                break
        self.lump(day, state, units, amount)

    def _step_up(self, number: int, day: int) -> None:
        """Move to the rate of the `number`-th unit, charged on `day`."""
        for rate in self.rates[self._tier + 1 :]:
            reached = rate.from_day.toordinal() <= day if rate.from_day else (rate.from_unit or 1) <= number
            self._tier += reached

    def _within_limits(self, units: int, amount: int) -> tuple[int, int]:
        most, cap = self.terms.max_units, self.terms.cap
        units = units if most is None else min(units, most)
        if cap is None or amount <= cap or self.terms.cap_mode is CapMode.TRUNCATE:
            return units, amount if cap is None else min(amount, cap)
        full, total = _full_units(self.rates, self.terms.multiplier, cap)
        return max(self.units, min(units, full)), max(self.amount, total)

    def _wind(self, first: int) -> None:
        """Set the measure for days from `first` on: since the first penalty day, or anew after a stay."""
        terms = self.terms
        is_new = first != (self._counted_to + 1 if self._is_wound else self.anchor)
        restarts = is_new and terms.month_stay is MonthStay.RESTART and terms.unit in MONTHS
        if restarts or not self._is_wound:
            self._measure = _measure(terms, first if restarts else self.anchor)
            self._base, self._is_wound = self.units, True
            self._ticks = 0
        if isinstance(self._measure, MonthMeasure):
            self._ticks = first - self._measure.anchor

    def _pace(self, clock: DayMeasure) -> Pace:
        measure, ticks = self._measure, self._ticks
        if not charges_parts(self.terms):
            is_daily = self.terms.unit is Unit.DAY
            return Pace(clock, measure, ticks, measure.units(ticks), is_daily)
        offset = self._run - measure.exact(ticks)
        return Pace(
            clock,
            measure,
            ticks,
            measure.units(ticks),
            parts=Parts(self._run, self._before, offset.numerator, offset.denominator),
        )

    def _next_rate(self, clock: DayMeasure, first: int, last: int) -> int:
        """The day on which another rate begins, or the day after `last`."""
        if self._tier + 1 == len(self.rates):
            return last + 1
        following = self.rates[self._tier + 1]
        if following.from_day is not None:
            return min(following.from_day.toordinal(), last + 1)
        return self._begin(clock, following.from_unit or 1, first, last)

    def _begin(self, clock: DayMeasure, number: int, first: int, last: int) -> int:
        """The day on which unit `number` begins, or the day after `last`."""
        pace = self._pace(clock)
        if (parts := pace.parts) is not None:

            def has_run(day: int) -> bool:
                return pace.progress(parts, pace.counted(first, day - 1)) >= number - 1

            return first_where(has_run, first, last + 1)
        missing = pace.measure.begin(number - self._base) - self._ticks
        if missing <= 0:
            return first
        return clock.nth(first, missing) + 1 if clock.count(first, last) > missing else last + 1

    def _close(self, stretch: Stretch, pace: Pace) -> int:
        """Add a stretch, cut where the cap or the most units are reached; gives the day after it."""
        full_on = _full_on(self.terms, stretch)
        if full_on is None:
            self._add(stretch, pace, stretch.last)
            return stretch.last + 1
        self.full_on = full_on
        units, amount = _at_the_cap(self.terms, stretch, full_on)
        if (units, amount) == (stretch.exact_on(full_on), stretch.amount_on(full_on)):
            self._add(stretch, pace, full_on)
            return full_on + 1
        whole = int(units)
        if full_on > stretch.first:
            self._add(stretch, pace, full_on - 1)
        part = units - whole - self._part
        self.lump(full_on, stretch.state, whole - self.units, amount - self.amount, part)
        return full_on + 1

    def _add(self, stretch: Stretch, pace: Pace, last: int) -> None:
        """Charge a stretch up to a day."""
        cut = last < stretch.last
        self.stretches.append(dataclasses.replace(stretch, last=last) if cut else stretch)
        self.units, self.amount = stretch.units_on(last), stretch.amount_on(last)
        self._ticks = pace.counted(stretch.first, last)
        self._counted_to = last
        self._before = stretch.exact_on(last)
        if pace.parts is not None:
            self._run = pace.parts.run + self._before - pace.parts.before


def charges_parts(terms: PenaltyTerms) -> bool:
    """Whether parts of units are charged by their days; a single day has no parts."""
    if terms.unit in MONTHS:
        return terms.part_unit is PartUnit.PRO_RATA or terms.month_stay is MonthStay.PRORATE
    return terms.part_unit is PartUnit.PRO_RATA and LENGTHS.get(terms.unit, 1) > 1


def _full_units(rates: tuple[Rate, ...], sites: int, cap: int) -> tuple[int, int]:
    """The most units, each at the rate of its number, that fit under a cap, and their sum in minor units."""
    units = total = 0
    for rate, following in itertools.zip_longest(rates, rates[1:]):
        fitting = (cap - total) // (rate.minor * sites) if rate.minor else None
        tier = None if following is None else (following.from_unit or 1) - 1 - units
        counts = [count for count in (fitting, tier) if count is not None]
        units, total = units + min(counts, default=0), total + min(counts, default=0) * rate.minor * sites
        if fitting is not None and (tier is None or fitting < tier):
            break
    return units, total


def longest(unit: Unit) -> int:
    """The most days that a unit made of counted days can have."""
    return LENGTHS[unit] if unit in LENGTHS else 31 * MONTHS[unit]


def _measure(terms: PenaltyTerms, anchor: int) -> Measure:
    if terms.unit in LENGTHS:
        return EvenMeasure(LENGTHS[terms.unit], terms.part_unit)
    part = PartUnit.PRO_RATA if charges_parts(terms) else terms.part_unit
    return months_from(date.fromordinal(anchor), MONTHS[terms.unit], part)


def _full_on(terms: PenaltyTerms, stretch: Stretch) -> int | None:
    """The first day of a stretch at whose end the sum reaches the cap or the units reach their maximum."""
    cap, most = terms.cap, terms.max_units
    days = []
    if cap is not None and stretch.amount_on(stretch.last) >= cap:
        days.append(first_where(lambda day: stretch.amount_on(day) >= cap, stretch.first, stretch.last))
    if most is not None and stretch.units_on(stretch.last) >= most:
        days.append(first_where(lambda day: stretch.units_on(day) >= most, stretch.first, stretch.last))
    return min(days, default=None)


def _at_the_cap(terms: PenaltyTerms, stretch: Stretch, full_on: int) -> tuple[Fraction | int, int]:
    """Units and minor units on the day the cap is reached, without any excess over the cap."""
    units, amount = stretch.exact_on(full_on), stretch.amount_on(full_on)
    most, cap = terms.max_units, terms.cap
    parts = stretch.pace.parts if stretch.pace is not None else None
    if parts is not None and most is not None and units > most:  # whole units never pass the maximum
        units, amount = most, stretch.amount_of(most, parts)
    if cap is None or amount <= cap:
        return units, amount
    if terms.cap_mode is CapMode.TRUNCATE:
        return units, cap
    return stretch.units_on(full_on - 1), stretch.amount_on(full_on - 1)
