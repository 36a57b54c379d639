"""Known sums: whether a penalty line's accrued sum is a figure; an unknown sum never shows as nought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.law.kinds import Unit
from desktop.domain.penalty.stretch import State

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.penalty.accrual import Accrual

_NOTHING_DUE = (State.NOT_ORDERED, State.ANNULLED)


def is_known(terms: PenaltyTerms, accrual: Accrual, highest: Accrual | None = None) -> bool:
    """Whether the accrued sum of a line is a figure, not merely a nought for lack of facts.

    `highest` is the line's highest accrual, where a day on which it depends is in doubt.
    """
    if highest is not None and not agree(accrual.state, highest.state):
        return False
    return bool(accrual.accrued) or is_nought(terms, accrual.state, accrual.first_day)


def agree(late: State, early: State) -> bool:
    """Whether a line has the same figures under its latest and its earliest first day, by its two states."""
    return late is early and late in (State.GRACE, State.CAPPED, State.ANNULLED)


def is_nought(terms: PenaltyTerms, state: State, first_day: date | None) -> bool:
    """Whether a line without an accrued sum comes to nought; otherwise its sum is not known.

    Without a first penalty day its length is not known, without recorded breaches their number is not.
    """
    if state in _NOTHING_DUE:
        return True
    counts_breaches = terms.unit is Unit.OCCURRENCE and state is not State.GRACE
    return first_day is not None and not (counts_breaches and not (terms.tallies or terms.occurrences))
