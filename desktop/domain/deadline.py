"""The last day of a period, and the first penalty day after it."""

from __future__ import annotations

import math
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.period import DAY, MonthRounding, add_months

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.penalty import Grace, PenaltyTerms


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


def deadline(event: date, length: int, unit: GraceUnit, months: MonthRule = MonthRule.SAME_DATE) -> date:
    """The last day of a period that an event starts; the day of the event does not count.

    Months are added at once, never one by one. Hours end with the last civil day they can reach.
    """
    match unit:
        case GraceUnit.HOUR:
            return event + timedelta(days=math.ceil(length / 24))
        case GraceUnit.DAY:
            return event + timedelta(days=length)
        case GraceUnit.WEEK:
            return event + timedelta(weeks=length)
        case _:
            return _months(event, length * 12 if unit is GraceUnit.YEAR else length, months)


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
    return _after(terms.notified_on, grace, terms.month_rule)


def _after(event: date, grace: Grace, months: MonthRule) -> date | None:
    if grace.length is None or grace.unit is None:
        return None
    return deadline(event, grace.length, grace.unit, months) + DAY


def _months(event: date, count: int, rule: MonthRule) -> date:
    if rule is MonthRule.EVE_OF_DATE:
        return add_months(event + DAY, count, MonthRounding.UP) - DAY
    return add_months(event, count, MonthRounding.DOWN)
