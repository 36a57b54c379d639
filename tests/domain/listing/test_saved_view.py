from __future__ import annotations

import pytest

from desktop.domain.listing.facets import Query, Section
from desktop.domain.listing.saved_view import (
    MOST,
    SavedView,
    SavedViewError,
    added,
    renamed,
    replaced,
    without,
)

FRENCH = SavedView("French", Query(text="country:FR"))
RUNNING = SavedView("Running", Query(section=Section.RUNNING))


@pytest.mark.parametrize(("name", "code"), [("", "no-name"), (" \t", "no-name"), ("n" * 81, "long-name")])
def test_that_a_view_needs_a_name_of_some_letters(name: str, code: str) -> None:
    with pytest.raises(SavedViewError) as caught:
        SavedView(name, Query())
    assert caught.value.code == code


def test_that_a_name_of_80_letters_is_no_longer_than_may_be() -> None:
    assert len(SavedView("n" * 80, Query()).name) == 80


def test_that_views_keep_their_order() -> None:
    assert added(added((), RUNNING), FRENCH) == (RUNNING, FRENCH)


def test_that_a_name_is_taken_whatever_its_case() -> None:
    with pytest.raises(SavedViewError, match="name-taken"):
        added((FRENCH,), SavedView("FRENCH", Query()))
    with pytest.raises(SavedViewError, match="name-taken"):
        renamed((FRENCH, RUNNING), "Running", "french")


def test_that_a_view_may_change_the_case_of_its_own_name() -> None:
    assert renamed((FRENCH, RUNNING), "French", "FRENCH") == (SavedView("FRENCH", FRENCH.query), RUNNING)


def test_that_a_view_takes_another_query_in_its_place() -> None:
    other = SavedView("French", Query(text="cnil"))
    assert replaced((FRENCH, RUNNING), other) == (other, RUNNING)


def test_that_a_view_is_removed_by_its_name() -> None:
    assert without((FRENCH, RUNNING), "French") == (RUNNING,)


def test_that_there_is_an_end_to_the_number_of_views() -> None:
    views: tuple[SavedView, ...] = ()
    for number in range(MOST):
        views = added(views, SavedView(f"view {number}", Query()))
    with pytest.raises(SavedViewError, match="too-many"):
        added(views, SavedView("one more", Query()))
