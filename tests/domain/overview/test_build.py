"""The Overview from prepared figures against the one calculated from all cases."""

from __future__ import annotations

import dataclasses
from array import array
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import Authority, Fine, FineStatus
from desktop.domain.case.ids import CaseId
from desktop.domain.case.terms import Annulment, Liquidation
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import DAY, on_day
from desktop.domain.money import Money
from desktop.domain.overview.book import book_of
from desktop.domain.overview.build import FEW, MOST
from desktop.domain.overview.day_sums import day_sums, fine_changes
from desktop.domain.overview.holdings import AHEAD, holdings_of
from desktop.domain.penalty.curve import amount_on
from desktop.domain.penalty.headline import Headline
from desktop.domain.prepared.preparing import figures_of
from tests.benchmarks.orders import random_orders
from tests.counts import IS_LONG, some
from tests.making import case_of, line
from tests.sampled import sampled
from tests.whole import build_overview, build_row, deadline_cases, exposure_of, holdings_for, overview_of

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.overview.book import Book
    from desktop.domain.overview.holdings import Holdings
    from desktop.domain.overview.overview import Overview

pytestmark = pytest.mark.costly

TODAY = date(2026, 11, 22)
LIMIT, ORDERS = (FEW, 510) if IS_LONG else (80, 100)
ZONES = ("Europe/Paris", "America/New_York", "Asia/Tokyo", "Europe/Rome")
DAYS = (
    AsOf(TODAY),
    AsOf(
        TODAY, days=(("Europe/Paris", TODAY), ("Asia/Tokyo", TODAY + DAY), ("America/New_York", TODAY - DAY))
    ),
    AsOf(TODAY, picked=date(2011, 3, 9)),
    AsOf(TODAY, picked=date(2023, 2, 8)),
    AsOf(TODAY, picked=date(2023, 2, 8), hindsight=True),
    AsOf(date(2015, 5, 5), picked=date(2016, 2, 8), hindsight=True),
    AsOf(TODAY, hindsight=True),
)


@pytest.fixture(autouse=True)
def soon_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the ordinary run fewer lines count as many."""
    monkeypatch.setattr("desktop.domain.overview.build.FEW", LIMIT)


@dataclasses.dataclass(frozen=True)
class File:
    """Cases and what was prepared of them."""

    cases: tuple[Case, ...]
    books: tuple[Book, Book]
    holdings: Holdings

    def book(self, as_of: AsOf) -> Book:
        return self.books[as_of.hindsight]

    def load(self, ids: tuple[CaseId, ...]) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.investigation.id in set(ids))

    def overview(self, as_of: AsOf) -> Overview:
        return overview_of(self.book(as_of), self.holdings, self.load, as_of)


def prepared(cases: tuple[Case, ...]) -> File:
    """What is prepared of some cases."""
    figures = [(case.investigation, figures_of(case)) for case in cases if case.terms]
    books = (
        book_of((one.id, one.authority.zone, own.known) for one, own in figures),
        book_of(((one.id, one.authority.zone, own.hindsight) for one, own in figures), hindsight=True),
    )
    fines = day_sums(
        change
        for case in cases
        for fine in case.fines
        for change in fine_changes(fine, case.investigation.authority.zone)
    )
    return File(cases, books, holdings_of(*books, fines))


def case_with(number: int, case: Case, zone: str) -> Case:
    """The same case with an id of its own, in a time zone."""
    authority = Authority("Authority", f"A{number % 7}", "FR", zone, "FR-CNIL")
    one = dataclasses.replace(case.investigation, id=CaseId(number), authority=authority)
    terms = tuple(dataclasses.replace(terms, zone=zone) for terms in case.terms)
    return dataclasses.replace(case, investigation=one, terms=terms)


@cache
def few() -> File:
    return prepared(
        tuple(
            dataclasses.replace(
                case, investigation=dataclasses.replace(case.investigation, id=CaseId(number))
            )
            for number, case in enumerate(sampled(), 1)
        )
    )


@cache
def many() -> File:
    """Many orders, some set aside, in four time zones, and fines of every status."""
    orders = random_orders(ORDERS)
    cases = []
    for number in range(0, ORDERS, 2):
        lines = list(orders[number : number + 2])
        first = lines[0].first_day
        assert first is not None
        day = first + 90 * DAY
        fixed = Liquidation(on_day(day), Money(number * 100, "EUR"), "forfeiture", "", day)
        lines[0] = dataclasses.replace(lines[0], liquidations=(fixed,))
        if number % 14 == 0:
            lines[1] = dataclasses.replace(lines[1], annulment=Annulment(first + 300 * DAY))
        status = tuple(FineStatus)[number // 2 % len(FineStatus)]
        later = on_day(day + 30 * DAY) if number % 4 else None
        fine = Fine(Money(number * 1_000, "EUR"), on_day(day), status, later, "", "", "")
        case = case_of(*lines, slug=f"case-{number:03}", fines=(fine,))
        cases.append(case_with(number + 1, case, ZONES[number // 2 % 4]))
    return prepared(tuple(cases))


@cache
def calculated(as_of: AsOf) -> Overview:
    """The Overview of the many from all of their cases."""
    return build_overview(many().cases, as_of)


@pytest.mark.parametrize("as_of", some(DAYS), ids=str)
def test_that_with_few_penalties_all_is_as_calculated_from_all_cases(as_of: AsOf) -> None:
    file = few()
    assert file.books[0].lines <= LIMIT
    assert file.overview(as_of) == build_overview(file.cases, as_of)
    exposure = exposure_of(file.cases, as_of)
    assert overview_of(file.book(as_of), file.holdings, file.load, as_of, exposure) == file.overview(as_of)


@pytest.mark.parametrize("as_of", some(DAYS), ids=str)
def test_that_with_many_penalties_sums_and_lists_are_those_of_all_cases(as_of: AsOf) -> None:
    file = many()
    assert file.books[0].lines > LIMIT
    found, all_of_it = file.overview(as_of), calculated(as_of)
    same = dataclasses.replace(
        all_of_it,
        curves=found.curves,
        established_curves=found.established_curves,
        running_orders=all_of_it.running_orders[:MOST],
        deadlines=all_of_it.deadlines[:MOST],
        has_days_as_known=not as_of.hindsight,
    )
    assert found == same
    assert found.running_count == len(all_of_it.running_orders)
    assert found.deadline_count == len(all_of_it.deadlines)


@pytest.mark.parametrize("as_of", some(DAYS), ids=str)
def test_that_with_many_penalties_the_curves_reach_the_same_sums_on_the_day(as_of: AsOf) -> None:
    found, all_of_it = many().overview(as_of), calculated(as_of)
    pairs = (
        *zip(found.curves, all_of_it.curves, strict=True),
        *zip(found.established_curves, all_of_it.established_curves, strict=True),
    )
    for curve, other in pairs:
        assert curve.currency == other.currency
        assert curve.points[-1] == other.points[-1]
        if as_of.hindsight:
            for point in (*other.points[::7], *other.projected[::7]):
                assert amount_on(curve, point.day).minor == point.minor


def test_that_the_curve_of_many_penalties_is_each_day_as_known_on_it() -> None:
    found = many().overview(AsOf(TODAY))
    for days in range(0, 5_000, 1_177):
        day = date(2008, 1, 1) + timedelta(days)
        then = build_overview(many().cases, AsOf(TODAY, picked=day))
        for drawn, expected in (
            (found.curves, then.curves),
            (found.established_curves, then.established_curves),
        ):
            assert all(curve.currency for curve in drawn)
            last = {curve.currency: curve.points[-1].minor for curve in expected}
            assert {curve.currency: amount_on(curve, day).minor for curve in drawn} == {
                curve.currency: last.get(curve.currency, 0) for curve in drawn
            }


def test_that_what_comes_after_a_past_day_is_drawn_with_hindsight_alone() -> None:
    past = AsOf(TODAY, picked=date(2016, 2, 8))
    assert not any(curve.projected for curve in many().overview(past).curves)
    assert any(curve.projected for curve in many().overview(past._replace(hindsight=True)).curves)
    assert any(curve.projected for curve in many().overview(AsOf(date(2010, 1, 1))).curves)


def test_that_sums_that_serve_a_day_are_not_prepared_anew() -> None:
    holdings = many().holdings
    early = AsOf(date(2010, 1, 1), picked=date(2012, 1, 1), hindsight=True)
    assert holdings_for(holdings, many().books[1], early) is not holdings
    late = early._replace(today=holdings.latest)
    assert holdings_for(holdings, many().books[1], late) is holdings


@pytest.mark.parametrize("as_of", some(DAYS), ids=str)
def test_that_the_sheet_holds_headline_amount_and_deadline_of_each(as_of: AsOf) -> None:
    for file in (few(), many()):
        book = file.book(as_of)
        assert book.serves(as_of)
        sheet = book.sheet(as_of)
        soon = deadline_cases(file.cases, as_of)
        penalised = [case for case in file.cases if case.terms]
        assert sheet.ids == array("q", (case.investigation.id for case in penalised)) == book.ids
        assert len(book) == len(penalised)
        rows = [build_row(case, as_of) for case in penalised]
        assert [tuple(Headline)[number] for number in sheet.headlines] == [row.headline for row in rows]
        assert list(sheet.deadlines) == [row.slug in soon for row in rows]
        # What is not known is sorted by the least it comes to, where that is more than nothing.
        sums = [(*row.accrued, *(one.least for one in row.bounds if one.least)) for row in rows]
        assert list(sheet.accrued) == [
            max((int(amount.decimal * 100) for amount in own), default=-1) for own in sums
        ]


def test_that_a_file_without_penalties_has_an_overview() -> None:
    file = prepared((case_of(),))
    overview = file.overview(AsOf(TODAY))
    assert (overview.running, overview.next_change, overview.deadline_count) == ((), None, 0)


def test_that_sums_are_prepared_anew_where_they_do_not_reach() -> None:
    one = case_with(1, case_of(line(1, date(2023, 1, 1))), "UTC")
    file = prepared((one,))
    late = AsOf(date(2060, 1, 1), hindsight=True)
    for as_of in (late, late._replace(hindsight=False)):
        assert file.holdings.side(as_of).exposure.until < as_of.today
        book = file.book(as_of)
        anew = holdings_for(file.holdings, book, as_of)
        assert anew.side(as_of).exposure.until > as_of.today + AHEAD
        (total,) = anew.side(as_of).exposure.totals(as_of.today)
        assert (Money(total.contingent, "EUR"),) == build_overview((one,), as_of).contingent
        assert holdings_for(anew, book, as_of._replace(picked=date(9000, 1, 1))) is anew


def test_that_amounts_too_large_for_eight_bytes_are_summed_too() -> None:
    rich = dataclasses.replace(
        line(1, date(2023, 1, 1)), rates=(dataclasses.replace(line(1, TODAY).rates[0], minor=10**19),)
    )
    file = prepared((case_with(1, case_of(rich), "UTC"),))
    as_of = AsOf(TODAY, picked=date(2023, 1, 10))
    assert file.books[0].wide
    assert file.overview(as_of).contingent == (Money(10**20, "EUR"),)
    (total,) = file.holdings.known.exposure.totals(as_of.day)
    assert total.contingent == 10**20
    assert list(file.books[0].sheet(as_of).accrued) == [2**63 - 1]
