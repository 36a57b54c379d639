"""Civil days, half-open spans of them, month arithmetic and uncertain dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum

DAY = timedelta(days=1)

# Calculations stay a year and more inside the calendar, so that no step can leave it.
CALENDAR_START = date.min + timedelta(days=400)
CALENDAR_END = date.max - timedelta(days=400)


class MonthRounding(Enum):
    """What to do where the day of the month is missing in the month reached."""

    DOWN = "down"
    UP = "up"
    REFUSE = "refuse"


class MissingDayError(ValueError):
    """Month arithmetic reached a day that does not exist and no rounding was chosen."""


_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """The number of days of a month (from 1)."""
    return 29 if month == 2 and calendar.isleap(year) else _LENGTHS[month - 1]  # noqa: PLR2004 - February


def add_months(day: date, months: int, rounding: MonthRounding = MonthRounding.REFUSE) -> date:
    """The same day `months` later: DOWN gives the last day of a shorter month, UP the first of the next.

    Never add month by month: 31 January + 1 + 1 month is 28 March, 31 January + 2 months is 31 March.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = month_length(year, month0 + 1)
    if day.day <= length:
        return date(year, month0 + 1, day.day)
    if rounding is MonthRounding.REFUSE:
        raise MissingDayError(f"{day} plus {months} months has no day {day.day}")
    last = date(year, month0 + 1, length)
    return last if rounding is MonthRounding.DOWN else last + DAY


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of days: `start` is in it, `end` is not. Never empty."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a span must end after it starts: {self.start} to {self.end}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def days(self) -> int:
        """The number of days in it."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day in it."""
        return self.end - DAY

    def overlap(self, other: Span) -> Span | None:
        """The days in both, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


def union(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same days as disjoint spans in order; overlapping and touching ones become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def within_calendar(day: date) -> date:
    """The day itself, or the nearest one that can be calculated with."""
    return min(max(day, CALENDAR_START), CALENDAR_END)


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


class DateError(ValueError):
    """A text that is not a date of the accepted forms."""


_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


def parse_day(text: str) -> date:
    """Read an ISO day, `2023-02-08`, and nothing else. Raises DateError."""
    match = _DAY.fullmatch(text)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        pass
    raise DateError(f"{text!r} is not a day written like 2023-02-08")


@dataclass(frozen=True, slots=True, order=True)
class UncertainDate:
    """A date as precisely as it is known: any day from `earliest` to `latest`, both included."""

    earliest: date
    latest: date
    precision: Precision

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise DateError(f"a date range must not end before it starts: {self.earliest}/{self.latest}")

    @property
    def span(self) -> Span:
        """All the days it may be."""
        return Span(self.earliest, self.latest + DAY)

    @property
    def iso(self) -> str:
        """Its text: `2020`, `2020-05`, `2020-05-03` or `2020-05-03/2020-06-01`."""
        first = self.earliest.isoformat()
        texts = {
            Precision.YEAR: first[:4],
            Precision.MONTH: first[:7],
            Precision.DAY: first,
            Precision.RANGE: f"{first}/{self.latest.isoformat()}",
        }
        return texts[self.precision]


def on_day(day: date) -> UncertainDate:
    """A date known to the day."""
    return UncertainDate(day, day, Precision.DAY)


def parse_date(text: str) -> UncertainDate:
    """Read `2020`, `2020-05`, `2020-05-03` or a range of two of them with `/`. Raises DateError."""
    if text.count("/") == 1:
        first, last = (parse_date(part) for part in text.split("/"))
        return UncertainDate(first.earliest, last.latest, Precision.RANGE)
    try:
        if _YEAR.fullmatch(text):
            year = int(text)
            return UncertainDate(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
        if match := _MONTH.fullmatch(text):
            start = date(int(match[1]), int(match[2]), 1)
            return UncertainDate(start, add_months(start, 1) - DAY, Precision.MONTH)
    except ValueError:
        raise DateError(f"{text!r} is not a date written like 2023, 2023-02 or 2023-02-08") from None
    return on_day(parse_day(text))
