from __future__ import annotations

from desktop.domain.edit.change import Change, Edit, EditKind
from desktop.domain.edit.taking_back import CellKey, TakeBack

CHANGED = Change("events", "e", {"title": "a", "lane": "x"}, {"title": "b", "lane": "y"})
ADDED = Change("events", "f", None, {"id": 3, "title": "t"})
TITLE = CellKey("events", "e", "title")


def taken_back(*changes: Change, **decided: object) -> tuple[Change, ...]:
    made = Edit(EditKind.EVENT_CHANGED, changes, "batch")
    edit = TakeBack("batch", **decided).edit(made)  # type: ignore[arg-type]
    if edit is None:
        return ()
    assert (edit.kind, edit.undoes) == (EditKind.EVENT_CHANGED, "batch")
    assert edit.batch not in {"", "batch"}
    return edit.changes


def test_that_a_step_is_taken_back_last_change_first() -> None:
    assert taken_back(CHANGED, ADDED) == (ADDED.inverse, CHANGED.inverse)


def test_that_a_value_given_up_is_expected_in_the_file() -> None:
    (found,) = taken_back(CHANGED, over={TITLE: "c"})
    assert found == Change("events", "e", {"title": "c", "lane": "y"}, {"title": "a", "lane": "x"})
    (gone,) = taken_back(ADDED, over={CellKey("events", "f", "title"): "u"})
    assert gone == Change("events", "f", {"id": 3, "title": "u"}, None)


def test_that_a_cell_left_is_not_touched_and_a_record_left_stays_whole() -> None:
    assert taken_back(CHANGED, left=frozenset({TITLE})) == (
        Change("events", "e", {"lane": "y"}, {"lane": "x"}),
    )
    left = frozenset({TITLE, CellKey("events", "e", "lane")})
    assert taken_back(CHANGED, left=left) == ()
    assert taken_back(ADDED, left=frozenset({CellKey("events", "f", "title")})) == ()
