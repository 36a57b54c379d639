"""Dates in doubt: Extended Date/Time Format (ISO 8601-2), level 1, and their form in a case file."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.days.period import (
    CALENDAR_END,
    CALENDAR_START,
    DAY,
    UNDATED,
    DateError,
    Doubt,
    End,
    Precision,
    UncertainDate,
    add_months,
    month_length,
    parse_date,
    ranged,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# Stored for a missing first or last day of a range; UNDATED is stored as NO_END twice and so comes last.
NO_START, NO_END = date.min, date.max

_NOTHING = frozenset({"", "..", "XXXX", "XXXX-XX", "XXXX-XX-XX"})
_QUALIFIED = re.compile(r"(.*[0-9X])([?~%])")
_FIRST_SEASON, _LAST_SEASON = 21, 24


def parse_edtf(text: str) -> UncertainDate:
    """Read a date of EDTF level 1: in doubt, digits missing, a season, open, undated. Raises DateError."""
    if text in _NOTHING:
        return UNDATED
    if text.count("/") == 1:
        return _ranged(*text.split("/"))
    return _qualified(text)


def precision_code(value: UncertainDate) -> str:
    """The precision of a date as a case file stores it: `month~`, `../month`, `range`, `undated`."""
    if value.ends:
        first, last = value.ends
        return f"{first.precision}{first.doubt}/{last.precision}{last.doubt}"
    return f"{value.precision}{value.doubt}"


def stored_days(value: UncertainDate) -> tuple[date, date]:
    """The first and last day of a date as a case file stores them; undated comes after all days."""
    if value.is_undated:
        return NO_END, NO_END
    return value.first or NO_START, value.last or NO_END


def from_stored(first: date, last: date, code: str) -> UncertainDate:
    """The date of stored days and their precision code. Raises DateError for an unknown code."""
    if code == Precision.RANGE:
        return UncertainDate(first, last, Precision.RANGE)
    if code == Precision.UNDATED:
        return UNDATED
    start, slash, stop = code.partition("/")
    ends = _end_of(start), _end_of(stop if slash else start)
    if not (ends[0].is_known or ends[1].is_known):
        raise _no_code(code)
    if not slash:
        return UncertainDate(first, last, ends[0].precision, ends[0].doubt)
    start_day = first if ends[0].is_known else CALENDAR_START
    return ranged(start_day, last if ends[1].is_known else CALENDAR_END, ends)


def _end_of(code: str) -> End:
    if code in _OPEN:
        return _OPEN[code]
    doubt = Doubt(code[-1]) if code[-1] in set(Doubt) else Doubt.NONE
    precision = code.removesuffix(doubt)
    if precision not in _POINTS:
        raise _no_code(code)
    return End(Precision(precision), doubt)


def _no_code(code: str) -> DateError:
    return DateError(f"{code!r} does not say how exactly a date is known")


_OPEN = {"..": End(Precision.OPEN), "": End(Precision.UNKNOWN)}
_POINTS = frozenset(Precision) - {Precision.RANGE, Precision.UNDATED, Precision.OPEN, Precision.UNKNOWN}


def _ranged(first: str, last: str) -> UncertainDate:
    starts, stops = (_OPEN.get(text) or _qualified(text) for text in (first, last))
    if isinstance(starts, End) and isinstance(stops, End):
        return UNDATED
    start = CALENDAR_START if isinstance(starts, End) else starts.earliest
    stop = CALENDAR_END if isinstance(stops, End) else stops.latest
    return ranged(start, stop, (_as_end(starts), _as_end(stops)))


def _as_end(found: UncertainDate | End) -> End:
    return found if isinstance(found, End) else End(found.precision, found.doubt)


def _qualified(text: str) -> UncertainDate:
    """A date that is no range, with any sign of its doubt."""
    match = _QUALIFIED.fullmatch(text)
    words, doubt = (match[1], Doubt(match[2])) if match else (text, Doubt.NONE)
    plain = _plain(words, text)
    return UncertainDate(plain.earliest, plain.latest, plain.precision, doubt)


def _plain(words: str, text: str) -> UncertainDate:
    try:
        for form, make in _FORMS:
            if match := form.fullmatch(words):
                return make(*(int(digits) for digits in match.groups()))
        if "/" not in words:
            return parse_date(words)
    except ValueError:  # no such month, day or year, or another form
        pass
    raise DateError(f"{text!r} is not a date such as 2023-02-08, 2022-03~, 202X, 2022-21 or ../2022-05")


def _season(year: int, number: int) -> UncertainDate:
    start = date(year, 3 * (number - _FIRST_SEASON) + 3, 1)
    past_the_calendar = number == _LAST_SEASON and year == date.max.year
    last = date.max if past_the_calendar else add_months(start, 3) - DAY
    return UncertainDate(start, last, Precision.SEASON)


def _years(first: int, number: int, precision: Precision) -> UncertainDate:
    return UncertainDate(date(max(first, 1), 1, 1), date(first + number - 1, 12, 31), precision)


def _some_day(year: int, month: int) -> UncertainDate:
    start = date(year, month, 1)
    return UncertainDate(start, start.replace(day=month_length(year, month)), Precision.DAY_IN_MONTH)


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., UncertainDate]], ...] = (
    (re.compile(r"(\d{4})-(2[1-4])", re.ASCII), _season),
    (re.compile(r"(\d{3})X", re.ASCII), lambda tens: _years(tens * 10, 10, Precision.DECADE)),
    (re.compile(r"(\d{2})XX", re.ASCII), lambda hundreds: _years(hundreds * 100, 100, Precision.CENTURY)),
    (re.compile(r"(\d{4})-(\d{2})-XX", re.ASCII), _some_day),
    (re.compile(r"(\d{4})-XX", re.ASCII), lambda year: _years(year, 1, Precision.MONTH_IN_YEAR)),
    (re.compile(r"(\d{4})-XX-XX", re.ASCII), lambda year: _years(year, 1, Precision.DAY_IN_YEAR)),
)
