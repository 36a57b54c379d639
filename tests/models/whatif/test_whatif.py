"""What a scenario comes to, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.money import Money
from desktop.domain.whatif.comparison import Unknown, weigh
from desktop.domain.whatif.scenario import (
    ComplianceDay,
    Complied,
    Ends,
    Flaw,
    OtherCap,
    OtherRate,
    OtherStart,
    Paid,
    Scenario,
    Start,
    Stayed,
)
from desktop.models.whatif.changes import change_words
from desktop.models.whatif.faults import flaw_words, unknown_words
from desktop.models.whatif.whatif import as_text, as_tsv, result_facts, stamp, whatif_rows
from tests.pages import page_of

if TYPE_CHECKING:
    from desktop.domain.page.page import Page
    from desktop.domain.whatif.comparison import Outcome
    from desktop.domain.whatif.scenario import Change

DAY = date(2023, 1, 5)


def outcome(page: Page, *changes: Change, name: str = "A") -> Outcome:
    lines = tuple(penalty.terms for penalty in page.penalties)
    return weigh(lines, Scenario(name, changes), page.day, page.known_on)


def facts(page: Page, *changes: Change) -> dict[str, str]:
    return {fact.name: fact.value for fact in result_facts(outcome(page, *changes), 0)}


def test_that_the_results_are_told_with_their_signs() -> None:
    page = page_of("fr-cnil-clearview", "2023-03-15")
    assert facts(page, OtherCap(Money(500_000_000, "EUR"))) == {
        "Accrued then": "€5,000,000",
        "Against the record": "−€3,700,000 · −37\N{NO-BREAK SPACE}days",
        "Differs from": "7 Feb 2023",
        "Cap reached on": "6 Feb 2023",
        "One more week": "€0",
    }
    dearer = facts(page, OtherRate(Money(20_000_000, "EUR")))
    assert dearer["Against the record"] == "+€8,700,000"
    same = facts(page)
    assert same["Against the record"] == "no difference"
    assert same["Differs from"] == "the same until 15 Mar 2024"
    assert same["Cap reached on"] == "no cap"
    high = facts(page, OtherCap(Money(10**15, "EUR")))
    assert high["Cap reached on"] == "not reached"
    paid = facts(page_of("fr-cnil-clearview", "2023-06-01"), Paid(Money(120_000_000, "EUR"), DAY))
    assert paid["Still due then"] == "€4,000,000"


def test_that_all_lines_are_summed_per_currency() -> None:
    page = page_of("nl-ap-clearview", "2024-12-31")
    found = facts(page, Ends(date(2024, 8, 1)))
    assert len(page.penalties) == 4
    assert "All lines then" in found
    assert facts(page)["All against the record"] == "no difference"


def test_that_a_copy_names_scenarios_and_neutralises_formulas() -> None:
    page = page_of("fr-cnil-clearview", "2023-03-15")
    found = outcome(page, Complied(date(2023, 5, 31)), name="=1+1")
    rows = whatif_rows(page, (found,), 0, "=1+1")
    copied = as_tsv(rows, stamp(page, "", ("=1+1",)))
    assert copied.splitlines()[0].endswith("Scenario: =1+1, what if, not the record, as of 2023-03-15")
    assert copied.splitlines()[2].startswith("The record\t€8,700,000\t")
    assert copied.splitlines()[3].startswith("Scenario: =1+1\t€16,300,000\t−€100,000\t")
    words = as_text(page, found, "", 0).splitlines()
    assert words[:3] == ["Scenario: =1+1", "On 31 May 2023", "Change: complied on 31 May 2023"]
    assert "Accrued then: €16,300,000" in words


def test_that_a_scenario_without_a_result_has_dashes_and_its_reason() -> None:
    page = page_of("fr-ce-air", "2022-06-30")
    found = outcome(page, Stayed(date(2021, 8, 1), date(2021, 8, 31)))
    (_, row) = whatif_rows(page, (found,), 0, "")
    assert as_tsv((row,), "x").splitlines()[2].split("\t") == ["Scenario: A", *["—"] * 7]
    assert result_facts(found, 0) == ()
    assert "has no rule" in as_text(page, found, "", 0)


def test_that_every_flaw_and_fault_has_a_sentence() -> None:
    assert all(flaw_words(flaw).endswith(".") for flaw in Flaw)
    assert unknown_words(Unknown("no deadline", "x")) == flaw_words(Flaw.NO_DEADLINE)
    assert "holidays" in unknown_words(Unknown("E_HOLIDAYS_UNKNOWN", "x"))
    assert unknown_words(Unknown("E_TIER_GAP", "odd.")) == "This cannot be calculated: odd."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Complied(DAY), "complied on 5 Jan 2023"),
        (Stayed(DAY, date(2023, 1, 9)), "stayed 5 Jan – 9 Jan 2023"),
        (Stayed(DAY), "stayed from 5 Jan 2023"),
        (OtherRate(Money(100, "EUR")), "rate €1"),
        (OtherRate(Money(100, "EUR"), DAY), "rate €1 from 5 Jan 2023"),
        (OtherCap(None), "no cap"),
        (OtherCap(Money(100, "EUR")), "cap €1"),
        (ComplianceDay(counted=True), "the day of compliance is counted"),
        (ComplianceDay(counted=False), "the day of compliance is not counted"),
        (OtherStart(Start.ROLLS), "deadline: rolled to a working day"),
        (OtherStart(Start.NOTIFIED, DAY), "deadline: notified on 5 Jan 2023"),
        (Paid(Money(100, "EUR"), DAY), "€1 paid on 5 Jan 2023"),
        (Ends(DAY), "last day 5 Jan 2023"),
    ],
)
def test_that_a_change_is_told(change: Change, told: str) -> None:
    assert change_words(change) == told
