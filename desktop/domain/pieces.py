"""A penalty's sums over time in straight pieces, each as known while it lasts."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.domain.codes import TermsError
from desktop.domain.course import Course, course_of
from desktop.domain.period import CALENDAR_START, DAY
from desktop.domain.portfolio import share_caps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.domain.penalty import PenaltyTerms
    from desktop.domain.stretch import State, Stretch


@dataclass(frozen=True, slots=True)
class Piece:
    """Days `first` to `last` (ordinals) of one state: each sum by its value on `first` and its daily growth.

    On each of the days `steps` one sum rises beside that, by its part of `rises`: the first, second or third.
    """

    currency: str
    state: State
    first: int
    last: int
    established: tuple[int, int]
    assumed: tuple[int, int]
    contingent: tuple[int, int]
    steps: Sequence[int] = ()
    rises: Sequence[int] = ()
    rising: int = 0


def pieces_of(lines: tuple[PenaltyTerms, ...], until: date, hindsight: date | None) -> Iterator[Piece]:
    """The pieces of the penalty lines of one case, shared caps applied, up to a day.

    A line that cannot be calculated has none from the day on which it cannot.
    """
    for known_on, first, last in _epochs(lines, until, hindsight):
        for terms in share_caps(lines, last, known_on):
            start = first if terms.decided_on is None else max(first, terms.decided_on)
            is_ordered = hindsight is None or start <= hindsight
            if start <= last and is_ordered and not _is_annulled(terms, known_on):
                yield from _pieces(terms, known_on, start, last)


def _epochs(
    lines: tuple[PenaltyTerms, ...], until: date, hindsight: date | None
) -> Iterator[tuple[date, date, date]]:
    """The stretches of days between which no new fact became known: what is known, first and last day."""
    if hindsight is not None:
        yield hindsight, CALENDAR_START, until
        return
    news = {day for terms in lines for day in _news(terms) if CALENDAR_START < day <= until}
    for first, after in pairwise([CALENDAR_START, *sorted(news), until + DAY]):
        yield first, first, after - DAY


def _news(terms: PenaltyTerms) -> Iterator[date]:
    """The days on which a fact of a penalty became known."""
    yield from (rate.known_on for rate in terms.rates if rate.known_on is not None)
    yield from (stay.end_known_on for stay in terms.stays if stay.end_known_on is not None)
    for facts in (terms.stays, terms.compliance, terms.findings, terms.tallies, terms.liquidations):
        yield from (fact.known_on for fact in facts)
    yield from (fact.known_on for fact in terms.occurrences)
    yield from (fact.known_on for fact in (terms.last_day, terms.annulment) if fact is not None)


def _is_annulled(terms: PenaltyTerms, known_on: date) -> bool:
    return terms.annulment is not None and terms.annulment.known_on <= known_on


def _pieces(terms: PenaltyTerms, known_on: date, first: date, last: date) -> Iterator[Piece]:
    """The pieces of one line with the facts of one day."""
    try:
        course = course_of(terms, known_on)
    except TermsError:
        return
    final = min(last, course.limit).toordinal()
    borders = _borders(course, first.toordinal(), final)
    for start, after in pairwise(borders):
        yield _piece_with_steps(course, course.stretch(start), start, after - 1)


def _borders(course: Course, first: int, final: int) -> list[int]:
    """The days on which the state, the rate or the evidence changes."""
    borders = {*course.starts}
    borders |= {course.full_on.toordinal()} if course.full_on is not None else set()
    for window in course.findings:
        borders |= {window.start.toordinal(), window.end.toordinal()}
    inside = {border for border in borders if first < border <= final}
    return sorted(inside | {first, final + 1}) if first <= final else []


def _piece_with_steps(course: Course, stretch: Stretch, first: int, last: int) -> Piece:
    """The days of one stretch as a piece, with its steps where not every day costs the same."""
    state = course.state(date.fromordinal(first))
    pace = stretch.pace
    if pace is None or pace.is_daily:
        return _piece(course, state, first, last, 0 if pace is None else stretch.rate)
    piece = _piece(course, state, first, last, 0)
    rises = list(stretch.rises(first, last))
    days, amounts = [day for day, _ in rises], [amount for _, amount in rises]
    return dataclasses.replace(piece, steps=days, rises=amounts, rising=_place(course, first))


def _place(course: Course, day: int) -> int:
    """Which of its sums a piece adds to from a day on: established, assumed or contingent."""
    if not _has_evidence(course):
        return 2
    return 0 if _is_found(course, day) else 1


def _has_evidence(course: Course) -> bool:
    return bool(course.findings or course.tallies or course.complied)


def _is_found(course: Course, day: int) -> bool:
    return any(date.fromordinal(day) in window for window in course.findings)


def _piece(course: Course, state: State, first: int, last: int, slope: int) -> Piece:
    """A straight piece; what a day adds is established where the day was found breached."""
    day = date.fromordinal(first)
    amount = course.amount(day)
    piece = Piece(course.terms.currency, state, first, last, (0, 0), (0, 0), (0, 0))
    if not _has_evidence(course):
        return dataclasses.replace(piece, contingent=(amount, slope))
    established = course.established(day)
    grows = (slope, 0) if _is_found(course, first) else (0, slope)
    return dataclasses.replace(
        piece, established=(established, grows[0]), assumed=(amount - established, grows[1])
    )
