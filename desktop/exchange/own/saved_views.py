"""Saved views: as side-file entries, and from the JSON files of older versions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.domain.listing.facets import Choice, FacetKind, Query, Section, SortBy
from desktop.domain.listing.saved_view import SavedView, SavedViewError, added
from desktop.exchange.own.file import check_format, read_table
from desktop.exchange.own.shelf import Shelf
from desktop.exchange.table import TableError, TomlTable, flag, text, word
from desktop.store.side.merging import SideEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

FORMAT = "astreinte views"
VERSION = 1
LARGEST = 1_000_000  # bytes


def view_shelf() -> Shelf[tuple[SavedView, ...]]:
    """The shelf of the saved views of a case file."""
    return Shelf("views", "saved views", (), view_entries, views_of, taken_views)


def view_entries(views: tuple[SavedView, ...]) -> tuple[SideEntry, ...]:
    """The side-file entries of saved views."""
    return tuple(SideEntry("", view.name, json.dumps(_plain(view), ensure_ascii=False)) for view in views)


def views_of(entries: Sequence[SideEntry]) -> tuple[tuple[SavedView, ...], frozenset[int]]:
    """The saved views of side-file entries, and the places of unreadable entries."""
    views: list[SavedView] = []
    unread: set[int] = set()
    for place, entry in enumerate(entries):
        try:
            view = _view(entry.name, TomlTable(json.loads(entry.body), "the view"))
            added(tuple(other for other in views if other.name.casefold() == view.name.casefold()), view)
            views.append(view)
        except (ValueError, TableError, SavedViewError, RecursionError):
            unread.add(place)
    return tuple(views), frozenset(unread)


def taken_views(data: bytes) -> tuple[tuple[SavedView, ...], str]:
    """The readable views in a file of an older version, and the first fault or an empty text."""
    try:
        return _views(read_table(data, "the file", LARGEST))
    except TableError as error:
        return (), str(error)


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
    """The readable views of a file, and the first fault or an empty text. Raises TableError."""
    check_format(table, FORMAT, "saved views", VERSION)
    views: tuple[SavedView, ...] = ()
    faults: list[str] = []
    for item in table.rows("views"):
        try:
            views = added(views, _view(item.need("name", text), item))
        except SavedViewError as error:
            faults.append(f"{item.where}: {error.code}")
        except TableError as error:
            faults.append(str(error))
    return views, faults[0] if faults else ""


def _view(name: str, table: TomlTable) -> SavedView:
    choices = table.each("choices", _choice)
    try:
        query = Query(
            text=table.get("text", text, ""),
            section=table.get("section", word(Section), Section.ALL),
            choices=choices,
            sort=table.get("sort", word(SortBy), SortBy.ACCRUED),
            descending=table.get("descending", flag, False),
        )
    except ValueError as error:
        raise table.wrong(str(error)) from None
    table.close()
    return SavedView(name, query)


def _choice(table: TomlTable) -> Choice:
    try:
        return Choice(table.need("kind", word(FacetKind)), table.need("value", text))
    except ValueError as error:
        raise table.wrong(str(error)) from None
