"""The edit that creates the investigation of a draft: its records, read back from a file."""

from __future__ import annotations

import dataclasses
import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.ids import CaseId, EventId
from desktop.domain.case.terms import TermsId
from desktop.domain.edit.change import EditKind
from desktop.domain.edit.draft import Draft, DraftStep, RateStart, Reuse
from desktop.domain.edit.draft_rows import creation
from desktop.domain.edit.records import FileRecords
from desktop.store.cases.cases import load_case
from desktop.store.cases.fresh import create_empty
from desktop.store.cases.records import load_records
from desktop.store.edit.editor import Editor
from desktop.store.file.casefile import open_case_file
from tests.counts import SEED, counted
from tests.drafts import CLEARVIEW, random_draft, read, with_changes

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.case.case import Case


def created(path: Path, *drafts: Draft) -> tuple[Case | None, ...]:
    """Create the investigations of drafts in a file; their cases as read back."""
    slugs = []
    for draft in drafts:
        records = records_of(path)
        case = read(draft, records).case
        assert case is not None
        slugs.append(case.investigation.slug)
        editor = Editor(path, "You")
        assert editor.apply(creation(case, draft, records)).kind is EditKind.INVESTIGATION_ADDED
        editor.close()
    file = open_case_file(path)
    cases = tuple(load_case(file, slug) for slug in slugs)
    file.close()
    return cases


def records_of(path: Path) -> FileRecords:
    file = open_case_file(path)
    records = load_records(file)
    file.close()
    return records


def numberless(case: Case | None) -> Case:
    """A case without the numbers that a file gives."""
    assert case is not None
    return dataclasses.replace(
        case,
        investigation=dataclasses.replace(case.investigation, id=CaseId(0)),
        events=tuple(dataclasses.replace(event, id=EventId(0)) for event in case.events),
        terms=tuple(dataclasses.replace(terms, id=TermsId(0)) for terms in case.terms),
    )


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A new, empty case file."""
    path = tmp_path / "new.casefile"
    create_empty(path)
    return path


@pytest.mark.parametrize(
    "draft",
    [
        CLEARVIEW,
        with_changes(is_notified_known=False, liquidation=None),
        Draft(respondent="COA", country="NL", authority=CLEARVIEW.authority),
        with_changes(first_day="1 Jan 2023", steps=(DraftStep(RateStart.DAY, "1 Jan 2024", "200,000"),)),
    ],
)
def test_that_the_records_of_a_draft_read_back_as_its_case(empty: Path, draft: Draft) -> None:
    (case,) = created(empty, draft)
    assert numberless(case) == numberless(read(draft).case)


def test_that_random_drafts_read_back_as_their_cases(empty: Path) -> None:
    random = Random(SEED)
    drafts = [random_draft(random) for _ in range(counted(40))]
    drafts = [
        dataclasses.replace(draft, respondent=f"R {number}")
        for number, draft in enumerate(drafts)
        if not read(draft).faults
    ]
    assert drafts
    for case, draft in zip(created(empty, *drafts), drafts, strict=True):
        assert numberless(case) == numberless(read(draft).case)


def test_that_a_linked_respondent_and_a_known_authority_are_not_added_again(
    sample_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "copy.casefile"
    shutil.copy(sample_path, path)
    before = records_of(path)
    authority = next(known for _, known in before.authorities if known.short_name == "CNIL")
    draft = with_changes(authority=authority, respondent="Clearview AI", reuse=Reuse.LINK)
    (case,) = created(path, draft)
    after = records_of(path)
    assert case is not None
    assert case.investigation.slug == "fr-cnil-clearview-ai"
    assert len(after.respondents) == len(before.respondents)
    assert len(after.authorities) == len(before.authorities)
    (apart,) = created(path, dataclasses.replace(draft, reuse=Reuse.APART))
    assert apart is not None
    assert apart.investigation.slug == "fr-cnil-clearview-ai-2"
    assert len(records_of(path).respondents) == len(before.respondents) + 1


def test_that_creating_is_one_step_that_undo_takes_back(empty: Path) -> None:
    created(empty, CLEARVIEW)
    editor = Editor(empty, "You")
    assert editor.undo() is not None
    editor.close()
    assert records_of(empty) == FileRecords()
