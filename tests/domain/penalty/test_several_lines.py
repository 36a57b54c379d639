"""The lines of an accrual: their days, rates and sums, made by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from desktop.domain.case.terms import Finding, Rate, Stay, Tally
from desktop.domain.days.period import DAY, Span
from desktop.domain.law.kinds import CapMode, PartUnit, Unit
from desktop.domain.money import Money
from desktop.domain.penalty.accrual import Accrual, AccrualLine, accrue
from desktop.domain.penalty.stretch import State
from tests.making import line

FIRST, LAST, LONG_AGO = date(2023, 1, 1), date(2023, 1, 31), date(1990, 1, 1)


def on(day: int, **more: Any) -> Accrual:
    return accrue(line(7, FIRST, **({"currency": "NOK", "decided_on": None} | more)), date(2023, 1, day))


def krone(minor: int) -> Money:
    return Money(minor, "NOK")


def test_that_quiet_days_of_one_state_are_one_line() -> None:
    stay = Stay(date(2023, 1, 10), date(2023, 1, 20), LONG_AGO)
    accrual = on(31, cap=500, stays=(stay,))
    assert accrual.terms_id == 7
    assert accrual.lines == (
        AccrualLine(FIRST, date(2023, 1, 5), State.RUNNING, 5, 5, krone(100), krone(500)),
        AccrualLine(date(2023, 1, 6), LAST, State.CAPPED, 26, 0, None, krone(0)),
    )


def test_that_a_stay_and_the_days_around_it_are_lines_of_their_own() -> None:
    stay = Stay(date(2023, 1, 10), date(2023, 1, 20), LONG_AGO)
    assert on(31, stays=(stay,)).lines == (
        AccrualLine(FIRST, date(2023, 1, 9), State.RUNNING, 9, 9, krone(100), krone(900)),
        AccrualLine(date(2023, 1, 10), date(2023, 1, 19), State.STAYED, 10, 0, None, krone(0)),
        AccrualLine(date(2023, 1, 20), LAST, State.RUNNING, 12, 12, krone(100), krone(1_200)),
    )


@pytest.mark.parametrize(
    ("notified", "begins"),
    [
        (date(2022, 12, 20), date(2022, 12, 21)),
        (date(2022, 12, 30), date(2022, 12, 31)),
        (date(2022, 12, 31), FIRST),
        (date(2023, 1, 1), FIRST),
        (date(2023, 1, 5), FIRST),
    ],
)
def test_that_lines_begin_after_the_notification_but_not_after_the_first_day(
    notified: date, begins: date
) -> None:
    accrual = on(31, notified_on=notified)
    assert accrual.lines[0].first == begins
    assert sum(item.amount.minor for item in accrual.lines) == 3_100


@pytest.mark.parametrize(
    ("part", "day", "units", "rest", "rate", "minor"),
    [
        (PartUnit.NONE, 5, 0, 0, 700, 0),
        (PartUnit.NONE, 7, 1, 0, 700, 700),
        (PartUnit.NONE, 16, 2, 0, 700, 1_400),
        (PartUnit.FULL, 8, 2, 0, 700, 1_400),
        (PartUnit.PRO_RATA, 10, 1, Fraction(3, 7), 700, 1_000),
        (PartUnit.PRO_RATA, 6, 0, Fraction(6, 7), 700, 600),
    ],
)
def test_that_a_running_line_tells_the_rate_of_a_unit(
    part: PartUnit, day: int, units: int, rest: Fraction, rate: int, minor: int
) -> None:
    (item,) = on(day, unit=Unit.WEEK, part_unit=part, rates=(Rate(700),)).lines
    assert (item.units, item.part, item.rate, item.amount) == (units, rest, krone(rate), krone(minor))
    assert item.rate is not None
    assert isinstance(item.rate.minor, int)


def test_that_nothing_is_told_of_a_rate_where_none_is_charged() -> None:
    grace = on(10, notified_on=date(2022, 12, 1)).lines[0]
    assert (grace.state, grace.rate) == (State.GRACE, None)


def test_that_the_day_that_meets_the_cap_in_part_has_its_own_line() -> None:
    accrual = on(31, cap=350)
    assert [(item.units, item.amount, item.state) for item in accrual.lines] == [
        (3, krone(300), State.RUNNING),
        (1, krone(50), State.RUNNING),
        (0, krone(0), State.CAPPED),
    ]


def test_that_weeks_change_when_they_are_full_and_not_when_the_rate_does() -> None:
    rates = (Rate(700), Rate(900, from_day=date(2023, 1, 4)))
    accrual = on(1, unit=Unit.WEEK, rates=rates)
    assert accrual.next_change == date(2023, 1, 7)
    assert accrual.next_increase is not None
    assert (accrual.next_increase.on, accrual.next_increase.by) == (date(2023, 1, 7), krone(900))
    daily = on(1, rates=rates)
    assert daily.next_change == date(2023, 1, 4)


def test_that_the_next_change_is_after_the_day_asked_for() -> None:
    stay = Stay(date(2023, 1, 10), date(2023, 1, 20), LONG_AGO)
    assert [on(day, stays=(stay,)).next_change for day in (9, 10, 19, 20)] == [
        date(2023, 1, 10),
        date(2023, 1, 20),
        date(2023, 1, 20),
        None,
    ]
    assert [on(day, cap=500).next_change for day in (4, 5)] == [date(2023, 1, 5), None]


def test_that_reported_sums_are_established_even_where_the_first_day_is_known() -> None:
    reported = on(
        31,
        unit=Unit.OCCURRENCE,
        tallies=(Tally(date(2023, 1, 20), LONG_AGO, units=4),),
        findings=(Finding(Span(FIRST, FIRST + DAY), LONG_AGO),),
    )
    assert (reported.accrued, reported.established) == (krone(400), krone(400))


def test_that_weeks_in_parts_step_to_the_next_rate_with_the_week() -> None:
    rates = (Rate(700), Rate(1_400, from_unit=2), Rate(70, from_unit=3))
    found = [
        on(day, unit=Unit.WEEK, part_unit=PartUnit.PRO_RATA, rates=rates) for day in (6, 7, 8, 14, 15, 21)
    ]
    assert [one.accrued.minor for one in found] == [600, 700, 900, 2_100, 2_110, 2_170]


WEEKLY: dict[str, Any] = {"unit": Unit.WEEK, "part_unit": PartUnit.PRO_RATA, "rates": (Rate(700),)}


def test_that_the_part_of_a_week_cut_inside_a_week_stays_as_it_was() -> None:
    found = [on(day, cap=950, **WEEKLY) for day in (9, 10, 11, 31)]
    assert [one.accrued.minor for one in found] == [900, 950, 950, 950]
    assert [(one.units, one.part) for one in found] == [(1, Fraction(2, 7)), *3 * [(1, Fraction(3, 7))]]


@pytest.mark.parametrize(
    ("cap", "full_on", "sums"),
    [
        (500, 5, {1: 0, 4: 0, 5: 0, 6: 0, 31: 0}),
        (750, 8, {1: 100, 6: 600, 7: 700, 8: 700, 31: 700}),
        (1_450, 15, {7: 700, 8: 800, 14: 1_400, 15: 1_400, 31: 1_400}),
    ],
)
def test_that_no_part_is_charged_of_the_week_that_would_pass_the_cap(
    cap: int, full_on: int, sums: dict[int, int]
) -> None:
    found = {day: on(day, cap=cap, cap_mode=CapMode.LAST_FULL_UNIT, **WEEKLY) for day in sums}
    assert {day: one.accrued.minor for day, one in found.items()} == sums
    assert found[31].cap_reached_on == date(2023, 1, full_on)
    assert {day for day, one in found.items() if one.state is State.CAPPED} == {
        day for day in sums if day >= full_on
    }


def test_that_a_part_of_a_week_charged_before_a_stay_is_not_charged_again_in_it() -> None:
    stay = Stay(date(2023, 1, 5), date(2023, 1, 8), LONG_AGO)
    weekly, stayed, again = on(10, stays=(stay,), **WEEKLY).lines
    assert stayed == AccrualLine(date(2023, 1, 5), date(2023, 1, 7), State.STAYED, 3, 0, None, krone(0))
    assert [(one.part, one.amount) for one in (weekly, again)] == [
        (Fraction(4, 7), krone(400)),
        (Fraction(3, 7), krone(300)),
    ]
