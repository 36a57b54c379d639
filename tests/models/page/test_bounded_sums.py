"""Sums over several orders that hold or leave out one of which only the bounds are known."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from desktop.domain.case.terms import Finding, PenaltyTerms
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import Span
from desktop.domain.explanation.explainer import explain
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.law.kinds import Unit
from desktop.domain.page.build import build_page
from desktop.models.explanation.explanation import as_markdown, lines_of
from desktop.models.explanation.pen import SCREEN
from desktop.models.explanation.titles import title_of
from desktop.models.page.figures import accrued_figure
from desktop.models.page.lines import terms_columns, terms_rows
from desktop.models.page.settled import state_note
from tests.domain.penalty.test_holiday_doubt import order
from tests.making import case_of, line

DAY = date(2026, 2, 14)
AS_OF = AsOf(date(2026, 11, 22), picked=DAY)
FOUND = Finding(Span(date(2026, 2, 1), date(2026, 2, 8)), date(2026, 2, 10))
IN_DOUBT = order(date(2025, 12, 5), 60)  # EUR 10 by 14 February, or EUR 11 if 3 February was no holiday
SURE = line(4, date(2026, 2, 12))  # EUR 3 by 14 February


def explained(key: FigureKey, *terms: PenaltyTerms) -> tuple[str, str, str]:
    """The title, the spoken lines and the Markdown of an explanation."""
    found = explain(key, (ledger_of(case_of(*terms), DAY, DAY),), AS_OF)
    assert found is not None
    spoken = "\n".join(one.spoken for one in lines_of(found))
    return title_of(found, SCREEN), spoken, as_markdown(found)


def test_that_a_sum_of_a_case_says_the_bounds_and_adds_none_of_them() -> None:
    title, spoken, copied = explained(FigureKey(FigureKind.ACCRUED, "case", None, "EUR"), IN_DOUBT, SURE)
    assert title == "Accrued penalty: €13 to €14"
    assert "€10 to €11, of which nothing is added" in spoken
    assert "Not every row is known, and the sum lies between bounds = €13 to €14" in spoken
    assert "Together = €3" in spoken
    assert "EUR 10.00 to EUR 11.00, of which nothing is added" in copied


def test_that_what_runs_over_all_says_the_bounds_and_adds_the_least() -> None:
    found = dataclasses.replace(IN_DOUBT, findings=(FOUND,)), dataclasses.replace(SURE, findings=(FOUND,))
    title, spoken, copied = explained(FigureKey(FigureKind.RUNNING, "", None, "EUR"), *found)
    assert title == "Running penalties: €13 to €14"
    assert "€10 to €11, of which the least is added" in spoken
    assert "Together = €13" in spoken
    assert "of which the least is added" in copied
    assumed = FigureKey(FigureKind.ESTABLISHED, "", None, "EUR", running=True)
    assert explained(assumed, *found)[0] == "Established: €3 to €4"


def test_that_a_sum_without_an_upper_bound_says_at_least() -> None:
    breaches = line(3, date(2026, 1, 1), unit=Unit.OCCURRENCE)
    title, spoken, _ = explained(FigureKey(FigureKind.ACCRUED, "case", None, "EUR"), breaches, SURE)
    assert title == "Accrued penalty: at least €3"
    assert "not known, of which nothing is added" in spoken


def test_that_a_sum_of_what_is_known_has_no_bounds() -> None:
    title, spoken, _ = explained(FigureKey(FigureKind.ACCRUED, "case", None, "EUR"), SURE, line(5, DAY))
    assert title == "Accrued penalty: €4"
    assert "bounds" not in spoken


def test_that_the_card_and_the_lines_leave_out_what_is_not_known() -> None:
    page = build_page(case_of(IN_DOUBT, SURE), AS_OF)
    assert accrued_figure(page).values == ("€3",)
    assert "+ 1 of unknown sum" in " ".join(accrued_figure(page).notes)
    accrued = terms_columns()[4]
    assert [accrued.text(row) for row in terms_rows(page)][-1] == "€3 + 1 unknown"


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ((FOUND,), "€3 to €4 is established; €7 assumes that nothing has changed since."),
        (
            (Finding(Span(date(2026, 2, 4), date(2026, 2, 5)), date(2026, 2, 10)),),
            "up to €1 is established; €10 assumes that nothing has changed since.",
        ),
    ],
)
def test_that_the_note_of_an_order_in_doubt_says_both_sums(
    findings: tuple[Finding, ...], expected: str
) -> None:
    page = build_page(case_of(dataclasses.replace(IN_DOUBT, findings=findings)), AS_OF)
    assert state_note(page.penalties[0], page) == expected
