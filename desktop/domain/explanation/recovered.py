"""The steps of the recovery of a penalty line: liquidated, remitted, unliquidated, paid and due sums."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.days.period import union
from desktop.domain.explanation.accrued import key_of, no_payment
from desktop.domain.explanation.charged import window_steps
from desktop.domain.explanation.explanation import Effect, Step, StepKind, not_to_the_day, result, signed
from desktop.domain.explanation.figure import FigureKind
from desktop.domain.explanation.settled import liquidation_step
from desktop.domain.law.kinds import Recovery
from desktop.domain.penalty.stretch import State

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import Liquidation
    from desktop.domain.money import Money
    from desktop.domain.penalty.lines import PenaltyLine

FORFEITED = (Recovery.BY_LAW, Recovery.BY_TITLE)  # an established sum is due without a further act


def liquidated_steps(line: PenaltyLine) -> tuple[Step, ...]:
    """The steps of every sum liquidated by the day."""
    until = _until(line)
    fixed = tuple(
        _fixed(line, number, item, until)
        for number, item in enumerate(line.terms.liquidations)
        if item.known_on <= until
    )
    if line.accrual.state is State.ANNULLED:
        fixed = tuple(dataclasses.replace(step, effect=Effect.NONE) for step in fixed)
    return (*fixed, result(StepKind.LIQUIDATED, line.recovered.liquidated))


def remitted_steps(line: PenaltyLine) -> tuple[Step, ...]:
    """The sum accrued in the liquidated windows, less the sums liquidated for them."""
    until = _until(line)
    dated = [item for item in line.terms.liquidations if item.known_on <= until and item.window is not None]
    windows = union(tuple(item.window for item in dated if item.window is not None))
    remitted = line.recovered.remitted
    if not remitted:
        return (result(StepKind.REMITTED, remitted),)
    accrued = tuple(step for window in windows for step in window_steps(line, line.history, window))
    numbers = [line.terms.liquidations.index(item) for item in dated]
    fixed = tuple(
        dataclasses.replace(_fixed(line, number, item, until), effect=Effect.SUBTRACT)
        for number, item in zip(numbers, dated, strict=True)
    )
    return (*accrued, *fixed, result(StepKind.REMITTED, remitted))


def unliquidated_steps(line: PenaltyLine) -> tuple[Step, ...]:
    """The sum accrued, less the sum covered by the windows liquidated so far."""
    found = line.recovered
    return (
        dataclasses.replace(
            signed(StepKind.ACCRUED, line.accrual.accrued), key=key_of(line, FigureKind.ACCRUED)
        ),
        Step(StepKind.COVERED, Effect.SUBTRACT, found.covered),
        result(StepKind.UNLIQUIDATED, found.unliquidated),
    )


def paid_steps(line: PenaltyLine) -> tuple[Step, ...] | None:
    """The steps of every payment known by the day; None where no payment is recorded."""
    if not line.recovered.is_recorded:
        return None
    until = _until(line)
    paid = tuple(
        payment_step(line, number)
        for number, payment in enumerate(line.terms.payments)
        if payment.known_on <= until
    )
    return (*paid, result(StepKind.PAID, line.recovered.paid))


def payment_step(line: PenaltyLine, number: int) -> Step:
    """The step of a payment as noted."""
    payment = line.terms.payments[number]
    return Step(
        StepKind.PAYMENT,
        Effect.ADD,
        payment.amount,
        first=payment.paid.earliest,
        last=payment.paid.latest,
        in_doubt=not_to_the_day(payment.paid),
        name=payment.note,
        code=payment.kind,
        sources=payment.sources,
        key=key_of(line, FigureKind.PAYMENT, number),
    )


def tally_step(line: PenaltyLine, number: int, amount: Money) -> Step:
    """The step of a tally as reported."""
    tally = line.terms.tallies[number]
    return Step(
        StepKind.TALLY,
        Effect.ADD,
        amount,
        units=tally.units,
        unit=line.terms.unit,
        last=tally.by,
        name=tally.note,
        sources=tally.sources,
        key=key_of(line, FigureKind.TALLY, number),
    )


def due_steps(line: PenaltyLine) -> tuple[Step, ...]:
    """The sum payable, less the sum paid."""
    found = line.recovered
    payable, start, kind = found.liquidated, StepKind.LIQUIDATED, FigureKind.LIQUIDATED
    if line.terms.recovery in FORFEITED and found.liquidated < line.accrual.established:
        payable, start, kind = line.accrual.established, StepKind.ESTABLISHED, FigureKind.ESTABLISHED
    rest = found.due - (payable - found.paid)
    paid = Step(StepKind.PAID, Effect.SUBTRACT, found.paid, key=key_of(line, FigureKind.PAID))
    return (
        Step(start, Effect.ADD, payable, key=key_of(line, kind)),
        *([paid] if found.is_recorded else no_payment(line)),
        *([signed(StepKind.OVERPAID if rest.minor > 0 else StepKind.NOT_PAYABLE, rest)] if rest else []),
        result(StepKind.DUE, found.due),
        *([Step(StepKind.SUSPENDED)] if found.suspended else []),
    )


def _fixed(line: PenaltyLine, number: int, item: Liquidation, until: date) -> Step:
    return dataclasses.replace(
        liquidation_step(item),
        effect=Effect.ADD,
        amount=item.amount_known(until),
        units=item.units,
        unit=item.unit,
        key=key_of(line, FigureKind.LIQUIDATION, number),
    )


def _until(line: PenaltyLine) -> date:
    return min(line.accrual.as_of, line.accrual.known_on)
