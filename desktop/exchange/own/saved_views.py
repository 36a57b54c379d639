"""Saved views as they are kept, and as older versions kept them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.domain.listing.facets import Choice, FacetKind, Query, Section, SortBy
from desktop.domain.listing.saved_view import SavedView, SavedViewError, added
from desktop.exchange.own.shelf import Shelf
from desktop.exchange.table import TableError, TomlTable
from desktop.store.side.merging import SideEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMAT = "astreinte views"
VERSION = 1
LARGEST = 1_000_000  # bytes


class SavedViewsError(ValueError):
    """A text that is not saved views as this program writes them; the words say where and what is wrong."""


def view_shelf() -> Shelf[tuple[SavedView, ...]]:
    """Where the saved views of a case file are kept."""
    return Shelf("views", "saved views", (), view_entries, views_of, taken_views)


def view_entries(views: tuple[SavedView, ...]) -> tuple[SideEntry, ...]:
    """The views as they are kept."""
    return tuple(SideEntry("", view.name, json.dumps(_plain(view), ensure_ascii=False)) for view in views)


def views_of(entries: Sequence[SideEntry]) -> tuple[tuple[SavedView, ...], frozenset[int]]:
    """The views that are kept, and the places of those that cannot be read."""
    views: list[SavedView] = []
    unread: set[int] = set()
    for place, entry in enumerate(entries):
        try:
            view = _view(entry.name, TomlTable(json.loads(entry.body), "the view"))
            added(tuple(other for other in views if other.name.casefold() == view.name.casefold()), view)
            views.append(view)
        except (TableError, SavedViewError, json.JSONDecodeError, RecursionError):
            unread.add(place)
    return tuple(views), frozenset(unread)


def taken_views(data: bytes) -> tuple[tuple[SavedView, ...], str]:
    """The views in a file of an older version, and what is wrong with it; what can be read is."""
    try:
        return _views(TomlTable(_json(data), "the file"))
    except (SavedViewsError, TableError) as error:
        return (), str(error)


def _json(data: bytes) -> object:
    """Raises SavedViewsError."""
    if len(data) > LARGEST:
        raise SavedViewsError(f"the file is larger than {LARGEST // 1_000_000} MB")
    try:
        return json.loads(data)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise SavedViewsError("it is not JSON") from None
    except RecursionError:
        raise SavedViewsError("it is nested too deeply") from None


def _plain(view: SavedView) -> dict[str, object]:
    query = view.query
    return {
        "text": query.text,
        "section": query.section.value,
        "choices": [{"kind": choice.kind.value, "value": choice.value} for choice in query.choices],
        "sort": query.sort.value,
        "descending": query.descending,
    }


def _views(table: TomlTable) -> tuple[tuple[SavedView, ...], str]:
    """The views of a file that can be read, and what is wrong with the first that cannot."""
    if table.text("format", "") != FORMAT:
        raise SavedViewsError(f"it does not say that it holds saved views: “format” must be “{FORMAT}”")
    version = table.number("version")
    if version != VERSION:
        raise SavedViewsError(f"its version is {version}, and this program reads version {VERSION}")
    views: tuple[SavedView, ...] = ()
    faults: list[str] = []
    for item in table.tables("views"):
        try:
            views = added(views, _view(item.text("name"), item))
        except SavedViewError as error:
            faults.append(f"{item.place}: {error.code}")
        except TableError as error:
            faults.append(str(error))
    return views, faults[0] if faults else ""


def _view(name: str, table: TomlTable) -> SavedView:
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


def _choice(table: TomlTable) -> Choice:
    try:
        choice = Choice(FacetKind(table.text("kind")), table.text("value"))
    except ValueError as error:
        raise TableError(f"{table.place}: {error}") from None
    table.done()
    return choice
