from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop.domain.facets import Choice, FacetKind, Query, Section, SortBy
from desktop.domain.saved_view import SavedView
from desktop.exchange.saved_views import (
    LARGEST,
    SavedViewsError,
    load_views,
    read_views,
    save_views,
    write_views,
)

if TYPE_CHECKING:
    from pathlib import Path

VIEWS = (
    SavedView(
        "Łódź & co.",
        Query(
            text="-appeal art:6",
            section=Section.DEADLINES,
            choices=(Choice(FacetKind.COUNTRY, "PL"), Choice(FacetKind.YEAR, "2023")),
            sort=SortBy.OPENED,
            descending=False,
        ),
    ),
    SavedView("All", Query()),
)


def changed(**changes: object) -> str:
    whole = json.loads(write_views(VIEWS))
    whole["views"][0] |= changes
    return json.dumps(whole)


def test_that_views_come_back_as_they_were_written() -> None:
    assert read_views(write_views(VIEWS)) == VIEWS


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("{", "not JSON"),
        (b"\xff", "not JSON"),
        ("[]", "not a table"),
        ('{"format": "x"}', "format"),
        ('{"format": "astreinte views", "version": 2}', "version is 2"),
        ("[" * 100_000, "nested"),
        (" " * (LARGEST + 1), "larger than 1 MB"),
        (changed(section="cellar"), "cellar"),
        (changed(sort="colour"), "colour"),
        (changed(choices=[{"kind": "smell", "value": "x"}]), "smell"),
        (changed(name=""), "no-name"),
        (changed(name="all"), "name-taken"),
        (changed(spare=1), "spare"),
        (changed(text=3), "must be a text"),
    ],
)
def test_that_what_is_wrong_with_a_text_is_said(words: str | bytes, says: str) -> None:
    with pytest.raises(SavedViewsError, match=says):
        read_views(words)


def test_that_views_are_kept_in_a_file_for_their_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "own" / "views.json"
    assert load_views(path) == ((), None)
    assert save_views(path, VIEWS) is None
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_views(path) == (VIEWS, None)


def test_that_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "views.json"
    path.write_text("{")
    views, problem = load_views(path)
    assert views == ()
    assert problem is not None
    assert problem.code == "views-damaged"
    assert (tmp_path / "views.damaged-1.json").read_text() == "{"
    assert not path.exists()


def test_that_a_folder_in_the_place_of_the_file_is_left_there(tmp_path: Path) -> None:
    path = tmp_path / "views.json"
    path.mkdir()
    assert load_views(path)[1] is not None
    problem = save_views(path, VIEWS)
    assert problem is not None
    assert problem.code == "views-unwritable"
    assert path.is_dir()
