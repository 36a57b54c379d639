"""Round places for the marks of an axis of money and of an axis of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Grain(Enum):
    """How exactly a mark on an axis of days is named."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DayTicks:
    """Marks on an axis of days, and how to name them."""

    days: tuple[date, ...]
    grain: Grain


_STEPS = (
    (Grain.DAY, 1),
    (Grain.DAY, 2),
    (Grain.DAY, 7),
    (Grain.DAY, 14),
    (Grain.MONTH, 1),
    (Grain.MONTH, 2),
    (Grain.MONTH, 3),
    (Grain.MONTH, 6),
    (Grain.YEAR, 1),
    (Grain.YEAR, 2),
    (Grain.YEAR, 5),
    (Grain.YEAR, 10),
    (Grain.YEAR, 20),
    (Grain.YEAR, 50),
    (Grain.YEAR, 100),
    (Grain.YEAR, 1000),
)


def amount_ticks(most: int, room: int) -> tuple[int, ...]:
    """Amounts in minor units from 0 to `most`, at most `room` above 0, in steps of 1, 2 or 5 and zeros."""
    step = next(factor for factor in _factors() if most // factor <= max(room, 1))
    return tuple(range(0, max(most, 0) + 1, step))


def day_ticks(first: date, last: date, room: int) -> DayTicks:
    """Days from `first` to `last`, both included, that start a year, month or week: at most `room` or one."""
    for grain, step in _STEPS:
        # Counting days one by one is not worth it where even the guess is far too many.
        if (last - first).days > room * step * _LENGTH[grain] * 2 + _LENGTH[grain]:
            continue
        days = _starts(first, last, grain, step)
        if len(days) <= max(room, 1):
            return DayTicks(days, grain)
    return DayTicks((), Grain.YEAR)


_LENGTH = {Grain.DAY: 1, Grain.MONTH: 31, Grain.YEAR: 366}


def _factors() -> Iterator[int]:
    return (digit * 10**power for power in count() for digit in (1, 2, 5))


def _starts(first: date, last: date, grain: Grain, step: int) -> tuple[date, ...]:
    match grain:
        case Grain.DAY:
            # Ordinal 1 is a Monday, so steps of whole weeks fall on Mondays.
            start = first.toordinal() + (1 - first.toordinal()) % step
            return tuple(date.fromordinal(day) for day in range(start, last.toordinal() + 1, step))
        case Grain.MONTH:
            numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
            days = (date(number // 12, number % 12 + 1, 1) for number in numbers if number % step == 0)
        case _:
            days = (date(year, 1, 1) for year in range(first.year, last.year + 1) if year % step == 0)
    return tuple(day for day in days if first <= day <= last)


def padded(first: date, last: date, *, least: int) -> tuple[date, date]:
    """The same days, widened at the end to at least `least` days."""
    wanted = first + timedelta(days=least) if first <= date.max - timedelta(days=least) else date.max
    return first, max(last, wanted)
