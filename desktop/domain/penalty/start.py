"""The start of a penalty line: its first penalty day and the end of its grace period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.days.workdays import moved
from desktop.domain.law.deadline import Deadline, deadline

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms


def first_penalty_day(terms: PenaltyTerms) -> date | None:
    """The first penalty day: as stated, else the day after the grace period, else None for not known.

    Raises TermsError where holidays are needed and not known, or where the calendar ends.
    """
    if terms.first_day is not None:
        return terms.first_day
    grace = terms.grace
    if grace is not None and grace.last_day is not None:
        return moved(grace.last_day, 1)
    if terms.notified_on is None:
        return None
    if grace is None:
        return moved(terms.notified_on, 1)
    end = grace_deadline(terms)
    return None if end is None else moved(end.last_day, 1)


def grace_deadline(terms: PenaltyTerms) -> Deadline | None:
    """The end of a grace period of a stated length from a known notification, or None. Raises TermsError."""
    grace, event = terms.grace, terms.notified_on
    if event is None or grace is None or grace.length is None or grace.unit is None:
        return None
    return deadline(event, ((grace.length, grace.unit),), terms.deadline_rule)
