from __future__ import annotations

import pytest

from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.timeline.scopes import Scope, Stock, Window


@pytest.mark.parametrize(
    ("first", "last", "expected"), [(5, 9, True), (6, 7, True), (4, 9, False), (5, 10, False)]
)
def test_that_a_window_holds_the_days_within_it(first: int, last: int, expected: bool) -> None:  # noqa: FBT001
    assert Window(5, 9, Chronicle(())).holds(first, last) is expected


def test_that_a_stock_has_no_density_until_it_is_counted() -> None:
    assert Stock(Scope.EVERYTHING).density is None
