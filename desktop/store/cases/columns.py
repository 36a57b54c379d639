"""Reading columns into values of the domain: days, dates, spans, calendars and sources."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desktop.domain.days.edtf import from_stored
from desktop.domain.days.period import DateError, Span, parse_day
from desktop.domain.days.workdays import unchecked
from desktop.domain.source import Source
from desktop.store.law.calendars import UnknownCalendarError, calendar

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.days.period import UncertainDate
    from desktop.domain.days.workdays import WorkingDays
    from desktop.store.cells.table import Row


def day(value: Any) -> date:  # noqa: ANN401 - a column may hold anything
    """The day in an ISO text. Raises DateError."""
    if not isinstance(value, str):
        raise DateError("no day where there must be one")
    return parse_day(value)


def maybe_day(value: Any) -> date | None:  # noqa: ANN401
    """The day in an ISO text, or None. Raises DateError."""
    return None if value is None else day(value)


def maybe_date(row: Row, name: str) -> UncertainDate | None:
    """The date in the columns `name`_start, _end and _precision, or None."""
    return None if row[f"{name}_start"] is None else uncertain(row, name)


def uncertain(row: Row, name: str) -> UncertainDate:
    """The date in the columns `name`_start, _end and _precision. Raises DateError."""
    return _uncertain(row[f"{name}_start"], row[f"{name}_end"], str(row[f"{name}_precision"]))


@lru_cache(maxsize=8_192)  # the dates of a file are few beside its rows
def _uncertain(start: object, end: object, code: str) -> UncertainDate:
    return from_stored(day(start), day(end), code)


def maybe_span(row: Row) -> Span | None:
    """The days in the columns window_start and window_end, or None."""
    if row["window_start"] is None:
        return None
    return Span(day(row["window_start"]), day(row["window_end"]))


def working_days(code: str) -> WorkingDays | None:
    """The calendar of a code, None for an empty code; an unknown calendar has its name alone."""
    try:
        return calendar(code) if code else None
    except UnknownCalendarError:
        return unchecked(code)


def source(row: Row) -> Source:
    """The source of a row."""
    return Source(row["url"], row["publisher"])
