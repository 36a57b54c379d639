"""What was fixed, found, paid and annulled, in words."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.models.page.settled import settled_entries, state_note
from tests.pages import page_of, slugs


def plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_that_the_end_day_that_was_not_charged_is_told() -> None:
    page = page_of("fr-cnil-clearview", "2026-11-22")
    entry = settled_entries(page.penalties[0], page.known_on)[0]
    assert (entry.when, entry.amount, entry.later) == ("13 Apr 2023", "€5,200,000", False)
    assert [plain(sentence) for sentence in entry.sentences[:3]] == [
        "19 Dec 2022 \N{EN DASH} 9 Feb 2023: 52 days charged, 9 Feb 2023 not counted.",
        "Both ends counted would be 53.",
        "The calculation agrees.",
    ]


def test_that_what_came_after_the_day_is_marked_as_later() -> None:
    page = page_of("fr-cnil-clearview", "2023-03-15")
    assert settled_entries(page.penalties[0], page.known_on)[0].later


@pytest.mark.parametrize("slug", ["fr-cnil-kourou", "eu-turow", "nl-acm-apple"])
def test_that_published_sums_agree(slug: str) -> None:
    page = page_of(slug, "2026-11-22")
    sentences = [
        line for item in settled_entries(page.penalties[0], page.known_on) for line in item.sentences
    ]
    assert "The calculation agrees." in sentences


@pytest.mark.parametrize(
    ("slug", "day", "words"),
    [
        ("fr-cnil-clearview", "2022-11-01", "When the grace period began is not known."),
        ("fr-cnil-clearview", "2023-03-15", "nobody has found a breach yet"),
        ("fr-cnil-clearview", "2026-11-22", "€5,200,000 is established"),
        ("nl-ap-clearview", "2025-06-30", "The cap was reached on"),
        ("no-datatilsynet-meta", "2024-07-01", "It would have been NOK 82,000,000"),
        ("de-hmbbfdi-clearview", "2023-03-15", "nobody has published when it starts"),
        ("nl-ap-clearview", "2024-01-01", "Not ordered yet"),
    ],
)
def test_that_a_state_says_what_it_means(slug: str, day: str, words: str) -> None:
    page = page_of(slug, day)
    assert words in plain(state_note(page.penalties[0], page))


@pytest.mark.parametrize("slug", slugs())
@pytest.mark.parametrize("day", ["2018-10-01", "2023-03-15", "2026-11-22"])
def test_that_every_entry_has_a_day_and_words(slug: str, day: str) -> None:
    page = page_of(slug, day)
    for penalty in page.penalties:
        state_note(penalty, page)
        for entry in settled_entries(penalty, date.fromisoformat(day)):
            assert entry.when
            assert entry.sentences or entry.amount


def test_that_a_sum_that_was_reduced_is_told_once_and_with_its_day() -> None:
    page = page_of("eu-commission-microsoft", "2026-11-22")
    entry = settled_entries(page.penalties[0], page.known_on)[1]
    assert entry.amount == "€860,000,000, reduced from €899,000,000"
    assert "Reduced on 27 Jun 2012." in entry.sentences
    assert not any("860000000" in sentence for sentence in entry.sentences)
    before = page_of("eu-commission-microsoft", "2012-06-26")
    entry = settled_entries(before.penalties[0], before.known_on)[1]
    assert entry.amount == "€899,000,000"
    assert not any("educed" in sentence for sentence in entry.sentences)


def test_that_no_payment_recorded_is_told_where_something_is_payable() -> None:
    page = page_of("eu-commission-microsoft", "2026-11-22")
    (entry,) = [
        entry
        for entry in settled_entries(page.penalties[0], page.known_on)
        if "No payment recorded." in entry.sentences
    ]
    assert (entry.when, entry.amount) == ("By 22 Nov 2026", "")
    for slug, day in (("eu-poland-judges", "2023-06-30"), ("fr-cnil-clearview", "2023-03-15")):
        page = page_of(slug, day)
        told = settled_entries(page.penalties[0], page.known_on)
        assert not any("No payment recorded." in entry.sentences for entry in told)


def test_that_a_reported_total_is_not_said_to_be_nothing() -> None:
    page = page_of("nl-ap-police", "2026-11-22")
    assert state_note(page.penalties[0], page).startswith("Only what was reported in all is counted")
