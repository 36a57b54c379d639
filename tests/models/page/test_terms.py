"""The terms of an order in words."""

from __future__ import annotations

import pytest

from desktop.models.page.terms import start_reason, terms_facts
from tests.pages import page_of, slugs


def facts(slug: str) -> dict[str, str]:
    terms = page_of(slug, "2026-11-22").penalties[0].terms
    return {fact.name: fact.value.replace("\N{NO-BREAK SPACE}", " ") for fact in terms_facts(terms)}


def test_that_rate_grace_and_cap_are_named() -> None:
    named = facts("fr-cnil-clearview")
    assert named["Rate"] == "€100,000 / day"
    assert named["Grace period"] == "2 months"
    assert named["Cap"] == "none"
    assert named["Notified"] == "not published"


def test_that_a_month_says_what_a_begun_one_costs() -> None:
    named = facts("nl-ap-clearview")
    assert named["Part of a unit"] == "a begun unit counts in full"
    assert (named["Cap"], named["At most"]) == ("€1,500,000", "6 months")


def test_that_the_first_day_has_a_reason() -> None:
    reason = start_reason(page_of("fr-cnil-clearview", "2023-03-15").penalties[0])
    assert reason.headline == "Why it starts on 19 Dec 2022."
    assert "When the decision was notified is not published." in reason.sentences


def test_that_an_unknown_start_says_what_would_settle_it() -> None:
    reason = start_reason(page_of("de-hmbbfdi-clearview", "2023-03-15").penalties[0])
    assert reason.headline == "Its first day cannot be calculated."
    assert "would settle it" in reason.sentences[-1]


@pytest.mark.parametrize("slug", slugs())
def test_that_every_penalty_has_a_reason_and_terms(slug: str) -> None:
    for penalty in page_of(slug, "2026-11-22").penalties:
        assert start_reason(penalty).sentences
        assert all(fact.name and fact.value for fact in terms_facts(penalty.terms))


def test_that_a_last_day_that_was_fixed_runs_from_nothing() -> None:
    named = facts("nl-ap-menzis")
    assert named["Grace period"] == "until 26 May 2018"
    assert "Runs from" not in named


def test_that_a_rate_for_every_site_tells_how_many() -> None:
    assert facts("be-apd-mediahuis")["Multiplied by"] == "4 (website)"
