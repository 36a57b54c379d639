"""Working days in closed form, against a walk from day to day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.days.period import CALENDAR_END, CALENDAR_START, DAY
from desktop.domain.days.workdays import WorkingDays, in_order, moved, unchecked, working_days
from desktop.domain.faults import Fault, TermsError

if TYPE_CHECKING:
    from collections.abc import Callable

FRIDAY_TO_MONDAY = date(2023, 4, 7), date(2023, 4, 10)
EASTER_2023 = working_days((date(2023, 4, 7), date(2023, 4, 10), date(2023, 4, 9), date(2023, 4, 7)))
CHECKED = WorkingDays((date(2023, 4, 7),), 2020, 2025, "XX")

days_of_two_years = st.dates(date(2022, 1, 1), date(2023, 12, 31))
calendars = st.builds(
    working_days,
    st.lists(days_of_two_years, max_size=30).map(tuple),
    st.sampled_from(
        [frozenset({5, 6}), frozenset({6}), frozenset[int](), frozenset({4, 5}), frozenset({0, 3})]
    ),
)


def walk(calendar: WorkingDays, first: date, last: date) -> list[date]:
    """The working days from `first` to `last`, found day by day."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [
        day for day in days if day.weekday() not in calendar.weekend and day not in set(calendar.holidays)
    ]


@given(calendars, days_of_two_years, days_of_two_years)
def test_that_the_count_is_that_of_a_walk(calendar: WorkingDays, first: date, last: date) -> None:
    assert calendar.count(first, last) == len(walk(calendar, first, last))


@given(calendars, days_of_two_years, st.integers(1, 40))
def test_that_the_nth_working_day_is_that_of_a_walk(calendar: WorkingDays, first: date, number: int) -> None:
    assert calendar.nth(first, number) == walk(calendar, first, first + timedelta(days=300))[number - 1]


@given(calendars, days_of_two_years, st.integers(1, 40))
def test_that_the_nth_working_day_before_is_that_of_a_walk(
    calendar: WorkingDays, last: date, number: int
) -> None:
    assert calendar.nth_before(last, number) == walk(calendar, last - timedelta(days=300), last)[-number]


@given(calendars, days_of_two_years)
def test_that_the_next_working_day_is_that_of_a_walk(calendar: WorkingDays, day: date) -> None:
    assert calendar.next_working(day) == walk(calendar, day, day + timedelta(days=300))[0]


def test_that_weekends_and_holidays_are_no_working_days() -> None:
    days = [date(2023, 4, number) for number in range(5, 13)]
    assert [day.day for day in days if EASTER_2023.is_working(day)] == [5, 6, 11, 12]


def test_that_weekends_of_other_days_are_counted_past_the_end_of_a_week() -> None:
    assert working_days((), frozenset({4})).count(date(2023, 4, 9), date(2023, 4, 14)) == 5
    assert working_days((), frozenset({0})).count(date(2023, 4, 9), date(2023, 4, 10)) == 1


def test_that_a_holiday_on_a_weekend_is_a_day_of_the_weekend() -> None:
    assert EASTER_2023.holidays == FRIDAY_TO_MONDAY
    assert EASTER_2023.is_weekend(date(2023, 4, 8))
    assert not EASTER_2023.is_weekend(date(2023, 4, 7))
    assert in_order((date(2023, 4, 9),), frozenset({5})) == (date(2023, 4, 9),)


@pytest.mark.parametrize(
    "ask",
    [
        lambda days: days.is_working(date(2019, 12, 26)),  # a Thursday
        lambda days: days.is_working(date(2026, 1, 1)),
        lambda days: days.is_working(date(2026, 1, 3)),  # a Saturday: nothing is said of the year
        lambda days: days.next_working(date(2026, 1, 1)),
        lambda days: days.count(date(2019, 12, 31), date(2020, 1, 1)),
        lambda days: days.count(date(2025, 12, 31), date(2026, 1, 1)),
        lambda days: days.nth(date(2025, 12, 31), 2),
        lambda days: days.nth_before(date(2020, 1, 1), 2),
    ],
)
def test_that_a_year_that_was_not_checked_is_an_error(ask: Callable[[WorkingDays], object]) -> None:
    with pytest.raises(TermsError, match=r"XX in 20(19|26) were not checked; .* for 2020 to 2025") as caught:
        ask(CHECKED)
    assert caught.value.code is Fault.HOLIDAYS_UNKNOWN


def test_that_the_first_and_the_last_checked_year_are_known() -> None:
    assert CHECKED.is_working(date(2020, 1, 1))
    assert CHECKED.is_working(date(2025, 12, 31))
    assert CHECKED.count(date(2020, 1, 1), date(2025, 12, 31)) == 1565


def test_that_nothing_is_known_of_a_calendar_of_which_only_the_name_is_known() -> None:
    with pytest.raises(TermsError, match="of EL in 2023 were not checked; they are known for no year"):
        unchecked("EL").is_working(date(2023, 1, 4))
    with pytest.raises(TermsError, match="of this place in 2026"):
        WorkingDays(last_year=2025).is_working(date(2026, 1, 1))
    with pytest.raises(TermsError, match="for 2023"):
        WorkingDays((), 2023, 2023, "XX").is_working(date(2026, 1, 1))
    with pytest.raises(TermsError, match="from the first year to 2025"):
        WorkingDays(last_year=2025).is_working(date(2026, 1, 1))
    with pytest.raises(TermsError, match="from 2020 to the last"):
        WorkingDays(first_year=2020).is_working(date(2019, 1, 1))


def test_that_a_year_between_two_checked_ones_may_be_missing() -> None:
    gaps = WorkingDays((), 2020, 2023, "XX", gaps=frozenset({2022, 2021}))
    assert gaps.count(date(2020, 12, 31), date(2020, 12, 31)) == 1
    for first, last in ((2020, 2023), (2020, 2021), (2022, 2023)):
        with pytest.raises(TermsError, match="for 2020 and 2023"):
            gaps.count(date(first, 12, 31), date(last, 1, 2))
    with pytest.raises(TermsError):
        gaps.is_working(date(2022, 6, 1))


def test_that_no_days_are_no_working_days() -> None:
    assert EASTER_2023.count(date(2023, 4, 7), date(2023, 4, 6)) == 0


def test_that_a_day_moves_up_to_the_ends_of_the_calendar() -> None:
    assert moved(CALENDAR_END - DAY, 1) == CALENDAR_END
    assert moved(CALENDAR_START + DAY, -1) == CALENDAR_START
    for day, days in ((CALENDAR_END, 1), (CALENDAR_START, -1), (date(2023, 1, 1), 10**12)):
        with pytest.raises(TermsError) as caught:
            moved(day, days)
        assert caught.value.code is Fault.DAY_OUT_OF_RANGE
    with pytest.raises(TermsError):
        working_days((CALENDAR_END,)).next_working(CALENDAR_END)


@given(st.dates(date(2022, 12, 1), date(2023, 3, 1)), st.integers(-1, 60))
def test_that_the_working_days_of_a_span_are_those_it_counts(first: date, length: int) -> None:
    days = working_days((date(2022, 12, 26), date(2023, 1, 2), date(2023, 1, 8)))
    last = first + timedelta(length)
    among = [first + timedelta(step) for step in range(length + 1)]
    assert days.ordinals(first, last) == [day.toordinal() for day in among if days.is_working(day)]
