from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.interest import InterestLine, YearBasis, YearlyRate, interest

SIX = Fraction(6, 100)


def rate(start: str, share: Fraction = SIX) -> YearlyRate:
    return YearlyRate(date.fromisoformat(start), share)


# By hand: 2,000,000,000 x 0.06 / 365 x 91 = 29,917,808.2; 8 + 31 + 30 + 22 days.
@pytest.mark.parametrize(
    ("basis", "amount"),
    [(YearBasis.ACT_365, 29_917_808), (YearBasis.ACT_366, 29_836_065), (YearBasis.ACT_360, 30_333_333)],
)
def test_that_both_ends_count_and_the_sum_is_rounded_down_once(basis: YearBasis, amount: int) -> None:
    first, last = date(2023, 2, 21), date(2023, 5, 22)
    lines = interest(2_000_000_000, (rate("2023-02-21"),), first, last, basis)
    assert lines == (InterestLine(first, last, 91, SIX, amount),)


def test_that_a_single_day_is_a_day() -> None:
    day = date(2023, 1, 1)
    (line,) = interest(36_500, (rate("2020-01-01", Fraction(1)),), day, day, YearBasis.ACT_365)
    assert (line.days, line.amount) == (1, 100)


def test_that_each_rate_is_a_line_that_rounds_by_itself() -> None:
    rates = (rate("2023-07-01", Fraction(1, 10)), rate("2023-01-01"), rate("2024-01-01"))
    lines = interest(1_000, rates, date(2023, 6, 30), date(2023, 7, 1), YearBasis.ACT_365)
    assert [(line.first, line.last, line.days, line.amount) for line in lines] == [
        (date(2023, 6, 30), date(2023, 6, 30), 1, 0),
        (date(2023, 7, 1), date(2023, 7, 1), 1, 0),
    ]
    assert [line.rate for line in lines] == [SIX, Fraction(1, 10)]


def test_that_a_rate_replaced_before_the_period_leaves_no_line() -> None:
    rates = (rate("2022-01-01"), rate("2023-01-01", Fraction(1)))
    (line,) = interest(365, rates, date(2023, 1, 1), date(2023, 1, 2), YearBasis.ACT_365)
    assert (line.rate, line.amount) == (Fraction(1), 2)


def test_that_days_count_by_the_length_of_their_own_year() -> None:
    """One day of 2023 is 1/365, two days of 2024 are 2/366: 366 + 730 of 365 x 366."""
    first, last = date(2023, 12, 31), date(2024, 1, 2)
    (line,) = interest(365 * 366, (rate("2020-01-01", Fraction(1)),), first, last, YearBasis.ACT_ACT)
    assert (line.days, line.amount) == (3, 366 + 730)


def test_that_a_whole_leap_year_is_one_year() -> None:
    first, last = date(2024, 1, 1), date(2024, 12, 31)
    (line,) = interest(100, (rate("2024-01-01", Fraction(1)),), first, last, YearBasis.ACT_ACT)
    assert (line.days, line.amount) == (366, 100)


@pytest.mark.parametrize(
    ("rates", "fault", "sentence"),
    [
        ((), Fault.TIER_GAP, "no yearly rate is known for 2023-01-01"),
        ((rate("2023-01-02"),), Fault.TIER_GAP, "no yearly rate is known for 2023-01-01"),
        ((rate("2022-01-01", Fraction(-1, 100)),), Fault.NEGATIVE_RATE, "a yearly rate is negative"),
        (
            (rate("2022-01-01"), rate("2022-01-01")),
            Fault.TIER_DUPLICATE,
            "two yearly rates start on the same day",
        ),
    ],
)
def test_that_a_rate_is_never_guessed(rates: tuple[YearlyRate, ...], fault: Fault, sentence: str) -> None:
    with pytest.raises(TermsError, match=f"^{sentence}$") as caught:
        interest(100, rates, date(2023, 1, 1), date(2023, 1, 31), YearBasis.ACT_365)
    assert caught.value.code is fault


def test_that_a_rate_from_the_first_day_on_and_a_rate_of_nothing_are_enough() -> None:
    first = date(2023, 1, 1)
    (line,) = interest(100, (rate("2023-01-01", Fraction(0)),), first, first, YearBasis.ACT_365)
    assert line.amount == 0


def test_that_a_period_must_not_end_before_it_starts() -> None:
    with pytest.raises(TermsError, match="ends on 2023-01-01, before it starts on 2023-01-02") as caught:
        interest(100, (rate("2022-01-01"),), date(2023, 1, 2), date(2023, 1, 1), YearBasis.ACT_365)
    assert caught.value.code is Fault.SPAN_INVERTED
