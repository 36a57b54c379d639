from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.faults import Fault, TermsError
from desktop.domain.penalty.settlement import Check, PeriodMatch, published_check

FIRST, LAST = date(2022, 12, 19), date(2023, 2, 9)


# Published: EUR 5.2 million at 100,000 a day for "19 December to 9 February", which holds 53 days.
@pytest.mark.parametrize(
    ("amount", "implied", "match"),
    [
        (530, 53, PeriodMatch.BOTH_INCLUDED),
        (520, 52, PeriodMatch.ONE_EXCLUDED),
        (510, 51, PeriodMatch.BOTH_EXCLUDED),
        (540, 54, PeriodMatch.NONE),
        (500, 50, PeriodMatch.NONE),
        (521, None, PeriodMatch.NONE),
        (0, 0, PeriodMatch.NONE),
    ],
)
def test_that_the_amount_says_which_end_days_were_charged(
    amount: int, implied: int | None, match: PeriodMatch
) -> None:
    assert published_check(FIRST, LAST, 10, amount) == Check(53, 52, implied, match)


def test_that_a_rate_of_nothing_implies_no_units() -> None:
    assert published_check(FIRST, LAST, 0, 0) == Check(53, 52, None, PeriodMatch.NONE)


@pytest.mark.parametrize(
    ("amount", "match"),
    [(2, PeriodMatch.NONE), (1, PeriodMatch.BOTH_INCLUDED), (0, PeriodMatch.ONE_EXCLUDED)],
)
def test_that_a_period_of_one_day_is_a_period(amount: int, match: PeriodMatch) -> None:
    assert published_check(LAST, LAST, 1, amount) == Check(1, 0, amount, match)


def test_that_a_period_that_ends_before_it_starts_and_a_negative_rate_are_refused() -> None:
    with pytest.raises(TermsError, match="ends on 2022-12-19, before it starts on 2023-02-09") as inverted:
        published_check(LAST, FIRST, 10, 520)
    with pytest.raises(TermsError, match="the rate is negative") as negative:
        published_check(FIRST, LAST, -1, 520)
    assert (inverted.value.code, negative.value.code) == (Fault.SPAN_INVERTED, Fault.NEGATIVE_RATE)
