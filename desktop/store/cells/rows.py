"""All tables of a case file, and the checkers and problems of their rows."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.domain.file import RowProblem
from desktop.domain.printable import on_one_line, shortened
from desktop.store.cells.case_tables import CASE_TABLES, OTHER_TABLES
from desktop.store.cells.penalty_tables import PENALTY_TABLES
from desktop.store.cells.table import Checker

if TYPE_CHECKING:
    from desktop.store.cells.table import CellFault, Table

_SHOWN = 60  # characters of a value

TABLES: dict[str, Table] = {table.name: table for table in (*CASE_TABLES, *PENALTY_TABLES, *OTHER_TABLES)}


@lru_cache(maxsize=256)
def checker_of(table: str, names: tuple[str, ...]) -> Checker:
    """What checks the rows of a query with columns of these names, as rows of a table."""
    return Checker(TABLES[table], names)


def problem_of(table: str, row_id: int, fault: CellFault, case: tuple[str, str] = ("", "")) -> RowProblem:
    """A fault of a row, fit to be shown; `case` is the slug and title of what the row belongs to."""
    slug, title = case
    return RowProblem(table, row_id, fault.column, shown(fault.value), fault.words, slug, title)


def shown(value: object) -> int | str | None:
    """A value of a cell as it is shown: visible, on one line, its end cut."""
    match value:
        case None | int():
            return value
        case str():
            return shortened(on_one_line(value), _SHOWN)
        case bytes():
            return shortened(f"x'{value[:_SHOWN].hex()}'", _SHOWN)
        case _:
            return str(value)
