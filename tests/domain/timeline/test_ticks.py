from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.domain.timeline.ticks import Grain, amount_ticks, day_ticks, padded


@pytest.mark.parametrize(
    ("most", "room", "ticks"),
    [
        (0, 5, (0,)),
        (-5, 5, (0,)),
        (14_350, 3, (0, 5_000, 10_000)),
        (870, 3, (0, 500)),
        (1_000, 5, (0, 200, 400, 600, 800, 1_000)),
        (7, 0, (0, 5)),
    ],
)
def test_that_amounts_are_marked_in_round_steps(most: int, room: int, ticks: tuple[int, ...]) -> None:
    assert amount_ticks(most, room) == ticks


@given(some.integers(0, 10**17), some.integers(1, 9))
def test_that_amount_marks_fit_the_room_and_stay_below_the_top(most: int, room: int) -> None:
    ticks = amount_ticks(most, room)
    assert ticks[0] == 0
    assert len(ticks) <= room + 1
    assert ticks[-1] <= most


@pytest.mark.parametrize(
    ("first", "last", "room", "grain", "days"),
    [
        ("2019-05-01", "2023-02-01", 6, Grain.YEAR, ("2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01")),
        ("2022-10-18", "2023-08-01", 4, Grain.MONTH, ("2023-01-01", "2023-04-01", "2023-07-01")),
        ("2022-12-19", "2022-12-22", 5, Grain.DAY, ("2022-12-19", "2022-12-20", "2022-12-21", "2022-12-22")),
        ("2022-12-01", "2022-12-31", 4, Grain.DAY, ("2022-12-05", "2022-12-12", "2022-12-19", "2022-12-26")),
        ("0001-01-01", "0001-03-31", 3, Grain.MONTH, ("0001-01-01", "0001-02-01", "0001-03-01")),
        ("1990-06-01", "2040-06-01", 3, Grain.YEAR, ("2000-01-01", "2020-01-01", "2040-01-01")),
    ],
)
def test_that_days_are_marked_at_round_starts(
    first: str, last: str, room: int, grain: Grain, days: tuple[str, ...]
) -> None:
    ticks = day_ticks(date.fromisoformat(first), date.fromisoformat(last), room)
    assert ticks.grain is grain
    assert tuple(day.isoformat() for day in ticks.days) == days


@given(some.dates(), some.dates(), some.integers(1, 12))
def test_that_day_marks_fit_the_room_and_the_range(one: date, other: date, room: int) -> None:
    first, last = min(one, other), max(one, other)
    ticks = day_ticks(first, last, room)
    assert len(ticks.days) <= room
    assert all(first <= day <= last for day in ticks.days)
    assert list(ticks.days) == sorted(set(ticks.days))


def test_that_there_are_no_marks_without_a_step_that_fits() -> None:
    assert day_ticks(date(1, 1, 1), date(9999, 12, 31), 0).days == ()


def test_that_a_short_range_is_widened_and_a_long_one_is_kept() -> None:
    assert padded(date(2023, 1, 1), date(2023, 1, 2), least=30) == (date(2023, 1, 1), date(2023, 1, 31))
    assert padded(date(2023, 1, 1), date(2024, 1, 2), least=30) == (date(2023, 1, 1), date(2024, 1, 2))
    assert padded(date(9999, 12, 30), date(9999, 12, 31), least=30)[1] == date.max
