"""Statutory limits of fines and rates, as steps beside the figure they bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.explanation.explanation import Step, StepKind
from desktop.domain.money import Money
from desktop.domain.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.explanation.ledger import Ledger


def fine_limit_steps(ledger: Ledger, number: int) -> Iterator[Step]:
    """The ceiling of a fine, and the turnover needed for a fine above the fixed sum."""
    limit = ledger.limits.fines[number] if ledger.limits is not None else None
    if limit is None:
        return
    yield Step(
        StepKind.CEILING,
        amount=Money(limit.ceiling.minor, limit.ceiling.currency),
        name=limit.tier.citation,
        code="lower bound" if limit.ceiling.lower_bound_only else "",
        sources=(Source(limit.law.source),),
    )
    if limit.needed_turnover is not None:
        yield Step(StepKind.TURNOVER, amount=limit.needed_turnover)


def rate_limit_steps(ledger: Ledger, label: str) -> tuple[Step, ...]:
    """The statutory maximum of the rates of a penalty line."""
    found = () if ledger.limits is None else ledger.limits.rates
    return tuple(
        Step(
            StepKind.STATUTORY_MAXIMUM,
            amount=limit.maximum,
            unit=limit.unit,
            name=limit.law.citation,
            code="" if limit.caution is None else limit.caution.value,
            sources=(Source(limit.law.source),),
        )
        for limit in found
        if limit.label == label
    )
