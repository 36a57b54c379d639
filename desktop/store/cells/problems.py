"""The problems of a case file's rows, found by reading the whole file in short reads."""

from __future__ import annotations

import math
import time
from itertools import chain
from typing import TYPE_CHECKING

from desktop.domain.file import RowProblems
from desktop.store.cells import kinds
from desktop.store.cells.penalty_tables import IN_THE_LINES_CURRENCY, other_currency, other_shared_cap
from desktop.store.cells.rows import TABLES, checker_of, problem_of, tables_of
from desktop.store.cells.table import CellFault

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from desktop.domain.file import RowProblem
    from desktop.store.cells.table import CellColumn, Table
    from desktop.store.file.casefile import CaseFile

_ONE_READ = 1_000  # rows
MOST = 1_000  # problems in the list

# The names of tables and columns are our own: those of the schema.
ROWS = "SELECT {columns} FROM {table} WHERE id > :after ORDER BY id LIMIT :most"
# The type of a cell alone, for a column of bytes.
WITHOUT_BYTES = "CASE typeof({column}) WHEN 'blob' THEN x'' ELSE typeof({column}) END AS {column}"
DANGLING = """
SELECT t.id, t.{column}
  FROM {table} t LEFT JOIN {target} p ON p.id = t.{column}
 WHERE p.id IS NULL AND t.{column} IS NOT NULL AND t.id > :after
 ORDER BY t.id
 LIMIT :most
"""
CURRENCIES = """
SELECT f.id, f.currency, t.currency AS currency_of_line
  FROM {table} f JOIN penalty_terms t ON t.id = f.term_id
 WHERE f.currency <> t.currency AND f.id > :after
 ORDER BY f.id
 LIMIT :most
"""
SHARED_CAPS = """
SELECT t.id, t.cap, t.currency, f.cap AS shared_amount, f.currency AS shared_currency
  FROM penalty_terms t JOIN penalty_terms f
    ON f.id = (SELECT o.id FROM penalty_terms o
                WHERE o.investigation_id = t.investigation_id AND o.shared_cap = t.shared_cap
                  AND o.cap IS NOT NULL
                ORDER BY o.position, o.id LIMIT 1)
 WHERE t.shared_cap <> '' AND t.cap IS NOT NULL AND (t.cap <> f.cap OR t.currency <> f.currency)
   AND t.id > :after
 ORDER BY t.id
 LIMIT :most
"""
OWNER = "SELECT {column} FROM {table} WHERE id = :id"
INVESTIGATION = "SELECT slug, title FROM investigations WHERE id = :id"
SIZES = """
SELECT c.id, length(c.data) AS found, d.size
  FROM document_contents c JOIN documents d ON d.id = c.document_id
 WHERE length(c.data) <> d.size AND d.size BETWEEN 0 AND 9007199254740991 AND c.id > :after
 ORDER BY c.id
 LIMIT :most
"""
# An investigation that uses a shared row.
USERS = {
    "authorities": "SELECT min(id) FROM investigations WHERE authority_id = :id",
    "respondents": "SELECT min(investigation_id) FROM investigation_respondents WHERE respondent_id = :id",
    "provisions": "SELECT min(investigation_id) FROM investigation_provisions WHERE provision_id = :id",
    "sources": "SELECT min(investigation_id) FROM investigation_sources WHERE source_id = :id",
}


def row_problems(file: CaseFile) -> Iterator[RowProblem]:
    """The problems of all cells, table by table. Raises CaseFileError on damage."""
    return (problem for problem in _looked_through(file) if problem is not None)


class Looking:
    """The search of a file for problems of its rows, a little at a time."""

    def __init__(self, file: CaseFile, most: int = MOST) -> None:
        self._steps, self._most = _looked_through(file), most
        self._listed: list[RowProblem] = []
        self._rows: set[tuple[str, int]] = set()

    def go_on(self, end: float) -> RowProblems | None:
        """Search until a moment of `time.monotonic`; the problems once the search is complete, else None.

        Raises CaseFileError on damage.
        """
        for problem in self._steps:
            if problem is not None:
                self._rows.add((problem.table, problem.row_id))
                if len(self._listed) < self._most:
                    self._listed.append(problem)
            if time.monotonic() > end:
                return None
        return RowProblems(tuple(self._listed), len(self._rows))


def _looked_through(file: CaseFile) -> Iterator[RowProblem | None]:
    """Every problem, and None after each read."""
    for table in tables_of(file.version).values():
        yield from _of_cells(file, table)
        for column in table.columns:
            if column.points_to:
                yield from _dangling(file, table, column)
    for name in IN_THE_LINES_CURRENCY:
        yield from _of_other_currencies(file, TABLES[name])
    yield from _of_shared_caps(file)
    for row in _rows(file, SIZES):
        fault = CellFault(
            "data", f"{row['found']:,} bytes", f"as long as documents says ({row['size']:,} bytes)"
        )
        yield problem_of(
            "document_contents", row["id"], fault, _case(file, TABLES["document_contents"], row["id"])
        )


def collected(file: CaseFile, most: int = MOST) -> RowProblems:
    """The first `most` problems of a file, and the number of rows with problems. Raises CaseFileError."""
    return Looking(file, most).go_on(math.inf) or RowProblems()


def _of_cells(file: CaseFile, table: Table) -> Iterator[RowProblem | None]:
    columns = ", ".join(
        WITHOUT_BYTES.format(column=column.name) if column.kind is kinds.BYTES else column.name
        for column in table.columns
    )
    checker = checker_of(table.name, tuple(column.name for column in table.columns))
    for place, row in enumerate(_rows(file, ROWS.format(columns=columns, table=table.name)), 1):
        if place % _ONE_READ == 0:
            yield None
        if faults := checker.check(row).faults:
            case = _case(file, table, row["id"])
            yield from (problem_of(table.name, row["id"], fault, case) for fault in faults)


def _dangling(file: CaseFile, table: Table, column: CellColumn) -> Iterator[RowProblem]:
    sql = DANGLING.format(table=table.name, column=column.name, target=column.points_to)
    for row in _rows(file, sql):
        fault = CellFault(column.name, row[column.name], f"the id of a row of {column.points_to}")
        yield problem_of(table.name, row["id"], fault, _case(file, table, row["id"]))


def _of_other_currencies(file: CaseFile, table: Table) -> Iterator[RowProblem]:
    for row in _rows(file, CURRENCIES.format(table=table.name)):
        if kinds.CURRENCY.holds(row["currency"]) and (fault := other_currency(row)) is not None:
            yield problem_of(table.name, row["id"], fault, _case(file, table, row["id"]))


def _of_shared_caps(file: CaseFile) -> Iterator[RowProblem]:
    for row in _rows(file, SHARED_CAPS):
        caps, currencies = (row["cap"], row["shared_amount"]), (row["currency"], row["shared_currency"])
        is_sound = all(map(kinds.CAP.holds, caps)) and all(map(kinds.CURRENCY.holds, currencies))
        if is_sound and (fault := other_shared_cap(row)) is not None:
            yield problem_of(
                "penalty_terms", row["id"], fault, _case(file, TABLES["penalty_terms"], row["id"])
            )


def _rows(file: CaseFile, sql: str) -> Iterator[sqlite3.Row]:
    """The rows of a query by id, one short read at a time."""
    return chain.from_iterable(file.pages(sql, _ONE_READ))


def _case(file: CaseFile, table: Table, row_id: int) -> tuple[str, str]:
    """The slug and title of a row's investigation, both empty for a row without an investigation."""
    place, number = table, row_id
    while (owner := place.owner) is not None:
        rows = file.rows(OWNER.format(table=place.name, column=owner.name), {"id": number})
        if not rows or not isinstance(rows[0][0], int):
            return "", ""
        place, number = TABLES[owner.points_to], rows[0][0]
    if place.name in USERS:
        user = file.rows(USERS[place.name], {"id": number})[0][0]
        number = user if isinstance(user, int) else 0
    elif place.name != "investigations":
        return "", ""
    rows = file.rows(INVESTIGATION, {"id": number})
    return (str(rows[0]["slug"]), str(rows[0]["title"])) if rows else ("", "")
