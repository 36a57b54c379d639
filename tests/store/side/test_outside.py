from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.store.side.outside import Compared, OutsideNotes, OutsideRow, Unseen

if TYPE_CHECKING:
    from pathlib import Path

ROW = OutsideRow(0, "2026-11-30T21:35:00+00:00", 7, "events", "uid", '{"title": "a"}', '{"title": "b"}')


def test_that_notes_are_kept_read_back_and_seen(tmp_path: Path) -> None:
    path, place = tmp_path / "file.side", tmp_path / "mine.casefile"
    place.touch()
    notes = OutsideNotes(path, place)
    assert notes.compared() == Compared()
    assert (notes.before(9, 9), notes.unseen()) == ((), Unseen())
    assert not path.exists()  # looking makes no file
    assert notes.note((), 0, "first.casefile") == 0
    assert notes.note((ROW, ROW._replace(table="orders", uid="other")), 0) == 2
    assert notes.note((ROW,), 0) is None  # another window has noted meanwhile
    found = notes.compared()
    assert (found.backup, found.included, found.last) == ("first.casefile", 0, 2)
    assert found.since[0] == ROW._replace(id=1)
    assert [row.id for row in notes.before(99, 1)] == [2]
    assert [row.id for row in notes.before(2, 9)] == [1]
    assert [row.table for row in notes.of_record("other")] == ["orders"]
    assert notes.unseen().number == 2
    assert set(notes.unseen().tables) == {"events", "orders"}
    notes.see(1)
    assert notes.unseen() == Unseen(1, ("orders",))
    notes.note((ROW,), 2, "second.casefile")
    assert notes.compared() == Compared("second.casefile", 3, (), 3)
    copy = OutsideNotes(path, tmp_path / "copy.casefile")
    assert (copy.compared(), copy.before(99, 9)) == (Compared(last=3), ())  # a copy has notes of its own
    place.unlink()
    assert copy.compared().backup == "second.casefile"  # the file was moved
    assert len(copy.before(99, 9)) == 3
