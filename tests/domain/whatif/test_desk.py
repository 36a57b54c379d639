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
