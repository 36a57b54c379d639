"""Typed days, sums and numbers of a draft, and what is wrong with them."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.edit.draft import DraftField
from desktop.domain.edit.draft_fields import FieldReader
from desktop.domain.edit.draft_problems import DraftFlaw
from desktop.domain.money import Money
from desktop.domain.typed.dates import DayOrder


@pytest.mark.parametrize(
    "typed", ["Mon 17 Oct 2022", " 17 oct 2022 ", "17/10/2022", "2022-10-17", "17 octobre 2022"]
)
def test_that_a_day_is_read_as_people_type_it(typed: str) -> None:
    fields = FieldReader(DayOrder.DAY_FIRST)
    assert fields.day(DraftField.DECIDED, typed) == date(2022, 10, 17)
    assert not fields.problems


@pytest.mark.parametrize(
    ("typed", "flaw", "words"),
    [
        ("31 Nov 2022", DraftFlaw.MISSING_DAY, "31 Nov 2022"),
        ("soon", DraftFlaw.NO_DAY, "soon"),
        ("May 2021", DraftFlaw.NO_DAY, "May 2021"),
        ("17 Oct 2022?", DraftFlaw.NO_DAY, "17 Oct 2022?"),
        ("17 Oct 2022 and more", DraftFlaw.NO_DAY, "17 Oct 2022 and more"),
        ("17/10/22", DraftFlaw.SHORT_YEAR, "17/10/22"),
        ("1 Jan 1600", DraftFlaw.DAY_OUT_OF_RANGE, "1 Jan 1600"),
    ],
)
def test_that_a_text_that_is_no_day_is_named(typed: str, flaw: DraftFlaw, words: str) -> None:
    fields = FieldReader(DayOrder.DAY_FIRST)
    assert fields.day(DraftField.DECIDED, typed) is None
    (problem,) = fields.problems
    assert (problem.field, problem.flaw, problem.words) == (DraftField.DECIDED, flaw, (words,))


@pytest.mark.parametrize("typed", ["2.5", "-1", "two", "12345", "0"])
def test_that_a_number_that_is_not_whole_is_refused(typed: str) -> None:
    fields = FieldReader(DayOrder.DAY_FIRST)
    assert fields.whole(DraftField.CAP, typed, 1) is None
    assert [problem.flaw for problem in fields.problems] == [DraftFlaw.NOT_WHOLE]


@pytest.mark.parametrize(
    ("typed", "flaw", "words"),
    [
        ("52.500", DraftFlaw.TWO_WAYS, ("52.500", "52,500", "52.50")),
        ("-5", DraftFlaw.NEGATIVE_RATE, ()),
        ("much", DraftFlaw.NOT_AN_AMOUNT, ("EUR",)),
        ("1.234,5,6", DraftFlaw.NOT_AN_AMOUNT, ("EUR",)),
    ],
)
def test_that_a_sum_in_doubt_is_refused(typed: str, flaw: DraftFlaw, words: tuple[str, ...]) -> None:
    fields = FieldReader(DayOrder.DAY_FIRST)
    assert fields.amount(DraftField.PENALTY, typed, "EUR") is None
    (problem,) = fields.problems
    assert (problem.flaw, problem.words) == (flaw, words)


def test_that_sums_and_empty_fields_are_read() -> None:
    fields = FieldReader(DayOrder.DAY_FIRST)
    assert fields.amount(DraftField.PENALTY, "100,000", "EUR") == Money(10_000_000, "EUR")
    assert fields.amount(DraftField.PENALTY, " ", "EUR") is None
    assert fields.day(DraftField.DECIDED, "") is None
    assert fields.whole(DraftField.GRACE, "") is None
    assert fields.whole(DraftField.GRACE, " 2 ") == 2
    assert not fields.problems
