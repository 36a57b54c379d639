"""What cannot be calculated says so in every row, card, table and explanation."""

from __future__ import annotations

import dataclasses
from array import array
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.terms import Annulment, Grace, Liquidation
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import on_day
from desktop.domain.days.workdays import unchecked
from desktop.domain.explanation.explainer import explain
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.law.deadline import DeadlineRule, GraceUnit, Rollover
from desktop.domain.law.kinds import Recovery, Unit
from desktop.domain.listing.answer import Answer
from desktop.domain.listing.facets import Choice, Facet, FacetKind, Query
from desktop.domain.money import Money
from desktop.domain.page.build import build_page
from desktop.domain.penalty.headline import Headline
from desktop.models.explanation.explanation import as_markdown, lines_of
from desktop.models.explanation.pen import SCREEN
from desktop.models.explanation.titles import title_of
from desktop.models.listing.facets import entries
from desktop.models.listing.words import cells
from desktop.models.overview import order_columns, running_figure
from desktop.models.page.asides import aside_sentences
from desktop.models.page.figures import accrued_figure, liquidated_figure, outstanding_figure
from desktop.models.page.lines import terms_columns, terms_rows
from desktop.models.page.related import related_columns
from desktop.models.page.settled import state_note
from desktop.models.page.stretches import stretch_columns, stretch_rows
from desktop.models.page.terms import start_reason
from tests.making import case_of, line
from tests.whole import build_overview, build_row

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.page.page import Page

FIRST, TODAY = date(2023, 1, 1), date(2023, 1, 10)
AS_OF = AsOf(TODAY)
NO_RATE = line(1, FIRST, rates=())
ALONE, BESIDE = case_of(NO_RATE), case_of(NO_RATE, line(2, FIRST))
SENTENCE = "no rate is known for the first unit"


def page(case: Case) -> Page:
    return build_page(case, AS_OF)


def explained(case: Case, key: FigureKey) -> str:
    found = explain(key, (ledger_of(case, TODAY, TODAY),), AS_OF)
    assert found is not None
    words = [title_of(found, SCREEN), as_markdown(found), *(one.spoken for one in lines_of(found))]
    return "\n".join(words)


def test_that_a_row_of_the_list_has_the_word_the_colour_and_no_amount() -> None:
    shown = cells(build_row(ALONE, AS_OF))
    assert (shown.state, shown.state_role, shown.amount) == ("Cannot be calculated", "uncalculated", "—")
    assert "Cannot be calculated" in shown.spoken
    assert "Penalties that cannot be calculated: 1" in shown.tip


def test_that_a_row_with_a_sum_says_how_many_it_leaves_out() -> None:
    shown = cells(build_row(BESIDE, AS_OF))
    assert (shown.state, shown.amount) == ("Running", "€10 + 1 unknown")
    assert "Penalties that cannot be calculated: 1" in shown.tip


def test_that_a_row_with_a_start_nobody_published_shows_between_what_its_sum_lies() -> None:
    unknown = line(1, FIRST, first_day=None)
    shown = cells(build_row(case_of(unknown, line(2, FIRST)), AS_OF))
    assert shown.amount == "€10–384"
    assert "Penalties whose sum is not known: 1" in shown.tip
    assert cells(build_row(case_of(unknown), AS_OF)).amount == "up to €374"


def test_that_breaches_nobody_counted_are_no_breaches_of_nothing() -> None:
    breaches = line(1, FIRST, unit=Unit.OCCURRENCE, cap=500)
    assert cells(build_row(case_of(breaches), AS_OF)).amount == "up to €5"
    figure = accrued_figure(page(case_of(breaches)))
    assert figure.values == ("—",)
    assert "€0 to €5" in figure.notes


def test_that_the_sidebar_narrows_by_it() -> None:
    facet = Facet(FacetKind.STATE, Headline.UNCALCULATED.value, "", 3)
    lines = entries(Answer(array("q"), (facet,), ()), Query(), frozenset())
    (entry,) = [one for one in lines if one.target == Choice(FacetKind.STATE, "uncalculated")]
    assert (entry.words, entry.number) == ("Cannot be calculated", "3")


def test_that_the_cards_say_it_with_its_sentence() -> None:
    figure = accrued_figure(page(ALONE))
    assert (figure.values, figure.brief_notes) == (("—",), ("Cannot be calculated",))
    assert SENTENCE in figure.notes
    assert liquidated_figure(page(ALONE)).notes == ("cannot be calculated",)
    assert outstanding_figure(page(ALONE)).notes == ("cannot be calculated",)


def test_that_the_card_of_a_sum_says_how_many_it_leaves_out() -> None:
    figure = accrued_figure(page(BESIDE))
    assert figure.values == ("€10",)
    assert figure.notes[-1] == "+ 1 that cannot be calculated"
    assert "+ 1 that cannot be calculated" in figure.brief_notes[-1]


def test_that_the_lines_of_a_case_have_a_row_for_it_and_their_sum_counts_it() -> None:
    state, accrued, liquidated = (terms_columns()[place] for place in (1, 4, 5))
    rows = terms_rows(page(BESIDE))
    assert [state.text(row) for row in rows] == ["Running", "Cannot be calculated", ""]
    assert [accrued.text(row) for row in rows] == ["€10", "—", "€10 + 1 unknown"]
    assert liquidated.text(rows[1]) == "—"


def test_that_the_table_of_the_same_respondent_has_the_state_and_no_sum() -> None:
    accrued, state = related_columns()[4], related_columns()[5]
    assert (accrued.text(page(ALONE)), state.text(page(ALONE))) == ("—", "Cannot be calculated")
    assert accrued.text(page(BESIDE)) == "€10 + 1 unknown"


def test_that_the_overview_counts_it_beside_the_sums() -> None:
    notes = running_figure(build_overview((ALONE,), AS_OF)).notes
    assert notes == ("No penalty is known to be running on this day.", "+ 1 that cannot be calculated")
    assert "+ 1 that cannot be calculated" in running_figure(build_overview((BESIDE,), AS_OF)).notes[-1]


def test_that_the_explanation_is_a_sentence_and_never_a_code_or_nought() -> None:
    told = explained(ALONE, FigureKey(FigureKind.ACCRUED, "case", NO_RATE.id, "EUR"))
    assert f"It cannot be calculated: {SENTENCE}" in told
    assert "E_" not in told
    assert "€0" not in told
    assert "Accrued penalty: —" in told
    assert any(key.terms == NO_RATE.id for key in accrued_figure(page(ALONE)).keys)


def test_that_the_explanation_of_a_sum_names_what_it_leaves_out_and_why() -> None:
    told = explained(BESIDE, FigureKey(FigureKind.ACCRUED, "case", None, "EUR"))
    assert f"Left out, cannot be calculated: Case · P1: {SENTENCE}" in told
    assert "E_" not in told


def test_that_the_problems_of_a_page_are_sentences() -> None:
    assert page(BESIDE).problems == (f"P1: {SENTENCE}",)


DOUBTFUL = line(
    1,
    FIRST,
    first_day=None,
    decided_on=date(2025, 12, 5),
    notified_on=date(2025, 12, 5),
    grace=Grace(60, GraceUnit.DAY, "notification"),
    deadline_rule=DeadlineRule(rollover=Rollover.NEXT_WORKING_DAY, working_days=unchecked("ES")),
)
LATER = date(2026, 2, 9)


def test_that_a_holiday_nobody_checked_gives_both_amounts_in_the_card_and_the_table() -> None:
    shown = build_page(case_of(DOUBTFUL), AsOf(LATER))
    figure = accrued_figure(shown)
    assert figure.values == ("€5 to €6",)
    assert "a holiday was not checked" in figure.notes
    (penalty,) = shown.penalties
    assert stretch_columns(Unit.DAY)[4].text(stretch_rows(penalty)[-1]) == "€5 to €6"
    words = "It starts on 4 Feb 2026, or on 5 Feb 2026 if 3 Feb 2026 was a public holiday."
    assert start_reason(penalty).headline == words
    (aside, *_) = (words.replace("\N{NO-BREAK SPACE}", " ") for words in aside_sentences(penalty, shown))
    assert "€5 if 3 Feb 2026 was a public holiday: first penalty day 5 Feb 2026, 5 days." in aside
    assert "€6 if 3 Feb 2026 was a working day: first penalty day 4 Feb 2026, 6 days." in aside


def test_that_the_explanation_tells_both_and_takes_no_holiday_for_a_fact() -> None:
    key = FigureKey(FigureKind.ACCRUED, "case", DOUBTFUL.id, "EUR")
    found = explain(key, (ledger_of(case_of(DOUBTFUL), LATER, LATER),), AsOf(LATER))
    assert found is not None
    assert title_of(found, SCREEN) == "Accrued penalty: €5 to €6"
    spoken = "\n".join(one.spoken for one in lines_of(found))
    assert "If 3 Feb 2026, not checked, was a public holiday, the end moves to 4 Feb 2026" in spoken
    assert "3 Feb 2026 is a public holiday" not in spoken


def test_that_the_overview_shows_both_amounts_of_an_order_and_says_what_its_sum_holds() -> None:
    overview = build_overview((case_of(DOUBTFUL),), AsOf(LATER))
    (order,) = overview.running_orders
    assert order_columns()[3].text(order) == "if not obeyed: €5–6"
    assert running_figure(overview).notes[-1] == "1 at its least"


def test_that_a_penalty_due_by_law_whose_sum_is_not_known_is_not_nothing() -> None:
    terms = dataclasses.replace(line(1, date(2023, 1, 1), recovery=Recovery.BY_LAW), first_day=None)
    outstanding = outstanding_figure(page(case_of(terms)))
    assert outstanding.values == ("—",)
    assert outstanding.notes == ("1 of unknown sum",)


def test_that_the_card_of_an_order_set_aside_needs_no_history() -> None:
    terms = line(1, date(2023, 1, 1), rates=(), annulment=Annulment(date(2023, 1, 5)))
    shown = accrued_figure(page(case_of(terms)))
    assert (shown.values, shown.notes) == (("€0",), ("annulled",))
    assert state_note(page(case_of(terms)).penalties[0], page(case_of(terms))).endswith(
        "It cannot be calculated what it would have been."
    )
    assert cells(build_row(case_of(terms), AS_OF)).amount == "€0"


def test_that_what_was_fixed_of_it_stands_in_the_card_and_in_the_lines() -> None:
    fixed = Liquidation(on_day(TODAY), Money(520_000_000, "EUR"), "", "", TODAY)
    alone = page(case_of(line(1, FIRST, rates=(), liquidations=(fixed,))))
    assert liquidated_figure(alone).values == ("€5,200,000",)
    assert liquidated_figure(alone).notes == ("no payment recorded",)
    assert accrued_figure(alone).values == ("—",)
    liquidated, accrued = terms_columns()[5], terms_columns()[4]
    assert [(accrued.text(row), liquidated.text(row)) for row in terms_rows(alone)] == [
        ("—", "€5,200,000"),
        ("—", "€5,200,000"),
    ]
