"""Preparing figures: the headline and the sums of an investigation for every day, made once."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.penalty.extremes import counts_unknown_breaches, most_of_breaches, published_days
from desktop.domain.prepared import standing as form
from desktop.domain.prepared.headlines import HeadlineSteps, recovery_news
from desktop.domain.prepared.legs import courses_of
from desktop.domain.prepared.packing import PackedLeg, Pool, rows_of
from desktop.domain.prepared.spells import START

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.case import Case
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.law.regime import Law
    from desktop.domain.prepared.legs import Leg, LineCourse


@dataclass(frozen=True, slots=True)
class Figures:
    """Prepared figures of an investigation: `known` each day as known on it, `hindsight` by any knowledge."""

    known: bytes
    hindsight: bytes


def figures_of(case: Case, law: Law | None = None) -> Figures:
    """The prepared figures of an investigation; empty where no penalty was ordered."""
    return prepared(courses_of(case.terms, law, published_days(case.decisions)))


def prepared(courses: tuple[LineCourse, ...]) -> Figures:
    """The prepared figures of penalty lines; empty for none."""
    if not courses:
        return Figures(b"", b"")
    return Figures(_known(courses), _hindsight(courses))


def _known(courses: tuple[LineCourse, ...]) -> bytes:
    writer, steps = _Writer(courses, 1), HeadlineSteps(courses)
    legs = [tuple(course.known()) for course in courses]
    places = [
        (
            *writer.rows(rows_of(iter(own), writer.pool)),
            *writer.most(course.terms, course.known_most()),
            *writer.bound(iter(course.least)),
        )
        for course, own in zip(courses, legs, strict=True)
    ]
    writer.sections.append((0, places, steps.of(legs)))
    return writer.bytes()


def _hindsight(courses: tuple[LineCourse, ...]) -> bytes:
    news = sorted({0} | {day for course in courses for day in (*course.since, *recovery_news(course.terms))})
    writer, steps = _Writer(courses, len(news)), HeadlineSteps(courses)
    written: dict[tuple[int, int], _Place] = {}
    for day in news:
        places = []
        for number, course in enumerate(courses):
            epoch = max(0, bisect_right(course.since, day) - 1)
            if (number, epoch) not in written:
                most = iter(course.most[epoch] if course.most else ())
                rows = writer.rows(rows_of(iter(course.legs[epoch]), writer.pool))
                written[number, epoch] = (*rows, *writer.most(course.terms, most), 0, 0)
            places.append(written[number, epoch])
        legs = [course.legs_known(day) for course in courses]
        writer.sections.append((day, places, steps.of(legs, date.fromordinal(max(day, START)))))
    return writer.bytes()


# The count and place of a line's legs, and of the legs that bound an unknown sum from above and from below.
_Place = tuple[int, int, int, int, int, int]


class _Writer:
    """Figures in the making: a head, shared numbers, the rows of the lines, and a section per knowledge."""

    def __init__(self, courses: tuple[LineCourse, ...], sections: int) -> None:
        self.pool = Pool(1 + 2 * sections)
        self._lines: list[tuple[int, int, int]] = []
        for terms in (course.terms for course in courses):
            zone = form.words_of(terms.zone)
            place = self.pool.place(len(zone), *zone)
            self._lines.append((form.code_of(terms.currency), place, self._fixed(terms)))
        self._rows: list[int] = []
        # A day of knowledge, and the places of the lines and the steps of the headline from it on.
        self.sections: list[tuple[int, list[_Place], list[tuple[int, int]]]] = []

    def rows(self, rows: list[PackedLeg]) -> tuple[int, int]:
        """Keep the rows of a line; gives their count and their place among all rows."""
        place = len(self._rows)
        for column in zip(*rows, strict=True):
            self._rows += column
        return len(rows), place

    def most(self, terms: PenaltyTerms, legs: Iterator[Leg]) -> tuple[int, int]:
        """Keep the upper bound of a line; no rows where it has none."""
        if counts_unknown_breaches(terms):
            minor = most_of_breaches(terms)
            return (0, 0) if minor is None else self.rows([PackedLeg(0, form.SHOWN, minor, 0, 0, 0)])
        return self.bound(legs)

    def bound(self, legs: Iterator[Leg]) -> tuple[int, int]:
        """Keep the legs that bound a line; no rows for no legs."""
        rows = rows_of(legs, self.pool)
        return self.rows(rows) if len(rows) > 1 else (0, 0)

    def _fixed(self, terms: PenaltyTerms) -> int:
        """The place of the fixed sums: days of news, totals in minor units and counts by them; 0 for none."""
        days = {fixed.known_on for fixed in terms.liquidations}
        days |= {fixed.reduced_known_on for fixed in terms.liquidations if fixed.reduced_known_on is not None}
        if not days:
            return 0
        sums = []
        for day in sorted(days):
            known = [fixed.amount_known(day).minor for fixed in terms.liquidations if fixed.known_on <= day]
            sums.append((day.toordinal(), sum(known), len(known)))
        columns = zip(*sums, strict=True)
        return self.pool.place(len(sums), *(number for column in columns for number in column))

    def bytes(self) -> bytes:
        """The figures as bytes, or as a JSON list where a number is too large for typecode q."""
        begins = 1 + 2 * len(self.sections) + len(self.pool.numbers)
        at = begins + len(self._rows)
        offsets: list[int] = []
        tail: list[int] = []
        for _, places, steps in self.sections:
            offsets.append(at + len(tail))
            tail += [len(steps), len(places), *(day for day, _ in steps), *(flags for _, flags in steps)]
            for (currency, zone, fixed), place in zip(self._lines, places, strict=True):
                count, legs, most, above, least, below = place
                tail += [currency, most, begins + above, zone, fixed, least, begins + below]
                tail += [count, begins + legs]
        head = [len(self.sections), *(since for since, _, _ in self.sections), *offsets]
        numbers = [*head, *self.pool.numbers, *self._rows, *tail]
        try:
            return array("q", numbers).tobytes()
        except OverflowError:
            return json.dumps(numbers).encode()
