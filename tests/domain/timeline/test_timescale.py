from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.days.period import Span
from desktop.domain.timeline.timescale import CLOSEST, Scale, TickStep, fit, ticks

YEARS = Span(date(2020, 1, 1), date(2024, 1, 1))
scales = st.builds(Scale, st.floats(700000, 760000), st.floats(0.05, 100), st.floats(50, 3000))


def room(step: TickStep) -> float:
    return {TickStep.YEAR: 40.0, TickStep.QUARTER: 70.0, TickStep.MONTH: 70.0}.get(step, 90.0)


def test_that_fitting_leaves_its_margins_free() -> None:
    scale = fit(YEARS, 1000, before=20, after=80)
    assert scale.x_of(YEARS.start) == pytest.approx(20)
    assert scale.x_of(YEARS.end) == pytest.approx(920)


def test_that_fitting_one_day_shows_two_weeks() -> None:
    scale = fit(Span(date(2022, 1, 1), date(2022, 1, 2)), 560)
    assert scale.width / scale.per_day == pytest.approx(14)


@given(scales, st.dates(date(1950, 1, 1), date(2080, 1, 1)))
def test_that_a_day_is_found_again_at_its_middle(scale: Scale, day: date) -> None:
    assert scale.day_at(scale.middle_of(day)) == day


def test_that_the_middle_of_a_day_is_half_a_day_after_it_begins() -> None:
    scale = Scale(date(2022, 1, 1).toordinal(), 10.0, 100.0)
    assert (scale.x_of(date(2022, 1, 3)), scale.middle_of(date(2022, 1, 3))) == (20.0, 25.0)


@given(scales, st.floats(0.2, 5), st.floats(0, 1))
def test_that_zooming_keeps_the_day_under_the_cursor(scale: Scale, factor: float, part: float) -> None:
    x = scale.width * part
    zoomed = scale.zoomed(factor, x)
    assert zoomed.start + x / zoomed.per_day == pytest.approx(scale.start + x / scale.per_day)


@given(scales, st.floats(-500, 500))
def test_that_panning_there_and_back_changes_nothing(scale: Scale, pixels: float) -> None:
    assert scale.panned(pixels).panned(-pixels).start == pytest.approx(scale.start)


@given(scales)
def test_that_a_clamped_scale_keeps_the_days_in_reach(scale: Scale) -> None:
    clamped = scale.clamped(YEARS)
    middle = (clamped.start + clamped.end) / 2
    assert YEARS.start.toordinal() - 1e-3 <= middle <= YEARS.end.toordinal() + 1e-3
    assert clamped.per_day <= CLOSEST


def test_that_no_pixel_lies_outside_the_calendar() -> None:
    assert Scale(0.0, 0.001, 100.0).day_at(-1e9) == date.min
    assert Scale(0.0, 0.001, 100.0).day_at(1e9) == date.max


def test_that_a_day_out_of_sight_is_brought_in_on_its_own_side() -> None:
    scale = fit(YEARS, 1000)
    assert scale.showing(date(2022, 1, 1), 50) == scale
    assert scale.showing(date(2019, 1, 1), 50).middle_of(date(2019, 1, 1)) == pytest.approx(50)
    assert scale.showing(date(2026, 1, 1), 50).middle_of(date(2026, 1, 1)) == pytest.approx(950)


def test_that_another_width_keeps_days_and_zoom() -> None:
    scale = fit(YEARS, 1000)
    assert (scale.resized(400).start, scale.resized(400).per_day) == (scale.start, scale.per_day)


@pytest.mark.parametrize(
    ("per_day", "step"),
    [
        (0.5, TickStep.YEAR),
        (0.9, TickStep.QUARTER),
        (3.0, TickStep.MONTH),
        (20.0, TickStep.WEEK),
        (90.0, TickStep.DAY),
    ],
)
def test_that_the_ticks_get_finer_with_the_zoom(per_day: float, step: TickStep) -> None:
    found = ticks(Scale(date(2022, 1, 15).toordinal(), per_day, 1200.0), room)
    assert found.step is step
    assert found.days


def test_that_weeks_start_on_monday_and_quarters_in_their_first_month() -> None:
    weeks = ticks(Scale(date(2022, 1, 15).toordinal(), 20.0, 1200.0), room)
    assert {day.weekday() for day in weeks.days} == {0}
    quarters = ticks(Scale(date(2022, 1, 15).toordinal(), 0.9, 1200.0), room)
    assert {(day.month % 3, day.day) for day in quarters.days} == {(1, 1)}


def test_that_centuries_get_round_years() -> None:
    found = ticks(Scale(date(1900, 6, 1).toordinal(), 0.01, 600.0), room)
    assert [day.year for day in found.days] == [1920, 1940, 1960, 1980, 2000, 2020, 2040, 2060]


@given(scales)
def test_that_tick_labels_have_their_room(scale: Scale) -> None:
    found = ticks(scale, room)
    places = [scale.x_of(day) for day in found.days]
    assert all(b - a >= room(found.step) - 1e-6 for a, b in pairwise(places))
    assert all(x + 1 >= 0 and x <= scale.width + 1 for x in places)


def test_that_ticks_end_with_the_calendar() -> None:
    found = ticks(Scale(date.max.toordinal() - 30.0, 20.0, 1200.0), room)
    assert found.days[-1] <= date.max
    assert found.days[0] > date.max - timedelta(days=40)


def test_that_years_without_a_leap_day_leave_their_labels_room_too() -> None:
    found = ticks(Scale(date(2001, 1, 1).toordinal(), 40 / 365.5, 150.0), room)
    assert [day.year for day in found.days] == [2002, 2004]


def test_that_every_day_from_one_edge_to_the_other_has_its_tick() -> None:
    found = ticks(Scale(date(2022, 1, 1).toordinal(), 100.0, 400.0), room)
    assert found.days == tuple(date(2022, 1, day) for day in range(1, 6))


def test_that_months_are_marked_from_the_first_of_the_calendar_to_the_last() -> None:
    assert ticks(Scale(1.0, 3.0, 200.0), room).days == (date(1, 1, 1), date(1, 2, 1), date(1, 3, 1))
    december = date(9999, 12, 1)
    assert ticks(Scale(december.toordinal() - 2.0, 3.0, 1200.0), room).days == (december,)


def test_that_years_are_marked_to_the_last_of_the_calendar() -> None:
    found = ticks(Scale(date(9990, 1, 1).toordinal(), 0.2, 2000.0), room)
    assert found.days == tuple(date(year, 1, 1) for year in range(9990, 10_000))
