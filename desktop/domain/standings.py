"""Preparing where the penalties of an investigation stand on every day, once and for all days."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.domain import standing as form
from desktop.domain.accrual import Accrual
from desktop.domain.leg_numbers import Pool, rows_of
from desktop.domain.legs import CONTINGENT, ESTABLISHED, Leg, between, legs_of
from desktop.domain.money import Money
from desktop.domain.page import Penalty
from desktop.domain.portfolio import headline_of
from desktop.domain.recovery import recover
from desktop.domain.row import Headline
from desktop.domain.spells import END, START, knowledge_of
from desktop.domain.stretch import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.cases import Case
    from desktop.domain.leg_numbers import Row
    from desktop.domain.penalty import PenaltyTerms

_ALONE = (State.RUNNING, State.GRACE, State.STAYED)  # what was settled does not matter beside them
_HEADLINES = {headline: number for number, headline in enumerate(Headline)}


@dataclass(frozen=True, slots=True)
class Course:
    """One line over time: the days on which more became known (ordinals), and its legs as known from each."""

    terms: PenaltyTerms
    since: tuple[int, ...]
    legs: tuple[tuple[Leg, ...], ...]

    def known(self) -> Iterator[Leg]:
        """Each day as known on it."""
        for (first, after), legs in zip(pairwise((*self.since, END + 1)), self.legs, strict=True):
            yield from between(legs, first, after - 1)

    def legs_known(self, day: int) -> tuple[Leg, ...]:
        """All days with what was known on one."""
        return self.legs[bisect_right(self.since, day) - 1]


@dataclass(frozen=True, slots=True)
class Figures:
    """Prepared figures of one investigation: each day as known on it, and every day as known on any other."""

    known: bytes
    hindsight: bytes


def courses_of(lines: tuple[PenaltyTerms, ...]) -> tuple[Course, ...]:
    """The lines of an investigation over time, shared caps applied."""
    return tuple(
        Course(terms, tuple(one.since for one in known), tuple(legs_of(one) for one in known))
        for terms, known in zip(lines, knowledge_of(lines), strict=True)
    )


def figures_of(case: Case) -> Figures:
    """The prepared figures of an investigation; none where no penalty was ordered."""
    return prepared(courses_of(case.terms))


def prepared(courses: tuple[Course, ...]) -> Figures:
    """The prepared figures of the lines of an investigation."""
    if not courses:
        return Figures(b"", b"")
    return Figures(_known(courses), _hindsight(courses))


def _known(courses: tuple[Course, ...]) -> bytes:
    writer = _Writer(courses, 1)
    legs = [tuple(course.known()) for course in courses]
    places = [writer.rows(rows_of(iter(own), writer.pool)) for own in legs]
    writer.section(0, places, _steps(legs, None))
    return writer.bytes()


def _hindsight(courses: tuple[Course, ...]) -> bytes:
    news = sorted({0} | {day for course in courses for day in (*course.since, *_recovery_news(course.terms))})
    writer = _Writer(courses, len(news))
    written: dict[tuple[int, int], tuple[int, int]] = {}
    for day in news:
        places = []
        for number, course in enumerate(courses):
            epoch = max(0, bisect_right(course.since, day) - 1)
            if (number, epoch) not in written:
                written[number, epoch] = writer.rows(rows_of(iter(course.legs[epoch]), writer.pool))
            places.append(written[number, epoch])
        legs = [course.legs_known(max(day, START)) for course in courses]
        writer.section(day, places, _steps(legs, date.fromordinal(max(day, START))))
    return writer.bytes()


class _Writer:
    """Figures in the making: a head, numbers that are shared, the rows of the lines, and the sections."""

    def __init__(self, courses: tuple[Course, ...], sections: int) -> None:
        self.pool = Pool(1 + 2 * sections)
        self._lines = [
            (form.code_of(terms.currency), self._zone(terms.zone), self._fixed(terms))
            for terms in (course.terms for course in courses)
        ]
        self._rows: list[int] = []
        self._sections: list[tuple[int, list[tuple[int, int]], list[tuple[int, int]]]] = []

    def rows(self, rows: list[Row]) -> tuple[int, int]:
        """Keep the rows of a line; their number and their place among all rows."""
        place = len(self._rows)
        for column in zip(*rows, strict=True):
            self._rows += column
        return len(rows), place

    def section(self, since: int, places: list[tuple[int, int]], steps: list[tuple[int, int]]) -> None:
        """What holds from a day of knowledge on."""
        self._sections.append((since, places, steps))

    def _zone(self, zone: str) -> int:
        words = form.words_of(zone)
        return self.pool.place(len(words), *words)

    def _fixed(self, terms: PenaltyTerms) -> int:
        """Where the sums fixed stand: the days on which they are known, what is fixed in all, how many."""
        sums = fixed_sums(terms)
        if not sums:
            return 0
        return self.pool.place(
            len(sums), *(number for column in zip(*sums, strict=True) for number in column)
        )

    def bytes(self) -> bytes:
        """All of it."""
        begins = 1 + 2 * len(self._sections) + len(self.pool.numbers)
        at = begins + len(self._rows)
        offsets, tail = [], []
        for _, places, steps in self._sections:
            offsets.append(at + len(tail))
            tail += [len(steps), len(places), *(day for day, _ in steps), *(flags for _, flags in steps)]
            for (currency, zone, fixed), (count, place) in zip(self._lines, places, strict=True):
                tail += [currency, count, begins + place, zone, fixed]
        head = [len(self._sections), *(since for since, _, _ in self._sections), *offsets]
        numbers = [*head, *self.pool.numbers, *self._rows, *tail]
        try:
            return array("q", numbers).tobytes()
        except OverflowError:
            return json.dumps(numbers).encode()


def fixed_sums(terms: PenaltyTerms) -> list[tuple[int, int, int]]:
    """The days on which more became known of the sums fixed, and from each on their sum and their number."""
    days = {fixed.known_on for fixed in terms.liquidations}
    days |= {fixed.reduced_known_on for fixed in terms.liquidations if fixed.reduced_known_on is not None}
    sums = []
    for day in sorted(days):
        known = [fixed.amount_known(day).minor for fixed in terms.liquidations if fixed.known_on <= day]
        sums.append((day.toordinal(), sum(known), len(known)))
    return sums


def _recovery_news(terms: PenaltyTerms) -> Iterator[int]:
    """The days on which a fact became known of what was fixed and paid."""
    for fixed in terms.liquidations:
        yield fixed.known_on.toordinal()
        if fixed.reduced_known_on is not None:
            yield fixed.reduced_known_on.toordinal()
    yield from (payment.known_on.toordinal() for payment in terms.payments)


def _steps(legs: list[tuple[Leg, ...]], known_on: date | None) -> list[tuple[int, int]]:
    """The days on which the headline or what goes with it changes, and its flags; from the first day on."""
    days = {0} | {day for own in legs for leg in own for day in _days(leg)}
    news = {day for own in legs if own for day in _recovery_news(own[0].course.terms)}
    places = [0] * len(legs)
    steps: list[tuple[int, int]] = []
    for day in sorted(days | {day for day in news if START <= day <= END}):
        now = []
        for line, own in enumerate(legs):
            while places[line] < len(own) and own[places[line]].last < day:
                places[line] += 1
            if places[line] < len(own) and own[places[line]].first <= day:
                now.append(own[places[line]])
        flags = _flags(now, day, known_on) if now else 0
        if not steps or steps[-1][1] != flags:
            steps.append((day, flags))
    return steps


def _days(leg: Leg) -> Iterator[int]:
    """The days of a leg on which a headline may change."""
    yield from (leg.first, leg.last + 1)
    if leg.stretch is not None and leg.stretch.pace is not None and leg.state not in _ALONE:
        yield from (day for day, _ in leg.stretch.rises(leg.first, leg.last))


def _flags(legs: list[Leg], day: int, known_on: date | None) -> int:
    """The headline and what goes with it on a day."""
    first_day = min((leg.first_day for leg in legs if leg.first_day), default=0)
    flags = form.SHOWN | _HEADLINES[_headline(legs, day, known_on)] | first_day << form.FIRST_DAY
    flags |= form.AHEAD if any(leg.has_deadline for leg in legs) else 0
    return flags | (form.CONTINGENT if any(leg.begun and leg.evidence == CONTINGENT for leg in legs) else 0)


def _headline(legs: list[Leg], day: int, known_on: date | None) -> Headline:
    """The headline of lines by the engine; while one is open, what was fixed of the others is not asked."""
    states = {leg.state for leg in legs}
    for state in _ALONE:
        if state in states:
            return Headline(state.value)
    on = date.fromordinal(day)
    return headline_of(tuple(_penalty(leg, on, known_on or on) for leg in legs))


def _penalty(leg: Leg, day: date, known_on: date) -> Penalty:
    """A line with the figures that its headline depends on."""
    terms, currency = leg.course.terms, leg.course.terms.currency
    minor = 0 if leg.stretch is None else leg.stretch.amount_on(day.toordinal())
    established = 0 if leg.evidence == CONTINGENT else leg.apart
    if leg.evidence == ESTABLISHED:
        established = minor - leg.apart
    accrued, zero = Money(minor, currency), Money(0, currency)
    accrual = Accrual(
        terms.id, day, known_on, leg.state, leg.course.first_day, 0, accrued,
        Money(established, currency), zero, zero, (),
    )  # fmt: skip
    if leg.state is State.ANNULLED:
        history = Accrual(terms.id, day, known_on, leg.state, None, 0, zero, zero, zero, zero, ())
        accrual = Accrual(
            terms.id, day, known_on, leg.state, None, 0, zero, zero, zero, zero, (), before_annulment=history
        )
    return Penalty(terms, accrual, recover(terms, accrual, leg.course))
