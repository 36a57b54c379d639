"""The tables of a case file by name, and the checks and problems of their rows."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from desktop.domain.file import RowProblem
from desktop.domain.printable import short_line, shortened
from desktop.store.cells.case_tables import CASE_TABLES
from desktop.store.cells.other_tables import OTHER_TABLES
from desktop.store.cells.penalty_tables import PENALTY_TABLES
from desktop.store.cells.table import Checker

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from desktop.store.cells.table import CellFault, Cells, Table

_SHOWN = 60  # characters of a value

TABLES: dict[str, Table] = {table.name: table for table in (*CASE_TABLES, *PENALTY_TABLES, *OTHER_TABLES)}


@cache
def tables_of(version: int) -> dict[str, Table]:
    """The tables of a version of the schema by name, with the columns that they have there."""
    return {
        name: replace(table, columns=tuple(column for column in table.columns if column.since <= version))
        for name, table in TABLES.items()
        if table.since <= version
    }


@lru_cache(maxsize=256)
def checker_of(table: str, names: tuple[str, ...]) -> Checker:
    """The checker for the rows of a query on a table with the named columns."""
    return Checker(TABLES[table], names)


def checked(table: str, rows: list[sqlite3.Row]) -> Iterator[tuple[sqlite3.Row, Cells]]:
    """The rows of one query on a table, each with its checked cells."""
    if rows:
        check = checker_of(table, tuple(rows[0].keys())).check
        yield from ((row, check(row)) for row in rows)


def problem_of(table: str, row_id: int, fault: CellFault, case: tuple[str, str] = ("", "")) -> RowProblem:
    """The problem to show for a fault of a row; `case` is the slug and title of its investigation."""
    slug, title = case
    return RowProblem(table, row_id, fault.column, shown(fault.value), fault.words, slug, title)


def shown(value: object) -> int | str | None:
    """The shown form of a cell's value: visible, on one line, cut to 60 characters."""
    match value:
        case None | int():
            return value
        case str():
            return short_line(value, _SHOWN)
        case bytes():
            return shortened(f"x'{value[:_SHOWN].hex()}'", _SHOWN)
        case _:
            return str(value)
