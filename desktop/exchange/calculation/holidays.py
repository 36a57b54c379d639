"""The working days of an entry: from a list of holidays, a calendar code, or weekends alone."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.period import CALENDAR_END, CALENDAR_START
from desktop.domain.days.workdays import WEEKEND, WorkingDays, unchecked, working_days
from desktop.exchange.calculation.reading import InputError
from desktop.exchange.calculation.values import day, items, text, whole
from desktop.store.law.calendars import UnknownCalendarError, calendar
from desktop.strict import LONGEST_SHOWN

if TYPE_CHECKING:
    from desktop.exchange.calculation.reading import Fields

LAST_WEEKDAY = 6


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days; `is_assumed` where no holidays were given and only weekends are left out."""

    days: WorkingDays
    is_assumed: bool = False


def read_calendar(fields: Fields, around: Calendar | None = None) -> Calendar:
    """The calendar in the fields `holidays`, `weekend` and `calendar`; a list of holidays comes first.

    Without these fields the calendar is `around`, that of the entry. Holidays that are null are unknown, and
    counting with them raises TermsError. `verified_years` are the first and last year of a complete list.
    Raises InputError.
    """
    named = fields.get("weekend", _weekend)
    weekend = WEEKEND if named is None else named
    holidays = fields.get("holidays", items(day))
    years = fields.get("verified_years", _years)
    code = fields.get("calendar", text)
    if holidays is not None:
        first, last = years or (None, None)
        given = working_days(holidays, weekend)
        return Calendar(dataclasses.replace(given, first_year=first, last_year=last))
    if code is not None:
        return Calendar(_known(code, weekend, fields.place("calendar")))
    if fields.is_named("holidays"):
        return Calendar(unchecked(""))
    if named is None and around is not None:
        return around
    return Calendar(working_days((), weekend), is_assumed=True)


def _known(code: str, weekend: frozenset[int], where: str) -> WorkingDays:
    try:
        return calendar(code[:LONGEST_SHOWN], weekend)
    except UnknownCalendarError as error:
        raise InputError(f"{where}: {error}; or list the holidays.") from None


def _years(value: object, where: str) -> tuple[int, int]:
    years = items(whole)(value, where)
    is_pair = len(years) == len(("first", "last"))
    if not is_pair or not CALENDAR_START.year <= years[0] <= years[1] <= CALENDAR_END.year:
        raise InputError(f"{where} must be the first and the last year, such as [2020, 2027].")
    return years[0], years[1]


def _weekend(value: object, where: str) -> frozenset[int]:
    days = items(whole)(value, where)
    if any(not 0 <= number <= LAST_WEEKDAY for number in days) or len(set(days)) > LAST_WEEKDAY:
        raise InputError(f"{where} lists days of the week, 0 for Monday to 6 for Sunday, and not all seven.")
    return frozenset(days)
