"""The last day of a period, and the first penalty day after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.workdays import moved
from desktop.domain.law.deadline_steps import (
    CALENDAR_ALONE,
    DayOff,
    DeadlineRule,
    GraceUnit,
    MonthRule,
    Passed,
    Rollover,
    Step,
    StepKind,
    deadline_steps,
    is_raw,
)

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms

__all__ = [
    "CALENDAR_ALONE",
    "DayOff",
    "Deadline",
    "DeadlineRule",
    "GraceUnit",
    "MonthRule",
    "Passed",
    "Rollover",
    "Step",
    "StepKind",
    "deadline",
    "first_penalty_day",
    "grace_deadline",
]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a period: `raw` before it rolls or is extended, `last_day` after that. It expires at 24:00.

    `steps` lead from the event to the last day.
    """

    raw: date
    last_day: date
    steps: tuple[Step, ...] = ()


def deadline(event: date, adds: tuple[tuple[int, GraceUnit], ...], rule: DeadlineRule) -> Deadline:
    """The end of a period that an event starts; the day of the event does not count. Raises TermsError."""
    steps = deadline_steps(event, adds, rule)
    raw = [event, *(step.end for step in steps if is_raw(step))][-1]
    return Deadline(raw, steps[-1].end if steps else event, steps)


def first_penalty_day(terms: PenaltyTerms) -> date | None:
    """The first day that can be charged: as stated, else the day after the grace period, else not known.

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
    """How the grace period ends, where it is a length from a known notification. Raises TermsError."""
    grace, event = terms.grace, terms.notified_on
    if event is None or grace is None or grace.length is None or grace.unit is None:
        return None
    return deadline(event, ((grace.length, grace.unit),), terms.deadline_rule)
