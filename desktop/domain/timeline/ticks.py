"""The ticks of an axis of money and of an axis of days, at round amounts and days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import count


class Grain(Enum):
    """The precision with which a tick of days is named."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DayTicks:
    """The ticks of an axis of days, and the precision of their names."""

    days: tuple[date, ...]
    grain: Grain


_STEPS = (
    *((Grain.DAY, step) for step in (1, 2, 7, 14)),
    *((Grain.MONTH, step) for step in (1, 2, 3, 6)),
    *((Grain.YEAR, step) for step in (1, 2, 5, 10, 20, 50, 100, 1000)),
)
_LENGTH = {Grain.DAY: 1, Grain.MONTH: 31, Grain.YEAR: 366}  # days at most


def amount_ticks(most: int, room: int) -> tuple[int, ...]:
    """Amounts in minor units from 0 to `most`, up to `room` above 0, in steps of 1, 2 or 5 and zeros."""
    steps = (digit * 10**power for power in count() for digit in (1, 2, 5))
    step = next(step for step in steps if most // step <= max(room, 1))
    return tuple(range(0, max(most, 0) + 1, step))


def day_ticks(first: date, last: date, room: int) -> DayTicks:
    """Up to `room` (at least one) starts of years, months or weeks from `first` to `last`, both included."""
    for grain, step in _STEPS:
        # A guess far above the room saves counting the days.
        if (last - first).days > room * step * _LENGTH[grain] * 2 + _LENGTH[grain]:
            continue
        days = starts(first, last, grain, step)
        if len(days) <= max(room, 1):
            return DayTicks(days, grain)
    return DayTicks((), Grain.YEAR)


def starts(first: date, last: date, grain: Grain, step: int) -> tuple[date, ...]:
    """The days from `first` to `last`, both included, that start a step of a grain."""
    match grain:
        case Grain.DAY:
            # Ordinal 1 is a Monday, so steps of whole weeks fall on Mondays.
            start = first.toordinal() + (1 - first.toordinal()) % step
            return tuple(date.fromordinal(day) for day in range(start, last.toordinal() + 1, step))
        case Grain.MONTH:
            begin = -(-(first.year * 12 + first.month - 1) // step) * step
            months = range(begin, last.year * 12 + last.month, step)
            days = [date(month // 12, month % 12 + 1, 1) for month in months]
        case _:
            years = range(-(-first.year // step) * step, last.year + 1, step)
            days = [date(year, 1, 1) for year in years]
    return tuple(day for day in days if first <= day <= last)


def padded(first: date, last: date, *, least: int) -> tuple[date, date]:
    """The days `first` and `last`, widened at the end to at least `least` days."""
    wanted = first + timedelta(days=least) if first <= date.max - timedelta(days=least) else date.max
    return first, max(last, wanted)
