"""The notification that leads to a stated first day, found without a walk over days."""

from __future__ import annotations

import dataclasses
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.terms import Grace
from desktop.domain.days.period import CALENDAR_END, CALENDAR_START, DAY
from desktop.domain.days.workdays import WorkingDays
from desktop.domain.explanation.notification import leading_notification
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, MonthRule
from desktop.domain.penalty.start import first_penalty_day
from tests.making import line

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms


def stated(first: date, length: int, unit: GraceUnit, decided: date, **rule: object) -> PenaltyTerms:
    grace = Grace(length, unit, "notification")
    held = DeadlineRule(**rule)  # type: ignore[arg-type] # the fields of a rule by name
    return line(1, first, grace=grace, decided_on=decided, notified_on=None, deadline_rule=held)


@pytest.mark.parametrize(
    ("first", "length", "unit", "event"),
    [
        (date(2022, 12, 19), 2, GraceUnit.MONTH, date(2022, 10, 18)),  # CNIL, Clearview
        (date(2024, 2, 19), 2, GraceUnit.MONTH, date(2023, 12, 18)),  # CNIL, SAN-2024-009
        (date(2023, 3, 1), 1, GraceUnit.MONTH, date(2023, 1, 28)),  # 28 to 31 January lead there: the first
        (date(2023, 3, 16), 3, GraceUnit.WEEK, date(2023, 2, 22)),
        (date(2023, 3, 16), 0, GraceUnit.DAY, date(2023, 3, 15)),
        (date(2025, 3, 1), 1, GraceUnit.YEAR, date(2024, 2, 28)),
        (date(2023, 4, 1), 1, GraceUnit.MONTH, None),  # no February has a 31st day: none leads there
        (date(9990, 11, 20), 2, GraceUnit.MONTH, date(9990, 9, 19)),
    ],
)
def test_that_the_first_notification_that_leads_to_a_stated_day_is_found(
    first: date, length: int, unit: GraceUnit, event: date | None
) -> None:
    terms = stated(first, length, unit, date(2022, 1, 3))
    assert leading_notification(terms) == event
    if event is not None:
        assert first_penalty_day(_notified(terms, event)) == first
        assert first_penalty_day(_notified(terms, event - DAY)) != first


def _notified(terms: PenaltyTerms, event: date) -> PenaltyTerms:
    return dataclasses.replace(terms, first_day=None, notified_on=event)


def test_that_months_to_the_eve_of_a_date_lead_from_their_own_day() -> None:
    terms = stated(
        date(2023, 4, 1), 1, GraceUnit.MONTH, date(2022, 1, 3), months=MonthRule.EVE_OF_DATE
    )  # BE Judicial Code 52-54: notified on 28 February, the month ends on 31 March
    assert leading_notification(terms) == date(2023, 2, 28)


def test_that_no_notification_before_the_order_leads_to_a_day() -> None:
    assert leading_notification(stated(date(2023, 3, 1), 2, GraceUnit.MONTH, date(2023, 1, 1))) is None
    assert leading_notification(stated(date(2023, 3, 1), 2, GraceUnit.DAY, date(2023, 3, 1))) is None


def test_that_working_days_of_years_not_known_lead_nowhere() -> None:
    known = WorkingDays(first_year=2020, last_year=2027)
    for first in (date(2028, 6, 1), date(2006, 6, 1)):
        terms = stated(first, 3, GraceUnit.WORKING_DAY, date(2005, 1, 3), working_days=known)
        assert leading_notification(terms) is None
    terms = stated(date(2023, 6, 1), 3, GraceUnit.WORKING_DAY, date(2023, 1, 3), working_days=known)
    assert leading_notification(terms) == date(2023, 5, 26)  # Friday, then Monday to Wednesday


@pytest.mark.parametrize("unit", [GraceUnit.DAY, GraceUnit.WEEK, GraceUnit.MONTH, GraceUnit.YEAR])
def test_that_eight_thousand_years_are_not_walked(unit: GraceUnit) -> None:
    terms = stated(CALENDAR_END - 800 * DAY, 1, unit, CALENDAR_START)
    begun = time.process_time()
    assert leading_notification(terms) is not None
    assert time.process_time() - begun < 0.1
