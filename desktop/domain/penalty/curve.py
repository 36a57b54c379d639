"""Accrued curves: the accrued sum of penalty lines over time, as straight pieces, with its projection."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.domain.days.period import CALENDAR_END, DAY
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.penalty.course import Course, course_of
from desktop.domain.penalty.start import first_penalty_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.terms import PenaltyTerms

PROJECTION = timedelta(days=366)  # drawn beyond the as-of day
_MOST_STEPS = 200  # units drawn as single steps; a longer series is drawn straight


def curves_of(lines: tuple[PenaltyTerms, ...], day: date, known_on: date) -> tuple[Curve, ...]:
    """One curve per currency for penalty lines whose shared caps are applied. Raises TermsError.

    An annulled line keeps its history until its annulment became known, and comes to nothing from that day.
    """
    ordered = [
        terms
        for terms in lines
        if (terms.decided_on is None or terms.decided_on <= min(day, known_on))
        and (first_penalty_day(terms) is not None or terms.tallies)
    ]
    currencies = dict.fromkeys(terms.currency for terms in ordered)
    return tuple(
        _curve(currency, [terms for terms in ordered if terms.currency == currency], day, known_on)
        for currency in currencies
    )


def drawn(
    currency: str, day: date, breaks: set[date], amount: Callable[[date], int], cap: Money | None = None
) -> Curve:
    """A curve through the amounts (minor units) of days, projected beyond `day` while it grows."""
    past = {on for on in breaks if on <= day} | {day}
    ahead = {on for on in breaks if day < on <= horizon(day)} | {day, horizon(day)}
    points = tuple(CurvePoint(on, amount(on)) for on in sorted(past))
    projected = tuple(CurvePoint(on, amount(on)) for on in sorted(ahead))
    grows = projected[-1].minor > projected[0].minor
    return Curve(currency, points, projected if grows else (), cap)


def horizon(day: date) -> date:
    """The last day of a projection from `day` on."""
    return day + PROJECTION if day < CALENDAR_END - PROJECTION else day


def break_days(course: Course, until: date) -> set[date]:
    """The days up to `until` between which the amount runs straight."""
    until = min(until, course.limit)
    steps = course.terms.unit is not Unit.DAY or course.is_reported
    days = _steps(course, until) if steps else _edges(course, until)
    start = date.min if course.first_day is None else course.first_day - DAY
    return {day for day in days if start <= day <= until}


def _edges(course: Course, until: date) -> set[date]:
    """The ends of the stretches, and the days before they begin."""
    ends = (end for stretch in course.stretches for end in (stretch.first - 1, stretch.last))
    return {date.fromordinal(end) for end in ends if 0 < end <= until.toordinal()}


def _steps(course: Course, until: date) -> set[date]:
    """The day each unit falls due and the day before it."""
    days = _edges(course, until)
    growth = course.growth(min(days)) if days else None
    while growth is not None and growth[0] <= until and len(days) < 2 * _MOST_STEPS:
        days |= {growth[0] - DAY, growth[0]}
        growth = course.growth(growth[0])
    return days


def _curve(currency: str, lines: list[PenaltyTerms], day: date, known_on: date) -> Curve:
    courses = [course_of(terms, known_on) for terms in lines]
    fallen = {
        terms.id: terms.annulment.known_on
        for terms in lines
        if terms.annulment is not None and terms.annulment.known_on <= known_on
    }

    def amount(on: date) -> int:
        standing = [course for course in courses if on < fallen.get(course.terms.id, date.max)]
        return sum(course.amount(min(on, course.limit)) for course in standing)

    breaks = {on for course in courses for on in break_days(course, horizon(day))}
    breaks |= {edge for fell in fallen.values() for edge in (fell - DAY, fell)}
    # The cap of all lines together, a shared cap counted once; None where a line has no cap.
    caps = {terms.shared_cap or str(terms.id): terms.cap or 0 for terms in lines}
    is_capped = all(terms.cap is not None for terms in lines)
    cap = Money(sum(caps.values()), currency) if is_capped else None
    return drawn(currency, day, breaks, amount, cap)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The sum accrued by the end of a day, in minor units of one currency."""

    day: date
    minor: int


@dataclass(frozen=True, slots=True)
class Curve:
    """An accrued curve in one currency: straight between its points, projected after the as-of day."""

    currency: str
    points: tuple[CurvePoint, ...]  # up to and including the as-of day
    projected: tuple[CurvePoint, ...]  # from the as-of day on; empty where nothing can grow
    cap: Money | None


def amount_on(curve: Curve, day: date) -> Money:
    """The sum on the curve at the end of a day: straight between points, flat outside them."""
    points = curve.points + curve.projected
    place = bisect_right(points, day, key=lambda point: point.day)
    if place == 0:
        return Money(0, curve.currency)
    if place == len(points):
        return Money(points[-1].minor, curve.currency)
    before, after = points[place - 1], points[place]
    days, whole = (day - before.day).days, (after.day - before.day).days
    return Money(before.minor + (after.minor - before.minor) * days // whole, curve.currency)
