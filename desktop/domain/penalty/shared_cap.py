"""Penalty lines that share a cap, and the part of it that each of them bears."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY
from desktop.domain.faults import TermsError
from desktop.domain.law.kinds import CapMode
from desktop.domain.penalty.allowance import needs_allowance
from desktop.domain.penalty.course import course_of
from desktop.domain.penalty.start import first_penalty_day

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms


def share_caps(lines: tuple[PenaltyTerms, ...], as_of: date, known_on: date) -> tuple[PenaltyTerms, ...]:
    """The same lines, each with its part of a cap they share; the latest units bear the cut.

    Lines that share a cap with one that cannot be calculated stay as they are.
    """
    parts: dict[int, int] = {}
    for group in share_groups(lines):
        if len(group) > 1:
            cut = _parts([lines[place] for place in group], as_of, known_on)
            parts.update(zip(group, cut, strict=bool(cut)))
    return tuple(
        cut_to(terms, parts[place]) if place in parts else terms for place, terms in enumerate(lines)
    )


def share_groups(lines: tuple[PenaltyTerms, ...]) -> tuple[tuple[int, ...], ...]:
    """The places of lines that share a cap; a line that shares none is alone."""
    groups: dict[str | int, list[int]] = {}
    for place, terms in enumerate(lines):
        shares = terms.shared_cap and terms.cap is not None and _may_run(terms)
        groups.setdefault(terms.shared_cap if shares else place, []).append(place)
    return tuple(tuple(places) for places in groups.values())


def _may_run(terms: PenaltyTerms) -> bool:
    """Whether a line has a first day; one whose first day cannot be calculated counts as one that may run."""
    try:
        return first_penalty_day(terms) is not None
    except TermsError:
        return True


@dataclass(frozen=True, slots=True)
class SharedCap:
    """The day on which lines together reach the cap they share, and what each of them may reach then.

    `last` is the last day on which all of them can be calculated.
    """

    full_on: date
    last: date
    parts: tuple[int, ...]


def _parts(group: list[PenaltyTerms], as_of: date, known_on: date) -> tuple[int, ...]:
    """What each line of a group may reach; empty while they stay under the cap together."""
    try:
        shared = shared_cap(group, known_on)
    except TermsError:
        return ()
    return shared.parts if shared is not None and shared.full_on <= as_of <= shared.last else ()


def cut_to(terms: PenaltyTerms, part: int) -> PenaltyTerms:
    """A line that may reach so much of a cap it shares; parts of units it has charged by then stay."""
    mode = CapMode.TRUNCATE if needs_allowance(terms) else terms.cap_mode
    return dataclasses.replace(terms, cap=part, cap_mode=mode)


def shared_cap(group: list[PenaltyTerms], known_on: date) -> SharedCap | None:
    """How lines that may run reach the cap they share; None where they never do. Raises TermsError."""
    cap = min(terms.cap for terms in group if terms.cap is not None)
    courses = [course_of(_alone(terms), known_on) for terms in group]
    first = min(course.first_day for course in courses if course.first_day is not None)
    last = min(course.limit for course in courses)

    def together(day: date) -> int:
        return sum(course.amount(day) for course in courses)

    full_on = courses[0].first_when(lambda day: together(day) >= cap, first, last)
    if full_on is None:
        return None
    left = cap - together(full_on - DAY)
    parts = []
    for course in courses:
        before = course.amount(full_on - DAY)
        growth = min(left, course.amount(full_on) - before)
        left -= growth
        parts.append(before + growth)
    return SharedCap(full_on, last, tuple(parts))


def _alone(terms: PenaltyTerms) -> PenaltyTerms:
    """A line before the cap it shares is met; no part is charged of a unit that alone would pass it."""
    return terms if needs_allowance(terms) else dataclasses.replace(terms, cap=None)
