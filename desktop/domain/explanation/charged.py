"""The steps of a charge, one per stretch: units by rate, the sum above a cap, days without a charge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY, Span
from desktop.domain.explanation.explanation import Effect, Step, StepKind, signed
from desktop.domain.law.kinds import CapMode, Unit
from desktop.domain.money import Money
from desktop.domain.penalty.charge import charges_parts
from desktop.domain.penalty.stretch import State
from desktop.domain.penalty.waiting import waits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.penalty.accrual import Accrual, AccrualLine
    from desktop.domain.penalty.course import Course
    from desktop.domain.penalty.lines import PenaltyLine

OVER_CAP = "over cap"  # running days of the unit that would pass a cap of full units


def charge_steps(line: PenaltyLine, accrual: Accrual) -> tuple[Step, ...]:
    """The steps of every stretch of an accrual; their amounts add up to the sum accrued."""
    course = line.course if accrual.lines else None
    return tuple(step for stretch in accrual.lines if course for step in _stretch(stretch, course))


def window_steps(line: PenaltyLine, accrual: Accrual, window: Span) -> tuple[Step, ...]:
    """The steps of the days of a window, whose edges may cut stretches."""
    course = line.course
    steps: list[Step] = []
    for stretch in accrual.lines:
        days = Span(stretch.first, stretch.last + DAY).overlap(window)
        if days is not None and days.days == stretch.days:
            steps += _stretch(stretch, course)
        elif days is not None:
            steps += _part_of(stretch, days, course)
    return tuple(steps)


def _stretch(line: AccrualLine, course: Course) -> Iterator[Step]:
    if not line.units and not line.amount:
        yield from _not_charged(line, course)
    elif course.is_reported:
        yield _reported(line, course)
    else:
        yield from _charged(line, course)


def _part_of(line: AccrualLine, days: Span, course: Course) -> Iterator[Step]:
    """The steps of a stretch cut by the edge of a window."""
    currency = line.amount.currency
    units = course.units(days.last) - course.units(days.start - DAY)
    amount = Money(course.amount(days.last) - course.amount(days.start - DAY), currency)
    if not units and not amount:
        yield from _not_charged(line, course, days)
        return
    rate = Money(course.rate(days.start), currency)
    yield _product(course, days, units, rate)
    yield from _rest(course, Money(units * rate.minor, currency), amount)


def _charged(line: AccrualLine, course: Course) -> Iterator[Step]:
    currency = line.amount.currency
    rate = Money(course.rate(line.first), currency)
    days = Span(line.first, line.last + DAY)
    whole = Money(line.units * rate.minor, currency)
    if line.units:
        yield _product(course, days, line.units, rate)
    if line.part > 0:
        part = Money(int(line.part * rate.minor), currency)
        whole += part
        yield Step(
            StepKind.PART_CHARGED,
            Effect.ADD,
            part,
            unit=course.terms.unit,
            rate=rate,
            part=line.part,
            first=line.first,
            last=line.last,
        )
    yield from _rest(course, whole, line.amount)


def _product(course: Course, days: Span, units: int, rate: Money) -> Step:
    amount = Money(units * rate.minor, rate.currency)
    return Step(
        StepKind.CHARGED,
        Effect.ADD,
        amount,
        units=units,
        unit=course.terms.unit,
        rate=rate,
        first=days.start,
        last=days.last,
    )


def _rest(course: Course, whole: Money, amount: Money) -> Iterator[Step]:
    """The difference between units by rate and the amount: cut by a cap, or rounded."""
    rest = amount - whole
    if not rest:
        return
    cut = rest.minor < 0 and (course.terms.cap is not None or course.terms.max_units is not None)
    yield signed(StepKind.CUT if cut else StepKind.ROUNDED, rest)


def _is_over_cap(line: AccrualLine, course: Course) -> bool:
    """Whether running days belong to the unit that would pass a cap of full units."""
    terms = course.terms
    if not terms.cap or terms.cap_mode is CapMode.TRUNCATE or course.is_reported:
        return False
    if not charges_parts(terms):
        return line.first == course.full_on
    return course.stretch(line.first.toordinal()).pace is None


def _not_charged(line: AccrualLine, course: Course, days: Span | None = None) -> Iterator[Step]:
    """The days without a charge; `code` is the state, then the event awaited or the unit not due."""
    days = days or Span(line.first, line.last + DAY)
    parts: tuple[tuple[Span, str], ...] = ((days, ""),)
    if line.state is State.GRACE:
        parts = tuple((part, f":{why.value}") for part, why in waits(course.terms, days))
    elif line.state is State.RUNNING:
        parts = ((days, f":{OVER_CAP if _is_over_cap(line, course) else course.terms.unit.value}"),)
    for part, why in parts:
        yield Step(
            StepKind.NOT_CHARGED,
            amount=Money(0, line.amount.currency),
            units=part.days,
            unit=Unit.DAY,
            first=part.start,
            last=part.last,
            code=f"{line.state.value}{why}",
        )


def _reported(line: AccrualLine, course: Course) -> Step:
    tallies = [tally for tally in course.tallies if tally.by == line.last]
    sources = tuple(source for tally in tallies for source in tally.sources)
    return Step(
        StepKind.REPORTED,
        Effect.ADD,
        line.amount,
        units=line.units or None,
        unit=course.terms.unit,
        first=line.first,
        last=line.last,
        name=" ".join(tally.note for tally in tallies if tally.note),
        sources=sources,
    )
