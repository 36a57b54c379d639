"""Civil days, half-open spans of days, month arithmetic and uncertain dates."""

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

# The days that a file may hold: the Gregorian calendar as most states have had it, and far enough from
# Python's last day that no period ends beyond that day.
FIRST_DAY, LAST_DAY = date(1700, 1, 1), date(9997, 12, 31)


class MonthRounding(Enum):
    """The rounding of a day that the month reached does not have."""

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
        """The number of days of the span."""
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day of the span."""
        return self.end - DAY

    def overlap(self, other: Span) -> Span | None:
        """The days in both, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None


def union(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same days as disjoint spans in order; overlapping and touching spans become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def within_calendar(day: date) -> date:
    """The day itself, or the nearest day within the limits of calculation."""
    return min(max(day, CALENDAR_START), CALENDAR_END)


class Precision(StrEnum):
    """The precision of a date, or of one end of a range; the more exact first."""

    DAY = "day"
    DAY_IN_MONTH = "day-in-month"  # some day of a known month
    MONTH = "month"
    SEASON = "season"
    DAY_IN_YEAR = "day-in-year"
    MONTH_IN_YEAR = "month-in-year"
    YEAR = "year"
    RANGE = "range"
    DECADE = "decade"
    CENTURY = "century"
    UNDATED = "undated"
    OPEN = ".."  # an end only: open
    UNKNOWN = ""  # an end only: it exists, and its day is not known


class Doubt(StrEnum):
    """The doubt of a source about a date, as EDTF writes it."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"

    @property
    def is_uncertain(self) -> bool:
        """Whether the date itself may be wrong."""
        return self in (Doubt.UNCERTAIN, Doubt.BOTH)

    @property
    def is_approximate(self) -> bool:
        """Whether the date is said to be near the true one."""
        return self in (Doubt.APPROXIMATE, Doubt.BOTH)


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
class End:
    """The precision and doubt of one end of a range."""

    precision: Precision
    doubt: Doubt = Doubt.NONE

    @property
    def is_known(self) -> bool:
        """Whether a day, month or longer time is known at this end."""
        return self.precision not in _NO_END

    def iso(self, day: date) -> str:
        """The EDTF text of the end, whose first or last possible day is `day`."""
        year, month = f"{day.year:04}", f"{day.month:02}"
        texts = {
            Precision.DAY: day.isoformat(),
            Precision.MONTH: f"{year}-{month}",
            Precision.SEASON: "{:04}-{}".format(*season_of(day)),
            Precision.YEAR: year,
            Precision.DECADE: f"{year[:3]}X",
            Precision.CENTURY: f"{year[:2]}XX",
            Precision.DAY_IN_MONTH: f"{year}-{month}-XX",
            Precision.MONTH_IN_YEAR: f"{year}-XX",
            Precision.DAY_IN_YEAR: f"{year}-XX-XX",
        }
        return texts.get(self.precision, self.precision.value) + self.doubt


_NO_END = (Precision.OPEN, Precision.UNKNOWN)
_DAY_END = End(Precision.DAY)
_FIRM = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def season_of(day: date) -> tuple[int, int]:
    """The year and the EDTF number (21 spring to 24 winter) of the season of a day.

    Seasons are those of the northern half of the Earth: winter 2022 is December 2022 to February 2023.
    """
    return day.year - (day.month < 3), 21 + (day.month // 3 - 1) % 4  # noqa: PLR2004 - March


@dataclass(frozen=True, slots=True, order=True)
class UncertainDate:
    """A date as precisely as it is known: any day from `earliest` to `latest`, both included.

    An open or unknown end lies at the end of the calendar; both ends do for an undated value. `ends` holds
    the precision of the ends of a range; without it the ends are days.
    """

    earliest: date
    latest: date
    precision: Precision
    doubt: Doubt = Doubt.NONE
    ends: tuple[End, End] | tuple[()] = ()

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise DateError(f"a date range must not end before it starts: {self.earliest}/{self.latest}")

    @property
    def span(self) -> Span:
        """All the possible days."""
        return Span(self.earliest, self.latest + DAY)

    @property
    def both_ends(self) -> tuple[End, End]:
        """The precision of its first and its last day; the same twice except for a range."""
        if self.precision is Precision.RANGE:
            return self.ends or (_DAY_END, _DAY_END)
        end = End(Precision.UNKNOWN if self.is_undated else self.precision, self.doubt)
        return end, end

    @property
    def first(self) -> date | None:
        """The earliest day, or None where the beginning is open or not known."""
        return self.earliest if self.both_ends[0].is_known else None

    @property
    def last(self) -> date | None:
        """The latest day, or None where the end is open or not known."""
        return self.latest if self.both_ends[1].is_known else None

    @property
    def anchor(self) -> date | None:
        """The day for searches and counts: the first, else the last; None for an undated value."""
        return self.first or self.last

    @property
    def is_undated(self) -> bool:
        """Whether the date is not known at all."""
        return self.precision is Precision.UNDATED

    @property
    def is_firm(self) -> bool:
        """Whether figures may be calculated from the date: a day, month, year or range, and no doubt."""
        return all(end.precision in _FIRM and end.doubt is Doubt.NONE for end in self.both_ends)

    @property
    def iso(self) -> str:
        """The EDTF text: `2020`, `2020-05~`, `2020-05-03`, `../2020-06` or `XXXX`."""
        if self.is_undated:
            return "XXXX"
        first, last = self.both_ends
        if self.precision is Precision.RANGE:
            return f"{first.iso(self.earliest)}/{last.iso(self.latest)}"
        return first.iso(self.earliest)


UNDATED = UncertainDate(CALENDAR_START, CALENDAR_END, Precision.UNDATED)


def firm(value: UncertainDate) -> UncertainDate:
    """The date itself. Raises DateError for a date that is not firm."""
    if not value.is_firm:
        raise DateError(f"{value.iso!r} is in doubt, and figures depend on it: give a day, month or year")
    return value


def on_day(day: date) -> UncertainDate:
    """A date known to the day."""
    return UncertainDate(day, day, Precision.DAY)


def ranged(start: date, last: date, ends: tuple[End, End]) -> UncertainDate:
    """A range of days with the precision of its ends. Raises DateError where it ends before it starts."""
    in_days = ends == (_DAY_END, _DAY_END)
    return UncertainDate(start, last, Precision.RANGE, ends=() if in_days else ends)


def parse_date(text: str) -> UncertainDate:
    """Read `2020`, `2020-05`, `2020-05-03` or a range of two such dates with `/`. Raises DateError."""
    if text.count("/") == 1:
        first, last = (parse_date(part) for part in text.split("/"))
        return ranged(first.earliest, last.latest, (End(first.precision), End(last.precision)))
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
