"""What an authority fixed for a window, set beside what the rule gives for it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.days.period import DAY, Span
from desktop.domain.faults import Fault, TermsError
from desktop.domain.money import Money
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.start import first_penalty_day

if TYPE_CHECKING:
    from datetime import date

    from desktop.domain.case.terms import Liquidation, PenaltyTerms


@dataclass(frozen=True, slots=True)
class Settlement:
    """A fixed sum and the counts that could have led to it.

    `counted_days` has both ends of the published period in it, `charged` is what the authority charged for;
    `implied_units` is the sum divided by the rate, where that is whole. `not_counted` are end days of the
    published period outside the window charged. `agrees` is None where nothing can be compared.
    """

    liquidation: Liquidation
    counted_days: int | None
    charged: int | None
    implied_units: int | None
    not_counted: tuple[date, ...]
    calculated: Money | None
    agrees: bool | None


def compare(liquidation: Liquidation, terms: PenaltyTerms) -> Settlement:
    """Set a liquidation beside the calculation of its window."""
    charged = liquidation.units
    if charged is None and liquidation.window is not None:
        charged = _accrued_in(terms, liquidation.window, liquidation.known_on)[0]
    calculated = _calculated(liquidation, terms)
    return Settlement(
        liquidation=liquidation,
        counted_days=_counted_days(liquidation),
        charged=charged,
        implied_units=_implied_units(liquidation, terms),
        not_counted=_not_counted(liquidation),
        calculated=calculated,
        agrees=None if calculated is None else calculated == liquidation.amount,
    )


def _counted_days(liquidation: Liquidation) -> int | None:
    first, last = liquidation.published_from, liquidation.published_to
    return (last - first).days + 1 if first is not None and last is not None and first <= last else None


def _not_counted(liquidation: Liquidation) -> tuple[date, ...]:
    ends = (liquidation.published_from, liquidation.published_to)
    window = liquidation.window
    return () if window is None else tuple(day for day in ends if day is not None and day not in window)


def _implied_units(liquidation: Liquidation, terms: PenaltyTerms) -> int | None:
    rate = _single_rate(terms)
    if not rate or liquidation.amount.minor % rate:
        return None
    return liquidation.amount.minor // rate


def _calculated(liquidation: Liquidation, terms: PenaltyTerms) -> Money | None:
    if liquidation.amount.currency != terms.currency:
        return None
    if liquidation.window is not None and first_penalty_day(terms) is not None:
        return _accrued_in(terms, liquidation.window, liquidation.known_on)[1]
    rate = _single_rate(terms)
    if rate is None or liquidation.units is None:
        return None
    return Money(rate * liquidation.units, terms.currency)


def _single_rate(terms: PenaltyTerms) -> int | None:
    """The rate per unit with all sites, where it never changes."""
    rates = {rate.minor for rate in terms.rates}
    return rates.pop() * terms.multiplier if len(rates) == 1 else None


def _accrued_in(terms: PenaltyTerms, window: Span, known_on: date) -> tuple[int | None, Money | None]:
    """The units and the sum of the days of a window; nothing where the terms cannot be calculated."""
    known_on = max(known_on, window.last)
    bare = dataclasses.replace(terms, annulment=None)
    try:
        before, after = accrue(bare, window.start - DAY, known_on), accrue(bare, window.last, known_on)
    except TermsError:
        return None, None
    return after.units - before.units, after.accrued - before.accrued


class PeriodMatch(StrEnum):
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
    match: PeriodMatch


def published_check(first: date, last: date, rate: int, amount: int) -> Check:
    """Set `amount` against `rate` and the period as printed; both in minor units. Raises TermsError."""
    if last < first:
        raise TermsError(Fault.SPAN_INVERTED, f"the period ends on {last}, before it starts on {first}")
    if rate < 0:
        raise TermsError(Fault.NEGATIVE_RATE, "the rate is negative")
    difference = (last - first).days
    implied = amount // rate if rate and amount % rate == 0 else None
    return Check(difference + 1, difference, implied, _match(implied, difference))


def _match(implied: int | None, difference: int) -> PeriodMatch:
    if implied is None:
        return PeriodMatch.NONE
    counts = {
        difference + 1: PeriodMatch.BOTH_INCLUDED,
        difference: PeriodMatch.ONE_EXCLUDED,
        difference - 1: PeriodMatch.BOTH_EXCLUDED,
    }
    return counts.get(implied, PeriodMatch.NONE)
