"""Lines read from a book, one investigation at a time, against the Overview of its case."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.domain.case.terms import LastDay, Rate, Stay
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import CALENDAR_END, DAY
from desktop.domain.days.workdays import working_days
from desktop.domain.law.kinds import PartUnit, Unit
from desktop.domain.overview.book import book_of
from desktop.domain.overview.overview import NextChange
from desktop.domain.prepared.preparing import figures_of
from tests.counts import IS_LONG
from tests.domain.prepared.test_preparing import check, days_of, listed_of, one_order, settled
from tests.making import case_of, line
from tests.orders import over
from tests.whole import build_overview, pieces_in, prepare, summed, survey

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.overview.book import Book

FIRST = date(2023, 1, 1)
TODAY = date(2026, 11, 22)


def books_of(case: Case) -> tuple[Book, Book]:
    """The books of one case: each day as known on it, and with hindsight."""
    figures, zone = figures_of(case), case.investigation.authority.zone
    return book_of(((1, zone, figures.known),)), book_of(((1, zone, figures.hindsight),), hindsight=True)


def compare(case: Case, book: Book, as_of: AsOf) -> None:
    """The survey of a book of one case is what its Overview says."""
    found, overview = survey(book, as_of, 10), build_overview((case,), as_of)
    assert found.next_change == overview.next_change, as_of
    assert found.deadline_count == len(overview.deadlines), as_of
    assert found.running_count == len(overview.running_orders)
    assert found.uncalculated_count == overview.uncalculated_count, as_of
    assert found.bounded_count == overview.bounded_count, as_of
    assert bool(found.nearest) == bool(overview.deadlines)
    assert bool(found.largest) == bool(overview.running_orders)
    for name in ("running", "established", "assumed", "contingent", "liquidated", "liquidated_count"):
        assert getattr(found, name) == getattr(overview, name), name


def some_days(drawn: Any) -> tuple[Case, list[tuple[date, date]]]:
    """The case of a random order, and some days near its facts, each with another one."""
    query, numbers, seed = drawn
    dice = random.Random(seed)
    case = case_of(settled(query, numbers))
    days = days_of(case, dice)
    return case, [(day, dice.choice(days)) for day in dice.sample(days, min(4, len(days)))]


@over(one_order)
def test_that_a_line_is_surveyed_as_the_engine_has_it(drawn: Any) -> None:
    case, days = some_days(drawn)
    known, hindsight = books_of(case)
    for day, today in days:
        compare(case, known, AsOf(TODAY, picked=day))
        compare(case, hindsight, AsOf(today, picked=day, hindsight=True))


@over(one_order)
def test_that_the_pieces_of_a_book_are_those_of_its_cases(drawn: Any) -> None:
    query, numbers, seed = drawn
    case = case_of(settled(query, numbers))
    until = date(2026, 1, 1)
    day = random.Random(seed).choice(days_of(case, random.Random(seed)))
    known, hindsight = books_of(case)
    assert summed(pieces_in(known, until, CALENDAR_END), until, None) == prepare((case,), until)
    found, same = summed(pieces_in(hindsight, until, day), until, day), prepare((case,), until, day)
    for days in range(0, 2_000, 29):
        assert found.totals(date(2020, 1, 1) + days * DAY) == same.totals(date(2020, 1, 1) + days * DAY)


def test_that_units_of_every_kind_grow_to_the_end_of_the_calendar() -> None:
    units = (
        (Unit.WEEK, PartUnit.PRO_RATA),
        (Unit.MONTH, PartUnit.PRO_RATA),
        (Unit.YEAR, PartUnit.PRO_RATA),
        (Unit.YEAR, PartUnit.FULL),
        (Unit.HALF_YEAR, PartUnit.NONE),
    )
    for unit, part in units:
        case = case_of(line(1, date(2023, 6, 30), unit=unit, part_unit=part, rates=(Rate(7),)))
        listed, (book, _) = listed_of(case), books_of(case)
        for day in (date(2024, 2, 29), CALENDAR_END - 40 * DAY, CALENDAR_END):
            check(case, listed, AsOf(TODAY, picked=day))
            compare(case, book, AsOf(TODAY, picked=day))


def test_that_working_days_are_counted_without_holidays() -> None:
    calendar = working_days((date(2023, 1, 2), date(2023, 4, 7), date(2024, 5, 1)))
    case = case_of(line(1, FIRST, unit=Unit.WORKING_DAY, working_days=calendar))
    listed, (book, _) = listed_of(case), books_of(case)
    for days in range(-1, 600, 3 if IS_LONG else 23):
        check(case, listed, AsOf(TODAY, picked=FIRST + days * DAY))
        compare(case, book, AsOf(TODAY, picked=FIRST + days * DAY))


def test_that_a_line_may_have_no_result_for_a_while() -> None:
    """A stay inside a month has no rule, until it is known that the last day was before its end."""
    stay = Stay(date(2023, 3, 10), date(2023, 5, 20), date(2023, 3, 10), date(2023, 5, 20))
    last = LastDay(date(2023, 4, 20), date(2023, 8, 1))
    case = case_of(line(1, FIRST, unit=Unit.MONTH, stays=(stay,), last_day=last))
    listed, (book, _) = listed_of(case), books_of(case)
    for days in range(0, 300, 1 if IS_LONG else 7):
        check(case, listed, AsOf(TODAY, picked=FIRST + days * DAY))
        compare(case, book, AsOf(TODAY, picked=FIRST + days * DAY))


def test_that_a_shared_cap_with_a_line_that_cannot_be_calculated_leaves_the_others_alone() -> None:
    lines = (
        line(1, FIRST, cap=500, shared_cap="order"),
        line(2, FIRST, cap=500, shared_cap="order", rates=()),
    )
    case = case_of(*lines)
    listed, (book, _) = listed_of(case), books_of(case)
    for days in range(12):
        check(case, listed, AsOf(TODAY, picked=FIRST + days * DAY))
        compare(case, book, AsOf(TODAY, picked=FIRST + days * DAY))


def test_that_a_rate_of_nothing_never_grows() -> None:
    case = case_of(line(1, FIRST, rates=(Rate(0), Rate(100, from_unit=30))))
    book, _ = books_of(case)
    for days in range(40):
        compare(case, book, AsOf(TODAY, picked=FIRST + days * DAY))


def test_that_the_next_deadlines_come_by_their_days() -> None:
    day, last = date(2023, 3, 1), date(2023, 3, 11)
    running = case_of(line(1, FIRST, last_day=LastDay(last, FIRST)))
    in_grace = case_of(line(1, last))
    figures = (figures_of(case).known for case in (running, in_grace))
    book = book_of((case_id, "Europe/Paris", one) for case_id, one in enumerate(figures, 1))
    assert survey(book, AsOf(TODAY, picked=day), 10).nearest == (2, 1)


def test_that_begun_weeks_grow_on_the_weekday_they_began_on() -> None:
    weekly = line(1, date(2023, 1, 4), unit=Unit.WEEK, part_unit=PartUnit.FULL, zone="Europe/Paris")
    case = case_of(weekly)
    book, _ = books_of(case)
    for day, grows in ((4, 11), (5, 11), (10, 11), (11, 18), (17, 18)):
        found = survey(book, AsOf(TODAY, picked=date(2023, 1, day)), 10)
        assert found.next_change == NextChange(date(2023, 1, grows), "Europe/Paris", 1)


def test_that_a_book_with_other_figures_is_the_book_made_of_them() -> None:
    figures = [figures_of(case_of(line(1, date(2023, 1, day)))).known for day in (2, 9, 20)]
    zones = ("Europe/Paris", "Europe/Dublin", "Europe/Paris")
    rows = [(3 * place, zone, one) for place, (zone, one) in enumerate(zip(zones, figures, strict=True), 1)]
    book, as_of = book_of(rows), AsOf(TODAY)
    changes = {6: ("Europe/Rome", figures[0]), 3: ("", b""), 4: ("Europe/Paris", figures[2]), 8: ("", b"")}
    found = book.with_figures(changes)
    anew = book_of([(4, "Europe/Paris", figures[2]), (6, "Europe/Rome", figures[0]), rows[2]])
    assert (found.ids, found.lines) == (anew.ids, anew.lines)
    assert found.sheet(as_of) == anew.sheet(as_of)
    assert survey(found, as_of, 10) == survey(anew, as_of, 10)
    again = found.with_figures({6: ("Europe/Dublin", figures[1]), 4: ("", b""), 3: rows[0][1:]})
    assert again.sheet(as_of) == book.sheet(as_of)
