"""The penalty lines of an investigation over time: what is known of each, and its legs."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.domain.penalty.extremes import latest, soonest
from desktop.domain.penalty.holiday_doubt import doubt_of
from desktop.domain.penalty.known import agree
from desktop.domain.prepared.legs import Leg, between, legs_of
from desktop.domain.prepared.spells import END, START, knowledge_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.explanation.explanation import Law


@dataclass(frozen=True, slots=True)
class LineCourse:
    """One line over time: the days on which more became known (ordinals), and its legs as known from each.

    `most` are the legs it may have at most where it is not known, if there are any; `least` those it has at
    least on the days from which that is more than nothing, each as known on it.
    """

    terms: PenaltyTerms
    since: tuple[int, ...]
    legs: tuple[tuple[Leg, ...], ...]
    most: tuple[tuple[Leg, ...], ...] = ()
    least: tuple[Leg, ...] = ()

    def known(self) -> Iterator[Leg]:
        """Each day as known on it."""
        return self._as_known(self.legs)

    def known_most(self) -> Iterator[Leg]:
        """The same at most; nothing where there is no bound."""
        return self._as_known(self.most) if self.most else iter(())

    def _as_known(self, epochs: tuple[tuple[Leg, ...], ...]) -> Iterator[Leg]:
        for (first, after), legs in zip(pairwise((*self.since, END + 1)), epochs, strict=True):
            yield from between(legs, first, after - 1)

    def legs_known(self, day: int) -> tuple[Leg, ...]:
        """All days with what was known on one."""
        return self.legs[bisect_right(self.since, max(day, START)) - 1]


def courses_of(
    lines: tuple[PenaltyTerms, ...], law: Law | None = None, published: Mapping[date, date] | None = None
) -> tuple[LineCourse, ...]:
    """The lines of an investigation over time, shared caps applied.

    One whose first day depends on holidays nobody checked has the latest it may have; the days on which that
    matters are told. `law` tells how early one may begin of which no notification is known, and how late it
    begins where the decision was `published`.
    """
    certain = _certain_courses(lines)
    first = [None if course.most else soonest(course.terms, law) for course in certain]
    if not any(first):
        return certain
    last = [
        None if one is None else latest(course.terms, law, published or {})
        for course, one in zip(certain, first, strict=True)
    ]
    # Together, as those that share a cap reach no more than it.
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
    """A line with what it may come to at most and at least where its notification is not known."""
    decided_on, known = course.terms.decided_on, tuple[Leg, ...]()
    if least is not None and decided_on is not None:
        known = tuple(between(tuple(least.known()), published[decided_on].toordinal(), END))
    legs = tuple(course.legs_known(day) for day in most.since)
    return dataclasses.replace(course, since=most.since, legs=legs, most=most.legs, least=known)


def _certain_courses(lines: tuple[PenaltyTerms, ...]) -> tuple[LineCourse, ...]:
    doubts = tuple(doubt_of(terms) for terms in lines)
    late = _courses(
        tuple(terms if one is None else one.latest for terms, one in zip(lines, doubts, strict=True))
    )
    if not any(doubts):
        return late
    early = _courses(
        tuple(terms if one is None else one.earliest for terms, one in zip(lines, doubts, strict=True))
    )
    return tuple(
        course if doubt is None else _doubtful(course, other)
        for course, other, doubt in zip(late, early, doubts, strict=True)
    )


def _doubtful(late: LineCourse, early: LineCourse) -> LineCourse:
    """A line with its latest first day, its days marked on which the earliest gives another figure."""
    epochs = zip(late.legs, early.legs, strict=True)
    legs = tuple(tuple(_marked(legs, others)) for legs, others in epochs)
    return dataclasses.replace(late, legs=legs, most=early.legs)


def _marked(legs: tuple[Leg, ...], others: tuple[Leg, ...]) -> Iterator[Leg]:
    for other in others:
        for leg in between(legs, other.first, other.last):
            yield leg if agree(leg.state, other.state) else leg._replace(is_doubtful=True)


def _courses(lines: tuple[PenaltyTerms, ...]) -> tuple[LineCourse, ...]:
    return tuple(
        LineCourse(terms, tuple(one.since for one in known), tuple(legs_of(one) for one in known))
        for terms, known in zip(lines, knowledge_of(lines), strict=True)
    )
