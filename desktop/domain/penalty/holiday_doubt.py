"""Holiday doubt: the latest and earliest end of a grace period in years whose holidays were not checked."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.days.workdays import in_order, unchecked
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.deadline import deadline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.law.deadline import DeadlineRule, GraceUnit


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
    event, grace = terms.notified_on, terms.grace
    if terms.first_day is not None or event is None or grace is None:
        return None
    if grace.last_day is not None or grace.length is None or grace.unit is None:
        return None
    try:
        return _doubt(terms, event, (grace.length, grace.unit))
    except TermsError:
        return None


def year_in_doubt(terms: PenaltyTerms) -> tuple[str, int] | None:
    """The calendar and the year whose holidays decide a line's first penalty day; None without a doubt."""
    doubt, days = doubt_of(terms), terms.deadline_rule.working_days
    if doubt is None or days is None:
        return None
    year = doubt.day.year
    return days.code, year + 1 if days.is_checked(year) else year


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
    days = terms.deadline_rule.working_days or unchecked("")
    end = first_day or day
    return sum(day <= one < end and not days.is_weekend(one) for one in days.assumed) > 1


def certain(terms: PenaltyTerms) -> PenaltyTerms:
    """The terms with their latest possible first penalty day."""
    doubt = doubt_of(terms)
    return terms if doubt is None else doubt.latest


def _doubt(terms: PenaltyTerms, event: date, length: tuple[int, GraceUnit]) -> HolidayDoubt | None:
    """The doubt about the end of a grace period of `length` from an event. Raises TermsError."""
    rule = terms.deadline_rule
    if not _needs_unknown_holidays(event, length, rule):
        return None
    days = rule.working_days or unchecked("")

    def end(calendar: WorkingDays) -> date:
        return deadline(event, (length,), dataclasses.replace(rule, working_days=calendar)).last_day

    early = end(_opened(days))
    years = range(event.year, early.year + 2)
    likely = tuple(day for year in years if not days.is_checked(year) for day in _likely(days, year))
    late = end(_opened(days, likely))
    assumed = likely if days.is_checked(late.year) else (*likely, late)
    return HolidayDoubt(_under(terms, _opened(days, assumed)), _under(terms, _opened(days)), early)


def _needs_unknown_holidays(event: date, length: tuple[int, GraceUnit], rule: DeadlineRule) -> bool:
    """Whether the end of a period needs holidays that were not checked. Raises TermsError of other kinds."""
    try:
        deadline(event, (length,), rule)
    except TermsError as error:
        if error.code is Fault.HOLIDAYS_UNKNOWN:
            return True
        raise
    return False


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
