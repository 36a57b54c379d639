"""The steps of a liquidation: the printed period, the days charged, and the sum fixed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.explanation.charged import window_steps
from desktop.domain.explanation.explanation import Effect, Step, StepKind, not_to_the_day, result, signed
from desktop.domain.explanation.ledger import line_of
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.penalty.settlement import compare
from desktop.domain.penalty.start import first_penalty_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.case.terms import Liquidation
    from desktop.domain.penalty.lines import PenaltyLine
    from desktop.domain.penalty.settlement import Settlement


def settlement_steps(line: PenaltyLine, item: Liquidation, known_on: date) -> tuple[Step, ...]:
    """The steps from the printed period over the days charged to the sum fixed. Raises TermsError."""
    found = compare(item, line.terms)
    amount = item.amount_known(known_on)
    less = item.amount - amount
    reduced = [Step(StepKind.REDUCED, Effect.SUBTRACT, less, first=item.reduced_known_on)] if less else []
    return (
        liquidation_step(item),
        *_period(found),
        *_counted(line, item, found),
        *reduced,
        result(StepKind.FIXED, amount),
        *([Step(StepKind.NOTE, name=item.note, code="noted")] if item.note else []),
    )


def liquidation_step(item: Liquidation) -> Step:
    """The step of the decision that fixed a sum, without the sum."""
    return Step(
        StepKind.LIQUIDATION,
        first=item.decided.earliest,
        last=item.decided.latest,
        in_doubt=not_to_the_day(item.decided),
        name=item.kind,
        sources=item.sources,
        confidence=item.confidence,
    )


def _period(found: Settlement) -> Iterator[Step]:
    item = found.liquidation
    if item.published_from is not None or item.published_to is not None:
        yield Step(
            StepKind.PUBLISHED_PERIOD,
            units=found.counted_days,
            unit=Unit.DAY,
            first=item.published_from,
            last=item.published_to,
        )
    for day in found.not_counted:
        yield Step(StepKind.NOT_COUNTED, first=day, name=item.convention)


def _counted(line: PenaltyLine, item: Liquidation, found: Settlement) -> Iterator[Step]:
    """The days charged, their calculated sum, and the difference to the sum fixed."""
    if found.calculated is None:
        yield Step(StepKind.FIXED, Effect.ADD, item.amount, units=item.units, unit=item.unit)
        return
    if item.window is not None and first_penalty_day(line.terms) is not None:
        known_on = max(item.known_on, item.window.last)
        bare = dataclasses.replace(line.terms, annulment=None)
        history = line_of(bare, item.window.last, known_on, line.law)
        yield from window_steps(history, history.accrual, item.window)
    else:
        units = item.units or 0
        rate = Money(found.calculated.minor // units if units else 0, found.calculated.currency)
        yield Step(
            StepKind.CHARGED, Effect.ADD, found.calculated, units=units, unit=line.terms.unit, rate=rate
        )
    yield result(StepKind.CALCULATED, found.calculated)
    rest = item.amount - found.calculated
    if rest:
        yield signed(StepKind.MODERATED if rest.minor < 0 else StepKind.ABOVE, rest)
