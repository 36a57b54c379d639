"""The rules on several cells of one row: dates, order of days, cells that need each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.domain.days.edtf import NO_END, NO_START, from_stored, stored_days
from desktop.domain.days.period import DateError, Precision, parse_day
from desktop.store.cells.kinds import Kind, is_day
from desktop.store.cells.table import CellColumn, CellFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.store.cells.table import Row

_OPEN_START, _OPEN_END = NO_START.isoformat(), NO_END.isoformat()
_WITHIN = {Precision.DAY: 10, Precision.MONTH: 7, Precision.DAY_IN_MONTH: 7, Precision.YEAR: 4}


def is_precision(value: object) -> bool:
    """Whether a value is the stored precision of a date."""
    if not isinstance(value, str):
        return False
    try:
        from_stored(NO_START, NO_END, value)
    except DateError:
        return False
    return True


# A day, or the mark of an open or unknown end.
STORED_DAY = Kind(
    "a day from 1700-01-01 to 9997-12-31, written like 2023-02-08",
    lambda value: is_day(value) or value in (_OPEN_START, _OPEN_END),
)
_PRECISION = Kind(
    "how exactly the date is known: day, month, year, range, undated or another precision of EDTF, with its"
    " doubt (month~, ../day)",
    is_precision,
)


def date_columns(name: str, *, optional: bool = False) -> tuple[CellColumn, ...]:
    """The three columns of a date: first day, last day and precision."""
    kinds = (("start", STORED_DAY), ("end", STORED_DAY), ("precision", _PRECISION))
    return tuple(CellColumn(f"{name}_{part}", kind, optional=optional) for part, kind in kinds)


@dataclass(frozen=True, slots=True)
class Date:
    """A date in three columns; `is_firm` if figures depend on it, so that it must be free of doubt."""

    name: str
    is_firm: bool = False
    is_dispensable: bool = False  # the row is read without it

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns: first day, last day and precision."""
        return f"{self.name}_start", f"{self.name}_end", f"{self.name}_precision"

    @property
    def instead(self) -> Mapping[str, object] | None:
        """Three NULLs for a dispensable date, else None."""
        return dict.fromkeys(self.columns) if self.is_dispensable else None

    def faults(self, row: Row) -> tuple[CellFault, ...]:
        """The faults of a partial date, of an end before the start, or of days unlike the precision."""
        start, end, precision = (row[column] for column in self.columns)
        if _is_sound_date(start, end, precision, self.is_firm):
            return ()
        first, last, exactly = self.columns
        if None in (start, end, precision):
            words = f"given where {first}, {last} and {exactly} are given together"
            return tuple(CellFault(column, row[column], words) for column in self.columns)
        if end < start:
            return (
                CellFault(first, start, f"a day up to {last} ({end})"),
                CellFault(last, end, f"a day from {first} ({start}) on"),
            )
        if self.is_firm and not from_stored(parse_day(start), parse_day(end), precision).is_firm:
            words = "a date that figures can be made of: a day, month, year or range, without a doubt"
            return (CellFault(exactly, precision, words),)
        words = f"a date as exact as its precision says ({precision})"
        return tuple(CellFault(column, row[column], words) for column in self.columns)


@lru_cache(maxsize=100_000)  # the dates of a file are few beside its rows
def _is_sound_date(start: str | None, end: str | None, precision: str | None, is_firm: bool) -> bool:  # noqa: FBT001
    if start is None or end is None or precision is None:
        return start is None and end is None and precision is None
    if end < start:
        return False
    value = from_stored(parse_day(start), parse_day(end), precision)
    first, last = stored_days(value)
    is_as_stored = (first.isoformat(), last.isoformat()) == (start, end)
    ends_are_days = (value.first is None or is_day(start)) and (value.last is None or is_day(end))
    alike = _WITHIN.get(value.precision, 0)
    return is_as_stored and ends_are_days and start[:alike] == end[:alike] and (value.is_firm or not is_firm)


@dataclass(frozen=True, slots=True)
class _PairRule:
    """A rule on two cells of a row; a row that breaks it is left out."""

    first: str
    second: str
    instead: Mapping[str, object] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of both columns."""
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class InOrder(_PairRule):
    """Two days in order: the second after the first or, with `may_be_equal`, not before it."""

    may_be_equal: bool = False
    are_together: bool = False  # either day needs the other

    def faults(self, row: Row) -> tuple[CellFault, ...]:
        """The faults of days in the wrong order, or of a day without the other."""
        first, last = row[self.first], row[self.second]
        if first is None or last is None:
            if not self.are_together or first is last:
                return ()
            words = f"given where {self.first} and {self.second} are given together"
            return CellFault(self.first, first, words), CellFault(self.second, last, words)
        if first < last or (self.may_be_equal and first == last):
            return ()
        before, after = ("up to", "from") if self.may_be_equal else ("before", "after")
        return (
            CellFault(self.first, first, f"a day {before} {self.second} ({last})"),
            CellFault(self.second, last, f"a day {after} {self.first} ({first})"),
        )


@dataclass(frozen=True, slots=True)
class NeedsCell(_PairRule):
    """Two cells of which the first needs the second."""

    def faults(self, row: Row) -> tuple[CellFault, ...]:
        """The fault of the first cell without the second."""
        if row[self.first] is None or row[self.second] is not None:
            return ()
        return (CellFault(self.second, None, f"given where {self.first} is given ({row[self.first]})"),)


@dataclass(frozen=True, slots=True)
class Either(_PairRule):
    """Two cells of which at least one is given."""

    def faults(self, row: Row) -> tuple[CellFault, ...]:
        """The faults of a row without either cell."""
        if row[self.first] is not None or row[self.second] is not None:
            return ()
        words = f"a value: {self.first} or {self.second} must be given"
        return CellFault(self.first, None, words), CellFault(self.second, None, words)


@dataclass(frozen=True, slots=True)
class Unless:
    """Cells that are NULL unless a flag is set."""

    flag: str
    others: tuple[str, ...]
    instead: Mapping[str, object] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the flag and of the cells."""
        return self.flag, *self.others

    def faults(self, row: Row) -> tuple[CellFault, ...]:
        """The fault of an unset flag beside given cells."""
        given = [column for column in self.others if row[column] is not None]
        if row[self.flag] or not given:
            return ()
        return (CellFault(self.flag, row[self.flag], f"1 where {', '.join(given)} is given"),)
