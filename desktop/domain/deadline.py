"""The last day of a period, and the first penalty day after it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.codes import Fault, TermsError
from desktop.domain.period import DAY, MonthRounding, add_months

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.penalty import Grace, PenaltyTerms
    from desktop.domain.workdays import WorkingDays


class GraceUnit(StrEnum):
    """The unit of a grace period."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class MonthRule(StrEnum):
    """How months and years are counted."""

    SAME_DATE = "same date"  # Reg. 1182/71 art. 3(2)(c), CPC 641, BGB 188(2)-(3): clamped to the last day
    EVE_OF_DATE = "eve of date"  # BE Judicial Code 52-54: from the day after, to the eve of the same date


class Rollover(StrEnum):
    """Where a period ends that would end on a day that is no working day."""

    NONE = "none"
    NEXT_WORKING_DAY = "next working day"  # Reg. 1182/71 art. 3(4), CPC 642, VwVfG 31(3); not backwards


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How the last day of a period is found; `working_days` is needed where it rolls or holds working days."""

    months: MonthRule = MonthRule.SAME_DATE
    franc: bool = False
    rollover: Rollover = Rollover.NONE
    min_working_days: int = 0  # Reg. 1182/71 art. 3(5): periods of two days or more hold at least two
    working_days: WorkingDays | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a period: `raw` by the calendar alone, `last_day` under the rule. It expires at 24:00."""

    raw: date
    last_day: date


def deadline(event: date, adds: tuple[tuple[int, GraceUnit], ...], rule: DeadlineRule) -> Deadline:
    """The end of a period that an event starts; the day of the event does not count.

    Years and months are added first and at once, then weeks and days, whatever the order of writing. Periods
    counted backwards do not roll. Raises TermsError where holidays are needed and not known.
    """
    raw = _raw(event, adds, rule.months)
    last = raw + DAY if rule.franc else raw
    if raw < event or (rule.rollover is Rollover.NONE and not rule.min_working_days):
        return Deadline(raw, last)
    days = rule.working_days
    if days is None:
        raise TermsError(Fault.HOLIDAYS_UNKNOWN, "the rule rolls to a working day, and no calendar is given")
    if rule.rollover is Rollover.NEXT_WORKING_DAY:
        last = days.next_working(last)
    missing = rule.min_working_days - days.count(event + DAY, last)
    if missing > 0 and (raw - event).days > 1:
        last = days.nth(last + DAY, missing)
    return Deadline(raw, last)


def first_penalty_day(terms: PenaltyTerms) -> date | None:
    """The first day that can be charged: as stated, else the day after the grace period, else not known."""
    if terms.first_day is not None:
        return terms.first_day
    grace = terms.grace
    if grace is not None and grace.last_day is not None:
        return grace.last_day + DAY
    if terms.notified_on is None:
        return None
    if grace is None:
        return terms.notified_on + DAY
    return _after(terms.notified_on, grace, terms.deadline_rule)


def _after(event: date, grace: Grace, rule: DeadlineRule) -> date | None:
    if grace.length is None or grace.unit is None:
        return None
    return deadline(event, ((grace.length, grace.unit),), rule).last_day + DAY


def _raw(event: date, adds: tuple[tuple[int, GraceUnit], ...], rule: MonthRule) -> date:
    months = sum(n * (12 if unit is GraceUnit.YEAR else 1) for n, unit in adds if unit in _LONG)
    days = sum(n * (7 if unit is GraceUnit.WEEK else 1) for n, unit in adds if unit in _SHORT)
    hours = sum(n for n, unit in adds if unit is GraceUnit.HOUR)
    end = _months(event, months, rule) if months else event
    return end + timedelta(days=days + math.ceil(hours / 24))


def _months(event: date, count: int, rule: MonthRule) -> date:
    if rule is MonthRule.EVE_OF_DATE:
        return add_months(event + DAY, count, MonthRounding.UP) - DAY
    return add_months(event, count, MonthRounding.DOWN)


_LONG = (GraceUnit.MONTH, GraceUnit.YEAR)
_SHORT = (GraceUnit.DAY, GraceUnit.WEEK)
