"""Explanations of facts: a fine as imposed, and amounts quoted in the file's own words."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from desktop.domain.explanation.explanation import Effect, Explanation, Step, StepKind, not_to_the_day, result
from desktop.domain.explanation.limits import fine_limit_steps
from desktop.domain.explanation.sums import fine_step
from desktop.domain.money import Money

if TYPE_CHECKING:
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.explanation.ledger import Ledger

_MONEY = re.compile(r"(?:[€£$]|[A-Z]{3} ?)\d")


def explain_fine(key: FigureKey, ledger: Ledger) -> Explanation | None:
    """The explanation of a fine, its status on the day and its legal limit; None where the case has none."""
    if key.number >= len(ledger.case.fines):
        return None
    fine = ledger.case.fines[key.number]
    listed = fine_step(ledger, key.number, fine)
    known = fine.amount is not None
    stated = dataclasses.replace(
        listed, effect=Effect.ADD if known else Effect.NONE, code="", key=None, in_bounds=None
    )
    stated_amount = () if fine.amount is None else (result(StepKind.FINE, fine.amount),)
    status = Step(
        StepKind.FINE_STATUS,
        code=listed.code,
        first=fine.status_on.earliest if fine.status_on else None,
        last=fine.status_on.latest if fine.status_on else None,
        in_doubt=not_to_the_day(fine.status_on) if fine.status_on else None,
    )
    note = (Step(StepKind.NOTE, name=fine.note, code="noted"),) if fine.note else ()
    limits = fine_limit_steps(ledger, key.number)
    return concluded(key, ledger, (stated, *stated_amount, status, *limits, *note))


def explain_quoted(key: FigureKey, ledger: Ledger) -> Explanation:
    """The orders and events of a file that quote amounts; no calculation uses them."""
    case = ledger.case
    orders = [
        Step(StepKind.NOTE, name=order.text, code="noted", sources=case.sources) for order in case.orders
    ]
    events = [
        Step(
            StepKind.NOTE,
            first=event.date.first,
            last=event.date.last,
            in_doubt=not_to_the_day(event.date),
            name=" - ".join(part for part in (event.title, event.description) if part),
            code="event",
            sources=event.sources,
            confidence=event.confidence,
        )
        for event in case.events
    ]
    quoted = tuple(step for step in (*orders, *events) if _MONEY.search(step.name))
    return Explanation(key, Money(0, ""), ledger.subject, "", ledger.day, ledger.known_on, quoted)


def concluded(key: FigureKey, ledger: Ledger, steps: tuple[Step, ...]) -> Explanation:
    """The explanation of the last result among the steps; of an amount not known without a result."""
    found = [step.amount for step in steps if step.effect is Effect.RESULT and step.amount is not None]
    figure = found[-1] if found else Money(0, "")
    return Explanation(key, figure, ledger.subject, "", ledger.day, ledger.known_on, steps)
