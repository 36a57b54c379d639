"""Unpublished notifications: the one that leads to a stated first day, and the first days of others."""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY
from desktop.domain.faults import TermsError
from desktop.domain.law.deadline import GraceUnit, Rollover, deadline
from desktop.domain.penalty.stretch import first_where

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.law.regime import Law


class Way(StrEnum):
    """A reading of the end of a grace period."""

    PLAIN = "plain"  # on the day the calendar gives
    ROLLS = "rolls"  # to the next working day
    FRANC_ROLLS = "franc, rolls"  # a day is added first


def ways(terms: PenaltyTerms, law: Law | None) -> tuple[Way, ...]:
    """The readings of the end of grace: all where the law leaves the roll open, else the one that holds."""
    if law is not None and law.regime.rollover.unsettled:
        return tuple(Way)
    rule = terms.deadline_rule
    if rule.rollover is Rollover.NONE:
        return (Way.PLAIN,)
    return (Way.FRANC_ROLLS if rule.franc else Way.ROLLS,)


def first_day_after(terms: PenaltyTerms, law: Law | None, event: date, way: Way) -> date | None:
    """The first penalty day after a notification; None where holidays or the length are unknown."""
    grace = terms.grace
    if grace is None or grace.length is None or grace.unit is None:
        return None
    held = terms.deadline_rule
    rule = dataclasses.replace(
        held,
        franc=way is Way.FRANC_ROLLS,
        rollover=Rollover.NONE if way is Way.PLAIN else Rollover.NEXT_WORKING_DAY,
        working_days=held.working_days or (None if law is None else law.working_days),
    )
    try:
        return deadline(event, ((grace.length, grace.unit),), rule).last_day + DAY
    except TermsError:
        return None


def leading_notification(terms: PenaltyTerms) -> date | None:
    """The first notification that leads to the stated first penalty day by the calendar alone.

    None where a notification is known or no day leads there.
    """
    grace, first, day = terms.grace, terms.first_day, terms.decided_on
    if terms.notified_on is not None or first is None or grace is None or day is None:
        return None
    if grace.length is None or grace.unit in (None, GraceUnit.HOUR) or day >= first:
        return None

    def leads_as_far(number: int) -> bool:
        reached = first_day_after(terms, None, date.fromordinal(number), Way.PLAIN)
        return reached is None or reached >= first

    event = date.fromordinal(first_where(leads_as_far, day.toordinal(), first.toordinal() - 1))
    return event if first_day_after(terms, None, event, Way.PLAIN) == first else None
