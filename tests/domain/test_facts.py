"""What was reported in all, where the single days are not public."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.accrual import accrue
from desktop.domain.penalty import Rate, Tally
from tests.making import line

BY = date(2023, 5, 1)
# The tiers of Awb 4:17: fourteen days each, at most 42 days and EUR 1,442.
TIERS = (Rate(2_300), Rate(3_500, from_unit=15), Rate(4_500, from_unit=29))


@pytest.mark.parametrize(
    ("units", "minor"),
    [(0, 0), (1, 2_300), (14, 32_200), (15, 35_700), (20, 53_200), (28, 81_200), (29, 85_700), (42, 144_200)],
)
def test_that_reported_units_are_priced_by_their_numbers(units: int, minor: int) -> None:
    reported = line(1, BY, first_day=None, rates=TIERS, tallies=(Tally(BY, BY, units=units),))
    accrual = accrue(reported, BY)
    assert (accrual.units, accrual.accrued.minor) == (units, minor)


def test_that_reported_units_are_priced_for_every_site() -> None:
    reported = line(1, BY, first_day=None, rates=TIERS, multiplier=3, tallies=(Tally(BY, BY, units=15),))
    assert accrue(reported, BY).accrued.minor == 3 * 35_700
