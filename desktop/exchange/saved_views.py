"""Saved views as JSON, and the file in which those of one case file are kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.domain.facets import Choice, FacetKind, Query, Section, SortBy
from desktop.domain.problem import Problem
from desktop.domain.saved_view import SavedView, SavedViewError, added
from desktop.exchange.own_file import own_path, put_aside, read_bounded
from desktop.exchange.table import Table, TableError
from desktop.output import OutputError, write_own

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "astreinte views"
VERSION = 1
LARGEST = 1_000_000  # bytes


class SavedViewsError(ValueError):
    """A text that is not saved views as this program writes them; the words say where and what is wrong."""


def saved_views_path(folder: Path, identity: str) -> Path:
    """Where the saved views of a case file are kept; `identity` is its id."""
    return own_path(folder, identity)


def write_views(views: tuple[SavedView, ...]) -> str:
    """The views as JSON, in their order."""
    whole = {"format": FORMAT, "version": VERSION, "views": [_plain(view) for view in views]}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def read_views(words: str | bytes) -> tuple[SavedView, ...]:
    """The views in a JSON text. Raises SavedViewsError."""
    if len(words) > LARGEST:
        raise SavedViewsError(f"the file is larger than {LARGEST // 1_000_000} MB")
    try:
        return _views(Table(json.loads(words), "the file"))
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise SavedViewsError("it is not JSON") from None
    except RecursionError:
        raise SavedViewsError("it is nested too deeply") from None
    except TableError as error:
        raise SavedViewsError(str(error)) from None


def load_views(path: Path) -> tuple[tuple[SavedView, ...], Problem | None]:
    """The views kept in a file; a damaged one is put aside under another name, and a sentence says so."""
    try:
        return read_views(read_bounded(path, LARGEST)), None
    except FileNotFoundError:
        return (), None
    except OSError:
        return (), _unreadable(path)
    except SavedViewsError as error:
        aside = put_aside(path)
        if aside is None:
            return (), _unreadable(path)
        sentence = f"The saved views of this file could not be read ({error}). They are kept in {aside}."
        return (), Problem("views-damaged", sentence)


def save_views(path: Path, views: tuple[SavedView, ...]) -> Problem | None:
    """Write all or nothing; what was wrong, where it could not be written."""
    try:
        write_own(path, write_views(views).encode())
    except OutputError:
        sentence = f"The saved views could not be written to {path}. Check that the disk has room."
        return Problem("views-unwritable", sentence)
    return None


def _plain(view: SavedView) -> dict[str, object]:
    query = view.query
    return {
        "name": view.name,
        "text": query.text,
        "section": query.section.value,
        "choices": [{"kind": choice.kind.value, "value": choice.value} for choice in query.choices],
        "sort": query.sort.value,
        "descending": query.descending,
    }


def _views(table: Table) -> tuple[SavedView, ...]:
    if table.text("format", "") != FORMAT:
        raise SavedViewsError(f"it does not say that it holds saved views: “format” must be “{FORMAT}”")
    version = table.number("version")
    if version != VERSION:
        raise SavedViewsError(f"its version is {version}, and this program reads version {VERSION}")
    views: tuple[SavedView, ...] = ()
    for item in table.tables("views"):
        try:
            views = added(views, _view(item))
        except SavedViewError as error:
            raise SavedViewsError(f"{item.place}: {error.code}") from None
    table.done()
    return views


def _view(table: Table) -> SavedView:
    name = table.text("name")
    choices = tuple(_choice(item) for item in table.tables("choices"))
    try:
        query = Query(
            text=table.text("text", ""),
            section=Section(table.text("section", Section.ALL.value)),
            choices=choices,
            sort=SortBy(table.text("sort", SortBy.ACCRUED.value)),
            descending=table.flag("descending"),
        )
    except ValueError as error:
        raise TableError(f"{table.place}: {error}") from None
    table.done()
    return SavedView(name, query)


def _choice(table: Table) -> Choice:
    try:
        choice = Choice(FacetKind(table.text("kind")), table.text("value"))
    except ValueError as error:
        raise TableError(f"{table.place}: {error}") from None
    table.done()
    return choice


def _unreadable(path: Path) -> Problem:
    return Problem("views-unreadable", f"The saved views in {path} could not be read. They were left there.")
