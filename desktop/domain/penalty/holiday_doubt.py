"""Holiday doubt: the latest and earliest end of a grace period in years whose holidays were not checked."""

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
    """The terms with the latest first penalty day and with the earliest.

    For `latest` the last day of grace and every likely holiday count as holidays, for `earliest` none does.
    `day` is the last day of grace where it is no holiday.
    """

    latest: PenaltyTerms
    earliest: PenaltyTerms
    day: date


def doubt_of(terms: PenaltyTerms) -> HolidayDoubt | None:
    """The doubt about a line's first penalty day; None where the day is known or has no bounds.

    In a year that was not checked, the days that were holidays in every checked year may be holidays, and so
    may the day on which the period would end.
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


def both_ends(
    lines: tuple[PenaltyTerms, ...], doubts: tuple[HolidayDoubt | None, ...]
) -> tuple[tuple[PenaltyTerms, ...], tuple[PenaltyTerms, ...]]:
    """The lines with their latest first days, and with their earliest; the same tuple without any doubt."""
    if not any(doubts):
        return lines, lines
    pairs = tuple(zip(lines, doubts, strict=True))
    late = tuple(terms if doubt is None else doubt.latest for terms, doubt in pairs)
    return late, tuple(terms if doubt is None else doubt.earliest for terms, doubt in pairs)


def are_several(terms: PenaltyTerms, day: date, first_day: date | None) -> bool:
    """Whether two or more days are assumed to be holidays between a day and a first penalty day."""
    days = terms.deadline_rule.working_days
    if days is None or first_day is None:
        return False
    return sum(day <= one < first_day and not days.is_weekend(one) for one in days.assumed) > 1


def certain(terms: PenaltyTerms) -> PenaltyTerms:
    """The terms with their latest possible first penalty day."""
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
    """A calendar for every year, with `more` as the only holidays of the years that were not checked."""
    holidays = in_order((*days.holidays, *more), days.weekend) if more else days.holidays
    return dataclasses.replace(
        days, holidays=holidays, first_year=None, last_year=None, gaps=frozenset(), assumed=frozenset(more)
    )


def _likely(days: WorkingDays, year: int) -> Iterator[date]:
    """The likely holidays of a year: those of every checked year, by date or by distance from Easter.

    Calendars never list a day of the weekend, so a weekend day counts as a holiday held.
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
