"""Public holidays given by hand, for the years of a calendar without a checked list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.change import Edit, EditKind, added, deleted, new_uid
from desktop.domain.typed.dates import NoDate, ReadDate, read_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.edit.change import Change
    from desktop.domain.typed.dates import DayOrder

_AFTER_DATE = " \t,;:.-\N{EN DASH}\N{EM DASH}\N{NO-BREAK SPACE}"


class GivenHoliday(NamedTuple):
    """A holiday that a case file holds, with its uid; without a name or source these are empty."""

    uid: str
    calendar: str
    day: date
    name: str
    source: str


class TypedHoliday(NamedTuple):
    """A holiday as typed on a line: its day and its name."""

    day: date
    name: str


class TypedYear(NamedTuple):
    """The holidays typed for a year; with faulty lines nothing can be saved.

    `unread` is the first line without a day; `outside` the first day that lies in another year.
    """

    days: tuple[TypedHoliday, ...] = ()
    unread: NoDate | None = None
    outside: date | None = None

    @property
    def is_sound(self) -> bool:
        """Whether there are holidays, and no line is faulty."""
        return bool(self.days) and self.unread is None and self.outside is None


def read_year(typed: str, year: int, order: DayOrder) -> TypedYear:
    """Read holidays from lines such as `1 Jan 2031 New Year`; each day counts once."""
    found: dict[date, str] = {}
    for line in filter(None, (" ".join(line.split()) for line in typed.splitlines())):
        read = read_date(line, order)
        if not isinstance(read, ReadDate):
            return TypedYear(_sorted(found), unread=NoDate(read.fault, read.typed or line))
        day = read.date.earliest
        if day != read.date.latest:
            return TypedYear(_sorted(found), outside=day)
        if day.year != year:
            return TypedYear(_sorted(found), outside=day)
        found.setdefault(day, line[read.length :].lstrip(_AFTER_DATE).strip())
    return TypedYear(_sorted(found))


def lines_of(days: Iterable[GivenHoliday]) -> str:
    """Holidays as lines to be typed on."""
    return "\n".join(f"{one.day.isoformat()} {one.name}".strip() for one in days)


def lacks_list(calendar: WorkingDays, year: int) -> bool:
    """Whether a year of a calendar has no checked list, so that its holidays can be given."""
    given = {day.year for day in calendar.given}
    return year in given or not calendar.is_checked(year)


def holidays_changed(
    calendar: str, before: Iterable[GivenHoliday], after: Iterable[TypedHoliday], source: str
) -> Edit | None:
    """The edit that leaves exactly these holidays in place of the given ones; None where nothing changes."""
    kept = {(one.day, one.name) for one in after}
    held = tuple(before)
    changes: list[Change] = [
        deleted("holidays", one.uid, _cells(one.calendar, one.day, one.name, one.source))
        for one in held
        if (one.day, one.name) not in kept or one.source != source
    ]
    same = {(one.day, one.name) for one in held if one.source == source}
    changes += [
        added("holidays", new_uid(), **_cells(calendar, day, name, source))
        for day, name in sorted(kept - same)
    ]
    return Edit(EditKind.HOLIDAYS_CHANGED, tuple(changes), new_uid()) if changes else None


def _cells(calendar: str, day: date, name: str, source: str) -> dict[str, str]:
    return {"calendar": calendar, "day": day.isoformat(), "name": name, "source": source}


def _sorted(found: dict[date, str]) -> tuple[TypedHoliday, ...]:
    return tuple(TypedHoliday(day, found[day]) for day in sorted(found))
