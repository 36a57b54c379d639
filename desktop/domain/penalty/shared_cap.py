"""Shared caps: penalty lines that bear one cap together, and the part of each line."""

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
    """The lines, each with its part of its shared cap; the latest units bear the cut.

    Lines that share a cap with a line that cannot be calculated stay as they are.
    """
    parts: dict[int, int] = {}
    for group in share_groups(lines):
        shared = cap_reached([lines[place] for place in group], known_on)
        if shared is not None and shared.full_on <= as_of <= shared.last:
            parts.update(zip(group, shared.parts, strict=True))
    return tuple(
        cut_to(terms, parts[place]) if place in parts else terms for place, terms in enumerate(lines)
    )


def share_groups(lines: tuple[PenaltyTerms, ...]) -> tuple[tuple[int, ...], ...]:
    """The places of the lines that share a cap, group by group; a line without a shared cap is alone."""
    groups: dict[str | int, list[int]] = {}
    for place, terms in enumerate(lines):
        shares = terms.shared_cap and terms.cap is not None and _may_run(terms)
        groups.setdefault(terms.shared_cap if shares else place, []).append(place)
    return tuple(tuple(places) for places in groups.values())


def _may_run(terms: PenaltyTerms) -> bool:
    """Whether a line has a first penalty day; a day that cannot be calculated counts as one."""
    try:
        return first_penalty_day(terms) is not None
    except TermsError:
        return True


@dataclass(frozen=True, slots=True)
class SharedCap:
    """The day on which lines together reach their shared cap, and the `parts` (minor units) of the lines.

    `last` is the last day on which all the lines can be calculated.
    """

    full_on: date
    last: date
    parts: tuple[int, ...]


def cap_reached(group: list[PenaltyTerms], known_on: date) -> SharedCap | None:
    """The shared cap of a group; None for a line alone, a cap never reached or lines without a result."""
    try:
        return shared_cap(group, known_on) if len(group) > 1 else None
    except TermsError:
        return None


def cut_to(terms: PenaltyTerms, part: int) -> PenaltyTerms:
    """A line with its part (minor units) of a shared cap as its cap; parts of units charged by then stay."""
    mode = CapMode.TRUNCATE if needs_allowance(terms) else terms.cap_mode
    return dataclasses.replace(terms, cap=part, cap_mode=mode)


def shared_cap(group: list[PenaltyTerms], known_on: date) -> SharedCap | None:
    """The shared cap of lines that may run; None where they never reach it. Raises TermsError."""
    cap = min(terms.cap for terms in group if terms.cap is not None)
    # Before the shared cap is met, no part is charged of a unit that alone would pass it.
    alone = (terms if needs_allowance(terms) else dataclasses.replace(terms, cap=None) for terms in group)
    courses = [course_of(terms, known_on) for terms in alone]
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
