"""Asking about one investigation, about some or about all of them with the same queries."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.store.cells.rows import checker_of, problem_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from typing import TypeAlias, TypeVar

    from desktop.store.cells.table import Cells, Row
    from desktop.store.file.casefile import CaseFile

    T = TypeVar("T")
    Grouped: TypeAlias = dict[int, tuple[T, ...]]
    Unread: TypeAlias = dict[int, list[str]]

_EVERY = 2**63 - 1
# How queries say which investigations they are about; and how where these are named one by one.
_RANGE = "BETWEEN :first AND :last"
_NAMED = "IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True, slots=True)
class CasesAsked:
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

    def checked(self, sql: str, table: str) -> Iterator[tuple[sqlite3.Row, Cells]]:
        """The rows of a query for a table's columns, each with what is sound of it."""
        rows = self.rows(sql)
        if rows:
            check = checker_of(table, tuple(rows[0].keys())).check
            yield from ((row, check(row)) for row in rows)

    def grouped(
        self, sql: str, table: str, make: Callable[[Row], T], unread: Unread | None = None
    ) -> Grouped[T]:
        """What `make` makes of the rows of a query for a table's columns, by their `owner`.

        Rows that hold what they may not are left out; `unread` takes the words for them, by their owner.
        """
        groups: dict[int, list[T]] = {}
        for row, cells in self.checked(sql, table):
            if cells.row is not None:
                groups.setdefault(row["owner"], []).append(make(cells.row))
            elif unread is not None:
                fault = problem_of(table, row["id"], cells.spoilt[0]).sentence
                unread.setdefault(row["owner"], []).append(fault)
        return {owner: tuple(values) for owner, values in groups.items()}


def about(file: CaseFile, investigation: int) -> CasesAsked:
    """Asking about one investigation."""
    return CasesAsked(file, investigation, investigation)


def about_some(file: CaseFile, ids: tuple[int, ...]) -> CasesAsked:
    """Asking about a few investigations, wherever they stand."""
    return CasesAsked(file, ids=ids)
