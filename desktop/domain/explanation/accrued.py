"""The steps of the accrued figure of a penalty line, from the order to the sum due."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.explanation.charged import charge_steps, window_steps
from desktop.domain.explanation.explanation import Effect, Step, StepKind, result
from desktop.domain.explanation.figure import FigureKey, FigureKind, line_key
from desktop.domain.explanation.start import cited, order_step, start_steps
from desktop.domain.law.kinds import CapMode, Recovery, Unit
from desktop.domain.law.regime import Setting
from desktop.domain.money import Money
from desktop.domain.penalty.facts import breach_windows
from desktop.domain.penalty.stretch import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.case.terms import Rate
    from desktop.domain.penalty.accrual import Accrual
    from desktop.domain.penalty.lines import PenaltyLine


def key_of(line: PenaltyLine, kind: FigureKind, number: int = 0) -> FigureKey:
    """The key of a figure of a penalty line."""
    return line_key(kind, line.slug, line.terms, number)


def accrued_steps(line: PenaltyLine) -> tuple[Step, ...]:
    """The steps to the sum accrued, its parts by evidence, and its recovery."""
    accrual = line.accrual
    if accrual.state is State.NOT_ORDERED:
        return (order_step(line.terms), Step(StepKind.NOT_ORDERED), _accrued(accrual))
    is_bare = accrual.state is State.ANNULLED and accrual.before_annulment is None
    history = (order_step(line.terms),) if is_bare else history_steps(line, line.history)
    return (*history, *_annulled(line), _accrued(accrual), *part_steps(line), *_recovery(line))


def history_steps(line: PenaltyLine, accrual: Accrual) -> tuple[Step, ...]:
    """The steps to an accrual, without its result."""
    return (
        *start_steps(line.terms, line.law),
        *convention_steps(line),
        *rate_steps(line),
        *_stops(line),
        *charge_steps(line, accrual),
        *cap_steps(line, accrual),
    )


def convention_steps(line: PenaltyLine) -> Iterator[Step]:
    """The conventions by which days become units, each with its rule of law."""
    terms = line.terms
    step = Step(StepKind.CONVENTION, unit=terms.unit, code=Setting.UNIT.value, name=terms.rounding)
    yield cited(step, terms, line.law, Setting.UNIT)
    if terms.unit not in (Unit.DAY, Unit.WORKING_DAY, Unit.OCCURRENCE, Unit.ONCE):
        code = f"{Setting.PART_UNIT.value}:{terms.part_unit.value}"
        step = Step(StepKind.CONVENTION, unit=terms.unit, code=code)
        yield cited(step, terms, line.law, Setting.PART_UNIT)
    if terms.unit is Unit.OCCURRENCE:
        return  # charged for each breach, not for days that run
    counted = "yes" if terms.compliance_day_counted else "no"
    step = Step(StepKind.CONVENTION, code=f"{Setting.COMPLIANCE_DAY_COUNTED.value}:{counted}")
    yield cited(step, terms, line.law, Setting.COMPLIANCE_DAY_COUNTED)


def rate_steps(line: PenaltyLine) -> Iterator[Step]:
    """Every rate known, and its sum for all sites or items together."""
    terms = line.terms
    for rate in line.course.rates:
        yield Step(
            StepKind.RATE,
            amount=Money(rate.minor, terms.currency),
            units=rate.from_unit if len(line.course.rates) > 1 else None,
            unit=terms.unit,
            first=rate.from_day,
            key=key_of(line, FigureKind.RATE, terms.rates.index(rate)),
        )
        yield from items_step(line, rate)


def items_step(line: PenaltyLine, rate: Rate) -> Iterator[Step]:
    """The rate for all sites or items together, if there are several."""
    terms = line.terms
    if terms.multiplier > 1:
        yield Step(
            StepKind.ITEMS,
            amount=Money(rate.minor * terms.multiplier, terms.currency),
            units=terms.multiplier,
            unit=terms.unit,
            rate=Money(rate.minor, terms.currency),
            name=terms.multiplier_by,
        )


def cap_steps(line: PenaltyLine, accrual: Accrual) -> Iterator[Step]:
    """The cap and the largest number of units, with the day on which they are reached."""
    terms, course = line.terms, line.course
    reached = accrual.cap_reached_on
    if reached is None and course.first_day is not None and (terms.cap or terms.max_units):
        reached = course.first_when(course.is_full, course.first_day, course.limit)
    code = "reached" if accrual.cap_reached_on is not None else "ahead" if reached is not None else "far"
    if terms.cap is not None:
        amount = Money(terms.cap, terms.currency)
        key = key_of(line, FigureKind.CAP)
        full = terms.unit if terms.cap_mode is CapMode.LAST_FULL_UNIT else ""
        name = terms.shared_cap
        yield Step(StepKind.CAP, amount=amount, unit=full, first=reached, name=name, code=code, key=key)
        reached, code = None, "far"
    if terms.max_units is not None:
        step = Step(StepKind.MOST_UNITS, units=terms.max_units, unit=terms.unit, first=reached, code=code)
        yield cited(step, terms, line.law, Setting.MAX_UNITS)


def part_steps(line: PenaltyLine) -> tuple[Step, ...]:
    """The established, assumed and contingent parts of the accrued sum."""
    accrual = line.accrual
    parts = (
        (StepKind.ESTABLISHED, accrual.established, FigureKind.ESTABLISHED),
        (StepKind.ASSUMED, accrual.assumed, FigureKind.ASSUMED),
        (StepKind.CONTINGENT, accrual.contingent, FigureKind.CONTINGENT),
    )
    return tuple(
        Step(kind, Effect.PART, amount, key=key_of(line, figure)) for kind, amount, figure in parts if amount
    )


def established_steps(line: PenaltyLine) -> tuple[Step, ...]:
    """The days found in breach, window by window."""
    accrual, course = line.accrual, line.course
    if course.first_day is None:
        return (*charge_steps(line, accrual), result(StepKind.ESTABLISHED, accrual.established))
    found = tuple(
        step
        for window in breach_windows(line.cut, accrual.known_on)
        for step in window_steps(line, accrual, window)
    )
    return (*_finding_notes(line), *found, result(StepKind.ESTABLISHED, accrual.established))


def _finding_notes(line: PenaltyLine) -> Iterator[Step]:
    known_on = line.accrual.known_on
    for number, fixed in enumerate(line.terms.liquidations):
        if fixed.known_on <= known_on and fixed.window is not None:
            key = key_of(line, FigureKind.LIQUIDATION, number)
            yield Step(
                StepKind.NOTE,
                first=fixed.window.start,
                last=fixed.window.last,
                code="liquidated",
                sources=fixed.sources,
                key=key,
            )
    for finding in line.terms.findings:
        if finding.known_on <= known_on:
            yield Step(
                StepKind.NOTE,
                first=finding.window.start,
                last=finding.window.last,
                name=finding.note,
                code="found",
                sources=finding.sources,
            )


def _accrued(accrual: Accrual) -> Step:
    step = result(StepKind.ACCRUED, accrual.accrued)
    return dataclasses.replace(
        step, units=accrual.units or None, code=accrual.state.value, last=accrual.as_of
    )


def _stops(line: PenaltyLine) -> Iterator[Step]:
    """The last day and each compliance or relapse known."""
    terms, known_on = line.terms, line.accrual.known_on
    last = terms.last_day
    if last is not None and last.known_on <= known_on:
        yield Step(StepKind.LAST_DAY, last=last.on, name=last.note, confidence=last.confidence)
    for fact in terms.compliance:
        if fact.known_on <= known_on:
            code = "relapse" if fact.relapse else "obeyed"
            yield Step(
                StepKind.COMPLIED, first=fact.on, name=fact.note, code=code, confidence=fact.confidence
            )


def _annulled(line: PenaltyLine) -> Iterator[Step]:
    history, annulment = line.accrual.before_annulment, line.terms.annulment
    if line.accrual.state is not State.ANNULLED or annulment is None:
        return
    step = Step(StepKind.ANNULLED, first=annulment.known_on, name=annulment.note)
    if history is None:
        yield step
        return
    key = key_of(line, FigureKind.WOULD_HAVE)
    yield dataclasses.replace(step, effect=Effect.SUBTRACT, amount=history.accrued, key=key)


def no_payment(line: PenaltyLine) -> tuple[Step, ...]:
    """The step that no payment is recorded, if a sum is payable."""
    return () if line.recovered.is_due_known else (Step(StepKind.NO_PAYMENT),)


def _recovery(line: PenaltyLine) -> tuple[Step, ...]:
    """The figures of recovery: not part of the sum, each with an explanation of its own."""
    found = line.recovered
    law = line.terms.recovery in (Recovery.BY_LAW, Recovery.BY_TITLE)
    figures = (
        (StepKind.LIQUIDATED, found.liquidated, FigureKind.LIQUIDATED, not law or found.liquidated),
        (StepKind.REMITTED, found.remitted, FigureKind.REMITTED, found.remitted),
        (StepKind.UNLIQUIDATED, found.unliquidated, FigureKind.UNLIQUIDATED, found.liquidated),
        (StepKind.PAID, found.paid, FigureKind.PAID, found.is_recorded),
        (StepKind.DUE, found.due, FigureKind.DUE, True),
    )
    steps = [
        Step(kind, amount=amount, key=key_of(line, figure))
        for kind, amount, figure, shown in figures
        if shown
    ]
    return (*steps, *no_payment(line))
