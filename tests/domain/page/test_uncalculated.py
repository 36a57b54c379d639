"""Orders that cannot be calculated: a state of their own in rows, books, surveys, sums and the Overview."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.terms import Annulment, Liquidation, Payment, Stay
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import CALENDAR_END, CALENDAR_START, DAY, Span, on_day
from desktop.domain.explanation.explainer import explain
from desktop.domain.explanation.explanation import StepKind
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.law.kinds import Unit
from desktop.domain.money import Money
from desktop.domain.overview.book import book_of
from desktop.domain.page.build import build_page
from desktop.domain.penalty.headline import Headline
from desktop.domain.penalty.stretch import State
from desktop.domain.prepared.preparing import figures_of
from desktop.domain.prepared.standing import row_on, standing
from tests.domain.prepared.test_preparing import check, listed_of
from tests.making import case_of, line
from tests.whole import build_overview, build_row, prepare, survey

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.terms import PenaltyTerms

FIRST, DECIDED, LAST_SOUND = date(2023, 1, 1), date(2022, 1, 1), date(2023, 2, 10)
TODAY = date(2026, 11, 22)


def without_rates(number: int, **more: object) -> PenaltyTerms:
    """An order of which no rate is known."""
    return line(number, FIRST, rates=(), **more)


def stayed_months(number: int) -> PenaltyTerms:
    """An order by the month with a stay that nothing says how to count: there is no rule from then on."""
    return line(number, FIRST, unit=Unit.MONTH, stays=(Stay(date(2023, 2, 1), date(2023, 2, 11), DECIDED),))


def row_of(*terms: PenaltyTerms, day: date = TODAY) -> tuple[Headline, int, int]:
    row = build_row(case_of(*terms), AsOf(TODAY, picked=day))
    assert row_on(listed_of(case_of(*terms)), AsOf(TODAY, picked=day)) == row
    return row.headline, row.uncalculated, len(row.accrued)


def test_that_an_order_without_a_result_is_no_missing_order() -> None:
    assert row_of(without_rates(1)) == (Headline.UNCALCULATED, 1, 0)
    assert row_of(without_rates(1), day=DECIDED) == (Headline.UNCALCULATED, 1, 0)
    assert row_of(without_rates(1), day=DECIDED - DAY) == (Headline.NONE, 0, 0)
    assert row_of(without_rates(1, decided_on=None), day=CALENDAR_START) == (Headline.UNCALCULATED, 1, 0)
    assert row_of(without_rates(1), day=CALENDAR_END) == (Headline.UNCALCULATED, 1, 0)


def test_that_the_days_before_and_after_those_with_a_result_have_the_state() -> None:
    assert row_of(stayed_months(1), day=LAST_SOUND)[:2] == (Headline.STAYED, 0)
    assert row_of(stayed_months(1), day=LAST_SOUND + DAY) == (Headline.UNCALCULATED, 1, 0)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (line(2, FIRST), Headline.RUNNING),
        (line(2, date(2027, 1, 1)), Headline.GRACE),
        (line(2, FIRST, stays=(Stay(FIRST, None, DECIDED),)), Headline.STAYED),
        (line(2, FIRST, cap=100), Headline.UNCALCULATED),
        (line(2, FIRST, decided_on=date(2026, 12, 1)), Headline.UNCALCULATED),
        (
            line(
                2,
                FIRST,
                cap=100,
                liquidations=(
                    Liquidation(on_day(FIRST), Money(100, "EUR"), "", "", FIRST, Span(FIRST, FIRST + DAY)),
                ),
                payments=(Payment(on_day(FIRST), Money(100, "EUR"), FIRST),),
            ),
            Headline.UNCALCULATED,
        ),
    ],
)
def test_that_what_runs_or_may_run_beside_it_is_louder_and_nothing_that_is_over(
    other: PenaltyTerms, expected: Headline
) -> None:
    headline, count, _ = row_of(without_rates(1), other)
    assert (headline, count) == (expected, 1)
    page = build_page(case_of(without_rates(1), other), AsOf(TODAY))
    assert page.headline is expected


def test_that_the_rows_are_those_of_the_engine_on_every_day_around_a_border() -> None:
    case = case_of(stayed_months(1), without_rates(2), line(3, FIRST))
    listed = listed_of(case)
    for step in range(-3, 4):
        for around in (DECIDED, FIRST, LAST_SOUND):
            check(case, listed, AsOf(TODAY, picked=around + step * DAY))
            check(case, listed, AsOf(TODAY, picked=around + step * DAY, hindsight=True))


def test_that_the_sheet_of_a_book_has_the_state_and_no_amount() -> None:
    case = case_of(without_rates(1))
    book = book_of([(1, "Europe/Paris", figures_of(case).known)])
    sheet = book.sheet(AsOf(TODAY))
    assert list(sheet.headlines) == [tuple(Headline).index(Headline.UNCALCULATED)]
    assert list(sheet.accrued) == [-1]


def test_that_the_overview_counts_it_beside_the_sums_however_it_is_made() -> None:
    case = case_of(without_rates(1), line(2, FIRST), stayed_months(3))
    figures = figures_of(case)
    known = book_of([(1, "Europe/Paris", figures.known)])
    hindsight = book_of([(1, "Europe/Paris", figures.hindsight)], hindsight=True)
    as_of = AsOf(TODAY)
    assert build_overview((case,), as_of).uncalculated_count == 2
    for held in (known, hindsight):
        assert survey(held, as_of, 10).uncalculated_count == 2
    totals = prepare((case,), TODAY).totals(TODAY)
    assert [(one.state, one.orders) for one in totals if not one.contingent] == [(State.UNCALCULATED, 2)]


def test_that_more_lines_without_a_result_than_anybody_orders_are_counted() -> None:
    found = standing(figures_of(case_of(*map(without_rates, range(1, 301)))).known, TODAY)
    assert found is not None
    assert (found.headline, found.uncalculated) == (Headline.UNCALCULATED, 300)


def test_that_a_first_day_far_ahead_stands_beside_the_count() -> None:
    late = line(1, date(9990, 1, 1))
    found = standing(figures_of(case_of(late, without_rates(2))).known, TODAY)
    assert found is not None
    assert found.uncalculated == 1
    assert found.grace_days_left == (date(9990, 1, 1) - TODAY).days


ANNULLED_ON = date(2024, 1, 1)


@pytest.mark.parametrize("make", [without_rates, stayed_months])
def test_that_an_order_set_aside_comes_to_nothing_whatever_it_would_have_been(
    make: Callable[..., PenaltyTerms],
) -> None:
    terms = dataclasses.replace(make(1), annulment=Annulment(ANNULLED_ON))
    assert row_of(terms, day=ANNULLED_ON - DAY)[:2] == (Headline.UNCALCULATED, 1)
    assert row_of(terms, day=ANNULLED_ON) == (Headline.ANNULLED, 0, 1)
    assert row_of(terms, line(2, FIRST), day=ANNULLED_ON) == (Headline.RUNNING, 0, 1)
    shown = build_page(case_of(terms), AsOf(TODAY))
    assert (shown.headline, shown.faults, shown.curves) == (Headline.ANNULLED, (), ())
    assert [amounts.accrued for amounts in shown.amounts] == [Money(0, "EUR")]
    check(case_of(terms), listed_of(case_of(terms)), AsOf(TODAY))


def test_that_sums_leave_nothing_out_for_an_order_set_aside_without_a_history() -> None:
    terms = without_rates(1, annulment=Annulment(ANNULLED_ON))
    overview = build_overview((case_of(terms, line(2, FIRST)),), AsOf(TODAY))
    assert (overview.uncalculated_count, overview.running_count) == (0, 1)


def test_that_the_explanation_of_an_order_set_aside_needs_no_history() -> None:
    case = case_of(without_rates(1, annulment=Annulment(ANNULLED_ON)))
    ledger = ledger_of(case, TODAY, TODAY)
    key = FigureKey(FigureKind.ACCRUED, "case", case.terms[0].id, "EUR")
    found = explain(key, (ledger,), AsOf(TODAY))
    assert found is not None
    assert found.figure == Money(0, "EUR")
    assert StepKind.ANNULLED in {step.kind for step in found.steps}
    assert not found.gaps
    assert explain(dataclasses.replace(key, kind=FigureKind.WOULD_HAVE), (ledger,), AsOf(TODAY)) is None


def fixed_of(*terms: PenaltyTerms) -> set[tuple[Money, ...]]:
    """What the Overview says was liquidated, worked out and read from all that is prepared."""
    case, as_of = case_of(*terms), AsOf(TODAY)
    figures, one = figures_of(case), case.investigation
    known, hindsight = (
        book_of([(one.id, one.authority.zone, data)], hindsight=late)
        for data, late in ((figures.known, False), (figures.hindsight, True))
    )
    found = (build_overview((case,), as_of), survey(known, as_of, 10), survey(hindsight, as_of, 10))
    assert {overview.liquidated_count for overview in found} == {sum(len(one.liquidations) for one in terms)}
    return {overview.liquidated for overview in found}


FIXED = Liquidation(on_day(ANNULLED_ON), Money(700, "EUR"), "", "", ANNULLED_ON)
PAID = Payment(on_day(ANNULLED_ON), Money(300, "EUR"), ANNULLED_ON)


def test_that_what_was_fixed_and_paid_is_a_fact_without_a_result() -> None:
    terms = without_rates(1, liquidations=(FIXED,), payments=(PAID,))
    assert fixed_of(terms) == {(Money(700, "EUR"),)}
    assert fixed_of(terms, line(2, FIRST, liquidations=(FIXED,))) == {(Money(1_400, "EUR"),)}
    (amounts,) = build_page(case_of(terms), AsOf(TODAY)).amounts
    assert (amounts.liquidated.minor, amounts.due.minor) == (700, 400)
    assert amounts.paid == Money(300, "EUR")
    (before,) = build_page(case_of(terms), AsOf(TODAY, picked=ANNULLED_ON - DAY)).faults
    assert not before.has_facts


@pytest.mark.parametrize(
    ("kind", "minor"),
    [
        (FigureKind.LIQUIDATED, 700),
        (FigureKind.PAID, 300),
        (FigureKind.DUE, 400),
        (FigureKind.OUTSTANDING, 400),
    ],
)
def test_that_the_explanation_of_what_was_fixed_needs_no_result(kind: FigureKind, minor: int) -> None:
    case = case_of(without_rates(1, liquidations=(FIXED,), payments=(PAID,)))
    ledger = ledger_of(case, TODAY, TODAY)
    for slug in ("case", ""):
        found = explain(FigureKey(kind, slug, None, "EUR"), (ledger,), AsOf(TODAY))
        assert found is not None
        assert found.figure == Money(minor, "EUR"), slug
