"""Asking about one investigation, about some or about all of them with the same queries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.store.columns import grouped

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from typing import TypeVar

    from desktop.store.casefile import CaseFile
    from desktop.store.columns import Grouped

    T = TypeVar("T")

_EVERY = 2**63 - 1
# How queries say which investigations they are about; and how where these are named one by one.
_RANGE = "BETWEEN :first AND :last"
_NAMED = "IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True, slots=True)
class Asking:
    """A case file and the investigations that its queries are about: a range of ids, or a few `ids`."""

    file: CaseFile
    first: int = -_EVERY
    last: int = _EVERY
    ids: tuple[int, ...] | None = None

    def rows(self, sql: str) -> list[sqlite3.Row]:
        """The rows of a query about investigations BETWEEN :first AND :last."""
        if self.ids is not None:
            return self.file.rows(sql.replace(_RANGE, _NAMED), {"ids": json.dumps(self.ids)})
        return self.file.rows(sql, {"first": self.first, "last": self.last})

    def grouped(self, sql: str, make: Callable[[sqlite3.Row], T]) -> Grouped[T]:
        """What `make` makes of the rows of a query, by their `owner`."""
        return grouped(self.rows(sql), make)


def about(file: CaseFile, investigation: int) -> Asking:
    """Asking about one investigation."""
    return Asking(file, investigation, investigation)


def about_some(file: CaseFile, ids: tuple[int, ...]) -> Asking:
    """Asking about a few investigations, wherever they stand."""
    return Asking(file, ids=ids)
