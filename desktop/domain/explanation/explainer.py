"""The explanation of any figure shown, by its key."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY, Span
from desktop.domain.explanation.accrued import (
    accrued_steps,
    cap_steps,
    established_steps,
    history_steps,
    items_step,
    key_of,
)
from desktop.domain.explanation.bounds import gaps
from desktop.domain.explanation.charged import window_steps
from desktop.domain.explanation.explanation import Effect, Explanation, Gap, Missing, Step, StepKind, result
from desktop.domain.explanation.facts import concluded, explain_fine, explain_quoted
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.explanation.ledger import line_of
from desktop.domain.explanation.limits import rate_limit_steps
from desktop.domain.explanation.readings import accrued_readings, count_readings, notification_readings
from desktop.domain.explanation.recovered import (
    due_steps,
    liquidated_steps,
    paid_steps,
    payment_step,
    remitted_steps,
    tally_step,
    unliquidated_steps,
)
from desktop.domain.explanation.settled import settlement_steps
from desktop.domain.explanation.start import order_step, start_steps
from desktop.domain.explanation.sums import AMOUNTS, explain_sum, total
from desktop.domain.faults import TermsError
from desktop.domain.money import Money
from desktop.domain.penalty.stretch import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.days.asof import AsOf
    from desktop.domain.explanation.explanation import Reading
    from desktop.domain.explanation.ledger import Ledger
    from desktop.domain.penalty.lines import PenaltyLine


def explain(key: FigureKey, ledgers: tuple[Ledger, ...], as_of: AsOf) -> Explanation | None:
    """The explanation of a figure from its case's ledger or all ledgers; None for a key without a figure."""
    if not key.slug:
        day = key.day or as_of.day
        known_on = as_of.today if as_of.hindsight else as_of.day
        return explain_sum(key, ledgers, "", day, known_on)
    return _of_case(key, ledgers[0]) if ledgers else None


def _of_case(key: FigureKey, ledger: Ledger) -> Explanation | None:
    """The explanation of a figure of one investigation."""
    if key.kind is FigureKind.FINE:
        return explain_fine(key, ledger)
    if key.kind is FigureKind.QUOTED:
        return explain_quoted(key, ledger)
    if key.terms is not None:
        line = ledger.line(key.terms)
        return _of_fault(key, ledger) if line is None else _of_line(key, ledger, line)
    mine = [line for line in ledger.lines if line.terms.currency == key.currency]
    if len(mine) == 1 and not ledger.faults and key.kind in _ONE_LINE:
        return _of_line(key_of(mine[0], key.kind), ledger, mine[0])
    return explain_sum(key, (ledger,), ledger.subject, ledger.day, ledger.known_on)


def _of_fault(key: FigureKey, ledger: Ledger) -> Explanation | None:
    """Why a line has no accrued sum, or the explanation of its liquidated, paid and due sums."""
    fault = next((fault for fault in ledger.faults if fault.terms.id == key.terms), None)
    if fault is not None and key.kind in _OF_FACTS:
        return _of_line(key, ledger, ledger.facts_of(fault))
    if fault is None or key.kind is not FigureKind.ACCRUED:
        return None
    steps = (order_step(fault.terms), result(StepKind.ACCRUED, Money(0, fault.terms.currency)))
    name = fault.label if len(ledger.case.terms) > 1 else ""
    gap = Gap(Missing.RESULT, fault.terms.unit, sentence=fault.sentence)
    return dataclasses.replace(concluded(key, ledger, steps), line=name, gaps=(gap,))


def _of_line(key: FigureKey, ledger: Ledger, line: PenaltyLine) -> Explanation | None:
    if key.kind in _LISTED and key.number >= len(_LISTED[key.kind](line.terms)):
        return None
    try:
        steps = _line_steps(key, line)
    except TermsError:
        return None
    if steps is None:
        return None
    if key.kind in (FigureKind.RATE, FigureKind.ACCRUED):
        steps += rate_limit_steps(ledger, line.terms.label)
    is_open = key.kind in (FigureKind.ACCRUED, FigureKind.CONTINGENT)
    return dataclasses.replace(
        concluded(key, ledger, steps),
        line=line.terms.label if len(ledger.case.terms) > 1 else "",
        readings=_readings(key, line),
        gaps=gaps(line, ledger) if is_open and line.accrual.state is not State.ANNULLED else (),
    )


def _line_steps(key: FigureKey, line: PenaltyLine) -> tuple[Step, ...] | None:  # noqa: PLR0911 - a table of kinds
    match key.kind:
        case FigureKind.ACCRUED:
            return accrued_steps(line)
        case FigureKind.WOULD_HAVE:
            if line.accrual.before_annulment is None:
                return None
            return (*history_steps(line, line.history), result(StepKind.ACCRUED, line.history.accrued))
        case FigureKind.ESTABLISHED:
            return established_steps(line)
        case FigureKind.ASSUMED:
            return _assumed_steps(line)
        case FigureKind.CONTINGENT:
            return _contingent_steps(line)
        case FigureKind.STRETCH | FigureKind.NEXT_INCREASE:
            return _stretch_steps(key, line)
        case FigureKind.RATE | FigureKind.CAP:
            return _terms_steps(key, line)
        case FigureKind.LIQUIDATION:
            return settlement_steps(line, line.terms.liquidations[key.number], line.accrual.known_on)
    return _recovery_steps(key, line)


def _recovery_steps(key: FigureKey, line: PenaltyLine) -> tuple[Step, ...] | None:
    simple = {
        FigureKind.LIQUIDATED: liquidated_steps,
        FigureKind.UNLIQUIDATED: unliquidated_steps,
        FigureKind.REMITTED: remitted_steps,
        FigureKind.PAID: paid_steps,
        FigureKind.DUE: due_steps,
        FigureKind.OUTSTANDING: due_steps,
    }
    if key.kind in simple:
        return simple[key.kind](line)
    if key.kind is FigureKind.PAYMENT:
        amount = line.terms.payments[key.number].amount
        return (payment_step(line, key.number), result(StepKind.PAID, amount))
    if key.kind is FigureKind.TALLY:
        minor = line.terms.tallies[key.number].minor
        if minor is None:
            return None
        amount = Money(minor, line.terms.currency)
        return (tally_step(line, key.number, amount), result(StepKind.TALLY, amount))
    return None


def _assumed_steps(line: PenaltyLine) -> tuple[Step, ...]:
    accrual = line.accrual
    return (
        Step(StepKind.ACCRUED, Effect.ADD, accrual.accrued, key=key_of(line, FigureKind.ACCRUED)),
        Step(
            StepKind.ESTABLISHED,
            Effect.SUBTRACT,
            accrual.established,
            key=key_of(line, FigureKind.ESTABLISHED),
        ),
        Step(StepKind.CONTINGENT, Effect.SUBTRACT, accrual.contingent),
        result(StepKind.ASSUMED, accrual.assumed),
    )


def _contingent_steps(line: PenaltyLine) -> tuple[Step, ...]:
    accrual = line.accrual
    return (
        Step(StepKind.ACCRUED, Effect.ADD, accrual.accrued, key=key_of(line, FigureKind.ACCRUED)),
        Step(StepKind.ESTABLISHED, Effect.SUBTRACT, accrual.established),
        Step(StepKind.ASSUMED, Effect.SUBTRACT, accrual.assumed),
        result(StepKind.CONTINGENT, accrual.contingent),
    )


def _stretch_steps(key: FigureKey, line: PenaltyLine) -> tuple[Step, ...] | None:
    """The steps of the days `first` to `last`, or of the days up to the next increase."""
    first, last = key.first, key.last
    history = line.history
    if key.kind is FigureKind.NEXT_INCREASE:
        if line.accrual.next_increase is None:
            return None
        first, last = line.accrual.as_of + DAY, line.accrual.next_increase.on
    if first is None or last is None:
        return None
    if last > history.as_of:
        history = line_of(line.cut, last, line.accrual.known_on).accrual
    steps = window_steps(line, history, Span(first, last + DAY))
    return (*start_steps(line.terms, line.law), *steps, total(steps, line.terms.currency))


def _terms_steps(key: FigureKey, line: PenaltyLine) -> tuple[Step, ...] | None:
    """The steps of a rate or a cap, as the order states it."""
    terms = line.terms
    order = order_step(terms)
    if key.kind is FigureKind.CAP:
        if terms.cap is None:
            return None
        stated, *others = cap_steps(line, line.history)
        cap = dataclasses.replace(stated, effect=Effect.ADD, key=None)
        return (order, cap, result(StepKind.CAP, Money(terms.cap, terms.currency)), *others)
    rate = terms.rates[key.number]
    amount = Money(rate.minor, terms.currency)
    stated = Step(
        StepKind.RATE, Effect.ADD, amount, units=rate.from_unit, unit=terms.unit, first=rate.from_day
    )
    return (order, stated, result(StepKind.RATE, amount), *items_step(line, rate))


def _readings(key: FigureKey, line: PenaltyLine) -> tuple[Reading, ...]:
    if key.kind is FigureKind.ACCRUED:
        return () if line.accrual.state is State.ANNULLED else accrued_readings(line)
    if key.kind is FigureKind.LIQUIDATION:
        item = line.terms.liquidations[key.number]
        return (*count_readings(line, item), *notification_readings(line, item))
    return ()


_LISTED: dict[FigureKind, Callable[[PenaltyTerms], tuple[object, ...]]] = {
    FigureKind.RATE: lambda terms: terms.rates,
    FigureKind.LIQUIDATION: lambda terms: terms.liquidations,
    FigureKind.PAYMENT: lambda terms: terms.payments,
    FigureKind.TALLY: lambda terms: terms.tallies,
}
_OF_FACTS = (
    FigureKind.LIQUIDATED,
    FigureKind.LIQUIDATION,
    FigureKind.PAID,
    FigureKind.PAYMENT,
    FigureKind.DUE,
)
_ONE_LINE = frozenset({*AMOUNTS, FigureKind.NEXT_INCREASE, FigureKind.CAP, FigureKind.RATE})
