from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.store.side.outside import (
    Compared,
    OutsideRow,
    Unseen,
    load_compared,
    note,
    notes_before,
    notes_of,
    see,
    unseen,
)

if TYPE_CHECKING:
    from pathlib import Path

ROW = OutsideRow(0, "2026-11-30T21:35:00+00:00", 7, "events", "uid", '{"title": "a"}', '{"title": "b"}')


def test_that_notes_are_kept_read_back_and_seen(tmp_path: Path) -> None:
    path = tmp_path / "file.side"
    assert load_compared(path) == Compared()
    assert (notes_before(path, 9, 9), unseen(path)) == ((), Unseen())
    assert not path.exists()  # looking makes no file
    assert note(path, (), 0, "first.casefile")
    assert note(path, (ROW, ROW._replace(table="orders", uid="other")), 0)
    assert not note(path, (ROW,), 0)  # another window has noted meanwhile
    found = load_compared(path)
    assert (found.backup, found.included, found.last) == ("first.casefile", 0, 2)
    assert found.since[0] == ROW._replace(id=1)
    assert [row.id for row in notes_before(path, 99, 1)] == [2]
    assert [row.id for row in notes_before(path, 2, 9)] == [1]
    assert [row.table for row in notes_of(path, "other")] == ["orders"]
    assert unseen(path).number == 2
    assert set(unseen(path).tables) == {"events", "orders"}
    see(path, 1)
    assert unseen(path) == Unseen(1, ("orders",))


def test_that_a_newer_copy_includes_the_notes_before_it(tmp_path: Path) -> None:
    path = tmp_path / "file.side"
    note(path, (ROW,), 0, "first.casefile")
    note(path, (ROW,), 1, "second.casefile")
    assert load_compared(path) == Compared("second.casefile", 2, (), 2)
