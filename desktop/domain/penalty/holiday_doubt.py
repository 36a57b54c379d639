"""Grace periods that end in years whose holidays were not checked: as late and as early as they may end."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.days.workdays import in_order, unchecked
from desktop.domain.faults import Fault, TermsError
from desktop.domain.penalty.start import first_penalty_day, grace_deadline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.days.workdays import WorkingDays


class HolidayDoubt(NamedTuple):
    """The terms with the last day of grace, and what may be holidays, taken as holidays; and as none.

    `day` is the last day if it was no holiday.
    """

    latest: PenaltyTerms
    earliest: PenaltyTerms
    day: date


def doubt_of(terms: PenaltyTerms) -> HolidayDoubt | None:
    """Between which terms those of a line lie; None where their first day is known, or nothing bounds it.

    In a year that was not checked those days may be holidays that were so in every checked one, and the day
    on which the period would end.
    """
    if terms.first_day is not None or terms.grace is None:
        return None
    try:
        first_penalty_day(terms)
    except TermsError as error:
        if error.code is not Fault.HOLIDAYS_UNKNOWN:
            return None
    else:
        return None
    try:
        return _doubt(terms)
    except TermsError:
        return None


def are_several(terms: PenaltyTerms, day: date, first_day: date | None) -> bool:
    """Whether more days than one are taken for holidays between a day and a first penalty day."""
    days = terms.deadline_rule.working_days
    if days is None or first_day is None:
        return False
    return sum(day <= one < first_day and not days.is_weekend(one) for one in days.assumed) > 1


def certain(terms: PenaltyTerms) -> PenaltyTerms:
    """The terms with the latest first day they may have."""
    doubt = doubt_of(terms)
    return terms if doubt is None else doubt.latest


def _doubt(terms: PenaltyTerms) -> HolidayDoubt | None:
    days = terms.deadline_rule.working_days or unchecked("")
    earliest = _under(terms, _opened(days))
    early = grace_deadline(earliest)
    if early is None or terms.notified_on is None:
        return None
    years = range(terms.notified_on.year, early.last_day.year + 2)
    likely = tuple(day for year in years if not days.is_checked(year) for day in _likely(days, year))
    late = grace_deadline(_under(terms, _opened(days, likely)))
    if late is None:
        return None
    end = () if days.is_checked(late.last_day.year) else (late.last_day,)
    return HolidayDoubt(_under(terms, _opened(days, (*likely, *end))), earliest, early.last_day)


def _under(terms: PenaltyTerms, days: WorkingDays) -> PenaltyTerms:
    rule = dataclasses.replace(terms.deadline_rule, working_days=days)
    return dataclasses.replace(terms, deadline_rule=rule)


def _opened(days: WorkingDays, more: tuple[date, ...] = ()) -> WorkingDays:
    """A calendar that holds for every year: with some more holidays, and no others, in those not checked."""
    holidays = in_order((*days.holidays, *more), days.weekend) if more else days.holidays
    return dataclasses.replace(
        days,
        holidays=holidays,
        first_year=None,
        last_year=None,
        gaps=frozenset(),
        assumed=frozenset(more),
    )


def _likely(days: WorkingDays, year: int) -> Iterator[date]:
    """The days of a year that were holidays in every checked one: by their date, or by their place to Easter.

    A day of the weekend is never listed, and so it may always have been one.
    """
    held = set(days.holidays)
    years = sorted({day.year for day in held})
    for month, number in {(day.month, day.day) for day in held} - {(2, 29)}:
        if all(_was_off(days, held, date(one, month, number)) for one in years):
            yield date(year, month, number)
    for step in {day - easter(day.year) for day in held}:
        if all(_was_off(days, held, easter(one) + step) for one in years):
            yield easter(year) + step


def _was_off(days: WorkingDays, held: set[date], day: date) -> bool:
    return day in held or days.is_weekend(day)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    skipped = century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    golden = (19 * (year % 19) + skipped) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - golden - rest % 4) % 7
    late = (year % 19 + 11 * golden + 22 * weekday) // 451
    return date(year, 3, 22) + timedelta(golden + weekday - 7 * late)
