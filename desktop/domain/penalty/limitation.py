"""Limitation of accrued penalties: each day's sum is barred by itself, one period after it was forfeited.

A `Period` of law/regime.py is Period(1, GraceUnit.YEAR) for NL, six months by eve of date for BE.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.domain.days.period import CALENDAR_START, DAY
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, deadline
from desktop.domain.penalty.course import course_of
from desktop.domain.penalty.stretch import first_where

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms, TermsId
    from desktop.domain.law.regime import Period, Regime, Rule
    from desktop.domain.penalty.course import Course
    from desktop.domain.penalty.lines import PenaltyLine


@dataclass(frozen=True, slots=True)
class Limitation:
    """The sums barred and recoverable on a day; amounts in minor units.

    `barred_until` is the last day whose charge is barred. `next_on` is the next day on which accrued sums
    become barred, `next_units` and `next_barred` their size; None and 0 where nothing is left.
    """

    on: date
    barred_until: date
    barred_units: int
    barred: int
    recoverable_units: int
    recoverable: int
    next_on: date | None = None
    next_units: int = 0
    next_barred: int = 0


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """The time limit for collecting the sums of one penalty line, as long as nothing interrupts the time.

    `first_until` and `last_until` are the last days to collect the first and the latest sum charged by now.
    """

    terms_id: TermsId
    rule: Rule[Period | None]
    period: Period
    first_until: date
    last_until: date


def time_limits(penalties: tuple[PenaltyLine, ...], regime: Regime | None) -> tuple[TimeLimit, ...]:
    """The time limits of the lines with an accrued sum, under a regime that limits every sum."""
    period = None if regime is None else regime.limitation.value
    if regime is None or period is None:
        return ()
    charged = (
        (penalty.terms.id, [line for line in penalty.accrual.lines if line.amount]) for penalty in penalties
    )
    return tuple(
        TimeLimit(
            terms_id,
            regime.limitation,
            period,
            last_recoverable_day(lines[0].first, period),
            last_recoverable_day(lines[-1].last, period),
        )
        for terms_id, lines in charged
        if lines
    )


def last_recoverable_day(forfeited: date, period: Period) -> date:
    """The last day to recover a sum forfeited on a day (NL Awb 5:35, BE Jud. Code 1385octies)."""
    return deadline(forfeited, ((period.length, period.unit),), DeadlineRule(period.months)).last_day


def limitation(terms: PenaltyTerms, period: Period, on: date, known_on: date | None = None) -> Limitation:
    """The limitation of the sums forfeited by the end of a day, before payments. Raises TermsError."""
    known_on = known_on or on
    until = _barred_until(period, on)
    if terms.is_annulled(known_on):
        return Limitation(on, until, 0, 0, 0, 0)
    course = course_of(terms, known_on)
    units, minor = course.units(until), course.amount(until)
    next_on, next_until = _next(course, period, until, on)
    return Limitation(
        on=on,
        barred_until=until,
        barred_units=units,
        barred=minor,
        recoverable_units=course.units(on) - units,
        recoverable=course.amount(on) - minor,
        next_on=next_on,
        next_units=course.units(next_until) - units,
        next_barred=course.amount(next_until) - minor,
    )


def _next(course: Course, period: Period, until: date, on: date) -> tuple[date | None, date]:
    """The next day on which further sums are barred, and the last day whose charge is barred then."""
    barred = course.amount(until)
    grown = course.first_when(lambda day: course.amount(day) > barred, until + DAY, on)
    if grown is None:
        return None, until
    next_on = last_recoverable_day(grown, period) + DAY
    return next_on, min(_barred_until(period, next_on), on)


def _barred_until(period: Period, on: date) -> date:
    """The last day whose charge can no longer be recovered on a day; the end of a period never moves back."""
    longest = timedelta(days=min(period.length * _LONGEST[period.unit] + 4, on.toordinal()))
    low = on - longest if on - CALENDAR_START > longest else CALENDAR_START
    still_open = first_where(
        lambda day: last_recoverable_day(date.fromordinal(day), period) >= on, low.toordinal(), on.toordinal()
    )
    return date.fromordinal(still_open) - DAY


# The most days one unit can have.
_LONGEST = {GraceUnit.HOUR: 1, GraceUnit.DAY: 1, GraceUnit.WEEK: 7, GraceUnit.MONTH: 31, GraceUnit.YEAR: 366}
