"""Waiting: the days before the first penalty day, in the grace period or after it, each with its reason."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY, Span
from desktop.domain.faults import TermsError
from desktop.domain.penalty.start import grace_deadline

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms


class Wait(StrEnum):
    """The reason why a day before the first penalty day is not charged."""

    GIVEN = "given"  # the order gave the day to comply
    OVER = "over"  # the grace period is over, and a later first day is stated
    NO_GRACE = "no grace"  # a later first day is stated, and no grace period
    UNKNOWN = "unknown"  # a first day is stated, and the beginning of the grace period is not known


def waits(terms: PenaltyTerms, days: Span) -> tuple[tuple[Span, Wait], ...]:
    """Days before the first penalty day, parted where the grace period ends, each with its reason."""
    end = _given_until(terms)
    if not isinstance(end, Wait):
        given = Span(days.start, min(days.end, end + DAY)) if days.start <= end else None
        over = Span(max(days.start, end + DAY), days.end) if days.last > end else None
        parts = ((given, Wait.GIVEN), (over, Wait.OVER))
        return tuple((span, why) for span, why in parts if span is not None)
    return ((days, end),)


def wait_on(terms: PenaltyTerms, day: date) -> Wait:
    """The reason why a day before the first penalty day is not charged."""
    return waits(terms, Span(day, day + DAY))[0][1]


def _given_until(terms: PenaltyTerms) -> date | Wait:
    """The last day of the grace period, or one reason for all days where there is none."""
    grace = terms.grace
    if terms.first_day is None:
        return Wait.GIVEN  # the first penalty day follows from the grace period
    if grace is None:
        return Wait.NO_GRACE
    if grace.last_day is not None:
        return grace.last_day
    try:
        end = grace_deadline(terms)
    except TermsError:
        return Wait.UNKNOWN
    return Wait.UNKNOWN if end is None else end.last_day
