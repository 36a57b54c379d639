"""How the whole list began when it was last read in an order: shown at once when the file is opened again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.store.index.listed import read_listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.listing.facets import SortBy
    from desktop.domain.listing.row import Listed
    from desktop.store.index.opening import Index


def read_beginning(index: Index, by: SortBy, most: int, *, descending: bool) -> tuple[Listed, ...]:
    """The rows the list began with, so many at most; none where that was not kept."""
    kept = index.note(_name(by, descending=descending))
    return read_listed(index, json.loads(kept)[:most]) if kept is not None else ()


def keep_beginning(index: Index, by: SortBy, ids: Sequence[int], *, descending: bool) -> None:
    """Keep what the list begins with, unless another process is writing into the index."""
    name, kept = _name(by, descending=descending), json.dumps(list(ids)).encode()
    if index.note(name) != kept:
        index.keep_note(name, kept)


def _name(by: SortBy, *, descending: bool) -> str:
    return f"beginning {by} {descending}"
