"""The next growth of several lines together, with sums made by hand."""

from __future__ import annotations

from datetime import date

from desktop.domain.case.terms import LastDay, Rate
from desktop.domain.days.asof import AsOf
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.page.build import build_page
from desktop.domain.penalty.lines import accrue_case, next_increases
from tests.making import case_of, line

FIRST = date(2023, 1, 1)
DAY = date(2023, 1, 10)


def test_that_the_lines_that_grow_first_are_added_per_currency() -> None:
    daily, krone = line(1, FIRST), line(2, FIRST, currency="NOK", rates=(Rate(500),))
    weekly = line(3, FIRST, unit=Unit.WEEK, rates=(Rate(900),))
    penalties, _ = accrue_case(case_of(daily, krone, weekly), DAY)
    found = {increase.by for increase in next_increases(penalties)}
    assert found == {Money(100, "EUR"), Money(500, "NOK")}
    assert {increase.on for increase in next_increases(penalties)} == {date(2023, 1, 11)}


def test_that_nothing_grows_once_all_have_ended() -> None:
    ended = line(1, FIRST, last_day=LastDay(date(2023, 1, 5), FIRST))
    assert next_increases(accrue_case(case_of(ended), DAY)[0]) == ()


def test_that_a_page_knows_what_stands_beside_each_line_and_shows_no_empty_grace() -> None:
    page = build_page(case_of(line(1, FIRST, decided_on=FIRST)), AsOf(DAY))
    assert page.aside(page.penalties[0].terms.id) is None
    assert page.bands == ()
