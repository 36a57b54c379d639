"""The accrued curve."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.case.terms import Annulment, LastDay, Rate, Stay, Tally
from desktop.domain.law.kinds import PartUnit, Unit
from desktop.domain.money import Money
from desktop.domain.penalty.accrual import accrue
from desktop.domain.penalty.curve import Curve, CurvePoint, amount_on, curves_of
from tests.counts import counted
from tests.making import line

FIRST = date(2023, 1, 10)


@settings(max_examples=counted(150), deadline=None)
@given(
    st.sampled_from([Unit.DAY, Unit.WEEK, Unit.TWO_WEEKS, Unit.MONTH, Unit.HALF_YEAR]),
    st.sampled_from(list(PartUnit)),
    st.none() | st.integers(100, 9_000),
    st.integers(-5, 300),
    st.integers(0, 300),
)
def test_that_the_curve_shows_the_accrued_sum_on_every_day(
    unit: Unit, part: PartUnit, cap: int | None, shown: int, read: int
) -> None:
    terms = line(1, FIRST, unit=unit, part_unit=part, cap=cap, rates=(Rate(100), Rate(70, from_unit=4)))
    day = FIRST + timedelta(shown)
    (curve,) = curves_of((terms,), day, day)
    on = FIRST + timedelta(read)
    assert amount_on(curve, on).minor == accrue(terms, on, max(day, on)).accrued.minor


def test_that_a_stay_is_level_and_a_last_day_ends_the_projection() -> None:
    stay = Stay(date(2023, 1, 12), date(2023, 1, 15), FIRST)
    terms = line(1, FIRST, stays=(stay,), last_day=LastDay(date(2023, 1, 20), FIRST))
    (curve,) = curves_of((terms,), date(2023, 1, 18), date(2023, 1, 18))
    assert [amount_on(curve, date(2023, 1, number)).minor for number in (11, 14, 15, 20, 25)] == [
        200,
        200,
        300,
        800,
        800,
    ]
    (done,) = curves_of((terms,), date(2023, 2, 1), date(2023, 2, 1))
    assert done.projected == ()


def test_that_an_annulled_line_keeps_its_history_and_falls_to_nothing() -> None:
    terms = line(1, FIRST, annulment=Annulment(date(2023, 1, 20)))
    (curve,) = curves_of((terms,), date(2023, 1, 25), date(2023, 1, 25))
    assert amount_on(curve, date(2023, 1, 19)).minor == 1_000
    assert amount_on(curve, date(2023, 1, 20)).minor == 0
    assert curve.projected == ()


def test_that_reported_totals_are_steps() -> None:
    terms = line(1, FIRST, first_day=None, tallies=(Tally(date(2023, 2, 1), date(2023, 2, 1), minor=500),))
    (curve,) = curves_of((terms,), date(2023, 3, 1), date(2023, 3, 1))
    assert amount_on(curve, date(2023, 1, 31)).minor == 0
    assert amount_on(curve, date(2023, 2, 1)).minor == 500


@pytest.mark.parametrize(("shared", "cap"), [("both", 1_000), ("", 2_000)])
def test_that_a_shared_cap_counts_once(shared: str, cap: int) -> None:
    lines = tuple(line(number, FIRST, cap=1_000, shared_cap=shared) for number in (1, 2))
    (curve,) = curves_of(lines, FIRST, FIRST)
    assert curve.cap == Money(cap, "EUR")


def test_that_currencies_have_curves_of_their_own_and_a_later_order_has_none_yet() -> None:
    lines = (line(1, FIRST), line(2, FIRST, currency="NOK"), line(3, FIRST, decided_on=date(2024, 1, 1)))
    assert [curve.currency for curve in curves_of(lines, FIRST, FIRST)] == ["EUR", "NOK"]
    assert curves_of((lines[2],), FIRST, FIRST) == ()


def test_that_an_order_has_a_curve_from_the_day_it_is_made_and_known() -> None:
    terms = line(1, FIRST, decided_on=date(2023, 1, 5))
    assert [len(curves_of((terms,), date(2023, 1, number), date(2023, 1, number))) for number in (4, 5)] == [
        0,
        1,
    ]


def test_that_a_curve_falls_on_the_day_its_annulment_is_known() -> None:
    terms = line(1, FIRST, annulment=Annulment(date(2023, 1, 20)))
    asked = date(2023, 1, 20)
    (curve,) = curves_of((terms,), asked, asked)
    assert [amount_on(curve, date(2023, 1, number)).minor for number in (19, 20)] == [1_000, 0]


CURVE = Curve(
    currency="EUR",
    points=(
        CurvePoint(date(2022, 12, 18), 0),
        CurvePoint(date(2023, 1, 7), 2_000),
        CurvePoint(date(2023, 1, 7), 2_500),
    ),
    projected=(CurvePoint(date(2023, 1, 7), 2_500), CurvePoint(date(2023, 1, 17), 3_500)),
    cap=None,
)


@pytest.mark.parametrize(
    ("day", "minor"),
    [
        (date(2020, 1, 1), 0),
        (date(2022, 12, 18), 0),
        (date(2022, 12, 19), 100),
        (date(2023, 1, 6), 1_900),
        (date(2023, 1, 7), 2_500),
        (date(2023, 1, 8), 2_600),
        (date(2023, 1, 17), 3_500),
        (date(2030, 1, 1), 3_500),
    ],
)
def test_that_an_amount_is_read_off_between_the_points(day: date, minor: int) -> None:
    assert amount_on(CURVE, day) == Money(minor, "EUR")


def test_that_a_curve_without_points_shows_nothing() -> None:
    assert amount_on(Curve("NOK", (), (), None), date(2023, 1, 1)) == Money(0, "NOK")
