"""The reach of the accrued figure of a penalty line: the known figure, or its bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.explanation.bounds import gaps
from desktop.domain.explanation.explanation import Missing
from desktop.domain.penalty.known import is_known

if TYPE_CHECKING:
    from desktop.domain.explanation.ledger import Ledger
    from desktop.domain.money import Money
    from desktop.domain.penalty.lines import PenaltyLine


@dataclass(frozen=True, slots=True)
class Reach:
    """The lowest and highest value of a figure, equal where it is known; None without a bound."""

    is_known: bool
    at_least: Money | None
    at_most: Money | None


def reach_of(line: PenaltyLine, ledger: Ledger) -> Reach:
    """The reach of the accrued figure of a line."""
    accrued = line.accrual.accrued
    if line.highest is not None and accrued != line.highest.accrued:
        return Reach(is_known=False, at_least=accrued, at_most=line.highest.accrued)
    if is_known(line.terms, line.accrual):
        return Reach(is_known=True, at_least=accrued, at_most=accrued)
    found = [gap for gap in gaps(line, ledger) if gap.what is not Missing.SINGLE_DAYS]
    low = found[0].lowest if found else None
    high = found[0].highest if found else None
    return Reach(
        is_known=False,
        at_least=None if low is None else low.amount,
        at_most=None if high is None else high.amount,
    )
