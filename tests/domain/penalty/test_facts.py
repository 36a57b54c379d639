"""What was reported in all, where the single days are not public."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.case.terms import LastDay, Rate, Tally
from desktop.domain.days.period import DAY
from desktop.domain.law.kinds import Unit
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.stretch import State
from tests.making import line

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms

LONG_AGO, DECIDED = date(1990, 1, 1), date(2023, 3, 1)
BY, AGAIN, LATER = date(2023, 5, 1), date(2023, 7, 1), date(2024, 1, 1)
# The tiers of Awb 4:17: fourteen days each, at most 42 days and EUR 1,442.
TIERS = (Rate(2_300), Rate(3_500, from_unit=15), Rate(4_500, from_unit=29))


def reported(*tallies: Tally, **more: Any) -> PenaltyTerms:
    return line(1, BY, **({"first_day": None, "decided_on": DECIDED, "tallies": tallies} | more))


def units(by: date, number: int) -> Tally:
    return Tally(by, LONG_AGO, units=number)


TWICE = (units(BY, 3), units(AGAIN, 5))


@pytest.mark.parametrize(
    ("number", "minor"),
    [(0, 0), (1, 2_300), (14, 32_200), (15, 35_700), (20, 53_200), (28, 81_200), (29, 85_700), (42, 144_200)],
)
def test_that_reported_units_are_priced_by_their_numbers(number: int, minor: int) -> None:
    accrual = accrue(reported(units(BY, number), rates=TIERS), BY)
    assert (accrual.units, accrual.accrued.minor) == (number, minor)


def test_that_reported_units_are_priced_for_every_site() -> None:
    assert accrue(reported(units(BY, 15), rates=TIERS, multiplier=3), BY).accrued.minor == 3 * 35_700


@pytest.mark.parametrize(
    ("minor", "number"), [(0, 0), (300, 1), (1_500, 5), (1_501, 0), (1_799, 0), (1_800, 6), (301, 0)]
)
def test_that_a_reported_sum_tells_its_units_where_it_is_a_multiple_of_the_one_rate(
    minor: int, number: int
) -> None:
    accrual = accrue(reported(Tally(BY, LONG_AGO, minor=minor), multiplier=3), BY)
    assert (accrual.units, accrual.accrued.minor) == (number, minor)
    assert isinstance(accrual.units, int)
    assert accrue(reported(Tally(BY, LONG_AGO, minor=minor), rates=TIERS), BY).units == 0


def test_that_a_report_holds_from_its_day_until_the_next() -> None:
    days = (BY - DAY, BY, AGAIN - DAY, AGAIN, LATER)
    found = [accrue(reported(*TWICE), day, LATER) for day in days]
    assert [(one.units, one.accrued.minor) for one in found] == [
        (0, 0),
        (3, 300),
        (3, 300),
        (5, 500),
        (5, 500),
    ]


def test_that_each_report_has_a_line_from_the_day_after_the_one_before() -> None:
    accrual = accrue(reported(*TWICE), AGAIN)
    found = [
        (item.first, item.last, item.state, item.days, item.units, item.amount) for item in accrual.lines
    ]
    money = type(accrual.accrued)
    assert found == [
        (DECIDED + DAY, BY, State.RUNNING, 61, 3, money(300, "EUR")),
        (BY + DAY, AGAIN, State.RUNNING, 61, 2, money(200, "EUR")),
    ]
    assert [item.first for item in accrue(reported(*TWICE), AGAIN - DAY).lines] == [DECIDED + DAY]


@pytest.mark.parametrize("decided", [None, BY])
def test_that_without_a_day_before_it_a_report_is_a_line_of_its_day(decided: date | None) -> None:
    (item,) = accrue(reported(units(BY, 3), decided_on=decided), BY).lines
    assert (item.first, item.last, item.days) == (BY, BY, 1)


@pytest.mark.parametrize(
    ("limit", "number", "minor"),
    [({"cap": 450}, 5, 450), ({"cap": 500}, 5, 500), ({"max_units": 5}, 5, 500), ({"cap": 300}, 3, 300)],
)
def test_that_reports_stop_at_the_cap(limit: dict[str, int], number: int, minor: int) -> None:
    breached = reported(*TWICE, units(LATER, 9), unit=Unit.OCCURRENCE, **limit)
    accrual = accrue(breached, LATER)
    assert (accrual.units, accrual.accrued.minor, accrual.state) == (number, minor, State.CAPPED)
    assert accrual.cap_reached_on == (BY if number == 3 else AGAIN)


def test_that_below_the_cap_reports_go_on() -> None:
    breached = reported(*TWICE, unit=Unit.OCCURRENCE, cap=501, max_units=6)
    accrual = accrue(breached, LATER)
    assert (accrual.accrued.minor, accrual.state, accrual.cap_reached_on) == (500, State.RUNNING, None)


def test_that_a_report_on_the_last_day_counts() -> None:
    ended = reported(*TWICE, last_day=LastDay(AGAIN, LONG_AGO))
    assert accrue(ended, LATER).accrued.minor == 500


def test_that_a_penalty_not_ordered_yet_comes_to_nothing_in_its_own_currency() -> None:
    accrual = accrue(reported(*TWICE, currency="NOK"), DECIDED - DAY)
    assert (accrual.terms_id, accrual.state, accrual.units, accrual.lines) == (1, State.NOT_ORDERED, 0, ())
    sums = (accrual.accrued, accrual.established, accrual.assumed, accrual.contingent)
    assert [(one.minor, one.currency) for one in sums] == 4 * [(0, "NOK")]
