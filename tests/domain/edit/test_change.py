from __future__ import annotations

from desktop.domain.edit.change import Change, Edit, EditKind, added, changed, deleted, new_uid


def test_that_an_addition_is_taken_back_by_a_deletion_of_the_same_cells() -> None:
    one = added("events", "e", title="Complaint", position=0)
    assert one.inverse == deleted("events", "e", {"title": "Complaint", "position": 0})
    assert one.inverse.inverse == one


def test_that_a_change_holds_only_the_cells_that_differ() -> None:
    one = changed("events", "e", {"title": "A", "lane": "courts"}, {"title": "B", "lane": "courts"})
    assert one == Change("events", "e", {"title": "A"}, {"title": "B"})


def test_that_an_edit_is_taken_back_from_its_end() -> None:
    edit = Edit(EditKind.EVENT_ADDED, (added("events", "e"), added("event_sources", "s")), "b1")
    back = edit.inverse("b2")
    assert [change.uid for change in back.changes] == ["s", "e"]
    assert (back.kind, back.batch, back.undoes) == (EditKind.EVENT_ADDED, "b2", "b1")
    assert back.inverse("b3").changes == edit.changes


def test_that_no_two_uids_are_alike() -> None:
    assert len({new_uid() for _ in range(100)}) == 100
