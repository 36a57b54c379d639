from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.money import Money
from desktop.domain.penalty.curve import Curve, CurvePoint, amount_on

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
