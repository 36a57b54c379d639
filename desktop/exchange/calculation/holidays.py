"""The working days of an entry: a list given by hand, a calendar by its code, or weekends alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.workdays import WEEKEND, WorkingDays, unchecked, working_days
from desktop.exchange.calculation.reading import InputError, shown
from desktop.exchange.calculation.values import day, items, text, whole

if TYPE_CHECKING:
    from desktop.exchange.calculation.reading import Fields

LAST_WEEKDAY = 6


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days; `is_assumed` where no holidays were given and only weekends are left out."""

    days: WorkingDays
    is_assumed: bool = False


def read_calendar(fields: Fields, around: Calendar | None = None) -> Calendar:
    """The fields `holidays`, `weekend` and `calendar`; a list given by hand comes first.

    Without any of them it is `around`, the calendar of the entry. Raises InputError and TermsError.
    """
    weekend = fields.get("weekend", _weekend)
    holidays = fields.get("holidays", items(day))
    code = fields.get("calendar", text)
    if holidays is not None:
        return Calendar(working_days(holidays, WEEKEND if weekend is None else weekend))
    if code is not None:
        return Calendar(_named(code, fields.place("calendar")))
    if weekend is None and around is not None:
        return around
    return Calendar(working_days((), WEEKEND if weekend is None else weekend), is_assumed=True)


def _named(code: str, where: str) -> WorkingDays:
    return unchecked(f"{where} {shown(code)}")


def _weekend(value: object, where: str) -> frozenset[int]:
    days = items(whole)(value, where)
    if any(not 0 <= number <= LAST_WEEKDAY for number in days) or len(set(days)) > LAST_WEEKDAY:
        raise InputError(f"{where} lists days of the week, 0 for Monday to 6 for Sunday, and not all seven.")
    return frozenset(days)
