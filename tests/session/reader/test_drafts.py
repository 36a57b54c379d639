"""Drafts on the worker's side: beside the records of a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.days.asof import AsOf
from desktop.domain.edit.draft_problems import DraftFlaw
from desktop.domain.typed.dates import DayOrder
from desktop.session.reader.reader import Reader
from tests.drafts import CLEARVIEW, with_changes

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = AsOf(date(2026, 11, 30))


def test_that_a_draft_is_read_beside_the_records_of_the_open_file(sample_path: Path) -> None:
    reader = Reader()
    assert reader.draft_choices() is None
    assert reader.draft_figure(CLEARVIEW, AS_OF, DayOrder.DAY_FIRST) is None
    assert reader.draft_creation(CLEARVIEW, DayOrder.DAY_FIRST) is None
    reader.open(sample_path)
    figure = reader.draft_figure(CLEARVIEW, AS_OF, DayOrder.DAY_FIRST)
    assert figure is not None
    assert {one.flaw for one in figure.problems} == {DraftFlaw.KNOWN_NAME, DraftFlaw.REFERENCE_TAKEN}
    choices = reader.draft_choices()
    assert choices is not None
    assert "Clearview AI, Inc." in choices.respondents
    assert len(choices.authorities) == len(set(choices.authorities))
    created = reader.draft_creation(CLEARVIEW, DayOrder.DAY_FIRST)
    assert created is not None
    assert created[1] == "fr-cnil-clearview-ai-inc"
    assert reader.draft_creation(with_changes(country=""), DayOrder.DAY_FIRST) is None
    reader.close()
