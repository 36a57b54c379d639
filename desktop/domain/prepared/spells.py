"""Spells: the days on which a penalty line keeps one course, by knowledge and by its part of a shared cap."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.days.period import CALENDAR_END, CALENDAR_START
from desktop.domain.faults import TermsError
from desktop.domain.penalty.course import Course, course_of
from desktop.domain.penalty.shared_cap import cap_reached, cut_to, share_groups

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms

START, END = CALENDAR_START.toordinal(), CALENDAR_END.toordinal()


class Spell(NamedTuple):
    """Days (ordinals, both included) with one course of a line; `own` is its course without a shared cap.

    Days without a spell cannot be calculated.
    """

    first: int
    last: int
    course: Course
    own: Course


@dataclasses.dataclass(frozen=True, slots=True)
class Knowledge:
    """The knowledge of one line from a day (`since`, an ordinal) until the next news."""

    since: int
    terms: PenaltyTerms
    ordered: int  # the day of the order, beyond the last day of all while no order is known
    is_annulled: bool
    spells: tuple[Spell, ...]


def knowledge_of(lines: tuple[PenaltyTerms, ...]) -> tuple[tuple[Knowledge, ...], ...]:
    """The knowledge of each line over time, in the order of the lines."""
    found: dict[int, tuple[Knowledge, ...]] = {}
    for group in share_groups(lines):
        members = [lines[place] for place in group]
        days = {day for terms in members for day in news(terms)}
        since = [CALENDAR_START, *sorted(day for day in days if CALENDAR_START < day <= CALENDAR_END)]
        known = [_known_by(members, day) for day in since]
        found.update(zip(group, zip(*known, strict=True), strict=True))
    return tuple(found[place] for place in range(len(lines)))


def knowledge_on(lines: tuple[PenaltyTerms, ...], known_on: date) -> tuple[Knowledge, ...]:
    """The knowledge of each line on one day, in the order of the lines."""
    found: dict[int, Knowledge] = {}
    for group in share_groups(lines):
        found.update(zip(group, _known_by([lines[place] for place in group], known_on), strict=True))
    return tuple(found[place] for place in range(len(lines)))


def news(terms: PenaltyTerms) -> Iterator[date]:
    """The day of the order, and the days on which the facts of the course became known."""
    if terms.decided_on is not None:
        yield terms.decided_on
    yield from (rate.known_on for rate in terms.rates if rate.known_on is not None)
    yield from (stay.end_known_on for stay in terms.stays if stay.end_known_on is not None)
    for facts in (terms.stays, terms.compliance, terms.findings, terms.tallies, terms.liquidations):
        yield from (fact.known_on for fact in facts)
    yield from (fact.known_on for fact in terms.occurrences)
    yield from (fact.known_on for fact in (terms.last_day, terms.annulment) if fact is not None)


def _known_by(lines: list[PenaltyTerms], known_on: date) -> list[Knowledge]:
    """The knowledge of lines that share a cap, or of a single line, on a day."""
    own = [_course(terms, known_on) for terms in lines]
    shared = cap_reached(lines, known_on)
    found = []
    for place, (terms, course) in enumerate(zip(lines, own, strict=True)):
        if course is None:
            spells: tuple[Spell, ...] = ()
        elif shared is None:
            spells = (Spell(START, course.limit.toordinal(), course, course),)
        else:
            cut = course_of(cut_to(terms, shared.parts[place]), known_on)
            spells = tuple(_cut_spells(course, cut, shared.full_on.toordinal(), shared.last.toordinal()))
        ordered = START if terms.decided_on is None else terms.decided_on.toordinal()
        if ordered > known_on.toordinal():
            ordered, spells = END + 1, ()
        spells = tuple(
            spell._replace(first=max(spell.first, ordered)) for spell in spells if spell.last >= ordered
        )
        annulled = terms.is_annulled(known_on)
        found.append(Knowledge(known_on.toordinal(), terms, ordered, annulled, spells))
    return found


def _course(terms: PenaltyTerms, known_on: date) -> Course | None:
    try:
        return course_of(terms, known_on)
    except TermsError:
        return None


def _cut_spells(own: Course, cut: Course, full_on: int, last: int) -> Iterator[Spell]:
    """Its own cap until the shared cap is reached, its part while that can be calculated, then its own."""
    limit = own.limit.toordinal()
    yield Spell(START, min(full_on - 1, limit), own, own)
    yield Spell(full_on, min(last, cut.limit.toordinal()), cut, own)
    yield Spell(last + 1, limit, own, own)
