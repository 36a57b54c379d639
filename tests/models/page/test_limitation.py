from __future__ import annotations

import dataclasses

import pytest

from desktop.models.page.limitation import limitation_note
from tests.pages import page_of


@pytest.mark.parametrize(
    ("slug", "day", "words"),
    [
        ("nl-ap-clearview", "2024-09-01", "The first can be until 17 Aug 2025."),
        ("nl-ap-clearview", "2025-09-01", "For the first it ended on 17 Aug 2025; for the latest it ends on"),
        ("nl-ap-clearview", "2026-11-22", "It ended on 17 Aug 2025 for the first and on"),
    ],
)
def test_that_it_is_said_until_when_forfeited_sums_can_be_collected(slug: str, day: str, words: str) -> None:
    """Awb 5:35: one year for each sum."""
    page = page_of(slug, day)
    note = limitation_note(page.penalties[0], page)
    rule = "for 1\xa0year, unless something interrupts that time (Algemene wet bestuursrecht, art. 5:35)."
    assert rule in note
    assert words in note


def test_that_nothing_is_said_without_such_a_rule_or_before_anything_accrued() -> None:
    french, early = page_of("fr-cnil-clearview", "2023-03-01"), page_of("nl-ap-clearview", "2024-08-01")
    assert limitation_note(french.penalties[0], french) == ""
    assert limitation_note(early.penalties[0], early) == ""


def test_that_suspended_collection_is_told() -> None:
    """A stay of collection alone; hand-made, no such case is in the sample."""
    page = page_of("fr-cnil-clearview", "2023-03-01")
    held = dataclasses.replace(
        page.penalties[0], recovered=dataclasses.replace(page.penalties[0].recovered, suspended=True)
    )
    assert limitation_note(held, page) == "Collection is suspended."
