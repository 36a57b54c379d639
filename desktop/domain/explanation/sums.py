"""Explanations of sums over penalty lines and fines: a row for each, with a key of its own."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.case.case import FineStatus
from desktop.domain.explanation.accrued import convention_steps, key_of
from desktop.domain.explanation.charged import charge_steps
from desktop.domain.explanation.explanation import (
    Basis,
    Bound,
    Effect,
    Explanation,
    Gap,
    Missing,
    Step,
    StepKind,
    Within,
    not_to_the_day,
    result,
)
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.explanation.limits import fine_limit_steps
from desktop.domain.explanation.reach import reach_of
from desktop.domain.money import Money
from desktop.domain.penalty.extremes import within_shared_caps
from desktop.domain.penalty.stretch import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from desktop.domain.case.case import Fine
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.explanation.ledger import Ledger
    from desktop.domain.penalty.lines import PenaltyLine
    from desktop.domain.source import Source

AMOUNTS: dict[FigureKind, Callable[[PenaltyLine], Money]] = {
    FigureKind.ACCRUED: lambda line: line.accrual.accrued,
    FigureKind.RUNNING: lambda line: line.accrual.accrued,
    FigureKind.ESTABLISHED: lambda line: line.accrual.established,
    FigureKind.ASSUMED: lambda line: line.accrual.assumed,
    FigureKind.CONTINGENT: lambda line: line.accrual.contingent,
    FigureKind.WOULD_HAVE: lambda line: line.history.accrued,
    FigureKind.LIQUIDATED: lambda line: line.recovered.liquidated,
    FigureKind.UNLIQUIDATED: lambda line: line.recovered.unliquidated,
    FigureKind.REMITTED: lambda line: line.recovered.remitted,
    FigureKind.PAID: lambda line: line.recovered.paid,
    FigureKind.DUE: lambda line: line.recovered.due,
}

# Sums of recorded facts, which a line that cannot be calculated has as well.
_FACTS = (FigureKind.LIQUIDATED, FigureKind.PAID, FigureKind.DUE, FigureKind.OUTSTANDING)


def line_steps(ledgers: Iterable[Ledger], key: FigureKey) -> tuple[Step, ...]:
    """A step for every line with an amount of the key's kind and currency, then the lines left out."""
    several = not key.slug
    steps = [
        _line(ledger, line, key, several=several)
        for ledger in ledgers
        for line in counted_lines(ledger, key)
        if AMOUNTS[key.kind](line) or not several or bounds_of(line, ledger, key.kind) is not None
    ]
    left_out = (step for ledger in ledgers for step in _left_out(ledger, key))
    return (*([] if several else _conventions(ledgers, key)), *steps, *left_out)


def _conventions(ledgers: Iterable[Ledger], key: FigureKey) -> list[Step]:
    """The conventions of the lines of a case, each once."""
    if key.kind is not FigureKind.ACCRUED:
        return []
    lines = (line for ledger in ledgers for line in counted_lines(ledger, key))
    return list(dict.fromkeys(step for line in lines for step in convention_steps(line)))


def counted_lines(ledger: Ledger, key: FigureKey) -> tuple[PenaltyLine, ...]:
    """The lines of a sum; over all investigations, contingent sums are never added to others."""
    lines = ledger.lines + (ledger.recorded if key.kind in _FACTS else ())
    lines = tuple(line for line in lines if line.terms.currency == key.currency)
    if key.kind is FigureKind.PAID:
        lines = tuple(line for line in lines if line.recovered.is_recorded)
    if key.kind is FigureKind.WOULD_HAVE:
        lines = tuple(line for line in lines if line.accrual.before_annulment is not None)
    if key.slug:
        return lines
    held = tuple(line for line in lines if line.accrual.state not in (State.NOT_ORDERED, State.ANNULLED))
    if key.kind in (FigureKind.RUNNING, FigureKind.ACCRUED) or key.running:
        held = tuple(line for line in held if not line.accrual.contingent)
    if key.kind is FigureKind.RUNNING or key.running:
        held = tuple(line for line in held if line.accrual.state is State.RUNNING)
    return held


def fine_steps(ledgers: Iterable[Ledger], currency: str, *, unpaid: bool = False) -> tuple[Step, ...]:
    """A step for every fine in a currency or of unknown amount; fines not in force are told and not added."""
    return tuple(step for ledger in ledgers for step in _fines(ledger, currency, unpaid=unpaid))


def total(steps: Iterable[Step], currency: str) -> Step:
    """The step of the total of steps."""
    minor = 0
    for step in steps:
        if step.amount is not None and step.effect is Effect.ADD:
            minor += step.amount.minor
        elif step.amount is not None and step.effect is Effect.SUBTRACT:
            minor -= step.amount.minor
    return result(StepKind.TOTAL, Money(minor, currency))


def fine_step(ledger: Ledger, number: int, fine: Fine) -> Step:
    """The step of a fine, added where its amount is known and it is in force on the day.

    A fine in force of unknown amount, or perhaps in force, lies within no bounds.
    """
    status = fine.status_known(ledger.until, is_past=ledger.is_past)
    is_doubtful = fine.is_doubtful(ledger.until, is_past=ledger.is_past)
    in_force = status is not None and status.is_in_force
    told = "doubtful" if is_doubtful else "later"
    return Step(
        StepKind.FINE,
        Effect.ADD if in_force and fine.amount is not None else Effect.NONE,
        fine.amount,
        first=None if fine.imposed is None else fine.imposed.earliest,
        last=None if fine.imposed is None else fine.imposed.latest,
        in_doubt=None if fine.imposed is None else not_to_the_day(fine.imposed),
        name=fine.addressee,
        code=status.value if status is not None else told,
        sources=_fine_sources(ledger, fine),
        confidence=ledger.case.investigation.confidence,
        key=FigureKey(FigureKind.FINE, ledger.slug, None, fine.currency, number),
        in_bounds=Within(None, None) if is_doubtful or (in_force and fine.amount is None) else None,
    )


def _fines(ledger: Ledger, currency: str, *, unpaid: bool) -> Iterator[Step]:
    for number, fine in enumerate(ledger.case.fines):
        if fine.currency not in ("", currency):
            continue
        step = fine_step(ledger, number, fine)
        if step.code == "later":
            continue
        is_paid = unpaid and step.code == FineStatus.PAID.value
        yield dataclasses.replace(step, in_bounds=None) if is_paid else step
        if is_paid and fine.amount is not None:
            yield Step(StepKind.PAID, Effect.SUBTRACT, fine.amount)


def _found_in(step: Step, ledgers: tuple[Ledger, ...]) -> Step:
    """The step of a fine that no sum holds, with its investigation, where it is to be found."""
    if step.in_bounds is None or step.key is None:
        return step
    subject = next(ledger.subject for ledger in ledgers if ledger.slug == step.key.slug)
    return dataclasses.replace(step, name=" · ".join(name for name in (subject, step.name) if name))


def _fine_sources(ledger: Ledger, fine: Fine) -> tuple[Source, ...]:
    """The sources of the decision of the same day, else of the case."""
    for decision in ledger.case.decisions:
        if decision.sources and decision.decided is not None and decision.decided == fine.imposed:
            return decision.sources
    return ledger.case.sources


def bounds_of(line: PenaltyLine, ledger: Ledger, kind: FigureKind) -> Within | None:
    """The bounds of the amount of a line in a sum; None where the amount is known."""
    if kind in (FigureKind.ACCRUED, FigureKind.RUNNING):
        reach = reach_of(line, ledger)
        return None if reach.is_known else Within(reach.at_least, reach.at_most)
    parts = (FigureKind.ESTABLISHED, FigureKind.ASSUMED, FigureKind.CONTINGENT)
    if line.highest is None or kind not in parts:
        return None
    least, most = AMOUNTS[kind](line), AMOUNTS[kind](dataclasses.replace(line, accrual=line.highest))
    return None if least == most else Within(least, most)


def _line(ledger: Ledger, line: PenaltyLine, key: FigureKey, *, several: bool) -> Step:
    amount = AMOUNTS[key.kind](line)
    kind = FigureKind.ACCRUED if key.kind is FigureKind.RUNNING else key.kind
    names = (ledger.subject, line.terms.label) if several else (line.terms.label,)
    product = _single_product(line) if kind is FigureKind.ACCRUED else None
    within = bounds_of(line, ledger, key.kind)
    # A sum of one case leaves out unknown amounts; the sums over all cases hold their lower bounds.
    effect = Effect.NONE if within is not None and not several else Effect.ADD
    return Step(
        StepKind.LINE,
        Effect.SUBTRACT if amount.minor < 0 else effect,
        Money(abs(amount.minor), amount.currency),
        units=product.units if product else None,
        unit=line.terms.unit,
        rate=product.rate if product else None,
        last=line.accrual.cap_reached_on,
        name=" · ".join(name for name in names if name),
        code=line.accrual.state.value,
        key=FigureKey(kind, ledger.slug, line.terms.id, line.terms.currency),
        in_bounds=within,
    )


def _single_product(line: PenaltyLine) -> Step | None:
    """The step of units by rate, if it alone makes the whole sum."""
    steps = [step for step in charge_steps(line, line.accrual) if step.effect is not Effect.NONE]
    return steps[0] if len(steps) == 1 and steps[0].rate is not None and not steps[0].part else None


def _left_out(ledger: Ledger, key: FigureKey) -> Iterator[Step]:
    """The lines that cannot be calculated; a sum of liquidated or paid amounts leaves out none."""
    for fault in () if key.kind in (FigureKind.LIQUIDATED, FigureKind.PAID) else ledger.faults:
        yield Step(StepKind.LEFT_OUT, name=f"{ledger.subject} · {fault.label}", code=fault.sentence)


def explain_sum(
    key: FigureKey, ledgers: tuple[Ledger, ...], subject: str, day: date, known_on: date
) -> Explanation:
    """The explanation of a sum over lines and fines, row by row."""
    steps: tuple[Step, ...] = ()
    if key.kind in (FigureKind.FINES, FigureKind.OUTSTANDING):
        steps = fine_steps(ledgers, key.currency, unpaid=key.kind is FigureKind.OUTSTANDING)
    if not key.slug:
        steps = tuple(_found_in(step, ledgers) for step in steps)
    if key.kind is FigureKind.OUTSTANDING:
        steps += line_steps(ledgers, dataclasses.replace(key, kind=FigureKind.DUE))
    elif key.kind in AMOUNTS:
        steps = line_steps(ledgers, key)
    elif key.kind is FigureKind.NEXT_INCREASE:
        steps = _increases(key, ledgers)
    if key.kind in (FigureKind.OUTSTANDING, FigureKind.DUE) and _lacks_payment(ledgers, key):
        steps += (Step(StepKind.NO_PAYMENT),)
    summed = total(steps, key.currency)
    figure = summed.amount or Money(0, key.currency)
    gaps = _fine_gaps(steps, figure) or _gaps(steps, figure, ledgers)
    if figure or not any(gap.what is Missing.FINES for gap in gaps):
        steps += (summed,)  # nothing is no sum where the amounts are not known
    if key.kind is FigureKind.ACCRUED and key.slug:
        steps += _parts(key, ledgers)
    if key.kind is FigureKind.FINES and key.slug:
        steps += _ceilings(key, ledgers)
    return Explanation(key, figure, subject, "", day, known_on, steps, gaps=gaps)


def _fine_gaps(steps: tuple[Step, ...], figure: Money) -> tuple[Gap, ...]:
    """The gap of a sum that leaves out fines: it comes to at least the amounts known, if there are any."""
    if not any(step.kind is StepKind.FINE and step.in_bounds is not None for step in steps):
        return ()
    low, high = Bound(Basis.NO_BOUND, figure or None), Bound(Basis.NO_BOUND, None)
    return (Gap(Missing.FINES, "", low, high),)


def _gaps(steps: tuple[Step, ...], figure: Money, ledgers: tuple[Ledger, ...]) -> tuple[Gap, ...]:
    """The gap of a sum with unknown rows, with the bounds of the sum."""
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
    """Whether a payable sum has no payment recorded."""
    if any(not line.recovered.is_due_known for ledger in ledgers for line in counted_lines(ledger, key)):
        return True
    fines = (
        step for step in fine_steps(ledgers, key.currency) if step.effect is Effect.ADD or step.in_bounds
    )
    return key.kind is FigureKind.OUTSTANDING and any(step.code != FineStatus.PAID.value for step in fines)


def _parts(key: FigureKey, ledgers: tuple[Ledger, ...]) -> tuple[Step, ...]:
    """The established, assumed and contingent parts of the accrued sum of a case."""
    lines = [
        line for ledger in ledgers for line in counted_lines(ledger, key) if reach_of(line, ledger).is_known
    ]
    steps: tuple[Step, ...] = ()
    for kind, figure in (
        (StepKind.ESTABLISHED, FigureKind.ESTABLISHED),
        (StepKind.ASSUMED, FigureKind.ASSUMED),
        (StepKind.CONTINGENT, FigureKind.CONTINGENT),
    ):
        amount = Money(sum(AMOUNTS[figure](line).minor for line in lines), key.currency)
        if amount:
            steps += (Step(kind, Effect.PART, amount, key=dataclasses.replace(key, kind=figure)),)
    return steps


def _increases(key: FigureKey, ledgers: tuple[Ledger, ...]) -> tuple[Step, ...]:
    """The steps of the lines that grow on the day of the next increase."""
    growing = [
        (line, increase)
        for ledger in ledgers
        for line in ledger.lines
        if (increase := line.accrual.next_increase) is not None
    ]
    on = min((increase.on for _, increase in growing), default=None)
    return tuple(
        Step(
            StepKind.LINE,
            Effect.ADD,
            increase.by,
            first=increase.on,
            name=line.terms.label,
            code=line.accrual.state.value,
            key=key_of(line, FigureKind.NEXT_INCREASE),
        )
        for line, increase in growing
        if increase.on == on and increase.by.currency == key.currency
    )


def _ceilings(key: FigureKey, ledgers: tuple[Ledger, ...]) -> tuple[Step, ...]:
    """The ceilings of the fines in a currency, each once."""
    steps = (
        step
        for ledger in ledgers
        for number, fine in enumerate(ledger.case.fines)
        if fine.currency == key.currency
        for step in fine_limit_steps(ledger, number)
    )
    return tuple(dict.fromkeys(steps))
