"""The facts of penalties: their records, their checks, and the rule that a stay inside a month needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.terms import Occurrence
from desktop.domain.edit.change import Change, Reference
from desktop.domain.edit.facts import (
    RULE,
    FactFlaw,
    FactKind,
    fact_cells,
    fact_edit,
    fact_fields,
    facts_of_case,
    kinds_for,
    needs_rule,
    new_fact,
    opened_fact,
    read_fact,
)
from desktop.domain.edit.record_form import RecordFlaw
from desktop.domain.law.kinds import MonthStay, Unit
from desktop.domain.typed.dates import DayOrder
from desktop.store.edit.tables import columns_of
from tests.pages import case_of, slugs

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.edit.change import Cell
    from desktop.domain.edit.record_form import FormRead, RecordForm

TODAY = date(2026, 11, 30)
TERMS = case_of("fr-cnil-clearview").terms[0]  # liquidated for 20 Dec 2022 to 9 Feb 2023, on 13 Apr 2023


def typed(kind: FactKind, terms: PenaltyTerms = TERMS, /, **words: Cell) -> tuple[RecordForm, FormRead]:
    form = new_fact(kind, terms, "t", {"known_on": "30 Nov 2026"})
    for name, value in words.items():
        form = form.put(name, value)
    return form, read_fact(form, terms, None, TODAY, DayOrder.DAY_FIRST)


def flaws(kind: FactKind, terms: PenaltyTerms = TERMS, /, **words: Cell) -> list[tuple[str, str]]:
    _, read = typed(kind, terms, **words)
    return [(problem.field, problem.flaw) for problem in read.problems]


def test_that_every_fact_of_the_sample_has_the_cells_of_its_table() -> None:
    seen: set[FactKind] = set()
    for slug in slugs():
        days: list[date] = []
        for fact in facts_of_case(case_of(slug)):
            assert set(fact.cells) | {"term_id"} == set(columns_of(fact.kind.value))
            days.append(fact.day)
            seen.add(fact.kind)
        assert days == sorted(days)
    assert seen == set(FactKind) - {FactKind.BREACH}


def test_that_a_new_fact_fills_every_cell_of_its_table() -> None:
    days: dict[FactKind, dict[str, Cell]] = {
        FactKind.STAY: {"start_day": "2 Mar 2024"},
        FactKind.COMPLIANCE: {"on_day": "2 Mar 2024"},
        FactKind.FINDING: {"window_start": "2 Mar 2024", "window_end": "8 Mar 2024"},
        FactKind.BREACH: {"on_day": "2 Mar 2024"},
        FactKind.TALLY: {"by_day": "2 Mar 2024", "units": "3"},
        FactKind.LIQUIDATION: {"decided": "2 Mar 2024", "amount": "100"},
        FactKind.PAYMENT: {"paid": "Mar 2024", "amount": "100"},
    }
    for kind, words in days.items():
        form, read = typed(kind, **words)
        edit = fact_edit(form, read, TERMS)
        assert edit is not None, kind
        (change,) = edit.changes
        assert change.after is not None
        assert set(change.after) == set(columns_of(kind.value)), kind
        assert change.after["term_id"] == Reference("penalty_terms", "t")


def test_that_a_period_that_ends_before_it_starts_is_a_fault() -> None:
    assert flaws(FactKind.STAY, start_day="9 May 2024", end_day="8 May 2024") == [
        ("end_day", FactFlaw.BACKWARDS)
    ]
    assert flaws(FactKind.STAY, start_day="9 May 2024", end_day="9 May 2024") == []
    window: dict[str, Cell] = {"window_start": "9 May 2024", "window_end": "1 May 2024"}
    assert flaws(FactKind.FINDING, **window) == [("window_end", FactFlaw.BACKWARDS)]


def test_that_days_charged_already_are_a_doubt() -> None:
    again: dict[str, Cell] = {"decided": "1 Jun 2023", "amount": "1", "window_end": "1 Mar 2023"}
    assert flaws(FactKind.LIQUIDATION, window_start="1 Feb 2023", **again) == [
        ("window_start", FactFlaw.OVERLAP)
    ]
    assert flaws(FactKind.LIQUIDATION, window_start="10 Feb 2023", **again) == []
    assert flaws(FactKind.STAY, start_day="1 Jan 2023") == [("start_day", FactFlaw.OVERLAP)]
    assert flaws(FactKind.STAY, start_day="1 Jan 2023", kind="recovery") == []
    assert flaws(FactKind.STAY, start_day="1 Jan 2024") == []
    _, read = typed(FactKind.STAY, start_day="1 Jan 2023")
    assert read.is_sound


def test_that_a_liquidation_changed_does_not_overlap_itself() -> None:
    own = TERMS.liquidations[0]
    words: dict[str, Cell] = {
        "decided": "13 Apr 2023",
        "amount": "5,200,000",
        "currency": "EUR",
        "window_start": "20 Dec 2022",
        "window_end": "9 Feb 2023",
        "known_on": "13 Apr 2023",
    }
    names = {each.name for each in fact_fields(FactKind.LIQUIDATION)}
    form = opened_fact(
        FactKind.LIQUIDATION, TERMS, "u", fact_cells(own), {**dict.fromkeys(names, ""), **words}
    )
    assert read_fact(form, TERMS, own, TODAY, DayOrder.DAY_FIRST).problems == ()


def test_that_half_a_period_half_a_reduction_and_another_currency_are_faults() -> None:
    base: dict[str, Cell] = {"decided": "1 Jun 2023", "amount": "1"}
    assert flaws(FactKind.LIQUIDATION, window_start="1 Mar 2023", **base) == [
        ("window_end", FactFlaw.HALF_PERIOD)
    ]
    assert flaws(FactKind.LIQUIDATION, reduced_to="1", **base) == [("reduced_to", FactFlaw.HALF_REDUCTION)]
    assert flaws(FactKind.PAYMENT, paid="2024", amount="5", currency="USD") == [
        ("amount", FactFlaw.OTHER_CURRENCY)
    ]
    assert flaws(FactKind.PAYMENT, paid="2024", amount="5.1.1") == [("amount", RecordFlaw.NO_AMOUNT)]


def test_that_what_is_known_before_it_happened_is_a_doubt() -> None:
    assert flaws(FactKind.COMPLIANCE, on_day="1 Dec 2026") == [("known_on", FactFlaw.KNOWN_EARLY)]
    assert flaws(FactKind.STAY, start_day="1 Dec 2026") == []


def test_that_a_tally_needs_units_or_a_sum() -> None:
    assert typed(FactKind.TALLY, by_day="2024-05-09")[1].missing == ("units",)
    assert typed(FactKind.TALLY, by_day="2024-05-09", amount="5")[1].is_sound


def test_that_a_stay_inside_a_month_needs_a_rule_which_goes_into_the_terms() -> None:
    monthly = replace(TERMS, unit=Unit.MONTH, month_stay=None, liquidations=())
    words: dict[str, Cell] = {"start_day": "2 Mar 2024", "end_day": "8 Mar 2024"}
    assert flaws(FactKind.STAY, monthly, **words) == [(RULE, FactFlaw.NO_RULE)]
    assert flaws(FactKind.STAY, monthly, start_day="2 Mar 2024") == []  # it is not lifted
    assert flaws(FactKind.STAY, replace(monthly, month_stay=MonthStay.IGNORE), **words) == []
    assert flaws(FactKind.STAY, monthly, kind="recovery", **words) == []
    form, read = typed(FactKind.STAY, monthly, **{**words, RULE: "restart"})
    assert needs_rule(form, read, monthly)
    edit = fact_edit(form, read, monthly)
    assert edit is not None
    assert edit.changes[1:] == (Change("penalty_terms", "t", {RULE: None}, {RULE: "restart"}),)


def test_that_single_breaches_are_offered_where_each_costs_the_rate() -> None:
    assert FactKind.BREACH not in kinds_for(TERMS)
    assert FactKind.BREACH in kinds_for(replace(TERMS, unit=Unit.OCCURRENCE))


def test_that_a_breach_is_written_as_its_day() -> None:
    breach = Occurrence(date(2024, 3, 2), date(2024, 3, 5), "Seen")
    assert fact_cells(breach) == {"on_day": "2024-03-02", "known_on": "2024-03-05", "note": "Seen"}
