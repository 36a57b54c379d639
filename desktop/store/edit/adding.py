"""Adding whole records to a case file, with their documents: in one transaction, undone as one step."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from desktop import clock
from desktop.domain.edit.change import Change, Edit, EditKind, Reference, new_uid
from desktop.store.edit.errors import EditError, refusing
from desktop.store.edit.history import History
from desktop.store.edit.records import Records
from desktop.store.edit.tables import columns_of, insert_record, select_id, update_record
from desktop.store.file.opening import schema_version
from desktop.store.file.schema import SCHEMA_VERSION
from desktop.store.file.transaction import writing
from desktop.store.file.writable import open_writable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from desktop.domain.edit.change import Cell

INSERT_CONTENT = "INSERT INTO document_contents (document_id, data) VALUES (:document_id, :data)"


def add_records(
    path: Path,
    records: Iterable[Change],
    contents: Mapping[str, Callable[[], bytes]],
    author: str,
    *,
    replacing: Iterable[str] = (),
) -> str:
    """Add records in their order, and the bytes of documents by their uids; returns the batch.

    The investigations `replacing` names by uid are deleted first, with all that belongs to them.
    Cells are written as they are given, whatever letters are in a text: whoever reads them checks them.
    Raises EditError and CaseFileError, and what a content raises; nothing was written then.
    """
    with closing(open_writable(path)) as connection:
        if schema_version(connection) != SCHEMA_VERSION:
            raise EditError("old")
        with refusing(), writing(connection):
            return _Adding(connection).add(replacing, records, contents, author, clock.now())


class _Adding:
    """The addition of records in an open transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[Reference, int] = {}
        self._later: list[tuple[Reference, str, Reference]] = []

    def add(
        self,
        replacing: Iterable[str],
        records: Iterable[Change],
        contents: Mapping[str, Callable[[], bytes]],
        author: str,
        at: datetime,
    ) -> str:
        """Delete, add, and write the step into the history."""
        owner = "investigations"
        deleted = [
            change
            for uid in replacing
            for change in Records(self._connection).delete(Change(owner, uid, {}, None))
        ]
        added = []
        for record in records:
            self._insert(record)
            added.append(Change(record.table, record.uid, None, {}))
        for one, column, target in self._later:
            values = {column: self._number(target), "uid": one.uid}
            self._connection.execute(update_record(one.table, (column,)), values)
        for uid, content in contents.items():
            document = self._number(Reference("documents", uid))
            self._connection.execute(INSERT_CONTENT, {"document_id": document, "data": content()})
        edit = Edit(EditKind.IMPORTED, (*deleted, *added), new_uid())
        History(self._connection).write(edit, edit.changes, author, at)
        return edit.batch

    def _insert(self, record: Change) -> None:
        me, given = Reference(record.table, record.uid), record.after or {}
        cells = {name: self._value(me, name, given[name]) for name in columns_of(record.table)}
        found = self._connection.execute(
            insert_record(record.table), {**cells, "id": None, "uid": record.uid}
        )
        self._numbers[me] = int(found.lastrowid or 0)

    def _value(self, me: Reference, column: str, cell: Cell) -> int | str | None:
        """The cell as the file holds it; one that refers to a record of the same table waits for that one."""
        if not isinstance(cell, Reference):
            return cell
        if cell.table == me.table:
            self._later.append((me, column, cell))
            return None
        return self._number(cell)

    def _number(self, target: Reference) -> int:
        known = self._numbers.get(target)
        if known is None:
            found = self._connection.execute(select_id(target.table), {"uid": target.uid}).fetchone()
            if found is None:
                raise EditError("gone")
            known = self._numbers[target] = int(found[0])
        return known
