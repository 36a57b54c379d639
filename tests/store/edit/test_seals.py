from __future__ import annotations

import sqlite3
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.change import Change, Edit, EditKind, new_uid
from desktop.store.edit.adding import add_records
from desktop.store.edit.editor import Editor
from desktop.store.edit.errors import EditError
from desktop.store.edit.seals import Difference, sealing, verify
from desktop.store.edit.tables import edited
from desktop.store.file.transaction import writing
from desktop.store.file.writable import open_writable
from tests.counts import SEED, counted
from tests.nonsense import write_filled
from tests.old_files import write_schema_1
from tests.random_edits import event, random_edit, uids

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.costly


@pytest.fixture
def path(sample_path: Path, tmp_path: Path) -> Path:
    found = tmp_path / "copy.casefile"
    write_filled(sample_path, found)
    change(found, "DELETE FROM document_contents", "DELETE FROM seals")
    return found


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def one_edit(path: Path) -> None:
    with closing(Editor(path, "A")) as editor:
        found = event(uids(path, "investigations")[0], 99)
        editor.apply(Edit(EditKind.EVENT_ADDED, (found,), new_uid()))


def test_that_the_first_edit_seals_every_table(path: Path) -> None:
    assert len(verify(path).unsealed) == len(edited()) + 1
    one_edit(path)
    assert verify(path) == ((*edited(), "changes"), (), ())


def test_that_edits_keep_the_seals(path: Path) -> None:
    chance, tables = Random(SEED), sorted(edited())
    with closing(Editor(path, "A")) as editor:
        for _ in range(counted(150)):
            table = chance.choice(tables)
            if not uids(path, table):
                continue
            try:
                editor.apply(random_edit(path, editor, table, chance))
            except EditError as error:
                assert error.problem.code == "in-use"  # noqa: PT017 - one of the random edits
            if chance.random() < 0.3:
                editor.undo()
    found = verify(path)
    assert found.changed == ()
    assert len(found.sound) == len(edited()) + 1


@pytest.mark.parametrize(
    ("statement", "difference"),
    [
        ("UPDATE fines SET amount = amount + 1 WHERE id = 1", ("fines", 0)),
        ("UPDATE events SET title = title || ' ' WHERE id = 300", ("events", 0)),
        ("DELETE FROM event_actors WHERE id = 2", ("event_actors", -1)),
        ("INSERT INTO holidays (calendar, day) VALUES ('FR', '2026-07-14')", ("holidays", 1)),
        ("UPDATE changes SET author = 'Another' WHERE id = 2", ("changes", 0)),
    ],
)
def test_that_what_another_hand_changed_is_named(
    path: Path, statement: str, difference: tuple[str, int]
) -> None:
    one_edit(path)
    change(path, statement)
    one_edit(path)  # an edit of our own does not hide it
    (found,) = verify(path).changed
    assert isinstance(found, Difference)
    assert (found.table, found.found - found.sealed) == difference


def test_that_records_added_by_the_thousand_are_sealed(path: Path) -> None:
    one_edit(path)
    with (
        closing(open_writable(path)) as connection,
        writing(connection),
        sealing(connection),
    ):
        for number in range(1_000):
            sql = "INSERT INTO holidays (calendar, day) VALUES ('FR', :day)"
            connection.execute(sql, {"day": f"{2000 + number}-07-14"})
        connection.execute("INSERT INTO event_actors (event_id, actor) VALUES (1, 'noyb')")
    assert verify(path).changed == ()
    change(path, "DELETE FROM holidays WHERE id = 500")
    assert [one.table for one in verify(path).changed] == ["holidays"]


def test_that_a_large_table_gets_no_seal_with_an_edit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.store.edit.seals.MOST", 250)
    one_edit(path)
    one_edit(path)
    found = verify(path)
    assert "events" in found.unsealed
    assert "fines" in found.sound
    assert found.changed == ()


def test_that_a_file_of_schema_1_has_no_seal(sample_path: Path, tmp_path: Path) -> None:
    write_schema_1(sample_path, tmp_path / "old.casefile")
    assert verify(tmp_path / "old.casefile").sound == ()


def test_that_every_sign_gives_the_seal_that_an_edit_gives(path: Path) -> None:
    signs = "".join(map(chr, (*range(1, 0x250), 0x2028, 0xFFFD, 0x10FFFF)))
    titles = [*signs, signs, '"', "\\", "\\u0041", "", "[1,null]"]
    one_edit(path)
    owner = uids(path, "investigations")[0]
    add_records(path, (_titled(event(owner, 100 + at), one) for at, one in enumerate(titles)), {}, "A")
    by_edits = sealed(path)
    assert verify(path).changed == ()
    with closing(Editor(path, "A")) as editor:
        editor.renew_seals(["events"])
    assert sealed(path) == by_edits


def _titled(change: Change, title: str) -> Change:
    return Change(change.table, change.uid, None, {**(change.after or {}), "description": title})


def sealed(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM seals WHERE table_name = 'events'").fetchall()
