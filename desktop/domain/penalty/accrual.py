"""The accrual of a penalty line at the end of a day: its sum, its evidence and its lines of days."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY, within_calendar
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.penalty.course import Course, course_of
from desktop.domain.penalty.stretch import State, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.case.terms import PenaltyTerms, TermsId


@dataclass(frozen=True, slots=True)
class AccrualLine:
    """Days `first` to `last`, both included, without any change; `rate` is per unit, all sites together.

    `part` is the part of a unit charged beside the whole units, where parts are charged by their days.
    """

    first: date
    last: date
    state: State
    days: int
    units: int
    rate: Money | None
    amount: Money
    part: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Increase:
    """The next growth: at the end of `on` the sum is `by` higher, if nothing changes."""

    on: date
    by: Money


@dataclass(frozen=True, slots=True)
class Accrual:
    """The figures of one penalty line at the end of `as_of`, with the facts known on `known_on`.

    `accrued` = `established` + `assumed` + `contingent`; the lines add up to `accrued`. `before_annulment` is
    the accrual without a known annulment, None where it cannot be calculated.
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
    lines: tuple[AccrualLine, ...]
    cap_reached_on: date | None = None
    next_change: date | None = None
    next_increase: Increase | None = None
    before_annulment: Accrual | None = None
    part: Fraction = Fraction(0)  # of a unit, charged beside the whole units


def accrue(terms: PenaltyTerms, as_of: date, known_on: date | None = None) -> Accrual:
    """The accrual of `terms` at the end of `as_of`, with the facts known on `known_on` (default: `as_of`).

    Raises TermsError where the terms contradict themselves or no rule covers them.
    """
    if within_calendar(as_of) != as_of:
        raise TermsError(Fault.DAY_OUT_OF_RANGE, f"{as_of} is too near the end of the calendar")
    known_on = as_of if known_on is None else known_on
    if terms.decided_on is not None and terms.decided_on > min(as_of, known_on):
        return _nothing(terms, as_of, known_on, State.NOT_ORDERED)
    if terms.is_annulled(known_on):
        return _annulled(terms, as_of, known_on)
    return accrual_of(course_of(terms, known_on), as_of, known_on)


def accrual_of(course: Course, as_of: date, known_on: date) -> Accrual:
    """The accrual of a course at the end of `as_of`. Raises TermsError after its limit."""
    terms, currency = course.terms, course.terms.currency
    accrued = course.amount(as_of)
    has_evidence = bool(course.findings or course.tallies or course.complied)
    established = course.established(as_of) if has_evidence else 0
    growth = course.growth(as_of)  # as far as the known facts reach
    return Accrual(
        terms_id=terms.id,
        as_of=as_of,
        known_on=known_on,
        state=course.state(as_of),
        first_day=course.first_day,
        units=course.units(as_of),
        accrued=Money(accrued, currency),
        established=Money(established, currency),
        assumed=Money(accrued - established if has_evidence else 0, currency),
        contingent=Money(0 if has_evidence else accrued, currency),
        lines=_lines(course, as_of),
        cap_reached_on=course.full_on if course.is_full(as_of) else None,
        next_change=_next_change(course, as_of),
        next_increase=None if growth is None else Increase(growth[0], Money(growth[1], currency)),
        part=Fraction(course.part(as_of)),
    )


def _nothing(terms: PenaltyTerms, as_of: date, known_on: date, state: State) -> Accrual:
    zero = Money(0, terms.currency)
    return Accrual(terms.id, as_of, known_on, state, None, 0, zero, zero, zero, zero, ())


def _annulled(terms: PenaltyTerms, as_of: date, known_on: date) -> Accrual:
    """No sum, and the accrual before the annulment; an order set aside comes to nothing in any case."""
    nothing = _nothing(terms, as_of, known_on, State.ANNULLED)
    try:
        history = accrue(dataclasses.replace(terms, annulment=None), as_of, known_on)
    except TermsError:
        return nothing
    return dataclasses.replace(nothing, first_day=history.first_day, before_annulment=history)


def _lines(course: Course, as_of: date) -> tuple[AccrualLine, ...]:
    """All days from the order to `as_of`, cut where anything changes."""
    if course.first_day is None:
        return _reported_lines(course, as_of)
    terms = course.terms
    begins = terms.notified_on or terms.decided_on
    start = begins + DAY if begins is not None and begins + DAY < course.first_day else course.first_day
    first, last = start.toordinal(), as_of.toordinal()
    if last < first:
        return ()  # later facts seen from a day before the notification
    inside = (stretch for stretch in course.stretches if stretch.last >= first and stretch.first <= last)
    return _joined(
        _line(course, stretch, max(first, stretch.first), min(last, stretch.last)) for stretch in inside
    )


def _joined(lines: Iterable[AccrualLine]) -> tuple[AccrualLine, ...]:
    """The lines, with neighbours of one state without a charge joined."""
    joined: list[AccrualLine] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and last.state is line.state is not State.RUNNING and not (last.amount or line.amount):
            joined[-1] = dataclasses.replace(last, last=line.last, days=last.days + line.days)
        else:
            joined.append(line)
    return tuple(joined)


def _line(course: Course, stretch: Stretch, first: int, last: int) -> AccrualLine:
    currency = course.terms.currency
    exact = stretch.exact_on(last) - stretch.exact_on(stretch.first - 1)
    units = int(exact)
    amount = stretch.amount_on(last) - stretch.amount
    rate = None
    if units and amount % units == 0 and units == exact:
        rate = Money(amount // units, currency)
    elif stretch.state is State.RUNNING and (stretch.pace is not None or not units):
        rate = Money(stretch.rate, currency)
    return AccrualLine(
        first=date.fromordinal(first),
        last=date.fromordinal(last),
        state=stretch.state,
        days=last - first + 1,
        units=units,
        rate=rate,
        amount=Money(amount, currency),
        part=Fraction(exact - units),
    )


def _reported_lines(course: Course, as_of: date) -> tuple[AccrualLine, ...]:
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
        lines.append(AccrualLine(first, tally.by, State.RUNNING, days, new_units - units, None, money))
        before, units, amount = tally.by, new_units, new_amount
    return tuple(lines)


def _next_change(course: Course, day: date) -> date | None:
    """The first later day with another state or, for units of days, another rate; else the next growth."""
    number, now = day.toordinal(), _standing(course, day)
    borders = {stretch.first for stretch in course.stretches if stretch.first > number}
    if course.full_on is not None and course.full_on > day:
        borders.add(course.full_on.toordinal())
    later = (date.fromordinal(border) for border in sorted(borders))
    change = next((border for border in later if _standing(course, border) != now), None)
    growth = None if course.terms.unit in (Unit.DAY, Unit.WORKING_DAY) else course.growth(day)
    changes = [] if growth is None else [growth[0]]
    return min(changes if change is None else [*changes, change], default=None)


def _standing(course: Course, day: date) -> tuple[State, int | None]:
    """The state at the end of a day and, for running units of days, the rate."""
    state = course.state(day)
    by_day = course.terms.unit in (Unit.DAY, Unit.WORKING_DAY)
    return state, course.rate(day) if by_day and state is State.RUNNING else None
