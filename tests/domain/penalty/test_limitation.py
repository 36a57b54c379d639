"""What is time-barred: each day's sum by itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.terms import Annulment, LastDay, PenaltyTerms, Rate, Stay, TermsId
from desktop.domain.faults import Fault, TermsError
from desktop.domain.law.deadline import GraceUnit, MonthRule
from desktop.domain.law.kinds import Unit
from desktop.domain.law.regime import Period
from desktop.domain.penalty.limitation import (
    Limitation,
    last_recoverable_day,
    limitation,
    time_limits,
)
from desktop.domain.penalty.lines import accrue_case
from desktop.domain.source import Confidence
from desktop.store.law.rules import regime
from tests.making import case_of
from tests.making import line as made

if TYPE_CHECKING:
    from typing import Any

NL_YEAR = Period(1, GraceUnit.YEAR)  # Awb 5:35
BE_MONTHS = Period(6, GraceUnit.MONTH, MonthRule.EVE_OF_DATE)  # Judicial Code 1385octies, 54


def line(**changes: Any) -> PenaltyTerms:
    """EUR 1,000 a day from 10 to 31 January 2022."""
    usual: dict[str, Any] = {
        "id": TermsId(1),
        "label": "P1",
        "local_name": "dwangsom",
        "currency": "EUR",
        "unit": Unit.DAY,
        "rates": (Rate(100000),),
        "first_day": date(2022, 1, 10),
        "first_day_confidence": Confidence.CONFIRMED,
        "last_day": LastDay(date(2022, 1, 31), date(2022, 1, 31)),
    }
    return PenaltyTerms(**{**usual, **changes})


def walked(terms: PenaltyTerms, period: Period, on: date) -> tuple[int, int]:
    """Barred and recoverable sums, day by day."""
    barred = recoverable = 0
    assert terms.last_day is not None
    assert terms.first_day is not None
    for ordinal in range(terms.first_day.toordinal(), min(terms.last_day.on, on).toordinal() + 1):
        if last_recoverable_day(date.fromordinal(ordinal), period) < on:
            barred += terms.rates[0].minor
        else:
            recoverable += terms.rates[0].minor
    return barred, recoverable


def test_that_one_year_bars_each_day_by_itself() -> None:
    found = limitation(line(), NL_YEAR, date(2023, 1, 20))
    assert (found.barred_units, found.barred) == (10, 1_000_000)
    assert (found.recoverable_units, found.recoverable) == (12, 1_200_000)
    assert found.barred_until == date(2022, 1, 19)


def test_that_a_sum_is_recoverable_on_the_same_date_a_year_later_and_barred_the_day_after() -> None:
    assert last_recoverable_day(date(2022, 1, 20), NL_YEAR) == date(2023, 1, 20)
    assert limitation(line(), NL_YEAR, date(2023, 1, 21)).barred_units == 11


def test_that_nothing_is_barred_within_the_first_year_and_all_of_it_after_the_last() -> None:
    assert limitation(line(), NL_YEAR, date(2023, 1, 10)).barred == 0
    assert limitation(line(), NL_YEAR, date(2023, 1, 11)).barred == 100_000
    assert limitation(line(), NL_YEAR, date(2023, 1, 31)).recoverable == 100_000
    ended = limitation(line(), NL_YEAR, date(2023, 2, 1))
    assert (ended.recoverable_units, ended.recoverable, ended.barred_units) == (0, 0, 22)
    assert (ended.next_on, ended.next_units, ended.next_barred) == (None, 0, 0)


def test_that_the_next_limitation_is_told_with_its_sum() -> None:
    early = limitation(line(), NL_YEAR, date(2022, 6, 1))
    assert (early.next_on, early.next_units, early.next_barred) == (date(2023, 1, 11), 1, 100_000)
    running = limitation(line(), NL_YEAR, date(2023, 1, 20))
    assert (running.next_on, running.next_units, running.next_barred) == (date(2023, 1, 21), 1, 100_000)


def test_that_days_whose_periods_end_together_are_barred_together() -> None:
    august = line(first_day=date(2022, 8, 28), last_day=LastDay(date(2022, 8, 31), date(2022, 8, 31)))
    half_a_year = Period(6, GraceUnit.MONTH)
    found = limitation(august, half_a_year, date(2023, 2, 28))
    assert (found.barred_units, found.recoverable_units) == (0, 4)
    assert (found.next_on, found.next_units, found.next_barred) == (date(2023, 3, 1), 4, 400_000)


def test_that_belgian_months_run_to_the_eve_of_the_date_after() -> None:
    assert last_recoverable_day(date(2022, 1, 10), BE_MONTHS) == date(2022, 7, 10)
    assert last_recoverable_day(date(2022, 8, 30), BE_MONTHS) == date(2023, 2, 28)
    assert last_recoverable_day(date(2022, 8, 27), BE_MONTHS) == date(2023, 2, 27)


@pytest.mark.parametrize("period", [NL_YEAR, BE_MONTHS, Period(3, GraceUnit.WEEK), Period(40, GraceUnit.DAY)])
@pytest.mark.parametrize("step", [0, 1, 19, 20, 21, 22, 41, 60, 181, 182, 203, 360, 365, 380, 386, 387, 800])
def test_that_the_closed_form_is_the_walk(period: Period, step: int) -> None:
    terms = line(first_day=date(2023, 2, 20), last_day=LastDay(date(2024, 3, 5), date(2024, 3, 5)))
    on = date.fromordinal(terms.first_day.toordinal() + step) if terms.first_day else date.min
    found = limitation(terms, period, on, date(2030, 1, 1))
    assert (found.barred, found.recoverable) == walked(terms, period, on)


def test_that_every_days_own_rate_is_barred() -> None:
    stepped = line(rates=(Rate(100000), Rate(50000, from_unit=6)))
    found = limitation(stepped, NL_YEAR, date(2023, 1, 20))
    assert (found.barred, found.recoverable) == (5 * 100_000 + 5 * 50_000, 12 * 50_000)


def test_that_stayed_days_are_neither_barred_nor_recoverable() -> None:
    stay = Stay(date(2022, 1, 12), date(2022, 1, 15), date(2022, 1, 12))
    found = limitation(line(stays=(stay,)), NL_YEAR, date(2023, 1, 20))
    assert (found.barred_units, found.recoverable_units) == (7, 12)


def test_that_the_next_limitation_skips_days_on_which_nothing_was_forfeited() -> None:
    stay = Stay(date(2022, 1, 20), date(2022, 1, 25), date(2022, 1, 20))
    found = limitation(line(stays=(stay,)), NL_YEAR, date(2023, 1, 20))
    assert found.next_on == date(2023, 1, 26)


def test_that_a_cap_bars_the_earliest_sums_first() -> None:
    found = limitation(line(cap=1_500_000), NL_YEAR, date(2023, 1, 20))
    assert (found.barred, found.recoverable) == (1_000_000, 500_000)


def test_that_an_annulled_penalty_has_nothing_to_bar_from_when_that_is_known() -> None:
    terms = line(annulment=Annulment(date(2023, 1, 15)))
    on = date(2023, 1, 20)
    assert limitation(terms, NL_YEAR, on) == Limitation(on, date(2022, 1, 19), 0, 0, 0, 0)
    assert limitation(terms, NL_YEAR, on, date(2023, 1, 15)).barred == 0
    found = limitation(terms, NL_YEAR, on)
    assert (found.next_on, found.next_units, found.next_barred) == (None, 0, 0)
    assert limitation(terms, NL_YEAR, on, date(2023, 1, 14)).recoverable == 1_200_000


def test_that_a_period_longer_than_the_calendar_bars_nothing() -> None:
    assert limitation(line(), Period(3000, GraceUnit.YEAR), date(2023, 1, 20)).barred == 0


def test_that_the_lines_of_a_page_know_until_when_their_sums_can_be_collected() -> None:
    """Awb 5:35: one year for each sum, from the day of its forfeiture."""
    dutch = regime("NL-AWB")
    first = date(2024, 8, 17)
    ended = made(1, first, last_day=LastDay(date(2024, 8, 31), first))
    waiting = made(2, date(2026, 1, 1))
    penalties, _ = accrue_case(case_of(ended, waiting), date(2025, 6, 1))
    (limit,) = time_limits(penalties, dutch)
    assert (limit.terms_id, limit.first_until, limit.last_until) == (1, date(2025, 8, 17), date(2025, 8, 31))
    assert limit.rule.citation == "Algemene wet bestuursrecht, art. 5:35"
    assert time_limits(penalties, regime("FR-CNIL")) == ()
    assert time_limits(penalties, None) == ()


def test_that_a_period_that_leaves_the_calendar_is_refused() -> None:
    for period in (Period(9999, GraceUnit.YEAR), Period(10**9, GraceUnit.DAY)):
        with pytest.raises(TermsError) as refused:
            limitation(line(), period, date(2023, 1, 20))
        assert refused.value.code is Fault.DAY_OUT_OF_RANGE
