"""Values near a wrong cell: offered in its place, never taken by themselves."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from desktop.domain.days.period import FIRST_DAY, LAST_DAY, month_length
from desktop.domain.listing.countries import country_codes
from desktop.domain.listing.folding import parts
from desktop.domain.typed.dates import ReadDate, read_whole
from desktop.store.cells import kinds
from desktop.store.cells.rules import STORED_DAY, InOrder, Unless, is_precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.edit.change import Cell
    from desktop.store.cells.rules import Date
    from desktop.store.cells.table import CellColumn, Row, RowRule

MOST = 3  # values offered
_LIKE = 0.7  # the least likeness, of 1
_LONGEST = 100  # characters of a value that is compared
_YEAR_FIRST = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})\D{1,3}(\d{1,2})\D{1,3}(\d{4})(?!\d)", re.ASCII)
_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)


def is_of_days(column: CellColumn) -> bool:
    """Whether a column holds days."""
    return column.kind in {kinds.DAY, STORED_DAY}


def near(column: CellColumn, value: object) -> tuple[Cell, ...]:
    """The allowed values near a wrong one, the nearest first; an empty cell last, if it may be empty."""
    found: list[Cell] = [one for one in _candidates(column, value) if column.holds(one)]
    if value is not None and column.optional:
        found.append(None)
    elif value != "" and column.holds(""):
        found.append("")
    return tuple(dict.fromkeys(found))


def near_dates(rule: Date, row: Row) -> tuple[dict[str, Cell], ...]:
    """The cells of sound dates near a date that is wrong, the nearest first."""
    start, end, exactly = (row[column] for column in rule.columns)
    starts, ends = _days_of(start), _days_of(end)
    pairs = list(zip(starts, ends, strict=False)) if len(starts) == len(ends) else []
    whole = str(exactly).rstrip("?~%")
    pairs += [(first, last) for first in starts for last in ends]
    pairs += [_around(day, whole) for day in (starts or ends if not (starts and ends) else ())]
    pairs += [(last, first) for first, last in pairs if last < first]
    found = []
    for first, last in dict.fromkeys(pairs):
        for precision in dict.fromkeys((str(exactly), str(exactly).rstrip("?~%"), _precision(first, last))):
            cells: dict[str, Cell] = dict(
                zip(rule.columns, (first.isoformat(), last.isoformat(), precision), strict=True)
            )
            if is_precision(precision) and not rule.faults(cells):
                found.append(cells)
                break
    return tuple(found[:MOST])


def near_together(rule: RowRule, row: Row, optional: frozenset[str]) -> tuple[dict[str, Cell], ...]:
    """The cells that make the cells of a rule go together."""
    values = {column: row[column] for column in rule.columns}
    first, *others = rule.columns
    tries: list[dict[str, Cell]] = []
    if isinstance(rule, Unless):
        tries.append({first: 1})
    elif isinstance(rule, InOrder):
        tries.append({first: values[others[0]], others[0]: values[first]})  # the other way round
    tries += [{column: None} for column in (*others, first) if column in optional]
    tries.append({column: None for column in others if column in optional})
    sound = [one for one in tries if one and not rule.faults({**values, **one})]
    return tuple(one for one in sound if all(one[name] != values[name] for name in one))


def days_near(text: str) -> tuple[date, ...]:
    """The days that a text may mean; a day past the end of its month stands for its last day."""
    text = text.strip()
    if match := _YEAR_FIRST.match(text) or _TOGETHER.fullmatch(text):
        year, month, day = map(int, match.groups())
        orders = ((year, month, day), (year, day, month)) if month > 12 else ((year, month, day),)  # noqa: PLR2004
    elif match := _YEAR_LAST.match(text):
        one, other, year = map(int, match.groups())
        orders = ((year, other, one), (year, one, other))
    else:
        found = read_whole(text)
        known = found.date if isinstance(found, ReadDate) else None
        return (known.earliest,) if known is not None and known.earliest == known.latest else ()
    days = []
    for year, month, day in orders:
        with suppress(ValueError):  # no such year or month
            days.append(date(year, month, 1) + timedelta(min(max(day, 1), month_length(year, month)) - 1))
    return tuple(day for day in dict.fromkeys(days) if FIRST_DAY <= day <= LAST_DAY)


def _days_of(value: object) -> tuple[date, ...]:
    return days_near(value) if isinstance(value, str) and len(value) <= _LONGEST else ()


def _around(day: date, precision: str) -> tuple[date, date]:
    """The first and last day of the month or year of a day, or the day itself."""
    match precision:
        case "month":
            return day.replace(day=1), day.replace(day=month_length(day.year, day.month))
        case "year":
            return day.replace(month=1, day=1), day.replace(month=12, day=31)
        case _:
            return day, day


def _precision(first: date, last: date) -> str:
    """The precision of a date by its days."""
    if first == last:
        return "day"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return "year"
    whole = first.day == 1 and last.day == month_length(last.year, last.month)
    return "month" if whole and (first.year, first.month) == (last.year, last.month) else "range"


def _candidates(column: CellColumn, value: object) -> Iterator[str]:
    if not isinstance(value, str):
        return
    if is_of_days(column):
        yield from (day.isoformat() for day in _days_of(value))
    elif known := tuple(column.kind.values()):
        yield from _alike(column, value, known)
    else:
        cleaned = kinds.cleaned(value)
        yield from (cleaned, " ".join(cleaned.split()))


def _alike(column: CellColumn, value: str, known: tuple[str, ...]) -> Iterator[str]:
    if len(value) > _LONGEST:
        return
    if column.kind in {kinds.COUNTRY, kinds.MAYBE_COUNTRY}:
        code = country_codes().get(" ".join(parts(value)))
        if code is not None:
            yield code
    by_letters = {one.casefold(): one for one in known}
    yield from (
        by_letters[found]
        for found in get_close_matches(value.strip().casefold(), tuple(by_letters), 1, _LIKE)
    )
