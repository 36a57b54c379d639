"""Adding whole records to a case file, with their documents: in one transaction, undone as one step."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from desktop import clock
from desktop.domain.edit.change import Change, Edit, EditKind, Reference, new_uid
from desktop.store.edit.errors import EditError, refusing
from desktop.store.edit.history import EditHistory
from desktop.store.edit.records import Records
from desktop.store.edit.seals import Seals
from desktop.store.edit.tables import INSERT_CONTENT
from desktop.store.file.opening import schema_version
from desktop.store.file.schema import SCHEMA_VERSION
from desktop.store.file.transaction import writing
from desktop.store.file.writable import open_writable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path


def add_records(
    path: Path,
    records: Iterable[Change],
    contents: Mapping[str, Callable[[], bytes]],
    author: str,
    *,
    replacing: Iterable[str] = (),
) -> str:
    """Add records in their order, and the bytes of documents by their uids; returns the batch.

    The investigations `replacing` names by uid are deleted first, with all that belongs to them. Cells are
    written as they are given, whatever letters are in a text: whoever reads them checks them.
    Raises EditError and CaseFileError, and what a content raises; nothing was written then.
    """
    with closing(open_writable(path)) as connection:
        if schema_version(connection) != SCHEMA_VERSION:
            raise EditError("old")
        with refusing(), writing(connection):
            seals = Seals(connection)
            records_there = Records(connection, seals)
            made: list[Change] = []
            for uid in replacing:
                made += records_there.delete(Change("investigations", uid, {}, None), is_checked=False)
            made += _added(records_there, records)
            _fill(connection, records_there, contents)
            edit = Edit(EditKind.IMPORTED, tuple(made), new_uid())
            EditHistory(connection, seals).write(edit, made, author, clock.now())
            seals.write()
            return edit.batch


def _added(there: Records, records: Iterable[Change]) -> Iterator[Change]:
    """Add records; what refers to a record of its own table gets that when all are there."""
    later: list[Change] = []
    for record in records:
        cells = dict(record.after or {})
        for name, cell in cells.items():
            if isinstance(cell, Reference) and cell.table == record.table:
                later.append(Change(record.table, record.uid, {name: None}, {name: cell}))
                cells[name] = None
        there.insert(Change(record.table, record.uid, None, cells), is_checked=False)
        yield Change(record.table, record.uid, None, {})
    for change in later:
        there.update(change, is_checked=False)


def _fill(
    connection: sqlite3.Connection, there: Records, contents: Mapping[str, Callable[[], bytes]]
) -> None:
    """Write the bytes of documents."""
    for uid, content in contents.items():
        values = {"id": there.number("documents", uid), "data": content()}
        connection.execute(INSERT_CONTENT, values)
