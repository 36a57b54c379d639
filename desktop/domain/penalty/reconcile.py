"""A published amount set against the days of its published period."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.faults import Fault, TermsError

if TYPE_CHECKING:
    from datetime import date


class Match(StrEnum):
    """Which end days of a published period were charged; it follows from the amount, never from the label."""

    BOTH_INCLUDED = "both endpoints included"
    ONE_EXCLUDED = "one endpoint excluded"
    BOTH_EXCLUDED = "both endpoints excluded"
    NONE = "none: the fixed amount is an independent decision"


@dataclass(frozen=True, slots=True)
class Check:
    """The days of a period with both ends, with one end, and the units that amount / rate gives if whole."""

    inclusive_days: int
    difference_days: int
    implied_units: int | None
    match: Match


def published_check(first: date, last: date, rate: int, amount: int) -> Check:
    """Set `amount` against `rate` and the period as printed; both in minor units. Raises TermsError."""
    if last < first:
        raise TermsError(Fault.SPAN_INVERTED, f"the period ends on {last}, before it starts on {first}")
    if rate < 0:
        raise TermsError(Fault.NEGATIVE_RATE, "the rate is negative")
    difference = (last - first).days
    implied = amount // rate if rate and amount % rate == 0 else None
    return Check(difference + 1, difference, implied, _match(implied, difference))


def _match(implied: int | None, difference: int) -> Match:
    if implied is None:
        return Match.NONE
    counts = {
        difference + 1: Match.BOTH_INCLUDED,
        difference: Match.ONE_EXCLUDED,
        difference - 1: Match.BOTH_EXCLUDED,
    }
    return counts.get(implied, Match.NONE)
