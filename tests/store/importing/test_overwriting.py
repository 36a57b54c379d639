"""Rows that changed since: written over what is there, beside what was added by hand, undone as one step."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import Lane
from desktop.domain.days.period import parse_date
from desktop.domain.edit.change import Edit, EditKind, deleted
from desktop.domain.edit.imported import ImportedEvent, ImportedFine, Key
from desktop.domain.money import Money
from desktop.store.cases.cases import load_cases
from desktop.store.cases.writing import create_case_file
from desktop.store.edit.editor import Editor
from desktop.store.edit.seals import verify
from desktop.store.file.casefile import open_case_file
from desktop.store.importing.importer import taken_before
from tests.store.importing.making import CNIL, TAKEN, case, imported
from tests.store.importing.test_importer import tables

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.edit.imported import ImportedCase

CHANGED = Key(9, "ETid-3", "another digest")


def changed(**other: object) -> ImportedCase:
    return case(3, key=CHANGED, **other)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.casefile"
    create_case_file(made, ())
    imported(made, [case(number) for number in range(6)])
    return made


def test_that_a_changed_row_is_written_over_its_investigation_and_taken_back_as_one_step(path: Path) -> None:
    before = tables(path)
    row = changed(
        title="Another title",
        authority=replace(CNIL, name="Autre", short_name="Autre"),
        respondent="Other SAS",
        decided=parse_date("2020-02-03"),
        fine=ImportedFine(700, "SEK"),
        provisions=(("GDPR", "5(1)(a)"), ("LIL", "82")),
        sources=("https://example.org/3", "https://example.org/new"),
        note="Another note",
    )
    done = imported(path, [row, case(4), case(7)], overwrite=True)
    assert (done.new, done.unchanged, done.changed) == (1, 1, [9])
    with closing(open_case_file(path)) as file:
        one = next(one for one in load_cases(file) if one.investigation.title == "Another title")
        assert not taken_before(file, TAKEN.data_set).before(Key(4, "ETid-3", "digest 3")).is_same
        assert taken_before(file, TAKEN.data_set).before(CHANGED).is_same
    assert one.investigation.authority.short_name == "Autre"
    assert {party.name for party in one.investigation.respondents} == {"Acme 3", "Other SAS"}
    (fine,) = one.fines
    assert fine.amount == Money(700, "SEK")
    laws = {(each.law, each.article) for each in one.provisions}
    assert laws == {("GDPR", "5(1)(a)"), ("GDPR", "9"), ("LIL", "82")}
    assert {source.url for source in one.sources} == {"https://example.org/3", "https://example.org/new"}
    assert not verify(path).changed
    after = tables(path)
    with closing(Editor(path, "You")) as editor:
        editor.undo()
        assert tables(path) == before
        editor.redo()
        assert tables(path) == after
    assert not verify(path).changed
    assert imported(path, [row, case(4), case(7)], overwrite=True).changed == []


def test_that_a_fine_or_decision_that_is_gone_is_added_again(path: Path) -> None:
    before = tables(path)
    with closing(open_case_file(path)) as file:
        uids = {
            table: file.rows(f"SELECT uid FROM {table} WHERE investigation_id = 4")[0][0]  # noqa: S608 - ours
            for table in ("fines", "decisions")
        }
    gone = tuple(deleted(table, uid, {}) for table, uid in uids.items())
    with closing(Editor(path, "You")) as editor:
        editor.apply(Edit(EditKind.FINE_DELETED, gone, "batch"))
        imported(path, [changed(fine=ImportedFine(None, "EUR"))], overwrite=True)
        found = tables(path)
        assert [len(found[table]) for table in uids] == [len(before[table]) for table in uids]
        editor.undo()
        imported(path, [changed(fine=None, references=())], overwrite=True)
        found = tables(path)
        assert [len(before[table]) - len(found[table]) for table in uids] == [1, 0]
        editor.undo()
        editor.undo()
    assert tables(path) == before


def test_that_a_row_without_a_fine_or_respondent_leaves_those_of_the_file(path: Path) -> None:
    before = tables(path)
    imported(path, [changed(fine=None, respondent="")], overwrite=True)
    found = tables(path)
    assert (found["fines"], found["investigation_respondents"]) == (
        before["fines"],
        before["investigation_respondents"],
    )


def test_that_a_changed_event_is_written_over_and_taken_back(path: Path) -> None:
    row = ImportedEvent(
        Key(2, "E1", "one"), "fr-cnil-etid-3", parse_date("2020"), "fine", Lane.AUTHORITY, "A fine", "", ()
    )
    imported(path, [row])
    before = tables(path)
    other = replace(
        row,
        key=Key(2, "E1", "two"),
        date=parse_date("2020-05-04"),
        title="A fine of 7",
        sources=("https://example.org/e",),
    )
    assert imported(path, [other], overwrite=True).changed == [2]
    found = tables(path)
    assert ["2020-05-04" in event and "A fine of 7" in event for event in found["events"]] == [True]
    assert len(found["event_sources"]) == 1
    assert not verify(path).changed
    with closing(Editor(path, "You")) as editor:
        editor.undo()
    assert tables(path) == before
