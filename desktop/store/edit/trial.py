"""Edits tried on a copy of one investigation in memory: the case as it would be, and nothing written."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from functools import cache
from typing import TYPE_CHECKING

from desktop.domain.edit.change import Change, Reference
from desktop.store.cases.asking import about
from desktop.store.cases.cases import load_whole
from desktop.store.edit.errors import EditError, refusing
from desktop.store.edit.records import Records
from desktop.store.edit.seals import Seals
from desktop.store.edit.tables import ABOUT, CONTENTS, edited
from desktop.store.file.schema import SCHEMA_VERSION
from desktop.store.file.tables_2 import TABLES_2
from desktop.store.file.transaction import connect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop.domain.case.case import Case
    from desktop.domain.edit.change import Cell, Cells, Edit
    from desktop.store.cells.table import CellColumn
    from desktop.store.file.casefile import CaseFile

# Tables that no figure needs.
_LEFT_OUT = {"documents", "document_pages", *ABOUT}
_ROOT = "investigations"


class CaseTrial:
    """One investigation of a case file, as it is now, on which edits are tried."""

    def __init__(self, file: CaseFile, number: int) -> None:
        """Copy the investigation of a number. Raises CaseFileError."""
        self._file, self._number = file, number
        self._passed = set[str]()  # the records that were not here when a change of them was taken back
        self._connection = connect(":memory:", 0)
        self._connection.row_factory = sqlite3.Row
        for sql in TABLES_2:
            self._connection.execute(sql).close()
        self._records = Records(self._connection, Seals(self._connection))
        self._copy_all()

    @property
    def version(self) -> int:
        """The version of the schema of the copy."""
        return SCHEMA_VERSION

    def close(self) -> None:
        """Forget the copy."""
        self._connection.close()

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[sqlite3.Row]:
        """All rows of a query on the copy."""
        with closing(self._connection.execute(sql, dict(parameters or {}))) as found:
            return found.fetchall()

    def records(self, table: str) -> tuple[tuple[str, dict[str, Cell]], ...]:
        """The uids and cells of the investigation's records of a table, by number."""
        sql = f"SELECT uid FROM {table} ORDER BY id"  # noqa: S608 - a name of our own
        found = ((row["uid"], self._records.cells(table, row["uid"])) for row in self.rows(sql))
        return tuple((uid, cells) for uid, cells in found if cells is not None)

    def case_with(self, edit: Edit) -> Case | None:
        """The case as an edit would leave it; None if it would be gone.

        Raises EditError, and EditConflict where the file is no more as the edit says.
        """
        with self._tried(), refusing():
            for change in edit.changes:
                for cell in (change.after or {}).values():
                    if isinstance(cell, Reference):
                        self._bring(cell)
                if change.before is None:
                    self._records.insert(change, is_checked=True)
                elif change.after is not None:
                    self._records.update(change, is_checked=True)
                else:
                    tuple(self._records.delete(change, is_checked=True))
            return load_whole(about(self, self._number))

    def uids(self) -> frozenset[str]:
        """The uids of all records of the copy."""
        return frozenset(row["uid"] for table in edited() for row in self.rows(f"SELECT uid FROM {table}"))  # noqa: S608 - a name of our own

    def take_back(self, change: Change) -> None:
        """Take a change back, and stay there; one of another investigation changes nothing.

        Raises EditError where the copy is not as the change left it, or what it needs is not known.
        """
        table, uid, before = change.table, change.uid, change.before
        if table in _LEFT_OUT or table == CONTENTS:
            return
        with refusing():
            is_here = self._records.number(table, uid) is not None
            if before is None and is_here:
                tuple(self._records.delete(Change(table, uid, {}, None), is_checked=False))
            elif change.after is None and not is_here:
                self._insert_again(change)
            elif before is not None and change.after is not None:
                self._change_back(change, is_here=is_here)

    def _insert_again(self, change: Change) -> None:
        """Bring back a record that belongs to the investigation."""
        before, owner = change.before or {}, edited()[change.table].owner
        at = before.get(owner.name) if owner is not None else None
        is_own = change.table == _ROOT and before.get("id") == self._number
        if not is_own and not (isinstance(at, Reference) and self._records.number(*at) is not None):
            self._passed.add(change.uid)
            return
        self._bring_all(before)
        self._records.insert(change.inverse, is_checked=False)

    def _change_back(self, change: Change, *, is_here: bool) -> None:
        if is_here:
            self._bring_all(change.before)
            self._records.update(change.inverse, is_checked=False)
        else:
            self._passed.add(change.uid)

    def _bring_all(self, cells: Cells | None) -> None:
        """Copy what cells refer to. Raises EditError for what has changed since."""
        for cell in (cells or {}).values():
            if isinstance(cell, Reference):
                if cell.uid in self._passed and self._records.number(cell.table, cell.uid) is None:
                    raise EditError("gone")
                self._bring(cell)

    @contextmanager
    def _tried(self) -> Iterator[None]:
        """Take back all that is changed inside."""
        self._connection.execute("BEGIN").close()
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK").close()

    def _copy_all(self) -> None:
        """Copy the investigation, what belongs to it, and what these refer to."""
        self._copy(_ROOT, "id", {self._number})
        wanted: dict[str, set[int]] = {}
        for table, owner in _belonging():
            self._copy(table, owner.name, self._numbers(owner.points_to))
        for table in (_ROOT, *(table for table, _ in _belonging())):
            for column in edited()[table].columns:
                if column.points_to and not column.is_owner:
                    wanted.setdefault(column.points_to, set()).update(self._referred(table, column.name))
        for table, numbers in wanted.items():
            self._copy(table, "id", numbers - self._numbers(table))
        for row in self._file.rows("SELECT * FROM holidays") if self._file.version == SCHEMA_VERSION else ():
            self._put("holidays", row)

    def _copy(self, table: str, column: str, numbers: set[int]) -> None:
        sql = f"SELECT * FROM {table} WHERE {column} IN (SELECT value FROM json_each(:numbers)) ORDER BY id"  # noqa: S608 - names of our own
        for row in self._file.rows(sql, {"numbers": json.dumps(sorted(numbers))}) if numbers else ():
            self._put(table, row)

    def _put(self, table: str, row: sqlite3.Row) -> None:
        names = row.keys()
        cells = ", ".join(f":{name}" for name in names)
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({cells})"  # noqa: S608 - names of our own
        self._connection.execute(sql, dict(row)).close()

    def _numbers(self, table: str) -> set[int]:
        return {row["id"] for row in self.rows(f"SELECT id FROM {table}")}  # noqa: S608 - a name of our own

    def _referred(self, table: str, column: str) -> set[int]:
        sql = f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - names of our own
        return {row[0] for row in self.rows(sql)}

    def _bring(self, wanted: Reference) -> None:
        """Copy a record that an edit refers to and the investigation had nothing to do with."""
        if self._records.number(wanted.table, wanted.uid) is None:
            sql = f"SELECT * FROM {wanted.table} WHERE uid = :uid"  # noqa: S608 - a name of our own
            for row in self._file.rows(sql, {"uid": wanted.uid}):
                self._put(wanted.table, row)


@cache
def _belonging() -> tuple[tuple[str, CellColumn], ...]:
    """The tables whose records belong to an investigation, each after that of its owners, and the link."""
    found: dict[str, CellColumn] = {}
    while True:
        more = {
            name: table.owner
            for name, table in edited().items()
            if name not in found
            and name not in _LEFT_OUT
            and table.owner is not None
            and table.owner.points_to in {_ROOT, *found}
        }
        if not more:
            return tuple(found.items())
        found.update(more)
