from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop.domain.listing.facets import Choice, FacetKind, Query, Section, SortBy
from desktop.domain.listing.saved_view import SavedView
from desktop.exchange.own.file import own_path
from desktop.exchange.own.saved_views import LARGEST, taken_views, view_entries, view_shelf, views_of
from desktop.store.side.opening import side_path

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.exchange.own.shelf import Shelf
    from desktop.store.side.merging import SideEntry

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

# As the version before kept them.
OLDER = {
    "format": "astreinte views",
    "version": 1,
    "views": [
        {
            "name": "Łódź & co.",
            "text": "-appeal art:6",
            "section": "deadlines",
            "choices": [{"kind": "country", "value": "PL"}, {"kind": "year", "value": "2023"}],
            "sort": "opened",
            "descending": False,
        },
        {"name": "All", "text": "", "section": "all", "choices": [], "sort": "accrued", "descending": True},
    ],
}


def changed(**changes: object) -> str:
    whole = json.loads(json.dumps(OLDER))
    whole["views"][0] |= changes
    return json.dumps(whole)


def test_that_views_come_back_as_they_were_kept() -> None:
    assert views_of(view_entries(VIEWS)) == (VIEWS, frozenset())


def test_that_views_of_an_older_version_are_taken() -> None:
    assert taken_views(json.dumps(OLDER).encode()) == (VIEWS, "")


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
    ],
)
def test_that_what_is_wrong_with_a_whole_file_is_said(words: str | bytes, says: str) -> None:
    views, fault = taken_views(words if isinstance(words, bytes) else words.encode())
    assert views == ()
    assert says in fault


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (changed(section="cellar"), "cellar"),
        (changed(sort="colour"), "colour"),
        (changed(choices=[{"kind": "smell", "value": "x"}]), "smell"),
        (changed(name=""), "no-name"),
        (changed(spare=1), "spare"),
        (changed(text=3), "must be a text"),
    ],
)
def test_that_a_view_that_cannot_be_read_does_not_take_the_others_with_it(words: str, says: str) -> None:
    views, fault = taken_views(words.encode())
    assert views == VIEWS[1:]
    assert says in fault


@pytest.mark.parametrize("body", ["", "{", "[]", "{}{}", '{"section": "cellar"}', "[" * 100_000])
def test_that_what_is_kept_and_cannot_be_read_is_counted(body: str) -> None:
    entries: list[SideEntry] = list(view_entries(VIEWS))
    entries.insert(1, entries[0]._replace(name="Other", body=body))
    entries.append(entries[0]._replace(name="ŁÓDŹ & co."))
    assert views_of(entries) == (VIEWS, frozenset({1, 3}))


def test_that_an_older_file_is_taken_once_and_left_there(tmp_path: Path) -> None:
    shelf: Shelf[tuple[SavedView, ...]] = view_shelf()
    older = own_path(tmp_path / "views", "id")
    older.parent.mkdir()
    older.write_text(json.dumps(OLDER))
    held = shelf.load(tmp_path, "id")
    assert (held.things, held.problem) == (VIEWS, None)
    assert shelf.save(tmp_path, "id", held.base, VIEWS[1:]).things == VIEWS[1:]
    assert shelf.load(tmp_path, "id").things == VIEWS[1:]
    assert json.loads(older.read_text()) == OLDER


def test_that_of_an_older_file_what_can_be_read_is_taken_and_the_file_put_aside(tmp_path: Path) -> None:
    shelf: Shelf[tuple[SavedView, ...]] = view_shelf()
    older = own_path(tmp_path / "views", "id")
    older.parent.mkdir()
    older.write_text(changed(section="cellar"))
    held = shelf.load(tmp_path, "id")
    assert held.things == VIEWS[1:]
    assert held.problem is not None
    assert held.problem.code == "views-older-damaged"
    (aside,) = older.parent.iterdir()
    assert str(aside) in held.problem.sentence
    assert aside.read_text() == changed(section="cellar")
    saved = shelf.save(tmp_path, "id", held.base, (*VIEWS[1:], VIEWS[0]))
    assert (saved.things, saved.problem) == ((*VIEWS[1:], VIEWS[0]), None)
    assert shelf.load(tmp_path, "id").problem is None


def test_that_views_whose_file_cannot_be_written_are_shown_all_the_same(tmp_path: Path) -> None:
    shelf: Shelf[tuple[SavedView, ...]] = view_shelf()
    older = own_path(tmp_path / "views", "id")
    older.parent.mkdir()
    older.write_text(json.dumps(OLDER))
    (tmp_path / "side").write_text("a file where a folder should be")
    held = shelf.load(tmp_path, "id")
    assert held.things == VIEWS
    assert held.problem is not None
    assert held.problem.code == "views-unwritable"
    older.unlink()
    older.mkdir()
    held = shelf.load(tmp_path, "id")
    assert (held.things, held.problem and held.problem.code) == ((), "views-unreadable")


def test_that_a_side_file_damaged_while_it_is_used_is_put_aside_and_all_is_kept(tmp_path: Path) -> None:
    shelf: Shelf[tuple[SavedView, ...]] = view_shelf()
    held = shelf.save(tmp_path, "id", (), VIEWS[:1])
    path = side_path(tmp_path / "side", "id")
    path.write_bytes(b"{" * 9_000)
    assert shelf.look(tmp_path, "id", held.commits) is None
    assert shelf.save(tmp_path, "id", held.base, VIEWS).things == VIEWS
    assert shelf.load(tmp_path, "id").things == VIEWS
    assert len(list(path.parent.iterdir())) == 2
