"""Single breaches: their rates, and the days between them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.domain.accrual import accrue
from desktop.domain.penalty import CapMode, Occurrence, Rate, Unit
from desktop.domain.stretch import State
from tests.making import line

if TYPE_CHECKING:
    from desktop.domain.penalty import PenaltyTerms

FIRST, LAST = date(2023, 1, 1), date(2023, 1, 31)


def breached(*days: int, **more: Any) -> PenaltyTerms:
    known = tuple(Occurrence(date(2023, 1, day), FIRST) for day in days)
    return line(1, FIRST, unit=Unit.OCCURRENCE, occurrences=known, decided_on=None, **more)


def test_that_each_breach_has_the_rate_of_its_number() -> None:
    rates = (Rate(100), Rate(200, from_unit=2), Rate(400, from_unit=3))
    assert accrue(breached(5, 10, 15, 20, rates=rates), LAST).accrued.minor == 100 + 200 + 400 + 400


def test_that_each_breach_has_the_rate_of_its_day() -> None:
    rates = (Rate(100), Rate(200, from_day=date(2023, 1, 10)), Rate(400, from_day=date(2023, 1, 15)))
    assert accrue(breached(9, 10, 14, 15, 20, rates=rates), LAST).accrued.minor == 100 + 200 + 200 + 400 + 400


def test_that_the_breach_that_would_pass_the_cap_leaves_those_before_it_on_its_day() -> None:
    terms = breached(5, 5, cap=150, cap_mode=CapMode.LAST_FULL_UNIT)
    accrual = accrue(terms, LAST)
    assert (accrual.units, accrual.accrued.minor) == (1, 100)
    assert accrual.cap_reached_on == date(2023, 1, 5)


def test_that_the_days_between_breaches_run() -> None:
    accrual = accrue(breached(5, 10), LAST)
    assert [(item.first.day, item.last.day, item.state, item.amount.minor) for item in accrual.lines] == [
        (1, 4, State.RUNNING, 0),
        (5, 5, State.RUNNING, 100),
        (6, 9, State.RUNNING, 0),
        (10, 10, State.RUNNING, 100),
        (11, 31, State.RUNNING, 0),
    ]
