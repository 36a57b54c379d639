"""Typed days, sums and numbers of a draft, and what is wrong with them."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.edit.draft import DraftField
from desktop.domain.edit.draft_fields import FieldReader
from desktop.domain.edit.draft_problems import DraftFlaw
from desktop.domain.money import Money
from desktop.domain.typed.dates import DateFault, DayOrder, NoDate


@pytest.mark.parametrize(
    "typed", ["Mon 17 Oct 2022", " 17 oct 2022 ", "17/10/2022", "2022-10-17", "17 octobre 2022"]
)
def test_that_a_day_is_read_as_people_type_it(typed: str) -> None:
    fields = FieldReader(DayOrder.DAY_FIRST)
    assert fields.day(DraftField.DECIDED, typed) == date(2022, 10, 17)
    assert not fields.problems


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("31 Nov 2022", DateFault.MISSING_DAY),
        ("soon", DateFault.NOT_READ),
        ("May 2021", DateFault.NOT_READ),
        ("17 Oct 2022?", DateFault.NOT_READ),
        ("17 Oct 2022 and more", DateFault.NOT_READ),
        ("17/10/22", DateFault.SHORT_YEAR),
        ("1 Jan 1600", DateFault.OUT_OF_RANGE),
    ],
)
def test_that_a_text_that_is_no_day_is_named(typed: str, fault: DateFault) -> None:
    fields = FieldReader(DayOrder.DAY_FIRST)
    assert fields.day(DraftField.DECIDED, typed) is None
    (problem,) = fields.problems
    assert (problem.field, problem.flaw) == (DraftField.DECIDED, DraftFlaw.NO_DAY)
    assert isinstance(problem.unread, NoDate)
    assert problem.unread.fault is fault


@pytest.mark.parametrize("typed", ["2.5", "-1", "two", "12345", "0"])
def test_that_a_number_that_is_not_whole_is_refused(typed: str) -> None:
    fields = FieldReader(DayOrder.DAY_FIRST)
    assert fields.whole(DraftField.CAP, typed, 1) is None
    assert [problem.flaw for problem in fields.problems] == [DraftFlaw.NOT_WHOLE]


@pytest.mark.parametrize(
    ("typed", "flaw"),
    [
        ("52.500", DraftFlaw.NO_AMOUNT),
        ("-5", DraftFlaw.NO_AMOUNT),
        ("much", DraftFlaw.NO_AMOUNT),
        ("1.234,5,6", DraftFlaw.NO_AMOUNT),
    ],
)
def test_that_a_sum_in_doubt_is_refused(typed: str, flaw: DraftFlaw) -> None:
    fields = FieldReader(DayOrder.DAY_FIRST)
    assert fields.amount(DraftField.PENALTY, typed, "EUR") is None
    (problem,) = fields.problems
    assert problem.flaw is flaw
    assert problem.unread is not None


def test_that_sums_and_empty_fields_are_read() -> None:
    fields = FieldReader(DayOrder.DAY_FIRST)
    assert fields.amount(DraftField.PENALTY, "100,000", "EUR") == Money(10_000_000, "EUR")
    assert fields.amount(DraftField.PENALTY, " ", "EUR") is None
    assert fields.day(DraftField.DECIDED, "") is None
    assert fields.whole(DraftField.GRACE, "") is None
    assert fields.whole(DraftField.GRACE, " 2 ") == 2
    assert not fields.problems


def test_that_a_sum_below_zero_is_told_where_it_is_no_rate() -> None:
    fields = FieldReader(DayOrder.DAY_FIRST)
    assert fields.amount(DraftField.CAP, "-5", "EUR") is None
    (problem,) = fields.problems
    assert (problem.field, problem.flaw) == (DraftField.CAP, DraftFlaw.NO_SUM)
