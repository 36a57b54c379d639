"""What a penalty comes to on a day, stretch by stretch."""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.codes import Fault, TermsError
from desktop.domain.course import Course, course_of
from desktop.domain.money import Money
from desktop.domain.penalty import PenaltyTerms, TermsId, Unit
from desktop.domain.period import DAY, within_calendar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

__all__ = ["Accrual", "Increase", "Line", "State", "TermsError", "accrue"]


class State(StrEnum):
    """Where a penalty stands at the end of a day."""

    NOT_ORDERED = "not_ordered"
    NOT_NOTIFIED = "not_notified"
    GRACE = "grace"
    RUNNING = "running"
    STAYED = "stayed"
    CAPPED = "capped"
    COMPLIED = "complied"
    ENDED = "ended"
    ANNULLED = "annulled"


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of days on which nothing changes; `last` is in it. `rate` is per unit, with all its sites."""

    first: date
    last: date
    state: State
    days: int
    units: int
    rate: Money | None
    amount: Money


@dataclass(frozen=True, slots=True)
class Increase:
    """The next growth: at the end of `on` the figure will be `by` higher, if nothing changes."""

    on: date
    by: Money


@dataclass(frozen=True, slots=True)
class Accrual:
    """What one penalty line comes to at the end of `as_of`, with the facts known on `known_on`.

    `accrued` = `established` + `assumed` + `contingent`; the lines add up to `accrued`. `before_annulment` is
    what it would have been without the annulment that is known.
    """

    terms_id: TermsId
    as_of: date
    known_on: date
    state: State
    first_day: date | None
    units: int
    accrued: Money
    established: Money
    assumed: Money
    contingent: Money
    lines: tuple[Line, ...]
    cap_reached_on: date | None = None
    next_change: date | None = None
    next_increase: Increase | None = None
    before_annulment: Accrual | None = None


def accrue(terms: PenaltyTerms, as_of: date, known_on: date | None = None) -> Accrual:
    """What `terms` come to at the end of `as_of`, with facts known on `known_on` (default: that day).

    Raises TermsError where the terms contradict themselves or no rule covers them.
    """
    if within_calendar(as_of) != as_of:
        raise TermsError(Fault.DAY_OUT_OF_RANGE, f"{as_of} is too near the end of the calendar")
    known_on = as_of if known_on is None else known_on
    if terms.decided_on is not None and terms.decided_on > min(as_of, known_on):
        return _nothing(terms, as_of, known_on, State.NOT_ORDERED)
    if terms.annulment is not None and terms.annulment.known_on <= known_on:
        history = accrue(dataclasses.replace(terms, annulment=None), as_of, known_on)
        nothing = _nothing(terms, as_of, known_on, State.ANNULLED)
        return dataclasses.replace(nothing, first_day=history.first_day, before_annulment=history)
    course = course_of(terms, known_on)
    accrued = course.amount(as_of)
    established, assumed, contingent = _by_evidence(course, as_of, accrued)
    full_on = _full_on(course, as_of)
    return Accrual(
        terms_id=terms.id,
        as_of=as_of,
        known_on=known_on,
        state=_state(course, as_of),
        first_day=course.first_day,
        units=course.units(full_on or as_of),
        accrued=Money(accrued, terms.currency),
        established=Money(established, terms.currency),
        assumed=Money(assumed, terms.currency),
        contingent=Money(contingent, terms.currency),
        lines=_lines(course, as_of, full_on),
        cap_reached_on=full_on,
        next_change=_next_change(course, as_of),
        next_increase=_next_increase(course, as_of),
    )


def _nothing(terms: PenaltyTerms, as_of: date, known_on: date, state: State) -> Accrual:
    zero = Money(0, terms.currency)
    return Accrual(terms.id, as_of, known_on, state, None, 0, zero, zero, zero, zero, ())


def _state(course: Course, day: date) -> State:
    """The accrual state at the end of `day`; the first that applies."""
    first, last = course.first_day, course.last_day
    state = State.RUNNING
    if last is not None and day > last:
        state = State.ENDED
    elif any(day in span for span in course.complied):
        state = State.COMPLIED
    elif first is None and not course.tallies:
        state = State.NOT_NOTIFIED
    elif first is not None and day < first:
        state = State.GRACE
    elif course.is_full(day):
        state = State.CAPPED
    elif any(day in span for span in course.stays):
        state = State.STAYED
    elif first is None and course.terms.unit is not Unit.OCCURRENCE:
        state = State.NOT_NOTIFIED
    return state


def _by_evidence(course: Course, day: date, accrued: int) -> tuple[int, int, int]:
    """Established, assumed and contingent parts of what accrued by the end of `day`."""
    if not (course.findings or course.tallies or course.complied):
        return 0, 0, accrued
    established = course.established(day)
    return established, accrued - established, 0


def _full_on(course: Course, until: date) -> date | None:
    """The day on which the cap was reached, if it was by `until`."""
    starts = [tally.by for tally in course.tallies]
    if course.first_day is not None:
        starts.append(course.first_day)
    return course.first_when(course.is_full, min(starts), until) if starts else None


def _lines(course: Course, as_of: date, full_on: date | None) -> tuple[Line, ...]:
    """All days up to `as_of` from the order on, cut where anything changes."""
    terms = course.terms
    if course.first_day is None:
        return _reported_lines(course, as_of)
    begins = terms.notified_on or terms.decided_on
    start = begins + DAY if begins is not None and begins + DAY < course.first_day else course.first_day
    borders = {start, course.first_day, as_of + DAY, *course.rate_borders(as_of)}
    borders |= {edge for hole in course.holes for edge in (hole.start, hole.end)}
    if full_on is not None:
        cut = course.amount(full_on) - course.amount(full_on - DAY) < course.rate(full_on)
        borders |= {full_on, full_on + DAY} if cut else {full_on + DAY}
    if course.last_day is not None:
        borders.add(course.last_day + DAY)
    days = sorted(day for day in borders if start <= day <= as_of + DAY)
    return _joined(_line(course, first, after - DAY, full_on) for first, after in itertools.pairwise(days))


def _joined(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The same lines, neighbours of one state in which nothing is charged made one."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and last.state is line.state is not State.RUNNING and not (last.units or line.units):
            joined[-1] = dataclasses.replace(last, last=line.last, days=last.days + line.days)
        else:
            joined.append(line)
    return tuple(joined)


def _line(course: Course, first: date, last: date, full_on: date | None) -> Line:
    currency = course.terms.currency
    is_capped = full_on is not None and first > full_on
    units = 0 if is_capped else course.units(last) - course.units(first - DAY)
    amount = course.amount(last) - course.amount(first - DAY)
    fills = full_on is not None and first <= full_on <= last
    state = State.RUNNING if fills else _state(course, first)
    rate = Money(amount // units, currency) if units and amount % units == 0 else None
    if not units and state is State.RUNNING:
        rate = Money(course.rate(first), currency)
    return Line(first, last, state, (last - first).days + 1, units, rate, Money(amount, currency))


def _reported_lines(course: Course, as_of: date) -> tuple[Line, ...]:
    """One line per reported total, for penalties whose single days are not public."""
    lines = []
    before = course.terms.decided_on
    units = amount = 0
    for tally in course.tallies:
        if tally.by > as_of:
            break
        first = before + DAY if before is not None and before < tally.by else tally.by
        new_units, new_amount = course.units(tally.by), course.amount(tally.by)
        money = Money(new_amount - amount, course.terms.currency)
        days = (tally.by - first).days + 1
        lines.append(Line(first, tally.by, State.RUNNING, days, new_units - units, None, money))
        before, units, amount = tally.by, new_units, new_amount
    return tuple(lines)


def _next_increase(course: Course, day: date) -> Increase | None:
    """The first later day at whose end more has accrued, as far as the known facts reach."""
    now = course.amount(day)
    on = course.first_when(lambda later: course.amount(later) > now, day + DAY, course.limit)
    return Increase(on, Money(course.amount(on) - now, course.terms.currency)) if on else None


def _next_change(course: Course, day: date) -> date | None:
    """The first later day with another state or, for days, another rate; else the next growth."""
    edges = {edge for hole in course.holes for edge in (hole.start, hole.end)}
    if course.last_day is not None:
        edges.add(course.last_day + DAY)
    if course.first_day is not None:
        full_on = course.first_when(course.is_full, course.first_day, course.limit)
        edges |= {course.first_day, full_on or course.first_day, *course.rate_borders(course.limit)}
    now = _standing(course, day)
    changes = [edge for edge in edges if day < edge <= course.limit and _standing(course, edge) != now]
    if course.terms.unit is not Unit.DAY and (growth := _next_increase(course, day)) is not None:
        changes.append(growth.on)
    return min(changes, default=None)


def _standing(course: Course, day: date) -> tuple[State, int | None]:
    """The state and, where it runs, the rate at the end of a day."""
    state = _state(course, day)
    return state, course.rate(day) if state is State.RUNNING else None
