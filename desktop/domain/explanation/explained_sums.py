"""Explanations of sums over several penalty lines and fines."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.case.case import FineStatus
from desktop.domain.explanation.accrued import key_of
from desktop.domain.explanation.explanation import (
    Basis,
    Bound,
    Effect,
    Explanation,
    Gap,
    Missing,
    Step,
    StepKind,
)
from desktop.domain.explanation.figure import FigureKind
from desktop.domain.explanation.limits import fine_limit_steps
from desktop.domain.explanation.reach import reach_of
from desktop.domain.explanation.sums import AMOUNTS, counted_lines, fine_steps, line_steps, total
from desktop.domain.money import Money
from desktop.domain.penalty.extremes import within_shared_caps

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.explanation.ledger import Ledger


def explain_sum(
    key: FigureKey, ledgers: tuple[Ledger, ...], subject: str, day: date, known_on: date
) -> Explanation:
    """A sum over lines and fines, row by row."""
    steps: tuple[Step, ...] = ()
    if key.kind in (FigureKind.FINES, FigureKind.OUTSTANDING):
        steps = fine_steps(ledgers, key.currency, unpaid=key.kind is FigureKind.OUTSTANDING)
    if key.kind is FigureKind.OUTSTANDING:
        steps += line_steps(ledgers, dataclasses.replace(key, kind=FigureKind.DUE))
    elif key.kind in AMOUNTS:
        steps = line_steps(ledgers, key)
    elif key.kind is FigureKind.NEXT_INCREASE:
        steps = _increases(key, ledgers)
    if key.kind in (FigureKind.OUTSTANDING, FigureKind.DUE) and _lacks_payment(ledgers, key):
        steps += (Step(StepKind.NO_PAYMENT),)
    summed = total(steps, key.currency)
    steps += (summed,)
    if key.kind is FigureKind.ACCRUED and key.slug:
        steps += _parts(key, ledgers)
    if key.kind is FigureKind.FINES and key.slug:
        steps += _ceilings(key, ledgers)
    figure = summed.amount or Money(0, key.currency)
    return Explanation(key, figure, subject, "", day, known_on, steps, gaps=_gaps(steps, figure, ledgers))


def _gaps(steps: tuple[Step, ...], figure: Money, ledgers: tuple[Ledger, ...]) -> tuple[Gap, ...]:
    """That some rows of a sum are not known, and between what it lies."""
    rows = [(step, step.in_bounds) for step in steps if step.in_bounds is not None]
    if not rows:
        return ()
    terms = {(ledger.slug, one.terms.id): one.terms for ledger in ledgers for one in ledger.lines}
    known = figure.minor
    least: list[tuple[PenaltyTerms, int]] = []
    most: list[tuple[PenaltyTerms, int]] = []
    for step, within in rows:
        known -= step.amount.minor if step.amount is not None and step.effect is Effect.ADD else 0
        if step.key is not None and step.key.terms is not None:
            line = terms[step.key.slug, step.key.terms]
            least += [(line, within.least.minor)] if within.least is not None else []
            most += [(line, within.most.minor)] if within.most is not None else []
    is_bounded = len(most) == len(rows)
    low = Bound(Basis.NO_BOUND, Money(known + within_shared_caps(least), figure.currency))
    highest = Money(known + within_shared_caps(most), figure.currency) if is_bounded else None
    return (Gap(Missing.PARTS, "", low, Bound(Basis.NO_BOUND, highest)),)


def _lacks_payment(ledgers: tuple[Ledger, ...], key: FigureKey) -> bool:
    """Whether no payment is recorded for something that is payable."""
    if any(not line.recovered.is_due_known for ledger in ledgers for line in counted_lines(ledger, key)):
        return True
    fines = (step for step in fine_steps(ledgers, key.currency) if step.effect is Effect.ADD)
    return key.kind is FigureKind.OUTSTANDING and any(step.code != FineStatus.PAID.value for step in fines)


def _parts(key: FigureKey, ledgers: tuple[Ledger, ...]) -> tuple[Step, ...]:
    """What of the accrued sum of a case is established, assumed and contingent."""
    kinds = (
        (StepKind.ESTABLISHED, FigureKind.ESTABLISHED),
        (StepKind.ASSUMED, FigureKind.ASSUMED),
        (StepKind.CONTINGENT, FigureKind.CONTINGENT),
    )
    lines = [
        line for ledger in ledgers for line in counted_lines(ledger, key) if reach_of(line, ledger).is_known
    ]
    sums = (
        (kind, dataclasses.replace(key, kind=figure), sum(AMOUNTS[figure](line).minor for line in lines))
        for kind, figure in kinds
    )
    return tuple(
        Step(kind, Effect.PART, Money(minor, key.currency), key=of_part)
        for kind, of_part, minor in sums
        if minor
    )


def _increases(key: FigureKey, ledgers: tuple[Ledger, ...]) -> tuple[Step, ...]:
    """The lines that grow on the first day on which one of them does."""
    growing = [line for ledger in ledgers for line in ledger.lines if line.accrual.next_increase is not None]
    on = min((line.accrual.next_increase.on for line in growing if line.accrual.next_increase), default=None)
    steps = []
    for line in growing:
        increase = line.accrual.next_increase
        if increase is not None and increase.on == on and increase.by.currency == key.currency:
            steps.append(
                Step(
                    StepKind.LINE,
                    Effect.ADD,
                    increase.by,
                    first=increase.on,
                    name=line.terms.label,
                    code=line.accrual.state.value,
                    key=key_of(line, FigureKind.NEXT_INCREASE),
                )
            )
    return tuple(steps)


def _ceilings(key: FigureKey, ledgers: tuple[Ledger, ...]) -> tuple[Step, ...]:
    """The ceilings of the fines in a currency, each once."""
    steps = (
        step
        for ledger in ledgers
        for number, fine in enumerate(ledger.case.fines)
        if fine.amount.currency == key.currency
        for step in fine_limit_steps(ledger, number)
    )
    return tuple(dict.fromkeys(steps))
