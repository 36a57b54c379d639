"""The scenarios of one investigation."""

from __future__ import annotations

import pytest

from desktop.domain.whatif.desk import Desk, Edits
from desktop.domain.whatif.scenario import Flaw, OtherCap, Scenario, ScenarioError

A, B, C = Scenario("A"), Scenario("B"), Scenario("C")
THREE = Desk((A, B, C), "B")


def test_that_what_is_added_is_looked_at() -> None:
    assert Desk().scenario is None
    assert Desk().add(A) == Desk((A,), "A")
    assert Desk((A,), "A").add(B) == Desk((A, B), "B")
    assert THREE.scenario is B


def test_that_a_change_stays_in_its_place() -> None:
    changed = Scenario("B", (OtherCap(None),))
    assert THREE.change(changed) == Desk((A, changed, C), "B")


def test_that_a_name_is_changed_and_no_name_is_had_twice() -> None:
    assert THREE.rename(" New ") == Desk((A, Scenario("New"), C), "New")
    assert Desk().rename("New") == Desk()
    for taken in ("A", "a", " c "):
        with pytest.raises(ScenarioError) as caught:
            THREE.rename(taken)
        assert caught.value.flaw is Flaw.NAME_TAKEN
    assert THREE.rename("b").chosen == "b"


@pytest.mark.parametrize(
    ("chosen", "left", "then"),
    [("A", (B, C), "B"), ("B", (A, C), "C"), ("C", (A, B), "B"), ("", (A, B, C), "")],
)
def test_that_the_neighbour_is_looked_at_after_one_was_removed(
    chosen: str, left: tuple[Scenario, ...], then: str
) -> None:
    assert Desk((A, B, C), chosen).remove() == Desk(left, then)


def test_that_nothing_is_looked_at_once_the_last_is_removed() -> None:
    assert Desk((A,), "A").remove() == Desk()


def test_that_one_of_them_or_none_is_chosen() -> None:
    assert THREE.choose("C").scenario is C
    assert THREE.choose("nobody") == Desk((A, B, C), "")


def test_that_a_free_name_is_the_first_number_nobody_has() -> None:
    assert Desk().free_name("Scenario") == "Scenario 1"
    taken = Desk((Scenario("scenario 1"), Scenario("Scenario 3")))
    assert taken.free_name("Scenario") == "Scenario 2"


def test_that_others_are_added_once_and_under_names_of_their_own() -> None:
    other = Scenario("b", (OtherCap(None),))
    found = THREE.merge((A, other, Scenario("D")))
    assert found == Desk((A, B, C, Scenario("b 1", other.changes), Scenario("D")), "D")
    assert THREE.merge((A, B)) == THREE
    long = Scenario("n" * 80)
    assert Desk((long,)).merge((Scenario("n" * 80, other.changes),)).chosen == "n" * 76 + " 1"


def test_that_a_desk_follows_what_others_changed_and_keeps_what_was_done_here() -> None:
    a, b, c = Scenario("A"), Scenario("B"), Scenario("C")
    other, mine = Scenario("A", line="other"), Scenario("A", line="mine")
    before, after = (a, b), (other, c)
    assert Desk(before, "A").follow(before, after) == Desk(after, "A")
    assert Desk((mine, b), "B").follow(before, after) == Desk((mine, c))
    assert Desk((a, b, Scenario("D"))).follow(before, after) == Desk((other, c, Scenario("D")))
    assert Desk().follow(before, after) == Desk((c,))
    assert Desk(before).follow(before, before) == Desk(before)


def test_that_steps_back_and_forth_have_what_others_changed() -> None:
    a, b = Scenario("A"), Scenario("B")
    edits = Edits(Desk()).do(Desk((a,))).undo()
    followed = edits.each(lambda desk: desk.follow((), (b,)))
    assert followed.now == Desk((b,))
    assert followed.redo().now == Desk((b, a))


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
