"""The unit that would pass a cap of full units, with sums made by hand: min(S, B)."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.case.terms import Compliance, LastDay, Rate, Stay, TermsId
from desktop.domain.days.period import DAY
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, StayKind, Unit
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.lines import accrue_case
from tests.making import case_of, line

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.penalty.accrual import Accrual

FIRST = date(2023, 1, 2)
WEEKS: dict[str, Any] = {
    "unit": Unit.WEEK,
    "part_unit": PartUnit.PRO_RATA,
    "rates": (Rate(700),),
    "cap": 1_050,
    "cap_mode": CapMode.LAST_FULL_UNIT,
    "decided_on": None,
}


def order(**changed: Any) -> PenaltyTerms:
    return line(1, FIRST, **(WEEKS | changed))


def january(number: int) -> date:
    return date(2023, 1, number)


def on(terms: PenaltyTerms, day: date, known_on: date = date(2023, 12, 31)) -> Accrual:
    return accrue(terms, day, known_on)


def stay(start: int, end: int | None) -> Stay:
    return Stay(january(start), None if end is None else january(end), FIRST)


def obeyed(on: int | date, *, relapse: bool = False) -> Compliance:
    day = january(on) if isinstance(on, int) else on
    return Compliance(day, day, relapse=relapse)


@pytest.mark.parametrize(
    ("facts", "met_on"),
    [
        ({}, 12),
        ({"stays": (stay(12, 21),)}, 21),
        ({"stays": (stay(11, 13),)}, 14),
        ({"rates": (Rate(700), Rate(1_400, from_day=january(12)))}, 12),
        ({"rates": (Rate(700), Rate(1_400, from_unit=2))}, 10),
        ({"compliance": (obeyed(11),)}, None),
        ({"last_day": LastDay(january(10), FIRST)}, None),
        ({"stays": (stay(11, None),)}, None),
        ({"stays": (Stay(january(11), None, FIRST, kind=StayKind.ANNULMENT),)}, None),
        ({"max_units": 2}, 12),
        ({"multiplier": 2, "rates": (Rate(350),)}, 12),
    ],
)
def test_that_no_part_of_the_unit_that_would_pass_the_cap_is_ever_charged(
    facts: dict[str, Any], met_on: int | None
) -> None:
    """The second week would come to 1,400 at least: no stay, new rate or end lets a part of it in."""
    accruals = {day: on(order(**facts), FIRST + day * DAY) for day in range(40)}
    assert [accruals[day].accrued.minor for day in range(7)] == [100, 200, 300, 400, 500, 600, 700]
    assert {accruals[day].accrued.minor for day in range(7, 40)} == {700}
    assert accruals[39].cap_reached_on == (None if met_on is None else january(met_on))
    shown = accruals[39].lines
    assert sum(found.amount.minor for found in shown) == 700
    assert all(found.units >= 0 and found.part >= 0 for found in shown)


def test_that_the_unit_under_way_is_charged_by_its_days_where_it_fits_under_the_cap() -> None:
    free = order(rates=(Rate(700), Rate(0, from_day=january(12))))
    assert [on(free, january(day)).accrued.minor for day in (9, 11, 31)] == [800, 1_000, 1_000]
    done = order(cap=1_400, compliance=(obeyed(11),))
    assert [on(done, january(day)).accrued.minor for day in (9, 10, 31)] == [800, 900, 900]
    met = order(rates=(Rate(700), Rate(0, from_day=january(12))), cap=1_000)
    assert [on(met, january(day)).accrued.minor for day in (10, 11, 31)] == [900, 1_000, 1_000]
    assert on(met, january(31)).cap_reached_on == january(11)


def test_that_a_cap_of_so_many_units_is_charged_to_the_last_of_them() -> None:
    two = order(cap=1_400)
    assert [on(two, january(day)).accrued.minor for day in (14, 15, 31)] == [1_300, 1_400, 1_400]
    assert on(two, january(31)).cap_reached_on == january(15)


def test_that_a_relapse_lets_the_unit_go_on_at_the_rate_of_its_days() -> None:
    """Two days of the second week are left to run when the order is disobeyed again, at twice the rate."""
    news = (obeyed(11), obeyed(date(2023, 2, 10), relapse=True))
    dear = order(rates=(Rate(700), Rate(1_400, from_day=date(2023, 2, 1))), compliance=news, cap=1_500)
    assert on(dear, january(31), january(31)).accrued.minor == 900  # as far as is known, it fits
    assert on(dear, january(31)).accrued.minor == 700
    assert on(dear, date(2023, 6, 1)).accrued.minor == 700


@pytest.mark.parametrize("unit", [Unit.WEEK, Unit.TWO_WEEKS, Unit.MONTH, Unit.HALF_YEAR, Unit.YEAR])
def test_that_a_cap_below_one_unit_lets_no_part_of_it_in(unit: Unit) -> None:
    small = order(unit=unit, cap=699)
    days = (FIRST, january(31), date(2023, 12, 31), date(9998, 6, 1))
    accruals = [on(small, day) for day in days]
    assert {accrual.accrued.minor for accrual in accruals} == {0}
    assert accruals[-1].state.value == "capped"
    most = {Unit.WEEK: 7, Unit.TWO_WEEKS: 14, Unit.MONTH: 31, Unit.HALF_YEAR: 181, Unit.YEAR: 365}[unit]
    assert accruals[-1].cap_reached_on == FIRST + (most - 1) * DAY


def test_that_a_rate_of_nothing_under_a_cap_of_full_units_goes_on_for_ever() -> None:
    nothing = order(rates=(Rate(0),))
    accrual = on(nothing, date(9998, 6, 1))
    assert (accrual.accrued.minor, accrual.state.value, accrual.cap_reached_on) == (0, "running", None)


def test_that_a_cap_of_nothing_is_reached_on_the_first_day() -> None:
    accrual = on(order(cap=0), january(31))
    assert (accrual.accrued.minor, accrual.state.value, accrual.cap_reached_on) == (0, "capped", FIRST)


def test_that_months_by_their_days_stop_at_the_last_full_number_of_them() -> None:
    """31 days at 3,100 a month; eleven days of January are stayed and charged in the third month."""
    months = order(
        unit=Unit.MONTH,
        month_stay=MonthStay.PRORATE,
        part_unit=PartUnit.NONE,
        rates=(Rate(3_100),),
        cap=6_500,
        first_day=date(2023, 1, 1),
        stays=(Stay(date(2023, 1, 11), date(2023, 1, 22), FIRST),),
    )
    sums = [on(months, day).accrued.minor for day in (january(31), date(2023, 2, 28), date(2023, 6, 1))]
    assert sums == [2_000, 5_100, 6_200]
    assert on(months, date(2023, 3, 11)).accrued.minor == 6_200  # 5,100 and eleven days at 100 each
    assert on(months, date(2023, 3, 10)).accrued.minor == 6_100


def test_that_a_shared_cap_is_met_by_what_the_lines_charge_and_their_sum_never_falls() -> None:
    """Two lines at 700 a week under 1,050 together: neither may charge a part of a second week."""
    lines = tuple(
        dataclasses.replace(order(shared_cap="order", **facts), id=TermsId(number))
        for number, facts in enumerate(({}, {"first_day": january(6)}), 1)
    )
    sums = []
    for number in range(60):
        penalties, faults = accrue_case(case_of(*lines), FIRST + number * DAY)
        assert not faults
        sums.append(sum(penalty.accrual.accrued.minor for penalty in penalties))
    assert sums == sorted(sums)
    assert sums[6] == 700 + 300
    assert set(sums[7:]) == {1_050}
