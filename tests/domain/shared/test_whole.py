"""Whole investigations deleted and duplicated, in a file with a row in every table."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.change import Change, EditKind, Reference
from desktop.domain.edit.citing import JOINED
from desktop.domain.shared.whole import duplicated, investigation_deleted
from desktop.models.edit.whole_words import contents_words, copy_title
from desktop.store.cases.citing import load_cited
from desktop.store.edit.editor import Editor
from desktop.store.edit.seals import verify
from desktop.store.edit.tables import CONTENTS, edited
from desktop.store.edit.whole import whole_record
from desktop.store.file.casefile import open_case_file
from tests.filling import write_full

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from desktop.store.file.casefile import CaseFile

# Sources on which nothing rests.
USED = " UNION ".join(f"SELECT source_id FROM {name}_sources" for name in JOINED.values())  # noqa: S608 - ours
FREE = f"SELECT count(*) FROM sources WHERE id NOT IN ({USED})"  # noqa: S608 - as above


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "full.casefile"
    write_full(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM seals")  # of no table
        connection.commit()
    return path


@pytest.fixture
def file(path: Path) -> Iterator[CaseFile]:
    with closing(open_case_file(path)) as opened:
        yield opened


@pytest.fixture
def editor(path: Path) -> Iterator[Editor]:
    """An editor, whose steps are all taken back at the end."""
    with closing(Editor(path, "You")) as made:
        yield made
        while made.next_undo is not None:
            made.undo()


def _uids(file: CaseFile) -> dict[int, str]:
    return {row["id"]: row["uid"] for row in file.rows("SELECT id, uid FROM investigations")}


def _rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the history and its seals."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()  # noqa: S608 - ours
            for table in (*edited(), CONTENTS)
        }


def _bare(changes: tuple[Change, ...]) -> list[tuple[str, dict[str, object]]]:
    """Additions without what a copy has of its own."""
    own = {change.uid for change in changes}

    def cells(change: Change) -> Iterable[tuple[str, object]]:
        return (change.after or {}).items()

    def bare(cell: object) -> object:
        if isinstance(cell, Reference):
            return (cell.table, "own" if cell.uid in own else cell.uid)
        return "own" if cell in own else cell

    left_out = {"id", "slug", "title"}
    return [
        (change.table, {name: bare(cell) for name, cell in cells(change) if name not in left_out})
        for change in changes
        if change.table != "origins"
    ]


def test_that_a_copy_holds_all_that_the_first_one_does_with_uids_of_its_own(
    editor: Editor, file: CaseFile, path: Path
) -> None:
    before, tables = _rows(path), Counter[str]()
    for number, uid in _uids(file).items():
        first = whole_record(file, "investigations", uid)
        edit = duplicated(first, f"copy-{number}", copy_title("A case"))
        assert editor.apply(edit).kind is EditKind.INVESTIGATION_ADDED
        second = whole_record(file, "investigations", edit.changes[0].uid)
        assert _bare(first) == _bare(second)
        assert not {change.uid for change in first} & {change.uid for change in second}
        tables.update(change.table for change in second)
    assert set(tables) >= {"documents", CONTENTS, "citations", "stay_sources", "term_orders", "fine_stages"}
    titles = [row[0] for row in file.rows("SELECT title FROM investigations WHERE slug LIKE 'copy-%'")]
    assert titles == ["A case (copy)"] * len(titles) != []
    assert not verify(path).changed
    while editor.next_undo is not None:
        editor.undo()
    assert _rows(path) == before


def test_that_a_deleted_investigation_goes_with_all_of_it_and_comes_back(
    editor: Editor, file: CaseFile, path: Path
) -> None:
    before, free = _rows(path), file.rows(FREE)[0][0]
    for number, uid in _uids(file).items():
        edit = investigation_deleted(uid, load_cited(file, number))
        assert editor.apply(edit).kind is EditKind.INVESTIGATION_DELETED
    assert not verify(path).changed
    after = _rows(path)
    assert {name for name, rows in after.items() if rows} <= {
        *("sources", "authorities", "respondents", "provisions", "holidays", "origins", "citations")
    }
    # The sources of the stages of a fine are looked through by nothing else than the file.
    assert file.rows(FREE)[0][0] <= free + len(before["stage_sources"])
    while editor.next_undo is not None:
        editor.undo()
    assert _rows(path) == before


def test_that_a_source_of_two_investigations_stays_with_the_other_one(editor: Editor, file: CaseFile) -> None:
    records = {number: load_cited(file, number) for number in _uids(file)}
    owners: dict[str, set[int]] = {}
    for number, found in records.items():
        for record in found:
            for cited in record.sources:
                owners.setdefault(cited.facts.uid, set()).add(number)
    number = next(iter(next(found for found in owners.values() if len(found) > 1)))
    shared = {uid for uid, found in owners.items() if number in found and len(found) > 1}
    editor.apply(investigation_deleted(_uids(file)[number], records[number]))
    left = {row["uid"] for row in file.rows("SELECT uid FROM sources")}
    assert shared <= left
    assert not left & {uid for uid, found in owners.items() if found == {number}}


def test_that_what_goes_is_counted_in_words() -> None:
    contents = {"events": 12, "orders": 2, "stays": 1, "payments": 2, "penalty_rates": 4, "documents": 1}
    assert contents_words(contents) == "12 events, 2 orders, 3 facts, 1 document"
    assert (
        contents_words({"fines": 1, "penalty_terms": 2, "decisions": 1}) == "1 decision, 1 fine, 2 penalties"
    )
    assert not contents_words({"investigations": 1})
