"""What explanations, states, tables and drawings call the days on which nothing is charged."""

from __future__ import annotations

import dataclasses
from datetime import date
from itertools import product

import pytest

from desktop.domain.case.terms import Compliance, Grace, LastDay, Occurrence, PenaltyTerms, Rate, Stay
from desktop.domain.days.asof import AsOf
from desktop.domain.explanation.explainer import explain
from desktop.domain.explanation.explanation import Explanation, StepKind
from desktop.domain.explanation.figure import FigureKind, line_key
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.law.deadline import GraceUnit
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Unit
from desktop.domain.page.page import BandKind
from desktop.domain.penalty.stretch import State
from desktop.models.explanation.explanation import as_markdown
from desktop.models.explanation.pen import EXACT, SCREEN
from desktop.models.explanation.step_words import step_words
from desktop.models.page.settled import state_note
from desktop.models.page.stretches import as_tsv, reported_notes, stretch_columns, stretch_rows
from desktop.models.page.terms import terms_facts
from desktop.store.law.calendars import calendar
from tests.explaining import of_line
from tests.making import case_of, line
from tests.pages import page_of

FIRST, DAY = date(2022, 3, 1), date(2022, 7, 31)
GRACES = {
    "none": None,
    "ends before": Grace(None, None, "", date(2022, 2, 1)),
    "ends on the eve": Grace(None, None, "", date(2022, 2, 28)),
    "length alone": Grace(1, GraceUnit.MONTH, "notification"),
}
STATES = {
    State.GRACE: {"first_day": date(2022, 8, 15)},
    State.RUNNING: {},
    State.STAYED: {"stays": (Stay(date(2022, 5, 2), None, FIRST),), "month_stay": MonthStay.PRORATE},
    State.CAPPED: {"cap": 100},
    State.COMPLIED: {"compliance": (Compliance(date(2022, 5, 2), FIRST),)},
    State.ENDED: {"last_day": LastDay(date(2022, 5, 1), FIRST)},
}


def told(terms: PenaltyTerms) -> Explanation:
    found = explain(
        line_key(FigureKind.ACCRUED, "case", terms), (ledger_of(case_of(terms), DAY, DAY),), AsOf(today=DAY)
    )
    assert found is not None
    return found


def uncharged(explanation: Explanation) -> list[str]:
    """What is said of days without a charge."""
    steps = (step for step in explanation.steps if step.kind is StepKind.NOT_CHARGED)
    return [step_words(step, EXACT).replace("\N{NO-BREAK SPACE}", " ") for step in steps]


@pytest.mark.parametrize(("state", "unit", "grace"), list(product(STATES, Unit, GRACES)))
def test_that_days_are_of_the_grace_period_only_where_the_order_gave_them(
    state: State, unit: Unit, grace: str
) -> None:
    terms = line(1, FIRST, unit=unit, grace=GRACES[grace], working_days=calendar("FR"))
    terms = dataclasses.replace(terms, **STATES[state])  # type: ignore[arg-type] # fields of one order
    if unit is Unit.OCCURRENCE:
        terms = dataclasses.replace(terms, occurrences=(Occurrence(FIRST, FIRST),))
    explanation = told(terms)
    words = uncharged(explanation)
    assert words
    waited = {
        "none": ["not yet charged: the file states a first day and no grace period"],
        "ends before": ["of the grace period", "not yet charged: the grace period is over"],
        "ends on the eve": ["of the grace period"],
        "length alone": ["not yet charged, the grace period among them: when it began is not known"],
    }[grace]
    if state is State.GRACE and grace == "ends on the eve":
        waited.append("not yet charged: the grace period is over")
    for part in waited:
        assert sum(part in one for one in words) == 1, (part, words)
    given = [one for one in words if "of the grace period" in one]
    assert len(given) == ("of the grace period" in waited)
    assert not given or given[0] == (
        "31 days of the grace period" if grace == "ends before" else "58 days of the grace period"
    )
    counted = "The day of compliance is not counted" in as_markdown(explanation)
    assert counted == (unit is not Unit.OCCURRENCE)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (Unit.OCCURRENCE, "on which no breach is recorded"),
        (Unit.ONCE, "after the one sum"),
        (Unit.WEEK, "in which no unit falls due"),
    ],
)
def test_that_days_that_run_without_a_charge_say_why_by_their_unit(unit: Unit, words: str) -> None:
    terms = line(1, date(2022, 7, 27), unit=unit, part_unit=PartUnit.NONE)
    assert any(one.endswith(words) for one in uncharged(told(terms)))


def test_that_menzis_had_its_grace_period_until_26_may_and_is_not_yet_charged_after_it() -> None:
    words = uncharged(of_line("nl-ap-menzis", FigureKind.ACCRUED, "2026-11-22"))
    assert words[0] == "100 days of the grace period"
    assert words[1].startswith("106 days not yet charged: the grace period is over")


def test_that_poland_had_no_grace_period_and_six_days_are_not_yet_charged() -> None:
    words = uncharged(of_line("eu-poland-judges", FigureKind.ACCRUED, "2026-11-22"))
    assert words[0] == "6 days not yet charged: the file states a first day and no grace period"
    assert "grace" not in " ".join(words[1:])


@pytest.mark.parametrize(
    ("slug", "day", "words"),
    [
        ("nl-ap-menzis", "2018-05-26", "The grace period is still running. Nothing accrues yet."),
        ("nl-ap-menzis", "2018-05-27", "The grace period is over. Nothing is charged before 10 Sep 2018."),
        ("eu-poland-judges", "2021-10-30", "Nothing is charged before 3 Nov 2021. No grace period is noted."),
    ],
)
def test_that_the_state_of_a_day_before_the_first_says_what_it_waits_for(
    slug: str, day: str, words: str
) -> None:
    page = page_of(slug, day)
    assert state_note(page.penalties[0], page).replace("\N{NO-BREAK SPACE}", " ") == words


def test_that_the_table_and_the_bands_part_the_days_where_the_grace_period_ends() -> None:
    page = page_of("nl-ap-menzis", "2026-11-22")
    rows = stretch_rows(page.penalties[0], "nl-ap-menzis")
    columns = stretch_columns(Unit.WEEK)
    shown = [(columns[0].text(row), columns[1].text(row), row.pill) for row in rows[:2]]
    assert shown == [
        ("16 Feb – 26 May 2018", "Grace period", "grace"),
        ("27 May – 9 Sep 2018", "Not yet charged", "neutral"),
    ]
    assert [(band.start, band.end) for band in page.bands if band.kind is BandKind.GRACE] == [
        (date(2018, 2, 16), date(2018, 5, 27))
    ]
    assert page_of("eu-poland-judges", "2026-11-22").bands == ()


def test_that_a_reported_total_has_its_note_beside_its_number() -> None:
    note = "Seven disputed days count for half"
    told_of = as_markdown(of_line("nl-coa-westerwolde", FigureKind.ACCRUED, "2024-05-10", "A"))
    head, _, rest = told_of.partition("71\N{NO-BREAK SPACE}occurrences")
    assert head
    assert note in rest.split("\n- ")[0]
    page = page_of("nl-coa-westerwolde", "2024-05-10")
    table = as_tsv(stretch_rows(page.penalties[0]), Unit.OCCURRENCE, "")
    assert any(note in row and "1,012,500" in row for row in table.splitlines())
    shown = reported_notes(stretch_rows(page.penalties[0])).replace("\N{NO-BREAK SPACE}", " ")
    assert shown.startswith(f"71 occurrences, 1 Feb – 9 May 2024: {note}")


def test_that_a_date_known_to_the_year_is_no_stretch_of_days() -> None:
    told_of = of_line("eu-poland-judges", FigureKind.PAID, "2026-11-22")
    words = as_markdown(told_of)
    assert "2022-01-01 to 2022-12-31" not in words
    assert "Offset, 2022" in words
    assert "Offset on 2022-07-25" in words
    fixed = as_markdown(of_line("eu-poland-judges", FigureKind.LIQUIDATED, "2026-11-22"))
    assert "Payment request of 2022 = " in fixed
    assert "Payment request of 2022-01 = " in fixed
    step = next(step for step in told_of.steps if step.in_doubt is not None)
    assert step_words(step, SCREEN) == "Offset, 2022"


@pytest.mark.parametrize(
    "slug", ["fr-cnil-kourou", "fr-cnil-clearview", "nl-ap-uwv", "eu-commission-microsoft"]
)
def test_that_a_reading_that_gives_the_same_figure_is_no_alternative(slug: str) -> None:
    for day in ("2006-06-01", "2019-06-01", "2024-03-01", "2026-11-22"):
        explanation = of_line(slug, FigureKind.ACCRUED, day)
        assert explanation.figure not in [reading.amount for reading in explanation.readings]
        assert "the same figure" not in as_markdown(explanation)


def test_that_what_cannot_be_is_not_among_the_terms() -> None:
    def names(unit: Unit) -> set[str]:
        return {fact.name for fact in terms_facts(line(1, FIRST, unit=unit))}

    assert not {"Compliance day", "Part of a unit"} & names(Unit.OCCURRENCE)
    assert "Compliance day" in names(Unit.DAY)
    assert "Part of a unit" in names(Unit.WEEK)
    parts = terms_facts(line(1, FIRST, unit=Unit.WEEK, part_unit=PartUnit.PRO_RATA))
    assert "a begun unit counts by its days" in [fact.value for fact in parts]


def test_that_the_explanation_says_why_no_part_of_a_unit_is_charged_under_a_cap_of_full_units() -> None:
    weeks = {"unit": Unit.WEEK, "part_unit": PartUnit.PRO_RATA, "rates": (Rate(700_00),)}
    obeyed = Compliance(date(2022, 3, 10), FIRST)
    terms = line(1, FIRST, **weeks, cap=1_050_00, cap_mode=CapMode.LAST_FULL_UNIT, compliance=(obeyed,))
    words = [step_words(step, EXACT).replace("\N{NO-BREAK SPACE}", " ") for step in told(terms).steps]
    assert "2 days of the unit that would pass the cap: it is not charged, in part or whole" in words
    assert "Cap: EUR 1,050.00, only full units are charged" in words
