"""Settlements: a sum an authority fixed, set beside the calculation of its window."""

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

    `counted_days` counts both ends of the published period, `charged` are the units the authority charged;
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
    first, last, window = liquidation.published_from, liquidation.published_to, liquidation.window
    counted_days = None
    if first is not None and last is not None and first <= last:
        counted_days = (last - first).days + 1
    charged = liquidation.units
    if charged is None and window is not None:
        charged = _accrued_in(terms, window, liquidation.known_on)[0]
    outside = (day for day in (first, last) if day is not None and window is not None and day not in window)
    calculated = _calculated(liquidation, terms)
    return Settlement(
        liquidation=liquidation,
        counted_days=counted_days,
        charged=charged,
        implied_units=_implied_units(liquidation.amount.minor, _single_rate(terms)),
        not_counted=tuple(outside),
        calculated=calculated,
        agrees=None if calculated is None else calculated == liquidation.amount,
    )


def _implied_units(amount: int, rate: int | None) -> int | None:
    """The amount divided by the rate, where that is whole."""
    return amount // rate if rate and amount % rate == 0 else None


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
    """The rate per unit in minor units, all sites together, where it never changes."""
    rates = {rate.minor for rate in terms.rates}
    return rates.pop() * terms.multiplier if len(rates) == 1 else None


def _accrued_in(terms: PenaltyTerms, window: Span, known_on: date) -> tuple[int | None, Money | None]:
    """The units and the sum of the days of a window; (None, None) where the terms cannot be calculated."""
    known_on = max(known_on, window.last)
    bare = dataclasses.replace(terms, annulment=None)
    try:
        before, after = accrue(bare, window.start - DAY, known_on), accrue(bare, window.last, known_on)
    except TermsError:
        return None, None
    return after.units - before.units, after.accrued - before.accrued


class PeriodMatch(StrEnum):
    """The end days of a published period that were charged, by the amount and never by the label."""

    BOTH_INCLUDED = "both endpoints included"
    ONE_EXCLUDED = "one endpoint excluded"
    BOTH_EXCLUDED = "both endpoints excluded"
    NONE = "none: the fixed amount is an independent decision"


@dataclass(frozen=True, slots=True)
class Check:
    """The days of a period with both ends, with one end, and the units of amount / rate where whole."""

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
    implied = _implied_units(amount, rate)
    matches: dict[int | None, PeriodMatch] = {
        difference + 1: PeriodMatch.BOTH_INCLUDED,
        difference: PeriodMatch.ONE_EXCLUDED,
        difference - 1: PeriodMatch.BOTH_EXCLUDED,
    }
    return Check(difference + 1, difference, implied, matches.get(implied, PeriodMatch.NONE))
