"""Drafts as entries of the side file."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.draft import Draft, DraftStep, KeptDraft, RateStart, Reuse
from desktop.domain.law.regime import Setting
from desktop.exchange.own.drafts import draft_entries, draft_shelf, drafts_of
from desktop.store.side.merging import SideEntry
from tests.counts import SEED, counted
from tests.drafts import CLEARVIEW, random_draft, with_changes

if TYPE_CHECKING:
    from pathlib import Path

DRAFTS = (
    KeptDraft("one", CLEARVIEW.set_rule(Setting.ROLLOVER, "next working day")),
    KeptDraft("two", Draft(respondent="株式会社", order="a\nb", reuse=Reuse.APART)),
    KeptDraft(
        "three",
        with_changes(
            steps=(DraftStep(RateStart.NUMBER, "31", "5", "u"),),
            liquidation=None,
            authority=None,
            is_notified_known=False,
        ),
    ),
)


def test_that_drafts_are_read_as_they_were_written() -> None:
    random = Random(SEED)
    drafts = (*DRAFTS, *(KeptDraft(f"r{n}", random_draft(random)) for n in range(counted(200))))
    assert drafts_of(draft_entries(drafts)) == (drafts, frozenset())


@pytest.mark.parametrize(
    "change",
    [
        {"grace": "never"},
        {"amount": 5},
        {"by_hand": [["rollover", "sometimes"]]},
        {"by_hand": [["nothing", "none"]]},
        {"by_hand": "none"},
        {"authority": {"name": "x"}},
        {"more": "x"},
    ],
)
def test_that_an_entry_that_is_no_draft_is_left_out(change: dict[str, object]) -> None:
    (entry,) = draft_entries(DRAFTS[:1])
    spoilt = entry._replace(body=json.dumps(json.loads(entry.body) | change))
    assert drafts_of((spoilt, SideEntry("", "x", "{"), *draft_entries(DRAFTS[1:]))) == (
        DRAFTS[1:],
        frozenset({0, 1}),
    )


def test_that_drafts_are_kept_in_the_side_file_of_a_case_file(tmp_path: Path) -> None:
    shelf = draft_shelf()
    held = shelf.save(tmp_path, "case", (), DRAFTS)
    assert held.problem is None
    assert shelf.load(tmp_path, "case").things == DRAFTS
    shelf.save(tmp_path, "case", held.base, DRAFTS[:1])
    assert shelf.load(tmp_path, "case").things == DRAFTS[:1]
