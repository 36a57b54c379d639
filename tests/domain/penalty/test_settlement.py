"""Published sums beside the calculation."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from desktop.domain.case.terms import Annulment, Liquidation, PenaltyTerms, Rate, Stay, TermsId
from desktop.domain.days.period import DAY, Span, on_day
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.penalty.settlement import Check, PeriodMatch, compare, published_check


def terms(
    rate: int,
    first: date | None,
    *,
    unit: Unit = Unit.DAY,
    currency: str = "EUR",
    sites: int = 1,
    rates: tuple[Rate, ...] | None = None,
) -> PenaltyTerms:
    return PenaltyTerms(
        id=TermsId(1),
        label="P1",
        local_name="astreinte",
        currency=currency,
        unit=unit,
        rates=rates or (Rate(rate * 100),),
        multiplier=sites,
        first_day=first,
    )


def fixed(
    amount: int,
    published: tuple[date, date] | None,
    window: tuple[date, date] | None,
    units: int | None = None,
    decided: date = date(2025, 1, 1),
    currency: str = "EUR",
) -> Liquidation:
    return Liquidation(
        decided=on_day(decided),
        amount=Money(amount * 100, currency),
        kind="liquidation",
        status="",
        known_on=decided,
        window=Span(window[0], window[1] + DAY) if window else None,
        published_from=published[0] if published else None,
        published_to=published[1] if published else None,
        units=units,
    )


@pytest.mark.parametrize(
    ("rate", "published", "last_charged", "amount", "days", "charged"),
    [
        (100_000, (date(2022, 12, 19), date(2023, 2, 9)), date(2023, 2, 8), 5_200_000, 53, 52),
        (150, (date(2024, 2, 19), date(2024, 4, 4)), date(2024, 4, 4), 6_900, 46, 46),
        (1_500_000, (date(2005, 12, 16), date(2006, 6, 20)), date(2006, 6, 20), 280_500_000, 187, 187),
        (1_000_000, (date(2023, 8, 14), date(2023, 11, 3)), date(2023, 11, 3), 82_000_000, 82, 82),
        (500_000, (date(2021, 9, 20), date(2022, 2, 3)), date(2022, 2, 3), 68_500_000, 137, 137),
    ],
)
def test_that_published_sums_agree_with_the_days_charged(
    rate: int, published: tuple[date, date], last_charged: date, amount: int, days: int, charged: int
) -> None:
    found = compare(fixed(amount, published, (published[0], last_charged)), terms(rate, published[0]))
    assert (found.counted_days, found.charged, found.implied_units) == (days, charged, charged)
    assert found.agrees is True
    assert found.calculated == Money(amount * 100, "EUR")


def test_that_the_end_day_that_was_not_charged_is_named() -> None:
    published = (date(2022, 12, 19), date(2023, 2, 9))
    found = compare(
        fixed(5_200_000, published, (published[0], date(2023, 2, 8))), terms(100_000, published[0])
    )
    assert found.not_counted == (date(2023, 2, 9),)


def test_that_a_press_figure_one_day_short_does_not_agree() -> None:
    published = (date(2023, 8, 14), date(2023, 11, 3))
    found = compare(fixed(81_000_000, published, published), terms(1_000_000, published[0]))
    assert found.agrees is False
    assert (found.counted_days, found.implied_units) == (82, 81)
    assert found.calculated == Money(8_200_000_000, "EUR")


def test_that_whole_weeks_are_compared_as_weeks() -> None:
    window = (date(2022, 1, 16), date(2022, 3, 26))
    found = compare(fixed(50_000_000, window, window), terms(5_000_000, date(2022, 1, 16), unit=Unit.WEEK))
    assert (found.charged, found.agrees) == (10, True)


def test_that_units_alone_are_enough_where_no_days_are_public() -> None:
    found = compare(fixed(48_000, None, None, units=4), terms(12_000, None, unit=Unit.WEEK))
    assert (found.counted_days, found.charged, found.agrees) == (None, 4, True)


def test_that_every_site_counts_in_the_comparison() -> None:
    found = compare(fixed(48_000, None, None, units=4), terms(4_000, None, unit=Unit.WEEK, sites=3))
    assert (found.implied_units, found.agrees) == (4, True)


def test_that_a_settled_half_rate_does_not_agree() -> None:
    window = (date(2024, 3, 2), date(2024, 3, 8))
    found = compare(fixed(52_500, window, window, units=7), terms(15_000, None))
    assert (found.agrees, found.implied_units) == (False, None)


def test_that_a_sum_fixed_globally_is_compared_with_nothing() -> None:
    found = compare(fixed(899_000_000, None, None), terms(1_500_000, date(2005, 12, 16)))
    assert (found.agrees, found.calculated, found.charged) == (None, None, None)


def test_that_two_currencies_are_not_compared() -> None:
    window = (date(2023, 8, 14), date(2023, 11, 3))
    found = compare(fixed(82_000_000, window, window, currency="NOK"), terms(1_000_000, window[0]))
    assert (found.agrees, found.calculated) == (None, None)


def test_that_changing_rates_imply_no_units() -> None:
    first = date(2020, 1, 1)
    steps = (Rate(100), Rate(200, from_day=date(2020, 1, 11)))
    window = (first, date(2020, 1, 20))
    found = compare(fixed(30, window, window), terms(1, first, rates=steps))
    assert (found.implied_units, found.agrees) == (None, True)


def test_that_terms_without_a_rule_give_no_comparison() -> None:
    window = (date(2020, 1, 1), date(2020, 1, 20))
    found = compare(fixed(30, window, window), terms(-1, window[0]))
    assert (found.charged, found.calculated, found.agrees) == (None, None, None)


def test_that_an_inverted_period_has_no_days() -> None:
    found = compare(fixed(30, (date(2020, 2, 1), date(2020, 1, 1)), None), terms(1, None))
    assert found.counted_days is None


FIRST = date(2023, 1, 1)
FEBRUARY = (date(2023, 2, 1), date(2023, 2, 28))


def test_that_a_window_inside_the_course_is_charged_by_its_own_days() -> None:
    settled = compare(fixed(2_800, FEBRUARY, FEBRUARY), terms(100, FIRST))
    assert (settled.charged, settled.calculated, settled.agrees) == (28, Money(280_000, "EUR"), True)
    assert (settled.implied_units, settled.counted_days) == (28, 28)
    assert isinstance(settled.implied_units, int)
    assert settled.liquidation == fixed(2_800, FEBRUARY, FEBRUARY)


def test_that_a_published_period_of_one_day_counts_one() -> None:
    one = (FIRST, FIRST)
    assert compare(fixed(100, one, one), terms(100, FIRST)).counted_days == 1
    assert compare(fixed(100, (FIRST, FIRST - DAY), None), terms(100, FIRST)).counted_days is None


@pytest.mark.parametrize(("known_on", "charged"), [(date(2024, 1, 1), 18), (date(2026, 1, 1), 28)])
def test_that_the_facts_known_when_the_sum_was_fixed_are_used(known_on: date, charged: int) -> None:
    stay = Stay(date(2023, 2, 11), date(2023, 2, 21), known_on)
    stayed = dataclasses.replace(terms(100, FIRST), stays=(stay,))
    assert compare(fixed(1_800, FEBRUARY, FEBRUARY), stayed).charged == charged


def test_that_a_sum_fixed_before_an_annulment_is_still_compared() -> None:
    annulled = dataclasses.replace(terms(100, FIRST), annulment=Annulment(date(2024, 6, 1)))
    assert compare(fixed(2_800, FEBRUARY, FEBRUARY), annulled).agrees


def test_that_a_stay_before_the_window_known_later_leaves_its_days_alone() -> None:
    stay = Stay(date(2023, 1, 11), date(2023, 1, 21), date(2024, 1, 1))
    stayed = dataclasses.replace(terms(100, FIRST), stays=(stay,))
    assert compare(fixed(2_800, FEBRUARY, FEBRUARY), stayed).charged == 28


PUBLISHED_FROM, LAST = date(2022, 12, 19), date(2023, 2, 9)


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
    assert published_check(PUBLISHED_FROM, LAST, 10, amount) == Check(53, 52, implied, match)


def test_that_a_rate_of_nothing_implies_no_units() -> None:
    assert published_check(PUBLISHED_FROM, LAST, 0, 0) == Check(53, 52, None, PeriodMatch.NONE)


@pytest.mark.parametrize(
    ("amount", "match"),
    [(2, PeriodMatch.NONE), (1, PeriodMatch.BOTH_INCLUDED), (0, PeriodMatch.ONE_EXCLUDED)],
)
def test_that_a_period_of_one_day_is_a_period(amount: int, match: PeriodMatch) -> None:
    assert published_check(LAST, LAST, 1, amount) == Check(1, 0, amount, match)


def test_that_a_period_that_ends_before_it_starts_and_a_negative_rate_are_refused() -> None:
    with pytest.raises(TermsError, match="ends on 2022-12-19, before it starts on 2023-02-09") as inverted:
        published_check(LAST, PUBLISHED_FROM, 10, 520)
    with pytest.raises(TermsError, match="the rate is negative") as negative:
        published_check(PUBLISHED_FROM, LAST, -1, 520)
    assert (inverted.value.code, negative.value.code) == (Fault.SPAN_INVERTED, Fault.NEGATIVE_RATE)
