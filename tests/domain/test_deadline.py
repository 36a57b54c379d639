"""Deadlines: worked examples of the specification, before any move to a working day."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.accrual import accrue
from desktop.domain.deadline import DeadlineRule, GraceUnit, MonthRule, deadline, first_penalty_day
from desktop.domain.penalty import Grace
from tests.making import line

SAME, EVE = MonthRule.SAME_DATE, MonthRule.EVE_OF_DATE


@pytest.mark.parametrize(
    ("event", "length", "unit", "rule", "last"),
    [
        pytest.param("2022-10-19", 2, GraceUnit.MONTH, SAME, "2022-12-19", id="D01"),
        pytest.param("2022-12-30", 2, GraceUnit.MONTH, SAME, "2023-02-28", id="D04"),
        pytest.param("2023-12-31", 2, GraceUnit.MONTH, SAME, "2024-02-29", id="D06"),
        pytest.param("2024-02-29", 1, GraceUnit.YEAR, SAME, "2025-02-28", id="D07"),
        pytest.param("2023-02-28", 1, GraceUnit.MONTH, EVE, "2023-03-31", id="D09"),
        pytest.param("2022-06-30", 1, GraceUnit.MONTH, EVE, "2022-07-31", id="D11"),
        pytest.param("2023-03-03", 8, GraceUnit.DAY, SAME, "2023-03-11", id="D15"),
        pytest.param("2023-09-19", 2, GraceUnit.WEEK, SAME, "2023-10-03", id="D17 raw"),
        pytest.param("2023-01-30", 1, GraceUnit.MONTH, EVE, "2023-02-28", id="D25"),
        pytest.param("2024-05-16", 3, GraceUnit.MONTH, SAME, "2024-08-16", id="AP v Clearview"),
        pytest.param("2015-11-09", 48, GraceUnit.HOUR, SAME, "2015-11-11", id="Brussels v Facebook"),
    ],
)
def test_that_a_period_ends_on_its_day(
    event: str, length: int, unit: GraceUnit, rule: MonthRule, last: str
) -> None:
    assert deadline(date.fromisoformat(event), ((length, unit),), DeadlineRule(rule)).raw.isoformat() == last


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 36))
def test_that_the_belgian_rule_ends_up_to_three_days_later(event: date, length: int) -> None:
    same, eve = (
        deadline(event, ((length, GraceUnit.MONTH),), DeadlineRule(rule)).raw for rule in (SAME, EVE)
    )
    assert 0 <= (eve - same).days <= 3


TWO_MONTHS = Grace(2, GraceUnit.MONTH, "notification")
NOTIFIED = date(2022, 10, 18)


def test_that_the_first_penalty_day_is_the_day_after_the_grace_period() -> None:
    terms = line(1, NOTIFIED, first_day=None, notified_on=NOTIFIED, grace=TWO_MONTHS)
    assert first_penalty_day(terms) == date(2022, 12, 19)
    accrual = accrue(terms, date(2022, 12, 20))
    assert (accrual.first_day, accrual.units) == (date(2022, 12, 19), 2)
    assert [(item.state.value, item.days) for item in accrual.lines] == [("grace", 61), ("running", 2)]


def test_that_a_stated_first_day_or_last_day_of_grace_goes_before() -> None:
    stated = line(1, date(2023, 1, 5), notified_on=NOTIFIED, grace=TWO_MONTHS)
    assert first_penalty_day(stated) == date(2023, 1, 5)
    until = dataclasses.replace(stated, first_day=None, grace=Grace(None, None, "", date(2022, 1, 15)))
    assert first_penalty_day(until) == date(2022, 1, 16)


def test_that_it_is_not_known_without_a_notification_or_a_length() -> None:
    unknown = line(1, NOTIFIED, first_day=None, grace=TWO_MONTHS)
    assert first_penalty_day(unknown) is None
    vague = dataclasses.replace(unknown, notified_on=NOTIFIED, grace=Grace(None, None, "validation"))
    assert first_penalty_day(vague) is None
    at_once = dataclasses.replace(unknown, notified_on=NOTIFIED, grace=None)
    assert first_penalty_day(at_once) == date(2022, 10, 19)
