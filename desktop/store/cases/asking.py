"""The scope of a query on a case file: one investigation, a few, a range of ids, or all."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from desktop.store.cells.rows import checked, problem_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeAlias, TypeVar

    from desktop.store.cells.table import CellFault, Cells, Row

    T = TypeVar("T")
    Grouped: TypeAlias = dict[int, tuple[T, ...]]
    Unread: TypeAlias = dict[int, list[str]]

_EVERY = 2**63 - 1
# The condition of a query for a range of ids, and its replacement for a list of ids.
_RANGE = "BETWEEN :first AND :last"
_NAMED = "IN (SELECT value FROM json_each(:ids))"


class RowSource(Protocol):
    """What answers queries on the tables of a case file."""

    @property
    def version(self) -> int:
        """The version of the schema of the tables."""

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[sqlite3.Row]:
        """All rows of a query."""


@dataclass(frozen=True, slots=True)
class CasesAsked:
    """A case file and the investigations in the scope of its queries: a range of ids, or the listed `ids`."""

    file: RowSource
    first: int = -_EVERY
    last: int = _EVERY
    ids: tuple[int, ...] | None = None

    def rows(self, sql: str) -> list[sqlite3.Row]:
        """The rows of a query on investigations BETWEEN :first AND :last."""
        if self.ids is not None:
            return self.file.rows(sql.replace(_RANGE, _NAMED), {"ids": json.dumps(self.ids)})
        return self.file.rows(sql, {"first": self.first, "last": self.last})

    def checked(self, sql: str, table: str) -> Iterator[tuple[sqlite3.Row, Cells]]:
        """The rows of a query on a table, each with its checked cells."""
        return checked(table, self.rows(sql))

    def grouped(
        self,
        sql: str,
        table: str,
        make: Callable[[Row], T],
        unread: Unread | None = None,
        fault: Callable[[Row], CellFault | None] = lambda _: None,
    ) -> Grouped[T]:
        """The values that `make` builds from the rows of a query on a table, by the column `owner`.

        Rows with faults are left out, also those in which `fault` finds one; `unread` collects the sentences
        on these faults, by owner.
        """
        groups: dict[int, list[T]] = {}
        for row, cells in self.checked(sql, table):
            found = cells.spoilt[0] if cells.row is None else fault(row)
            if cells.row is not None and found is None:
                groups.setdefault(row["owner"], []).append(make(cells.row))
            elif unread is not None and found is not None:
                unread.setdefault(row["owner"], []).append(problem_of(table, row["id"], found).sentence)
        return {owner: tuple(values) for owner, values in groups.items()}


def about(file: RowSource, investigation: int) -> CasesAsked:
    """The scope of one investigation."""
    return CasesAsked(file, investigation, investigation)
