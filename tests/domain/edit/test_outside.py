from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from desktop.domain.edit.change import Change
from desktop.domain.edit.outside import Replayed, difference, replayed

if TYPE_CHECKING:
    from desktop.domain.edit.change import Cell

    Cells: TypeAlias = dict[str, Cell]


def change(before: Cells | None, after: Cells | None) -> Change:
    return Change("events", "e", before, after)


def test_that_a_record_is_replayed_from_an_earlier_copy() -> None:
    earlier: Cells = {"id": 1, "title": "a", "lane": "other"}
    edited = replayed(earlier, [change({"title": "a"}, {"title": "b"})])
    assert edited == Replayed({"id": 1, "title": "b", "lane": "other"})
    assert replayed(earlier, [change(earlier, None)]) == Replayed(None)
    back = replayed(earlier, [change(earlier, None), change(None, {**earlier, "title": "c"})])
    assert back == Replayed({**earlier, "title": "c"})
    assert replayed(None, [change(None, {}), change({"title": "x"}, {"title": "y"})]) == Replayed(
        {"title": "y"}, is_part=True
    )


def test_that_a_change_nobody_told_of_is_found_cell_by_cell() -> None:
    cells: Cells = {"id": 1, "title": "a", "lane": "other"}
    known = Replayed(cells)
    assert difference("events", "e", known, cells) is None
    assert difference("events", "e", known, {**cells, "id": 7}) is None  # a number says nothing
    assert difference("events", "e", known, {**cells, "title": "b"}) == change({"title": "a"}, {"title": "b"})
    assert difference("events", "e", known, None) == change(cells, None)
    assert difference("events", "e", Replayed(None), cells) == change(None, cells)
    assert difference("events", "e", Replayed(None), None) is None


def test_that_of_an_imported_record_only_the_cells_known_are_compared() -> None:
    cells: Cells = {"id": 1, "title": "a", "lane": "other"}
    assert difference("events", "e", Replayed({}, is_part=True), cells) is None
    found = difference("events", "e", Replayed({"title": "b"}, is_part=True), cells)
    assert found == change({"title": "b"}, {"title": "a"})
