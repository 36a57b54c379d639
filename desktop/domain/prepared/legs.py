"""Legs: the course of a penalty line, cut where its state, rate, evidence or next deadline changes."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.law.kinds import Unit
from desktop.domain.penalty.extremes import latest, soonest
from desktop.domain.penalty.holiday_doubt import both_ends, doubt_of
from desktop.domain.penalty.known import agree, is_nought
from desktop.domain.penalty.stretch import State
from desktop.domain.prepared.spells import END, START, knowledge_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.law.regime import Law
    from desktop.domain.penalty.course import Course
    from desktop.domain.penalty.stretch import Stretch
    from desktop.domain.prepared.spells import Knowledge, Spell

ESTABLISHED, ASSUMED, CONTINGENT = range(3)


class Leg(NamedTuple):
    """Days `first` to `last` (ordinals) on which one line grows by one formula, or not at all.

    Its growth is of one of three kinds of `evidence`; `apart` is the accrued sum of the other kind, in minor
    units. `after` is the first later day with growth. `after`, `first_day`, `full_on` and `last_day` are days
    (ordinals), 0 for none: the grace period ends on the day before `first_day`.
    """

    first: int
    last: int
    state: State
    terms: PenaltyTerms
    course: Course | None  # None where it cannot be calculated
    stretch: Stretch | None  # None where the line is annulled or cannot be calculated
    evidence: int
    apart: int
    after: int
    begun: bool = False  # a sum has accrued
    first_day: int = 0  # while in grace
    full_on: int = 0
    last_day: int = 0
    is_doubtful: bool = False  # its sum depends on holidays that were not checked

    @property
    def amount(self) -> int:
        """Minor units accrued by the end of its first day."""
        return 0 if self.stretch is None else self.stretch.amount_on(self.first)

    @property
    def by_units(self) -> bool:
        """Whether the line is charged by units other than days, which fall due on single days."""
        return self.terms.unit is not Unit.DAY

    @property
    def is_unknown(self) -> bool:
        """Whether the line can be calculated and its accrued sum is not known all the same."""
        if self.is_doubtful:
            return True
        if self.course is None or self.begun:
            return False
        return not is_nought(self.terms, self.state, self.course.first_day)

    @property
    def has_deadline(self) -> bool:
        """Whether a deadline is ahead: the end of grace, the cap, the last day or the next unit."""
        if self.state is State.GRACE:
            return bool(self.first_day)
        is_due = self.full_on or self.last_day or (self.by_units and self.after)
        return self.state is State.RUNNING and bool(is_due)


def legs_of(known: Knowledge) -> tuple[Leg, ...]:
    """The legs of all days from the order on by one knowledge, days without a result among them."""
    if known.is_annulled:
        legs = [
            Leg(
                spell.first,
                spell.last,
                State.ANNULLED,
                spell.course.terms,
                spell.course,
                None,
                CONTINGENT,
                0,
                0,
            )
            for spell in known.spells
        ]
    else:
        legs = [leg for spell in known.spells for leg in _legs(spell, known.since)]
    return tuple(_filled(known, legs))


def _filled(known: Knowledge, legs: list[Leg]) -> Iterator[Leg]:
    """The legs, and a leg without a result for each gap before, between and after them."""
    following = known.ordered
    for leg in legs:
        if leg.first > following:
            yield _without_result(known, following, leg.first - 1)
        yield leg
        following = leg.last + 1
    if following <= END:
        yield _without_result(known, following, END)


def _without_result(known: Knowledge, first: int, last: int) -> Leg:
    state = State.ANNULLED if known.is_annulled else State.UNCALCULATED
    return Leg(first, last, state, known.terms, None, None, CONTINGENT, 0, 0)


def between(legs: tuple[Leg, ...], first: int, last: int) -> Iterator[Leg]:
    """The legs of the days `first` to `last`, cut to them."""
    for leg in legs:
        if leg.first <= last and first <= leg.last:
            yield _cut(leg, max(first, leg.first), min(last, leg.last))


def _cut(leg: Leg, first: int, last: int) -> Leg:
    if last == leg.last or leg.course is None or leg.stretch is None:
        return leg if first == leg.first and last == leg.last else leg._replace(first=first, last=last)
    return leg._replace(first=first, last=last, after=_growth(leg.course, last))


def _legs(spell: Spell, known: int) -> Iterator[Leg]:
    course = spell.course
    last = min(spell.last, _sound_to(course, known))
    if spell.first > last:
        return
    has_evidence = bool(course.findings or course.tallies or course.complied)
    begun = _begun(course)
    edges = _edges(course, begun, spell.first, last)
    legs = []
    after = _growth(course, last)
    for first, end in reversed(tuple(pairwise(edges))):
        leg = _leg(spell, first, end - 1, after, has_evidence=has_evidence)
        leg = leg._replace(begun=bool(begun) and begun <= first)
        legs.append(leg)
        after = _first_growth(leg, course) or after
    yield from reversed(legs)


def _sound_to(course: Course, known: int) -> int:
    """The last day with a result: none follows a liquidation for days that cannot be calculated."""
    if course.first_day is None:
        return END
    return min(
        (
            fixed.known_on.toordinal() - 1
            for fixed in course.terms.liquidations
            if fixed.window is not None
            and fixed.window.last > course.limit
            and fixed.known_on.toordinal() <= known
        ),
        default=END,
    )


def _edges(course: Course, begun: int, first: int, last: int) -> list[int]:
    """The first days of the legs, and the day after the last leg."""
    edges = {*course.starts, begun}
    edges |= {course.full_on.toordinal()} if course.full_on is not None else set()
    edges |= {_done(course)} if course.terms.unit is not Unit.DAY else set()
    for window in course.findings:
        edges |= {window.start.toordinal(), window.end.toordinal()}
    return sorted({edge for edge in edges if first < edge <= last} | {first, last + 1})


def _begun(course: Course) -> int:
    """The first day at whose end a sum has accrued, 0 for none."""
    for stretch in course.stretches:
        if stretch.amount_on(stretch.last) > 0:
            return stretch.first_above(0, stretch.first)
    return 0


def _done(course: Course) -> int:
    """The last day on which the sum grows, 0 for none."""
    for stretch in reversed(course.stretches):
        final = stretch.amount_on(stretch.last)
        if final > stretch.amount:
            return stretch.first_above(final - 1, stretch.first)
    return 0


def _growth(course: Course, day: int) -> int:
    """The first later day at whose end the sum is higher, 0 for none."""
    growth = course.growth(date.fromordinal(day))
    return 0 if growth is None else growth[0].toordinal()


def _first_growth(leg: Leg, course: Course) -> int:
    """The first day of a leg at whose end the sum is higher than before the leg, 0 for none."""
    stretch = course.stretch(leg.first)
    before = course.amount(date.fromordinal(leg.first - 1))
    if stretch.amount_on(leg.first) > before:
        return leg.first
    return stretch.first_above(before, leg.first) if stretch.amount_on(leg.last) > before else 0


def _leg(spell: Spell, first: int, last: int, after: int, *, has_evidence: bool) -> Leg:
    course, day = spell.course, date.fromordinal(first)
    stretch, state = course.stretch(first), course.state(day)
    evidence, apart = CONTINGENT, 0
    if has_evidence:
        established = course.established(day)
        evidence = ESTABLISHED if any(day in window for window in course.findings) else ASSUMED
        apart = established if evidence == ASSUMED else stretch.amount_on(first) - established
    first_day = full_on = last_day = 0
    if state in (State.GRACE, State.RUNNING):
        own = spell.own
        first_day = _number(own.first_day) if state is State.GRACE else 0
        full_on = _number(own.first_when(own.is_full, max(day, own.first_day or day), own.limit))
        last_day = _number(own.last_day)
    ahead = first_day, full_on, last_day
    return Leg(first, last, state, course.terms, course, stretch, evidence, apart, after, False, *ahead)


def _number(day: date | None) -> int:
    return 0 if day is None else day.toordinal()


@dataclass(frozen=True, slots=True)
class LineCourse:
    """One line over time: the days on which news became known (`since`, ordinals), and its legs from each on.

    For a line whose sum is not known, `most` are the legs of the highest sum by each knowledge; `least` are
    the legs of the lowest sum, each day as known on it, from the first day with such a sum on.
    """

    terms: PenaltyTerms
    since: tuple[int, ...]
    legs: tuple[tuple[Leg, ...], ...]
    most: tuple[tuple[Leg, ...], ...] = ()
    least: tuple[Leg, ...] = ()

    def known(self) -> Iterator[Leg]:
        """The legs, each day as known on it."""
        return self._as_known(self.legs)

    def known_most(self) -> Iterator[Leg]:
        """The legs of the highest sum, each day as known on it; empty without an upper bound."""
        return self._as_known(self.most) if self.most else iter(())

    def _as_known(self, epochs: tuple[tuple[Leg, ...], ...]) -> Iterator[Leg]:
        for (first, after), legs in zip(pairwise((*self.since, END + 1)), epochs, strict=True):
            yield from between(legs, first, after - 1)

    def legs_known(self, day: int) -> tuple[Leg, ...]:
        """The legs of all days with the knowledge of one day (an ordinal)."""
        return self.legs[bisect_right(self.since, max(day, START)) - 1]


def courses_of(
    lines: tuple[PenaltyTerms, ...], law: Law | None = None, published: Mapping[date, date] | None = None
) -> tuple[LineCourse, ...]:
    """The lines of an investigation over time, shared caps applied.

    A line whose first penalty day depends on holidays that were not checked has the latest possible one; the
    days on which that matters are marked. A line of unknown notification is bounded by the readings of `law`:
    notified on the day of the decision, or on the day on which the decision was `published`.
    """
    certain = _certain_courses(lines)
    first = [None if course.most else soonest(course.terms, law) for course in certain]
    if not any(first):
        return certain
    last = [
        None if one is None else latest(course.terms, law, published or {})
        for course, one in zip(certain, first, strict=True)
    ]
    # All lines together, because lines that share a cap reach no more than the cap.
    early, late = (
        _courses(tuple(one or course.terms for course, one in zip(certain, ends, strict=True)))
        for ends in (first, last)
    )
    return tuple(
        course if begins is None else _bounded(course, most, None if ends is None else least, published or {})
        for course, begins, ends, most, least in zip(certain, first, last, early, late, strict=True)
    )


def _bounded(
    course: LineCourse, most: LineCourse, least: LineCourse | None, published: Mapping[date, date]
) -> LineCourse:
    """A line of unknown notification with the legs of its highest and its lowest sum."""
    decided_on, known = course.terms.decided_on, tuple[Leg, ...]()
    if least is not None and decided_on is not None:
        known = tuple(between(tuple(least.known()), published[decided_on].toordinal(), END))
    legs = tuple(course.legs_known(day) for day in most.since)
    return dataclasses.replace(course, since=most.since, legs=legs, most=most.legs, least=known)


def _certain_courses(lines: tuple[PenaltyTerms, ...]) -> tuple[LineCourse, ...]:
    """The lines with their latest first penalty days."""
    doubts = tuple(doubt_of(terms) for terms in lines)
    if not any(doubts):
        return _courses(lines)
    late, early = (_courses(ends) for ends in both_ends(lines, doubts))
    return tuple(
        course if doubt is None else _doubtful(course, other)
        for course, other, doubt in zip(late, early, doubts, strict=True)
    )


def _doubtful(late: LineCourse, early: LineCourse) -> LineCourse:
    """A line with its latest first day, marked on the days on which the earliest gives another figure."""
    marked = tuple(
        tuple(
            leg if agree(leg.state, other.state) else leg._replace(is_doubtful=True)
            for other in others
            for leg in between(legs, other.first, other.last)
        )
        for legs, others in zip(late.legs, early.legs, strict=True)
    )
    return dataclasses.replace(late, legs=marked, most=early.legs)


def _courses(lines: tuple[PenaltyTerms, ...]) -> tuple[LineCourse, ...]:
    return tuple(
        LineCourse(terms, tuple(one.since for one in known), tuple(legs_of(one) for one in known))
        for terms, known in zip(lines, knowledge_of(lines), strict=True)
    )
