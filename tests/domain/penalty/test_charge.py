"""Single breaches: their rates, and the days between them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.case.terms import Occurrence, Rate, Tally
from desktop.domain.law.kinds import CapMode, Unit
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.stretch import State
from tests.making import line

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms

FIRST, LAST = date(2023, 1, 1), date(2023, 1, 31)


def breached(*days: int, **more: Any) -> PenaltyTerms:
    known = tuple(Occurrence(date(2023, 1, day), FIRST) for day in days)
    return line(1, FIRST, unit=Unit.OCCURRENCE, occurrences=known, decided_on=None, **more)


def test_that_each_breach_has_the_rate_of_its_number() -> None:
    rates = (Rate(100), Rate(200, from_unit=2), Rate(400, from_unit=3))
    assert accrue(breached(5, 10, 15, 20, rates=rates), LAST).accrued.minor == 100 + 200 + 400 + 400


def test_that_each_breach_has_the_rate_of_its_day() -> None:
    rates = (Rate(100), Rate(200, from_day=date(2023, 1, 10)), Rate(400, from_day=date(2023, 1, 15)))
    assert accrue(breached(9, 10, 14, 15, 20, rates=rates), LAST).accrued.minor == 100 + 200 + 200 + 400 + 400


def test_that_the_breach_that_would_pass_the_cap_leaves_those_before_it_on_its_day() -> None:
    terms = breached(5, 5, cap=150, cap_mode=CapMode.LAST_FULL_UNIT)
    accrual = accrue(terms, LAST)
    assert (accrual.units, accrual.accrued.minor) == (1, 100)
    assert accrual.cap_reached_on == date(2023, 1, 5)


def test_that_the_days_between_breaches_run() -> None:
    accrual = accrue(breached(5, 10), LAST)
    assert [(item.first.day, item.last.day, item.state, item.amount.minor) for item in accrual.lines] == [
        (1, 4, State.RUNNING, 0),
        (5, 5, State.RUNNING, 100),
        (6, 9, State.RUNNING, 0),
        (10, 10, State.RUNNING, 100),
        (11, 31, State.RUNNING, 0),
    ]


@pytest.mark.parametrize(
    ("rates", "cap", "reported", "units", "minor"),
    [
        ((Rate(300),), 1_000, 5, 3, 900),
        ((Rate(300),), 900, 5, 3, 900),
        ((Rate(300),), 299, 1, 0, 0),
        ((Rate(300), Rate(500, from_unit=3)), 1_700, 9, 4, 1_600),
        ((Rate(300), Rate(500, from_unit=3)), 500, 9, 1, 300),
        ((Rate(300), Rate(0, from_unit=3)), 599, 9, 1, 300),
    ],
)
def test_that_of_units_reported_in_all_those_are_charged_that_fit_under_the_cap_in_full(
    rates: tuple[Rate, ...], cap: int, reported: int, units: int, minor: int
) -> None:
    tally = Tally(LAST, LAST, units=reported)
    terms = breached(rates=rates, cap=cap, cap_mode=CapMode.LAST_FULL_UNIT, tallies=(tally,))
    accrual = accrue(terms, LAST)
    assert (accrual.units, accrual.accrued.minor, accrual.cap_reached_on) == (units, minor, LAST)


def test_that_a_sum_reported_within_the_cap_is_kept_where_a_later_one_passes_it() -> None:
    tallies = (Tally(FIRST, FIRST, minor=1_000), Tally(LAST, LAST, minor=2_000))
    terms = breached(rates=(Rate(300),), cap=1_050, cap_mode=CapMode.LAST_FULL_UNIT, tallies=tallies)
    assert [accrue(terms, day).accrued.minor for day in (FIRST, LAST)] == [1_000, 1_000]
