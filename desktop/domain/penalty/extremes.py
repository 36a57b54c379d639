"""The terms and the sum that bound what a line comes to whose inputs are not all known."""

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
    found = _read(terms, law, terms.decided_on)
    return min(found, key=itemgetter(0))[1] if found else None


def latest(terms: PenaltyTerms, law: Law | None, published: Mapping[date, date]) -> PenaltyTerms | None:
    """The same as if it was notified as late as it was published, under the reading that begins last.

    `published` has the day of publication of decisions by the day they were made.
    """
    event = None if terms.decided_on is None else published.get(terms.decided_on)
    found = _read(terms, law, event)
    return max(found, key=itemgetter(0))[1] if found else None


def within_shared_caps(sums: Sequence[tuple[PenaltyTerms, int]]) -> int:
    """What lines come to together, in minor units: those that share a cap come to no more than it."""
    groups: dict[str | int, list[tuple[PenaltyTerms, int]]] = {}
    for place, (terms, minor) in enumerate(sums):
        shares = terms.shared_cap and terms.cap is not None
        groups.setdefault(terms.shared_cap if shares else place, []).append((terms, minor))
    return sum(_within(group) for group in groups.values())


def _within(group: list[tuple[PenaltyTerms, int]]) -> int:
    caps = [terms.cap for terms, _ in group if terms.cap is not None]
    together = sum(minor for _, minor in group)
    return min(together, *caps) if len(group) > 1 and caps else together


def published_days(decisions: Iterable[Decision]) -> dict[date, date]:
    """When decisions were published beyond doubt, by the day they were made; the earliest of each day."""
    found: dict[date, date] = {}
    for one in decisions:
        if one.decided is None or one.published is None:
            continue
        if one.decided.is_firm and one.published.is_firm:
            made, on = one.decided.earliest, one.published.latest
            found[made] = min(on, found.get(made, on))
    return found


def _read(terms: PenaltyTerms, law: Law | None, event: date | None) -> list[tuple[date, PenaltyTerms]]:
    """A line of unknown notification as if notified on a day, under each reading, with the first days."""
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
