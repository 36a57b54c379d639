"""Simple interest on a principal, by the day, exact until it is rounded down once per period line."""

from __future__ import annotations

import calendar
import itertools
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from desktop.domain.days.period import DAY
from desktop.domain.faults import Fault, TermsError


class YearBasis(StrEnum):
    """The days of the year on which a yearly rate is based."""

    ACT_360 = "360"
    ACT_365 = "365"
    ACT_366 = "366"
    ACT_ACT = "act/act"  # each day at the length of its own calendar year


@dataclass(frozen=True, slots=True)
class YearlyRate:
    """A rate per year, as a fraction, from a day on until the next rate."""

    start: date
    rate: Fraction


@dataclass(frozen=True, slots=True)
class InterestLine:
    """The days from `first` to `last`, both counted, at one rate; `amount` in minor units, rounded down."""

    first: date
    last: date
    days: int
    rate: Fraction
    amount: int


def interest(
    principal: int, rates: tuple[YearlyRate, ...], first: date, last: date, basis: YearBasis
) -> tuple[InterestLine, ...]:
    """Interest from `first` to `last`, both counted, one line per rate in force. Raises TermsError.

    `rates` hold from their day on; a day before the first rate is an error, not a guess.
    """
    if last < first:
        raise TermsError(Fault.SPAN_INVERTED, f"the period ends on {last}, before it starts on {first}")
    ordered = sorted(rates, key=lambda rate: rate.start)
    _check(ordered, first)
    ends = [*(rate.start - DAY for rate in ordered[1:]), last]
    lines = (
        _line(principal, rate.rate, max(rate.start, first), min(end, last), basis)
        for rate, end in zip(ordered, ends, strict=True)
    )
    return tuple(line for line in lines if line.days > 0)


def _check(ordered: list[YearlyRate], first: date) -> None:
    if not ordered or ordered[0].start > first:
        raise TermsError(Fault.TIER_GAP, f"no yearly rate is known for {first}")
    if any(rate.rate < 0 for rate in ordered):
        raise TermsError(Fault.NEGATIVE_RATE, "a yearly rate is negative")
    if any(before.start == rate.start for before, rate in itertools.pairwise(ordered)):
        raise TermsError(Fault.TIER_DUPLICATE, "two yearly rates start on the same day")


def _line(principal: int, rate: Fraction, first: date, last: date, basis: YearBasis) -> InterestLine:
    days = (last - first).days + 1
    share = _years(first, last) if basis is YearBasis.ACT_ACT else Fraction(days, int(basis))
    return InterestLine(first, last, days, rate, int(principal * rate * share // 1))


def _years(first: date, last: date) -> Fraction:
    """The days from `first` to `last` as parts of their calendar years."""
    total = Fraction(0)
    for year in range(first.year, last.year + 1):
        days = (min(last, date(year, 12, 31)) - max(first, date(year, 1, 1))).days + 1
        total += Fraction(days, 366 if calendar.isleap(year) else 365)
    return total
