"""Sums over several penalty lines and fines: every row that adds up, each with a key of its own."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.case.case import FineStatus
from desktop.domain.explanation.accrued import convention_steps
from desktop.domain.explanation.charged import charge_steps
from desktop.domain.explanation.explanation import Effect, Step, StepKind, Within, not_to_the_day, result
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.explanation.reach import reach_of
from desktop.domain.money import Money
from desktop.domain.penalty.accrual import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desktop.domain.case.case import Fine
    from desktop.domain.case.terms import Source
    from desktop.domain.explanation.ledger import Ledger, LedgerLine

IN_FORCE = (FineStatus.IMPOSED, FineStatus.APPEALED, FineStatus.REDUCED, FineStatus.PAID)

AMOUNTS: dict[FigureKind, Callable[[LedgerLine], Money]] = {
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


# What is made of acts that are recorded, whatever a line comes to.
_FACTS = (FigureKind.LIQUIDATED, FigureKind.PAID, FigureKind.DUE, FigureKind.OUTSTANDING)


def line_steps(ledgers: Iterable[Ledger], key: FigureKey) -> tuple[Step, ...]:
    """One step for every line that has an amount of this kind in the currency; then the lines left out."""
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
    """How the lines of a case count, each way once."""
    if key.kind is not FigureKind.ACCRUED:
        return []
    lines = (line for ledger in ledgers for line in counted_lines(ledger, key))
    return list(dict.fromkeys(step for line in lines for step in convention_steps(line)))


def counted_lines(ledger: Ledger, key: FigureKey) -> tuple[LedgerLine, ...]:
    """The lines a sum is about; over all cases, what nobody has found is never added to what was found."""
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
    """One step for every fine in a currency; those not in force are told and not added."""
    return tuple(step for ledger in ledgers for step in _fines(ledger, currency, unpaid=unpaid))


def total(steps: Iterable[Step], currency: str) -> Step:
    """The sum of steps."""
    minor = 0
    for step in steps:
        if step.amount is not None and step.effect is Effect.ADD:
            minor += step.amount.minor
        elif step.amount is not None and step.effect is Effect.SUBTRACT:
            minor -= step.amount.minor
    return result(StepKind.TOTAL, Money(minor, currency))


def fine_step(ledger: Ledger, number: int, fine: Fine) -> Step:
    """One fine, added where it is in force on the day."""
    status = fine.status_known(ledger.until)
    return Step(
        StepKind.FINE,
        Effect.ADD if status in IN_FORCE else Effect.NONE,
        fine.amount,
        first=fine.imposed.earliest,
        last=fine.imposed.latest,
        in_doubt=not_to_the_day(fine.imposed),
        name=fine.addressee,
        code=status.value if status is not None else "later",
        sources=_fine_sources(ledger, fine),
        confidence=ledger.case.investigation.confidence,
        key=FigureKey(FigureKind.FINE, ledger.slug, None, fine.amount.currency, number),
    )


def _fines(ledger: Ledger, currency: str, *, unpaid: bool) -> Iterator[Step]:
    for number, fine in enumerate(ledger.case.fines):
        if fine.amount.currency != currency:
            continue
        step = fine_step(ledger, number, fine)
        if step.code == "later":
            continue
        yield step
        if unpaid and step.code == FineStatus.PAID.value:
            yield Step(StepKind.PAID, Effect.SUBTRACT, fine.amount)


def _fine_sources(ledger: Ledger, fine: Fine) -> tuple[Source, ...]:
    """The sources of the decision of the same day, else those of the case."""
    for decision in ledger.case.decisions:
        if decision.sources and decision.decided is not None and decision.decided == fine.imposed:
            return decision.sources
    return ledger.case.sources


def bounds_of(line: LedgerLine, ledger: Ledger, kind: FigureKind) -> Within | None:
    """Between what the amount of a line in a sum lies; None where it is known."""
    if kind in (FigureKind.ACCRUED, FigureKind.RUNNING):
        reach = reach_of(line, ledger)
        return None if reach.is_known else Within(reach.at_least, reach.at_most)
    if line.highest is None or kind not in (
        FigureKind.ESTABLISHED,
        FigureKind.ASSUMED,
        FigureKind.CONTINGENT,
    ):
        return None
    least, most = AMOUNTS[kind](line), AMOUNTS[kind](dataclasses.replace(line, accrual=line.highest))
    return None if least == most else Within(least, most)


def _line(ledger: Ledger, line: LedgerLine, key: FigureKey, *, several: bool) -> Step:
    amount = AMOUNTS[key.kind](line)
    kind = FigureKind.ACCRUED if key.kind is FigureKind.RUNNING else key.kind
    name = line.terms.label
    if several:
        name = " · ".join(part for part in (ledger.subject, line.terms.label) if part)
    minus = amount.minor < 0
    product = _single_product(line) if kind is FigureKind.ACCRUED else None
    within = bounds_of(line, ledger, key.kind)
    # A sum of a case leaves out what is not known; the sums over all hold the least it comes to.
    effect = Effect.NONE if within is not None and not several else Effect.ADD
    return Step(
        StepKind.LINE,
        Effect.SUBTRACT if minus else effect,
        Money(abs(amount.minor), amount.currency),
        units=product.units if product else None,
        unit=line.terms.unit,
        rate=product.rate if product else None,
        last=line.accrual.cap_reached_on,
        name=name,
        code=line.accrual.state.value,
        key=FigureKey(kind, ledger.slug, line.terms.id, line.terms.currency),
        in_bounds=within,
    )


def _single_product(line: LedgerLine) -> Step | None:
    """Units by rate, where the whole sum is one product."""
    steps = [step for step in charge_steps(line, line.accrual) if step.effect is not Effect.NONE]
    return steps[0] if len(steps) == 1 and steps[0].rate is not None and not steps[0].part else None


def _left_out(ledger: Ledger, key: FigureKey) -> Iterator[Step]:
    """The lines that cannot be calculated, but for a sum of what was fixed or paid: it leaves out none."""
    for fault in () if key.kind in (FigureKind.LIQUIDATED, FigureKind.PAID) else ledger.faults:
        yield Step(StepKind.LEFT_OUT, name=f"{ledger.subject} · {fault.label}", code=fault.sentence)
