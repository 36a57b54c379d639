"""Undo and redo as values."""

from __future__ import annotations

from desktop.domain.whatif.desk import Edits


def test_that_every_edit_can_be_undone_and_redone() -> None:
    third = Edits(1).do(2).do(3)
    assert third == Edits(3, (1, 2))
    assert third.undo() == Edits(2, (1,), (3,))
    assert third.undo().undo() == Edits(1, (), (3, 2))
    assert third.undo().undo().redo() == Edits(2, (1,), (3,))
    assert third.undo().undo().redo().redo() == third


def test_that_there_is_nothing_before_the_first_or_after_the_last() -> None:
    assert Edits(1).undo() == Edits(1)
    assert Edits(1).do(2).redo() == Edits(2, (1,))


def test_that_a_new_edit_forgets_what_was_undone() -> None:
    assert Edits(1).do(2).undo().do(3) == Edits(3, (1,))


def test_that_the_same_value_is_no_edit() -> None:
    undone = Edits(1).do(2).undo()
    assert undone.do(1) is undone


def test_that_looking_at_another_value_is_nothing_to_undo() -> None:
    assert Edits(1, (0,), (2,)).show(5) == Edits(5, (0,), (2,))
