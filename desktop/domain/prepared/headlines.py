"""Headline steps: the days on which the headline of an investigation changes, by the engine."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.money import Money
from desktop.domain.penalty.accrual import Accrual
from desktop.domain.penalty.headline import Headline
from desktop.domain.penalty.lines import PenaltyLine, headline_of
from desktop.domain.penalty.recovery import recover
from desktop.domain.penalty.stretch import State
from desktop.domain.prepared import standing as form
from desktop.domain.prepared.legs import CONTINGENT, ESTABLISHED, Leg
from desktop.domain.prepared.spells import END, START

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.prepared.legs import LineCourse

# The states beside which a settlement does not matter.
_ALONE = (State.RUNNING, State.GRACE, State.STAYED, State.UNCALCULATED)
_HEADLINES = {headline: number for number, headline in enumerate(Headline)}


def recovery_news(terms: PenaltyTerms) -> Iterator[int]:
    """The days on which a liquidation, its reduction or a payment became known."""
    for fixed in terms.liquidations:
        yield fixed.known_on.toordinal()
        if fixed.reduced_known_on is not None:
            yield fixed.reduced_known_on.toordinal()
    yield from (payment.known_on.toordinal() for payment in terms.payments)


class HeadlineSteps:
    """The headline of one investigation over time; each combination of legs is worked out once."""

    def __init__(self, courses: tuple[LineCourse, ...]) -> None:
        news = {day for course in courses for day in recovery_news(course.terms)}
        self._news = sorted(day for day in news if START <= day <= END)
        self._found: dict[tuple[int, ...], tuple[list[Leg], int]] = {}

    def of(self, legs: list[tuple[Leg, ...]], known_on: date | None = None) -> list[tuple[int, int]]:
        """The days on which the flags of the headline change, with the flags; from the first day on.

        Each day is as known on it or, where `known_on` is given, as known on that day.
        """
        days = {0, *self._news} | {day for own in legs for leg in own for day in _days(leg)}
        places = [0] * len(legs)
        steps: list[tuple[int, int]] = []
        for day in sorted(days):
            now = []
            for line, own in enumerate(legs):
                while places[line] < len(own) and own[places[line]].last < day:
                    places[line] += 1
                if places[line] < len(own) and own[places[line]].first <= day:
                    now.append(own[places[line]])
            flags = self._flags(now, day, known_on) if now else 0
            if not steps or steps[-1][1] != flags:
                steps.append((day, flags))
        return steps

    def _flags(self, legs: list[Leg], day: int, known_on: date | None) -> int:
        """The flags of legs: the same until a settlement becomes known or the sum that is settled grows."""
        until = day if known_on is None else min(day, known_on.toordinal())
        facts = bisect_right(self._news, until)
        key = (*map(id, legs), facts, day if any(map(_settles_growing, legs)) else 0)
        if key not in self._found:
            self._found[key] = legs, _flags(legs, day, known_on)
        return self._found[key][1]


def _settles_growing(leg: Leg) -> bool:
    """Whether a leg that a settlement may close is still being charged."""
    return leg.state not in _ALONE and leg.stretch is not None and leg.stretch.pace is not None


def _days(leg: Leg) -> Iterator[int]:
    """The days of a leg on which a headline may change."""
    yield from (leg.first, leg.last + 1)
    if leg.stretch is not None and _settles_growing(leg):
        yield from (day for day, _ in leg.stretch.rises(leg.first, leg.last))


def _flags(legs: list[Leg], day: int, known_on: date | None) -> int:
    """The flags of a step: the headline, the first penalty day, the counts and the deadline of a day."""
    first_day = min((leg.first_day for leg in legs if leg.first_day), default=0)
    flags = form.SHOWN | _HEADLINES[_headline(legs, day, known_on)] | first_day << form.FIRST_DAY
    left_out = sum(leg.state is State.UNCALCULATED for leg in legs)
    flags |= min(left_out, form.MOST_COUNTED) << form.UNCALCULATED
    flags |= min(sum(leg.is_unknown for leg in legs), form.MOST_COUNTED) << form.OPEN
    flags |= form.AHEAD if any(leg.has_deadline for leg in legs) else 0
    return flags | (form.CONTINGENT if any(leg.begun and leg.evidence == CONTINGENT for leg in legs) else 0)


def _headline(legs: list[Leg], day: int, known_on: date | None) -> Headline:
    """The headline of lines by the engine; no settlement matters while a line is open."""
    states = {leg.state for leg in legs}
    for state in _ALONE:
        if state in states:
            return Headline(state.value)
    on = date.fromordinal(day)
    return headline_of(tuple(_penalty(leg, on, known_on or on) for leg in legs))


def _penalty(leg: Leg, day: date, known_on: date) -> PenaltyLine:
    """A penalty line with only the figures that a headline depends on."""
    terms, currency = leg.terms, leg.terms.currency
    minor = 0 if leg.stretch is None else leg.stretch.amount_on(day.toordinal())
    established = 0 if leg.evidence == CONTINGENT else leg.apart
    if leg.evidence == ESTABLISHED:
        established = minor - leg.apart
    first_day = None if leg.course is None else leg.course.first_day
    accrued, zero = Money(minor, currency), Money(0, currency)
    accrual = Accrual(
        terms.id, day, known_on, leg.state, first_day, 0, accrued,
        Money(established, currency), zero, zero, (),
    )  # fmt: skip
    return PenaltyLine(terms, terms, accrual, recover(terms, accrual, leg.course))
