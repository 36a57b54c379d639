"""Facts that became known after the day they hold from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.days.period import DateError, parse_day
from desktop.exchange.calculation.facts import EARLY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.exchange.calculation.question import Version


def is_retroactive(terms: PenaltyTerms, versions: tuple[Version, ...]) -> bool:
    """Whether a fact that says since when it is known holds from an earlier day."""
    dated = [*_dated(terms), *(pair for version in versions for pair in _days(version))]
    return any(known_on != EARLY and known_on > valid for known_on, valid in dated)


def _dated(terms: PenaltyTerms) -> Iterator[tuple[date, date]]:
    """Since when each fact is known, and from when it holds."""
    yield from ((fact.known_on, fact.start) for fact in terms.stays)
    yield from ((fact.known_on, fact.on) for fact in terms.compliance)
    for rate in terms.rates:
        if rate.known_on is not None and rate.from_day is not None:
            yield rate.known_on, rate.from_day
    if terms.last_day is not None:
        yield terms.last_day.known_on, terms.last_day.on
    if terms.annulment is not None and terms.first_day is not None:
        yield terms.annulment.known_on, terms.first_day


def _days(version: Version) -> Iterator[tuple[date, date]]:
    for value in version.values.values():
        try:
            yield version.known_on, parse_day(value if isinstance(value, str) else "")
        except DateError:
            continue
