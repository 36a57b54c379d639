"""Edits of a chronology, made in a copy of the sample."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import Lane
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.edit.change import EditKind
from desktop.domain.edit.citing import SourceFacts
from desktop.domain.edit.events import (
    EventFacts,
    event_changed,
    event_deleted,
    events_added,
    facts_of,
)
from desktop.domain.source import SourceKind
from desktop.store.cases.cases import load_case
from desktop.store.cases.uids import known_sources, uid_of_event, uid_of_investigation
from desktop.store.cases.writing import create_case_file
from desktop.store.edit.editor import Editor
from desktop.store.file.casefile import open_case_file
from tests.sampled import sampled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.case.case import Case, Event
    from desktop.store.file.casefile import CaseFile

SLUG = "fr-cnil-clearview"
FACTS = EventFacts(parse_edtf("2021-05-27"), "Complaint by hand", "complaint", Lane.COMPLAINANTS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mine.casefile"
    create_case_file(path, [case for case in sampled() if case.investigation.slug == SLUG])
    return path


@pytest.fixture
def file(path: Path) -> Iterator[CaseFile]:
    opened = open_case_file(path)
    yield opened
    opened.close()


@pytest.fixture
def editor(path: Path) -> Iterator[Editor]:
    made = Editor(path, "You")
    yield made
    made.close()


def _case(file: CaseFile) -> Case:
    found = load_case(file, SLUG)
    assert found is not None
    return found


def _owner(file: CaseFile) -> str:
    return uid_of_investigation(file, _case(file).investigation.id)


def _event(file: CaseFile, title: str) -> Event:
    (found,) = (event for event in _case(file).events if event.title == title)
    return found


def test_that_an_added_event_is_read_as_written_and_undone(editor: Editor, file: CaseFile) -> None:
    before = _case(file)
    edit = events_added(_owner(file), (FACTS,), len(before.events))
    assert editor.apply(edit).kind is EditKind.EVENT_ADDED
    added = _event(file, "Complaint by hand")
    assert facts_of(added) == FACTS
    assert len(_case(file).events) == len(before.events) + 1
    editor.undo()
    assert _case(file) == before
    editor.redo()
    assert _event(file, "Complaint by hand") == added


def test_that_several_events_are_one_step(editor: Editor, file: CaseFile) -> None:
    before = _case(file)
    second = EventFacts(parse_edtf("../2022-05"), "Reply", "response", Lane.RESPONDENT)
    applied = editor.apply(events_added(_owner(file), (FACTS, second), len(before.events)))
    assert (applied.kind, len(applied.changes)) == (EditKind.EVENTS_ADDED, 2)
    assert [change.after and change.after["position"] for change in applied.changes] == [
        len(before.events),
        len(before.events) + 1,
    ]
    assert facts_of(_event(file, "Reply")) == second
    editor.undo()
    assert _case(file) == before


def test_that_a_changed_event_keeps_what_was_not_changed(editor: Editor, file: CaseFile) -> None:
    before = _case(file)
    event = next(event for event in before.events if event.sources)
    wanted = EventFacts(
        parse_edtf("2021-12~"), "Another title", "other", Lane.COURTS, "Words", event.confidence
    )
    edit = event_changed(uid_of_event(file, event.id), facts_of(event), wanted)
    assert edit is not None
    assert edit.kind is EditKind.EVENT_CHANGED
    editor.apply(edit)
    after = _event(file, "Another title")
    assert facts_of(after) == wanted
    assert (after.id, after.sources, after.actors) == (event.id, event.sources, event.actors)
    editor.undo()
    assert _case(file) == before


def test_that_a_change_to_the_same_facts_is_no_edit(file: CaseFile) -> None:
    event = _case(file).events[0]
    assert event_changed(uid_of_event(file, event.id), facts_of(event), facts_of(event)) is None


def test_that_a_deleted_event_goes_with_its_sources_and_comes_back(editor: Editor, file: CaseFile) -> None:
    before = _case(file)
    event = next(event for event in before.events if event.sources)
    edit = event_deleted(uid_of_event(file, event.id), facts_of(event))
    assert editor.apply(edit).kind is EditKind.EVENT_DELETED
    assert event.id not in {one.id for one in _case(file).events}
    editor.undo()
    assert _case(file) == before


def test_that_a_source_is_added_to_an_event_once_for_the_whole_file(editor: Editor, file: CaseFile) -> None:
    before = _case(file)
    event, known = before.events[0], before.sources[0].url
    source = SourceFacts("https://example.org/a", "", SourceKind.PRESS, date(2026, 11, 30))
    uid = uid_of_event(file, event.id)
    edit = event_changed(uid, facts_of(event), facts_of(event), (source,))
    assert edit is not None
    assert edit.kind is EditKind.SOURCE_ADDED
    editor.apply(edit)
    uids = known_sources(file, (source.url, known, "https://example.org/never"))
    assert uids.keys() == {source.url, known}
    record = editor.record("sources", uids[source.url])
    assert record is not None
    assert (record["kind"], record["accessed_on"]) == ("press", "2026-11-30")
    again = SourceFacts(known, uid=uids[known])
    edit = event_changed(uid, facts_of(event), facts_of(event), (again,))
    assert edit is not None
    assert [change.table for change in edit.changes] == ["event_sources"]
    editor.apply(edit)
    after = next(one for one in _case(file).events if one.id == event.id)
    assert [one.url for one in after.sources] == [one.url for one in event.sources] + [source.url, known]
    editor.undo()
    editor.undo()
    assert _case(file) == before


def test_that_facts_are_those_of_the_event(file: CaseFile) -> None:
    for event in _case(file).events:
        facts = facts_of(event)
        assert (facts.date, facts.title, facts.kind, facts.lane) == (
            event.date,
            event.title,
            event.kind,
            event.lane,
        )
        assert (facts.description, facts.confidence) == (event.description, event.confidence)
    assert uid_of_event(file, 10**9) == ""
    assert uid_of_investigation(file, 10**9) == ""


def test_that_a_source_known_by_a_uid_is_the_same_source() -> None:
    source = SourceFacts("https://www.cnil.fr", "CNIL", SourceKind.OFFICIAL)
    assert source.known_as("5").uid == "5"
    assert source.known_as("5").known_as("") == source
