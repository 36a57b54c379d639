"""The terms and the sum that bound from above what a line comes to whose inputs are not all known."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from desktop.domain.codes import TermsError
from desktop.domain.deadline import first_penalty_day
from desktop.domain.penalty import Unit
from desktop.domain.regime import alternatives

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.explanation import Law
    from desktop.domain.penalty import PenaltyTerms


def counts_unknown_breaches(terms: PenaltyTerms) -> bool:
    """Whether it is charged by breaches, and nobody has told one."""
    return terms.unit is Unit.OCCURRENCE and not (terms.tallies or terms.occurrences)


def most_of_breaches(terms: PenaltyTerms) -> int | None:
    """What breaches nobody counted come to at most, in minor units; None where nothing bounds them."""
    if terms.cap is not None or terms.max_units is None or not terms.rates:
        return terms.cap
    return terms.max_units * max(rate.minor for rate in terms.rates) * terms.multiplier


def soonest(terms: PenaltyTerms, law: Law | None = None) -> PenaltyTerms | None:
    """A line of unknown notification as if it was notified on the day of the decision.

    It is under the reading of the law that begins first; None where that is no bound.
    """
    grace = terms.grace
    if terms.tallies or terms.decided_on is None or terms.notified_on is not None:
        return None
    if (grace is not None and grace.length is None) or _first_day(terms) is not None:
        return None
    notified = dataclasses.replace(terms, notified_on=terms.decided_on)
    read = [notified]
    if law is not None:
        others = alternatives(notified, law.regime, law.working_days)
        read += [other.terms for other in others if other.terms is not None]
    days = [(first, place) for place, one in enumerate(read) if (first := _first_day(one)) is not None]
    return read[min(days)[1]] if days else None


def _first_day(terms: PenaltyTerms) -> date | None:
    try:
        return first_penalty_day(terms)
    except TermsError:
        return None
