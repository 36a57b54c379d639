"""Saved views: queries kept under names of the user's own."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.listing.facets import Query

LONGEST_NAME = 80
MOST = 100  # views kept of one file


class SavedViewError(ValueError):
    """A view cannot be kept as asked; `code` says why: no-name, long-name, name-taken or too-many."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query and the name it is kept under. Raises SavedViewError for an empty or long name."""

    name: str
    query: Query

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise SavedViewError("no-name")
        if len(self.name) > LONGEST_NAME:
            raise SavedViewError("long-name")


def added(views: tuple[SavedView, ...], view: SavedView) -> tuple[SavedView, ...]:
    """The views with another at the end. Raises SavedViewError for a taken name or too many views."""
    if _named(views, view.name) is not None:
        raise SavedViewError("name-taken")
    if len(views) >= MOST:
        raise SavedViewError("too-many")
    return (*views, view)


def replaced(views: tuple[SavedView, ...], view: SavedView) -> tuple[SavedView, ...]:
    """The views with the view of the same name replaced, in its old place."""
    return tuple(view if other.name == view.name else other for other in views)


def renamed(views: tuple[SavedView, ...], name: str, new: str) -> tuple[SavedView, ...]:
    """The views with a view under a new name, in its place. Raises SavedViewError for a taken name."""
    holder = _named(views, new)
    if holder is not None and holder.name != name:
        raise SavedViewError("name-taken")
    return tuple(dataclasses.replace(view, name=new) if view.name == name else view for view in views)


def without(views: tuple[SavedView, ...], name: str) -> tuple[SavedView, ...]:
    """The views without the view of a name."""
    return tuple(view for view in views if view.name != name)


def _named(views: tuple[SavedView, ...], name: str) -> SavedView | None:
    """The view of a name, whatever its case."""
    return next((view for view in views if view.name.casefold() == name.casefold()), None)
