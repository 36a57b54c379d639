"""Whether what a penalty line comes to is known; nought is never said of what is not."""

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
    """Whether the accrued sum of a line is a figure, and not only the nothing that is known of it.

    `highest` is what it comes to at most, where a day on which it depends is in doubt.
    """
    if highest is not None and not agree(accrual.state, highest.state):
        return False
    return bool(accrual.accrued) or is_nought(terms, accrual.state, accrual.first_day)


def agree(late: State, early: State) -> bool:
    """Whether it does not matter which of two first days a line has that stands so under each of them."""
    return late is early and late in (State.GRACE, State.CAPPED, State.ANNULLED)


def is_nought(terms: PenaltyTerms, state: State, first_day: date | None) -> bool:
    """Whether a line of which nothing has accrued comes to nought: else nobody knows what it comes to.

    Without a first day nobody knows how long it ran, without the breaches nobody knows how many there were.
    """
    if state in _NOTHING_DUE:
        return True
    counts_breaches = terms.unit is Unit.OCCURRENCE and state is not State.GRACE
    return first_day is not None and not (counts_breaches and not (terms.tallies or terms.occurrences))
