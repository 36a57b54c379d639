"""The page and the row of a case as of a day."""

from __future__ import annotations

import dataclasses
from datetime import date

from desktop.domain.case.case import Decision, Fine, FineStatus
from desktop.domain.case.terms import Grace, LastDay, Stay, as_known
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import DAY, parse_date
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.page.build import build_page
from desktop.domain.page.page import BandKind
from desktop.domain.penalty.headline import Headline
from tests.making import case_of, line, liquidation
from tests.whole import build_row

FIRST = date(2023, 1, 10)
ORDERED = date(2022, 12, 31)
UNTIL_THE_EVE = Grace(None, None, "", FIRST - DAY)


def as_of(day: date, *, hindsight: bool = False) -> AsOf:
    return AsOf(today=date(2026, 11, 22), picked=day, hindsight=hindsight)


def test_that_the_page_holds_figures_bands_and_curves_of_the_day() -> None:
    stays = (
        Stay(date(2023, 1, 12), date(2023, 1, 14), date(2023, 1, 12), date(2023, 1, 14)),
        Stay(date(2023, 1, 20), None, date(2023, 1, 20)),
    )
    terms = line(1, FIRST, decided_on=ORDERED, stays=stays, grace=UNTIL_THE_EVE)
    page = build_page(case_of(terms), as_of(date(2023, 1, 25)))
    assert page.headline is Headline.STAYED
    assert page.amounts[0].accrued == Money(800, "EUR")
    assert [(band.kind, band.start, band.end) for band in page.bands] == [
        (BandKind.GRACE, date(2023, 1, 1), FIRST),
        (BandKind.STAY, date(2023, 1, 12), date(2023, 1, 14)),
        (BandKind.STAY, date(2023, 1, 20), None),
    ]
    assert len(page.curves) == 1
    assert page.problems == ()
    assert page.id == 1


def test_that_an_order_of_a_later_day_is_not_on_the_page_without_hindsight() -> None:
    case = case_of(line(1, FIRST, decided_on=ORDERED))
    early = build_page(case, as_of(date(2022, 6, 1)))
    assert (early.headline, early.bands, early.curves) == (Headline.NONE, (), ())


def test_that_terms_that_cannot_be_calculated_are_a_problem_of_the_data() -> None:
    stays = (Stay(date(2023, 2, 1), date(2023, 2, 5), ORDERED),)
    page = build_page(case_of(line(1, FIRST, unit=Unit.MONTH, stays=stays)), as_of(date(2023, 6, 1)))
    assert "E_" not in page.problems[0]
    assert page.problems[0].startswith("P1: ")
    assert (page.penalties, page.curves, page.bands) == ((), (), ())


def test_that_an_order_of_a_later_day_hides_no_band_of_the_orders_after_it() -> None:
    later = line(1, date(2023, 3, 1), decided_on=date(2023, 2, 1))
    sooner = line(2, FIRST, decided_on=ORDERED, grace=UNTIL_THE_EVE)
    page = build_page(case_of(later, sooner), as_of(date(2023, 1, 25)))
    bands = [(band.kind, band.label, band.start, band.end) for band in page.bands]
    assert bands == [(BandKind.GRACE, "P2", date(2023, 1, 1), FIRST)]


def test_that_a_row_counts_the_days_of_grace_that_are_left() -> None:
    row = build_row(case_of(line(1, FIRST, decided_on=ORDERED)), as_of(date(2023, 1, 4)))
    assert (row.headline, row.grace_days_left, row.contingent) == (Headline.GRACE, 6, False)
    assert build_row(case_of(line(1, FIRST)), as_of(FIRST)).contingent


def test_that_a_case_is_closed_from_the_day_it_was_and_needs_no_reference_or_opening() -> None:
    case = case_of()
    investigation = dataclasses.replace(
        case.investigation, closed=parse_date("2023-03"), opened=None, references=()
    )
    case = dataclasses.replace(case, investigation=investigation)
    assert build_row(case, as_of(date(2023, 3, 30))).closed is None
    row = build_row(case, as_of(date(2023, 3, 31)))
    assert (row.closed, row.since, row.reference, row.accrued) == (date(2023, 3, 31), None, "", ())


def test_that_an_investigation_goes_back_to_its_first_decision_where_its_opening_is_not_known() -> None:
    case = case_of(line(1, FIRST))
    investigation = dataclasses.replace(case.investigation, opened=None)
    decided = tuple(
        Decision("Order", "", parse_date(text) if text else None, None, None)
        for text in ("2022-11", "", "2022-12-01")
    )
    fine = Fine(Money(1, "EUR"), parse_date("2022-12-20"), FineStatus.IMPOSED, None, "", "", "")
    case = dataclasses.replace(case, investigation=investigation, decisions=decided, fines=(fine,))
    assert build_row(case, as_of(FIRST)).since == date(2022, 11, 1)


def test_that_live_is_each_authoritys_own_day() -> None:
    live = AsOf(today=date(2026, 11, 22), days=(("Europe/Paris", date(2026, 11, 23)),))
    page = build_page(case_of(line(1, FIRST)), live)
    assert (page.day, page.known_on, live.day, live.live) == (
        date(2026, 11, 23),
        date(2026, 11, 23),
        date(2026, 11, 22),
        True,
    )


def test_that_terms_read_as_they_did_on_the_day() -> None:
    last = LastDay(date(2023, 3, 1), date(2023, 2, 1))
    terms = line(1, FIRST, last_day=last, status="annulled later", note="a later remark")
    early, late = as_known(terms, date(2023, 1, 31)), as_known(terms, date(2023, 2, 1))
    assert (early.last_day, early.status, early.note) == (None, "", "")
    assert late.last_day == last
    case = case_of(terms)
    assert not build_page(case, as_of(FIRST)).uses_today
    assert build_page(case, as_of(FIRST, hindsight=True)).uses_today
    assert build_page(case, AsOf(today=FIRST)).uses_today


def test_that_the_printed_status_of_a_fine_belongs_to_today() -> None:
    fine = Fine(Money(1, "EUR"), parse_date("2022-12-20"), FineStatus.IMPOSED, None, "unpaid in 2025", "", "")
    case = case_of(fines=(fine,))
    assert build_page(case, as_of(FIRST)).fines[0].fine.status_text == ""
    assert build_page(case, as_of(FIRST, hindsight=True)).fines[0].fine.status_text == "unpaid in 2025"


def test_that_days_charged_twice_are_listed_as_a_problem() -> None:
    early = liquidation(date(2023, 1, 1), date(2023, 1, 11), 1_000, date(2023, 2, 1))
    late = liquidation(date(2023, 1, 10), date(2023, 1, 21), 1_100, date(2023, 3, 1))
    page = build_page(case_of(line(1, date(2023, 1, 1), liquidations=(early, late))), AsOf(date(2023, 4, 1)))
    (problem,) = page.problems
    assert problem.startswith("P1: two liquidations charge 2023-01-10 to 2023-01-10;")
