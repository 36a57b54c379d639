from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from desktop.domain.edit.change import Change, Edit, EditKind, Reference, added, changed, deleted, new_uid
from desktop.store.cells.problems import row_problems
from desktop.store.edit.editor import Editor
from desktop.store.edit.errors import CellRefusedError, EditConflict, EditError
from desktop.store.edit.tables import edited
from desktop.store.file.casefile import open_case_file
from desktop.store.file.upgrading import upgrade
from tests.counts import SEED, counted
from tests.disks import small_disk
from tests.old_files import write_schema_1
from tests.random_edits import digest, event, random_edit, uids

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.edit.editor import Applied

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
CLEARVIEW = "fr-cnil-clearview"


@pytest.fixture
def path(spoilable_path: Path, tmp_path: Path) -> Path:
    """Some of the sample with a row in every table."""
    found = tmp_path / "copy.casefile"
    shutil.copy(spoilable_path, found)
    change(found, "DELETE FROM document_contents", "DELETE FROM seals")
    return found


@pytest.fixture
def editor(path: Path) -> Iterator[Editor]:
    with closing(Editor(path, "Tester", lambda: NOON)) as made:
        yield made


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def uid_of(path: Path, table: str, row_id: int) -> str:
    ((uid,),) = rows(path, f"SELECT uid FROM {table} WHERE id = {row_id}")  # noqa: S608 - ours
    return str(uid)


def clearview(path: Path) -> str:
    ((uid,),) = rows(path, f"SELECT uid FROM investigations WHERE slug = '{CLEARVIEW}'")  # noqa: S608 - ours
    return str(uid)


def step(kind: EditKind, *changes: Change) -> Edit:
    return Edit(kind, changes, new_uid())


def retitled(editor: Editor, uid: str, title: str) -> Edit:
    now = editor.record("events", uid)
    assert now is not None
    return step(EditKind.EVENT_CHANGED, changed("events", uid, now, {"title": title}))


def refused(editor: Editor, edit: Edit) -> EditError:
    with pytest.raises(EditError) as caught:
        editor.apply(edit)
    return caught.value


def undone(editor: Editor) -> Applied:
    done = editor.undo()
    assert done is not None
    return done


def test_that_an_edit_is_written_and_told_in_the_history(path: Path, editor: Editor) -> None:
    investigation = clearview(path)
    edit = step(EditKind.EVENT_ADDED, event(investigation, 99, title="Appel formé"))
    done = editor.apply(edit)
    ((number, title, description),) = rows(
        path, "SELECT id, title, description FROM events WHERE position = 99"
    )
    assert (title, description) == ("Appel formé", "")
    assert done.changes[0].after is not None
    assert done.changes[0].after["id"] == number
    (row,) = editor.history(1)
    assert (row.changed_at, row.author, row.program) == (
        "2026-11-30T12:00:00+00:00",
        "Tester",
        "Astreinte 0.1.0",
    )
    assert (row.kind, row.table, row.uid, row.batch) == (
        "event added", "events", edit.changes[0].uid, edit.batch
    )  # fmt: skip
    assert row.before is None
    assert row.after is not None
    assert row.after["investigation_id"] == {"table": "investigations", "uid": investigation}
    ((text,),) = rows(path, f"SELECT after FROM changes WHERE id = {row.id}")  # noqa: S608 - a number
    assert "Appel formé" in text


@pytest.mark.timeout(3_600)
def test_that_random_edits_are_undone_and_made_again(path: Path, editor: Editor) -> None:
    chance, first = Random(SEED), digest(path)
    tables = sorted(edited())
    done, before = 0, first
    while done < counted(300):
        table = tables[done % len(tables)] if chance.random() < 0.7 else chance.choice(tables)
        if not uids(path, table):
            table = "events"
        try:
            editor.apply(random_edit(path, editor, table, chance))
        except EditError as error:
            assert error.problem.code == "in-use", error  # noqa: PT017 - one of the random edits
            assert digest(path) == before
            table = "events"
            editor.apply(random_edit(path, editor, table, chance))
        after = digest(path)
        editor.undo()
        assert digest(path) == before, table
        editor.redo()
        assert digest(path) == after, table
        done, before = done + 1, after
    assert rows(path, "PRAGMA foreign_key_check") == []
    with closing(open_case_file(path)) as file:
        assert list(row_problems(file)) == []
    with closing(Editor(path, "Another")) as later:  # across a restart
        for _ in range(done):
            undone(later)
        assert later.next_undo is None
        assert later.undo() is None
    assert digest(path) == first


def test_that_every_table_of_records_is_edited(path: Path, editor: Editor) -> None:
    with_uid = "SELECT m.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE c.name = 'uid'"
    assert {*edited(), "changes"} == {name for (name,) in rows(path, with_uid)}
    before = digest(path)
    for number, table in enumerate(sorted(edited())):
        try:
            editor.apply(random_edit(path, editor, table, Random(number)))
        except EditError as error:
            assert (table, error.problem.code) == ("authorities", "in-use")  # noqa: PT017 - a random edit
        while editor.next_undo is not None:
            undone(editor)
    assert digest(path) == before


def test_that_undo_and_redo_are_named_and_in_order(path: Path, editor: Editor) -> None:
    investigation = clearview(path)
    assert (editor.next_undo, editor.next_redo) == (None, None)
    editor.apply(step(EditKind.EVENT_ADDED, event(investigation, 98)))
    editor.apply(step(EditKind.EVENTS_ADDED, event(investigation, 99), event(investigation, 100)))
    assert editor.next_undo is not None
    assert editor.next_undo.kind is EditKind.EVENTS_ADDED
    assert (undone(editor).kind, undone(editor).kind) == (EditKind.EVENTS_ADDED, EditKind.EVENT_ADDED)
    assert editor.next_undo is None
    assert editor.next_redo is not None
    assert editor.next_redo.kind is EditKind.EVENT_ADDED
    again = editor.redo()
    assert again is not None
    assert again.kind is EditKind.EVENT_ADDED
    editor.apply(step(EditKind.EVENT_ADDED, event(investigation, 101)))
    assert editor.next_redo is None  # something new was done
    assert editor.redo() is None


def test_that_a_step_is_undone_out_of_its_order(path: Path, editor: Editor) -> None:
    first, second = uid_of(path, "events", 1), uid_of(path, "events", 2)
    edit = retitled(editor, first, "One")
    editor.apply(edit)
    editor.apply(retitled(editor, second, "Two"))
    editor.undo(edit.batch)
    assert rows(path, "SELECT count(*) FROM events WHERE title IN ('One', 'Two')") == [(1,)]
    assert editor.next_undo is not None
    undone(editor)
    assert rows(path, "SELECT count(*) FROM events WHERE title IN ('One', 'Two')") == [(0,)]
    assert editor.next_undo is None


def test_that_a_deletion_takes_along_what_hangs_on_a_record(path: Path, editor: Editor) -> None:
    before, investigation = digest(path), clearview(path)
    change(path, f"UPDATE citations SET record_uid = '{uid_of(path, 'events', 1)}'")  # noqa: S608 - ours
    with_citation = digest(path)
    assert with_citation != before
    going = editor.children("investigations", investigation)
    done = editor.apply(step(EditKind.INVESTIGATION_DELETED, deleted("investigations", investigation, {})))
    assert [(one.table, one.uid) for one in done.changes[:-1]] == list(going)
    assert {one.table for one in going} >= {"events", "event_sources", "penalty_rates", "orders"}
    assert rows(path, "PRAGMA foreign_key_check") == []
    undone(editor)
    first = uid_of(path, "events", 1)
    assert Reference("citations", uid_of(path, "citations", 1)) in editor.children("events", first)
    assert digest(path) == with_citation


def test_that_an_authority_in_use_is_not_deleted(path: Path, editor: Editor) -> None:
    before = digest(path)
    error = refused(
        editor, step(EditKind.PARTY_CHANGED, deleted("authorities", uid_of(path, "authorities", 1), {}))
    )
    assert error.problem.code == "in-use"
    assert "investigations: " in error.problem.sentence
    assert digest(path) == before


def test_that_a_parent_that_is_deleted_is_the_parent_of_none(path: Path, editor: Editor) -> None:
    parent, child = uid_of(path, "respondents", 1), uid_of(path, "respondents", 2)
    link = {"parent_id": Reference("respondents", parent)}
    editor.apply(step(EditKind.PARTY_CHANGED, changed("respondents", child, {"parent_id": None}, link)))
    before = digest(path)
    editor.apply(step(EditKind.PARTY_CHANGED, deleted("respondents", parent, {})))
    assert rows(path, "SELECT parent_id FROM respondents WHERE id = 2") == [(None,)]
    undone(editor)
    assert digest(path) == before


def test_that_a_document_is_deleted_and_brought_back_with_its_bytes(
    path: Path, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    cited = f"UPDATE citations SET record_uid = '{uid_of(path, 'events', 1)}'"  # noqa: S608 - ours
    change(path, "INSERT INTO document_contents VALUES (1, 1, x'0102ff')", cited)
    before = digest(path)
    edit = step(
        EditKind.INVESTIGATION_DELETED, deleted("investigations", uid_of(path, "investigations", 1), {})
    )
    editor.apply(edit)
    gone = digest(path)
    assert rows(path, "SELECT count(*) FROM document_contents") == [(0,)]
    assert rows(path, "SELECT after FROM changes WHERE table_name = 'document_contents'") == [(None,)]
    assert {(row.before, row.after) for row in editor.history(200) if row.table == "document_contents"} == {
        (None, None)
    }
    for _ in range(2):
        undone(editor)
        assert digest(path) == before
        assert editor.redo() is not None
        assert digest(path) == gone
    undone(editor)
    with closing(open_case_file(path)) as file:
        assert list(row_problems(file)) == []
    monkeypatch.setattr("desktop.store.edit.records.MOST_BYTES", 2)
    assert refused(editor, edit).problem.code == "documents"
    assert digest(path) == before


def test_that_records_of_one_edit_refer_to_each_other(path: Path, editor: Editor) -> None:
    one, source = event(clearview(path), 99), new_uid()
    before = digest(path)
    editor.apply(
        step(
            EditKind.EVENT_ADDED,
            one,
            added("sources", source, url="https://www.cnil.fr/", publisher="CNIL", kind="official"),
            added(
                "event_sources",
                new_uid(),
                event_id=Reference("events", one.uid),
                source_id=Reference("sources", source),
            ),
        )
    )
    assert rows(path, "PRAGMA foreign_key_check") == []
    undone(editor)
    assert digest(path) == before


def test_that_two_programs_lose_no_value_without_being_told(path: Path) -> None:
    chance, told, kept = Random(SEED), 0, 0
    uid = uid_of(path, "events", 1)
    columns = ("title", "description", "kind")
    with closing(Editor(path, "A")) as one, closing(Editor(path, "B")) as other:
        for number in range(counted(500)):
            seen = one.record("events", uid)
            assert seen is not None
            mine, theirs = (
                dict.fromkeys(chance.sample(columns, chance.randint(1, 2)), f"{who}{number}") for who in "AB"
            )
            one.apply(step(EditKind.EVENT_CHANGED, changed("events", uid, seen, mine)))
            edit = step(EditKind.EVENT_CHANGED, changed("events", uid, seen, theirs))
            if shared := [name for name in theirs if name in mine]:
                error = refused(other, edit)
                assert isinstance(error, EditConflict)
                assert (error.at.table, error.at.uid, error.at.column) == ("events", uid, shared[0])
                assert (error.before, error.after) == (seen[shared[0]], theirs[shared[0]])
                assert error.now == mine[shared[0]]
                expected, told = {**seen, **mine}, told + 1
            else:
                other.apply(edit)
                expected, kept = {**seen, **mine, **theirs}, kept + 1
            assert one.record("events", uid) == expected
    assert told
    assert kept


def test_that_an_undo_of_what_another_program_changed_is_told(path: Path, editor: Editor) -> None:
    uid = uid_of(path, "events", 1)
    editor.apply(retitled(editor, uid, "Mine"))
    change(path, "UPDATE events SET title = 'Theirs', description = 'More' WHERE id = 1")
    with pytest.raises(EditConflict) as caught:
        editor.undo()
    assert (caught.value.before, caught.value.now) == ("Mine", "Theirs")
    assert caught.value.problem.sentence == (
        "Another program changed title since it was read. Nothing was changed."
    )
    change(path, "UPDATE events SET title = 'Mine' WHERE id = 1")
    undone(editor)
    assert rows(path, "SELECT description FROM events WHERE id = 1") == [("More",)]


def test_that_a_record_that_is_gone_is_told(path: Path, editor: Editor) -> None:
    uid = uid_of(path, "event_actors", 1)
    now = editor.record("event_actors", uid)
    assert now is not None
    change(path, "DELETE FROM event_actors WHERE id = 1")
    assert editor.record("event_actors", uid) is None
    for one in (changed("event_actors", uid, now, {"actor": "X"}), deleted("event_actors", uid, now)):
        error = refused(editor, step(EditKind.FACT_CHANGED, one))
        assert isinstance(error, EditConflict)
        assert error.at.column == ""
        assert error.problem.sentence == (
            "Another program deleted this record since it was read. Nothing was changed."
        )


def test_that_a_record_that_changed_is_not_deleted_unseen(path: Path, editor: Editor) -> None:
    uid = uid_of(path, "events", 1)
    now = editor.record("events", uid)
    assert now is not None
    change(path, "UPDATE events SET title = 'Theirs' WHERE id = 1")
    error = refused(editor, step(EditKind.EVENT_DELETED, deleted("events", uid, now)))
    assert isinstance(error, EditConflict)
    assert (error.at.column, error.now) == ("title", "Theirs")


def test_that_the_same_value_from_two_is_no_conflict(path: Path, editor: Editor) -> None:
    uid = uid_of(path, "events", 1)
    edit = retitled(editor, uid, "Same")
    change(path, "UPDATE events SET title = 'Same' WHERE id = 1")
    assert editor.apply(edit).changes == ()


def test_that_a_restored_record_has_a_new_number_where_the_old_is_taken(path: Path, editor: Editor) -> None:
    ((last,),) = rows(path, "SELECT max(id) FROM event_actors")
    uid = uid_of(path, "event_actors", last)
    editor.apply(step(EditKind.FACT_DELETED, deleted("event_actors", uid, {})))
    change(path, f"INSERT INTO event_actors (id, event_id, actor) VALUES ({last}, 1, 'Theirs')")  # noqa: S608 - ours
    undone(editor)
    assert rows(path, f"SELECT id FROM event_actors WHERE uid = '{uid}'") == [(last + 1,)]  # noqa: S608 - ours
    assert editor.redo() is not None
    assert rows(path, f"SELECT actor FROM event_actors WHERE id >= {last}") == [("Theirs",)]  # noqa: S608 - ours


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        (
            {"lane": "balcony"},
            "lane",
            "lane: “balcony” is not one of complainants, authority, respondent, courts.",
        ),
        ({"date_start": "2022-02-31"}, "date_start", "date start: “2022-02-31” is not a day from"),
        ({"date_end": "2021-01-01"}, "date_start", "date start: “2022-10-17” is not a day up to date_end"),
        ({"title": ""}, "title", "title: “” is not one line of"),
        ({"title": "a\x1bb"}, "title", "title: “a\N{SYMBOL FOR ESCAPE}b” is not one line of"),
        ({"position": -1}, "position", "position: “-1” is not a place"),
        ({"position": None}, "position", "position: nothing is not a place"),
        ({"investigation_id": None}, "investigation_id", "investigation id: nothing is not the id"),
    ],
)
def test_that_a_wrong_value_is_refused_in_words(
    path: Path, editor: Editor, cells: dict[str, Any], column: str, sentence: str
) -> None:
    before = digest(path)
    good = event(clearview(path), 98)
    error = refused(
        editor, step(EditKind.EVENTS_ADDED, good, event(clearview(path), **({"position": 99} | cells)))
    )
    assert isinstance(error, CellRefusedError)
    assert error.at.column == column
    assert error.problem.sentence.startswith(sentence)
    assert digest(path) == before
    assert len(editor.history(10)) == 1  # that of the filled sample


def test_that_a_cell_that_must_be_given_is_asked_for(editor: Editor) -> None:
    error = refused(editor, step(EditKind.PARTY_CHANGED, added("respondents", new_uid(), name="A")))
    assert isinstance(error, CellRefusedError)
    assert (error.at.column, error.value) == ("short_name", None)


def test_that_a_slug_that_is_taken_is_told(path: Path, editor: Editor) -> None:
    uid = uid_of(path, "investigations", 1)
    now = editor.record("investigations", uid)
    assert now is not None
    error = refused(
        editor, step(EditKind.INVESTIGATION_CHANGED, changed("investigations", uid, now, {"slug": CLEARVIEW}))
    )
    assert error.problem == ("taken", "Another record has the same slug. Choose another one.")


@pytest.mark.parametrize("target", [("investigations", "nowhere"), ("events", "nowhere")])
def test_that_a_reference_to_what_is_not_there_is_refused(
    path: Path, editor: Editor, target: tuple[str, str]
) -> None:
    error = refused(editor, step(EditKind.EVENT_ADDED, event("", 9, investigation_id=Reference(*target))))
    assert error.problem.code == ("gone" if target[0] == "investigations" else "value")


def test_that_a_record_is_added_once(path: Path, editor: Editor) -> None:
    edit = step(EditKind.EVENT_ADDED, event(clearview(path), 99))
    editor.apply(edit)
    assert refused(editor, edit).problem.code == "there"


def test_that_an_unknown_column_is_a_bug(path: Path, editor: Editor) -> None:
    with pytest.raises(ValueError, match="no column colour"):
        editor.apply(step(EditKind.EVENT_ADDED, event(clearview(path), 99, colour="red")))
    assert not editor._connection.in_transaction


def test_that_a_wrong_row_is_corrected_deleted_and_brought_back(path: Path, editor: Editor) -> None:
    change(path, "UPDATE events SET lane = 'balcony', title = 'a\x1bb' WHERE id = 1")
    uid, wrong = uid_of(path, "events", 1), digest(path)
    now = editor.record("events", uid)
    assert now is not None
    editor.apply(step(EditKind.ROW_CORRECTED, changed("events", uid, now, {"lane": "courts"})))
    undone(editor)
    assert digest(path) == wrong
    editor.apply(step(EditKind.ROW_DELETED, deleted("events", uid, now)))
    undone(editor)
    assert digest(path) == wrong
    with closing(open_case_file(path)) as file:
        assert {one.table for one in row_problems(file)} == {"events"}


def test_that_a_deleted_row_that_referred_to_nothing_is_brought_back_as_it_was(
    path: Path, editor: Editor
) -> None:
    change(path, "UPDATE event_sources SET source_id = 99999 WHERE id = 1")
    uid = uid_of(path, "event_sources", 1)
    now = editor.record("event_sources", uid)
    assert now is not None
    assert now["source_id"] == 99_999
    editor.apply(step(EditKind.ROW_DELETED, deleted("event_sources", uid, now)))
    editor.undo()
    assert editor.record("event_sources", uid) == now
    owner = Reference("events", uid_of(path, "events", 1))
    source = Reference("sources", "00000000-0000-4000-a000-000000000000")
    lost = added("event_sources", new_uid(), event_id=owner, source_id=source)
    with pytest.raises(EditError) as caught:  # what is new refers to rows that are there
        editor.apply(step(EditKind.SOURCE_ADDED, lost))
    assert caught.value.problem.code == "gone"


def test_that_no_undo_of_a_wrong_row_leaves_a_reference_to_nothing(path: Path, editor: Editor) -> None:
    def dangling() -> list[object]:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute("PRAGMA foreign_key_check").fetchall()

    # A row comes back after a record that it refers to has gone.
    source, event_uid = added("sources", new_uid(), url="https://example.org/gone"), uid_of(path, "events", 1)
    owner, at = Reference("events", event_uid), Reference("sources", source.uid)
    join = added("event_sources", new_uid(), event_id=owner, source_id=at)
    editor.apply(step(EditKind.SOURCE_ADDED, source, join))
    wrong = step(EditKind.ROW_DELETED, deleted("event_sources", join.uid, {}))
    editor.apply(wrong)
    editor.apply(step(EditKind.SOURCE_DELETED, deleted("sources", source.uid, {})))
    before = digest(path)
    with pytest.raises(EditError) as caught:
        editor.undo(wrong.batch)
    assert (caught.value.problem.code, digest(path), dangling()) == ("gone", before, [])
    # A record that was brought back goes again while others refer to it: they go with it.
    found = editor.record("events", event_uid)
    assert found is not None
    editor.apply(step(EditKind.EVENT_DELETED, deleted("events", event_uid, found)))
    back = step(EditKind.ROW_CORRECTED, Change("events", event_uid, None, found))
    editor.apply(back)
    actor = added("event_actors", new_uid(), event_id=owner, actor="A witness")
    editor.apply(step(EditKind.EVENT_CHANGED, actor))
    editor.undo(back.batch)
    assert editor.record("event_actors", actor.uid) is None
    # Or they bar it.
    authority = added("authorities", new_uid(), name="A", short_name="A", country="FR", zone="Europe/Paris")
    fixed = step(EditKind.ROW_CORRECTED, authority)
    editor.apply(fixed)
    case = clearview(path)
    now = editor.record("investigations", case)
    assert now is not None
    moved = changed("investigations", case, now, {"authority_id": Reference("authorities", authority.uid)})
    editor.apply(step(EditKind.INVESTIGATION_CHANGED, moved))
    with pytest.raises(EditError) as caught:
        editor.undo(fixed.batch)
    assert (caught.value.problem.code, dangling()) == ("in-use", [])
    # References are kept again by all that comes after.
    with pytest.raises(sqlite3.IntegrityError):
        editor._connection.execute("UPDATE investigations SET authority_id = 99999")


def test_that_a_step_of_a_later_version_is_left_alone(path: Path, editor: Editor) -> None:
    first, second = retitled(editor, uid_of(path, "events", 1), "One"), event(clearview(path), 99)
    editor.apply(first)
    later = step(EditKind.EVENT_ADDED, second)
    editor.apply(later)
    change(path, f"UPDATE changes SET kind = 'summary written' WHERE batch = '{later.batch}'")  # noqa: S608 - ours
    with closing(Editor(path, "A")) as other:
        assert other.next_undo is not None
        assert other.next_undo.batch == first.batch
        assert other.undo(later.batch) is None


def test_that_an_import_is_one_row_of_the_history_and_one_step(path: Path, editor: Editor) -> None:
    before, investigation = digest(path), clearview(path)
    events = [event(investigation, 100 + number) for number in range(30)]
    now = editor.record("investigations", investigation)
    authority = added(
        "authorities", new_uid(), name="CNIL", short_name="CNIL", country="FR", zone="Europe/Paris"
    )
    assert now is not None
    moved = changed(
        "investigations", investigation, now, {"authority_id": Reference("authorities", authority.uid)}
    )
    editor.apply(step(EditKind.IMPORTED, authority, *events, moved))
    (change_of_case, row, older) = editor.history(3)
    assert row.after == {"authorities": [authority.uid], "events": [one.uid for one in events]}
    assert (change_of_case.table, change_of_case.batch) == ("investigations", row.batch)
    assert older.id == 1
    imported = digest(path)
    undone(editor)
    assert digest(path) == before
    again = editor.redo()
    assert again is not None
    assert digest(path) == imported
    change(path, f"DELETE FROM events WHERE uid = '{events[0].uid}'")  # noqa: S608 - ours
    assert undone(editor).kind is EditKind.IMPORTED
    assert digest(path) == before


def test_that_a_spoilt_history_is_told_and_breaks_nothing(path: Path, editor: Editor) -> None:
    for spoilt in ("[", "[1]", '{"colour": 1}', '{"title": {"x": 1}}', "5"):
        editor.apply(retitled(editor, uid_of(path, "events", 1), f"After {spoilt}"))
        change(path, f"UPDATE changes SET before = '{spoilt}' WHERE id = (SELECT max(id) FROM changes)")  # noqa: S608 - ours
        before = digest(path)
        with pytest.raises(EditError) as caught:
            editor.undo()
        assert caught.value.problem.code == "history"
        assert digest(path) == before
        assert editor.history(1)[0].kind == "event changed"
    cells = (
        f"after = NULL, record_uid = '{uid_of(path, 'documents', 1)}', before = '{{\"data\": \"no base64\"}}'"
    )
    last = "WHERE id = (SELECT max(id) FROM changes)"
    change(path, f"UPDATE changes SET table_name = 'document_contents', {cells} {last}")  # noqa: S608 - ours
    with pytest.raises(EditError) as caught:
        editor.undo()
    assert caught.value.problem.code == "history"


def test_that_a_file_another_program_writes_is_told_after_a_while(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.file.writable.WAIT", 0.01)
    with closing(Editor(path, "A")) as editor, closing(sqlite3.connect(path, isolation_level=None)) as other:
        edit = retitled(editor, uid_of(path, "events", 1), "Mine")
        other.execute("BEGIN IMMEDIATE")
        assert refused(editor, edit).problem == (
            "locked", "Another program is writing to this file. Your change is kept; try again."
        )  # fmt: skip
        other.execute("COMMIT")
        reading = other.execute("SELECT id FROM events")
        reading.fetchone()
        assert refused(editor, edit).problem.code == "locked"  # a reader bars the end of it
        reading.close()
        editor.apply(edit)
    assert rows(path, "SELECT title FROM events WHERE id = 1") == [("Mine",)]


@pytest.mark.timeout(600)
def test_that_a_full_disk_keeps_the_file_as_it_was(path: Path, tmp_path: Path) -> None:
    chance, outcomes = Random(SEED), set()
    for number in range(max(3, counted(30))):
        room = (0, 4_000)[number] if number < 2 else chance.randrange(0, 700)
        size = path.stat().st_size // 1024
        with small_disk(tmp_path / f"disk{number}", size + 64 + room) as disk:
            copy = disk / "copy.casefile"
            shutil.copy(path, copy)
            with closing(Editor(copy, "A")) as editor:
                before = digest(copy)
                many = (event(clearview(copy), 100 + one, description="x" * 40_000) for one in range(10))
                edit = step(EditKind.EVENTS_ADDED, *many)
                try:
                    editor.apply(edit)
                except EditError as error:
                    assert error.problem.code == "no-room"  # noqa: PT017 - as the room is
                    assert digest(copy) == before
                    assert len(editor.history(99)) == 1
                    outcomes.add("refused")
                else:
                    assert len(editor.history(99)) == 11
                    outcomes.add("made")
            assert rows(copy, "PRAGMA integrity_check") == [("ok",)]
    assert outcomes == {"refused", "made"}


def test_that_a_write_protected_file_is_told(path: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 8_000) as disk:
        copy = disk / "copy.casefile"
        shutil.copy(path, copy)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        before = digest(copy)
        with closing(Editor(copy, "A")) as editor:
            error = refused(editor, retitled(editor, uid_of(copy, "events", 1), "Mine"))
        assert error.problem == (
            "read-only",
            "This file may not be written: it, or its folder, is write-protected. The file is as it was.",
        )
        assert digest(copy) == before


def test_that_a_file_of_an_earlier_version_is_edited_once_upgraded(sample_path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.casefile"
    write_schema_1(sample_path, old)
    before = old.read_bytes()
    with pytest.raises(EditError) as caught:
        Editor(old, "A")
    assert caught.value.problem.code == "old"
    assert "must be upgraded" in caught.value.problem.sentence
    assert old.read_bytes() == before
    upgrade(old)
    with closing(Editor(old, "A")) as editor:
        editor.apply(retitled(editor, uid_of(old, "events", 1), "Mine"))
    assert rows(old, "SELECT title FROM events WHERE id = 1") == [("Mine",)]
