"""When units fall due and begin, in counted days."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from desktop.domain.days.workdays import working_days
from desktop.domain.law.kinds import PartUnit
from desktop.domain.penalty.measure import CalendarDays, CountedWorkingDays, EvenMeasure, months_from
from desktop.domain.penalty.stretch import Pace, State, Stretch

NONE, FULL, PRO_RATA = PartUnit.NONE, PartUnit.FULL, PartUnit.PRO_RATA
END_OF_JANUARY = date(2024, 1, 31).toordinal()
MONDAY = date(2024, 3, 4).toordinal()


@pytest.mark.parametrize(
    ("part", "due", "units"),
    [
        (NONE, [7, 14, 21], {6: 0, 7: 1, 13: 1, 14: 2, 15: 2}),
        (FULL, [1, 8, 15], {0: 0, 1: 1, 7: 1, 8: 2, 14: 2, 15: 3}),
    ],
)
def test_that_weeks_fall_due_when_full_or_as_soon_as_they_begin(
    part: PartUnit, due: list[int], units: dict[int, int]
) -> None:
    weeks = EvenMeasure(7, part)
    assert [weeks.due(number) for number in (1, 2, 3)] == due
    assert [weeks.begin(number) for number in (1, 2, 3)] == [0, 7, 14]
    assert {ticks: weeks.units(ticks) for ticks in units} == units
    assert weeks.exact(10) == Fraction(10, 7)


@pytest.mark.parametrize(
    ("part", "due", "units"),
    [
        # From 31 January: units begin on 31 January, 29 February and 31 March.
        (NONE, [29, 60], {28: 0, 29: 1, 59: 1, 60: 2}),
        (FULL, [1, 30], {1: 1, 29: 1, 30: 2, 60: 2, 61: 3}),
    ],
)
def test_that_months_fall_due_by_their_own_days(
    part: PartUnit, due: list[int], units: dict[int, int]
) -> None:
    months = months_from(date.fromordinal(END_OF_JANUARY), 1, part)
    assert [months.due(number) for number in (1, 2)] == due
    assert [months.begin(number) for number in (1, 2, 3)] == [0, 29, 60]
    assert {ticks: months.units(ticks) for ticks in units} == units
    assert months.exact(30) == 1 + Fraction(1, 31)


def test_that_the_days_on_which_units_fall_due_go_on_from_the_days_counted_before() -> None:
    weekdays = working_days(())
    # Two days of a first week of seven were counted before Monday.
    pace = Pace(CountedWorkingDays(weekdays), EvenMeasure(7, NONE), 2, 0)
    last = MONDAY + 20
    due = [date.fromordinal(day) for day in pace.dues(MONDAY, MONDAY, last)]
    assert due == [date(2024, 3, 8), date(2024, 3, 19)]
    calendar = Pace(CalendarDays(), EvenMeasure(7, FULL), 2, 1)
    assert list(calendar.dues(MONDAY, MONDAY, last)) == [MONDAY + 5, MONDAY + 12, MONDAY + 19]


def test_that_every_calendar_day_counts() -> None:
    assert list(CalendarDays().days(MONDAY, MONDAY + 2)) == [MONDAY, MONDAY + 1, MONDAY + 2]


def test_that_a_stretch_without_a_pace_charges_its_lump_alone() -> None:
    flat = Stretch(MONDAY, MONDAY + 9, State.RUNNING, 100, 3, 300, lump_units=2, lump=200)
    assert list(flat.rises(MONDAY, MONDAY + 9)) == []
    assert (flat.units_on(MONDAY + 5), flat.amount_on(MONDAY + 5)) == (5, 500)
