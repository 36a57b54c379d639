"""Moments become civil days of the authority before anything is counted."""

from __future__ import annotations

import pytest

from tests.exchange.calculation.asking import result

INPUTS = {
    "currency": "EUR",
    "tz": "Europe/Paris",
    "first_day": "2022-12-20",
    "as_of": "2023-02-28",
    "tiers": [{"from_unit": 1, "rate": 10_000_000}],
}


@pytest.mark.parametrize(
    "moment",
    [
        "2023-02-09T23:00:00+00:00",
        "2023-02-10T00:00:00+01:00",
        "2023-02-10T12:00:00+01:00",
        "2023-02-10T22:59:59Z",
    ],
)
def test_that_all_moments_of_one_civil_day_give_the_same_result(moment: str) -> None:
    found = result("accrual", **INPUTS, compliance=[{"instant": moment, "status": "full"}])
    same = result("accrual", **INPUTS, compliance=[{"date": "2023-02-10", "status": "full"}])
    assert all(found[name] == same[name] for name in ("units", "amount", "state", "lines", "next_change"))
    assert (found["units"], found["amount"]) == (52, 520_000_000)


def test_that_a_moment_before_midnight_belongs_to_the_day_before() -> None:
    found = result(
        "accrual", **INPUTS, compliance=[{"instant": "2023-02-09T22:59:59+00:00", "status": "full"}]
    )
    assert found["units"] == 51
