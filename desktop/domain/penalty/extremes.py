"""Extremes: the terms and sums that bound a penalty line of unknown notification or unknown breaches."""

from __future__ import annotations

import dataclasses
from operator import itemgetter
from typing import TYPE_CHECKING

from desktop.domain.faults import TermsError
from desktop.domain.law.kinds import Unit
from desktop.domain.penalty.alternatives import alternatives
from desktop.domain.penalty.start import first_penalty_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from desktop.domain.case.case import Decision
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.law.regime import Law


def counts_unknown_breaches(terms: PenaltyTerms) -> bool:
    """Whether the line is charged by breaches, and none is recorded."""
    return terms.unit is Unit.OCCURRENCE and not (terms.tallies or terms.occurrences)


def most_of_breaches(terms: PenaltyTerms) -> int | None:
    """The highest sum of breaches that are not recorded, in minor units; None without a bound."""
    if terms.cap is not None or terms.max_units is None or not terms.rates:
        return terms.cap
    return terms.max_units * max(rate.minor for rate in terms.rates) * terms.multiplier


def soonest(terms: PenaltyTerms, law: Law | None = None) -> PenaltyTerms | None:
    """A line of unknown notification as if notified on the day of the decision.

    It stands under the reading of the law that begins first; None where that is no bound.
    """
    found = _read(terms, law, terms.decided_on)
    return min(found, key=itemgetter(0))[1] if found else None


def latest(terms: PenaltyTerms, law: Law | None, published: Mapping[date, date]) -> PenaltyTerms | None:
    """A line of unknown notification as if notified on publication, under the reading that begins last.

    `published` holds the day of publication of decisions by the day of the decision.
    """
    event = None if terms.decided_on is None else published.get(terms.decided_on)
    found = _read(terms, law, event)
    return max(found, key=itemgetter(0))[1] if found else None


def within_shared_caps(sums: Sequence[tuple[PenaltyTerms, int]]) -> int:
    """The sum of lines in minor units; lines that share a cap come to no more than it, or than one alone."""
    groups: dict[str | int, list[tuple[PenaltyTerms, int]]] = {}
    for place, (terms, minor) in enumerate(sums):
        shares = terms.shared_cap and terms.cap is not None
        groups.setdefault(terms.shared_cap if shares else place, []).append((terms, minor))
    total = 0
    for group in groups.values():
        caps = [terms.cap for terms, _ in group if terms.cap is not None]
        sums_of_group = [minor for _, minor in group]
        together = sum(sums_of_group)
        total += max(min(together, *caps), *sums_of_group) if len(group) > 1 and caps else together
    return total


def published_days(decisions: Iterable[Decision]) -> dict[date, date]:
    """The firm days of publication by the firm day of the decision; the earliest of each day."""
    found: dict[date, date] = {}
    for decision in decisions:
        decided, published = decision.decided, decision.published
        if decided is not None and published is not None and decided.is_firm and published.is_firm:
            made, on = decided.earliest, published.latest
            found[made] = min(on, found.get(made, on))
    return found


def _read(terms: PenaltyTerms, law: Law | None, event: date | None) -> list[tuple[date, PenaltyTerms]]:
    """A line of unknown notification as if notified on a day: its first penalty day and terms by reading."""
    grace = terms.grace
    if event is None or terms.tallies or terms.notified_on is not None or counts_unknown_breaches(terms):
        return []
    if (grace is not None and grace.length is None) or _first_day(terms) is not None:
        return []
    notified = dataclasses.replace(terms, notified_on=event)
    read = [notified]
    if law is not None:
        others = alternatives(notified, law.regime, law.working_days)
        read += [other.terms for other in others if other.terms is not None]
    return [(first, one) for one in read if (first := _first_day(one)) is not None]


def _first_day(terms: PenaltyTerms) -> date | None:
    try:
        return first_penalty_day(terms)
    except TermsError:
        return None
