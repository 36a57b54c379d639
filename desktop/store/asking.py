"""Asking about one investigation or about all of them with the same queries."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Asking:
    """A case file and the range of investigations that its queries are about."""

    file: CaseFile
    first: int = -_EVERY
    last: int = _EVERY

    def rows(self, sql: str) -> list[sqlite3.Row]:
        """The rows of a query with the parameters :first and :last."""
        return self.file.rows(sql, {"first": self.first, "last": self.last})

    def grouped(self, sql: str, make: Callable[[sqlite3.Row], T]) -> Grouped[T]:
        """What `make` makes of the rows of a query, by their `owner`."""
        return grouped(self.rows(sql), make)


def about(file: CaseFile, investigation: int) -> Asking:
    """Asking about one investigation."""
    return Asking(file, investigation, investigation)
