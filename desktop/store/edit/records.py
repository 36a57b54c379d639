"""Records in an open transaction: their cells with references by uid, and single changes of them."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, TypeAlias

from desktop.domain.edit.change import Change, Reference
from desktop.store.edit import tables
from desktop.store.edit.errors import CellAt, CellRefusedError, EditConflict, EditError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from desktop.domain.edit.change import Cell, Cells
    from desktop.store.cells.table import CellColumn
    from desktop.store.edit.seals import Seals

    Values: TypeAlias = dict[str, int | str | None]

MOST_BYTES = 40_000_000  # of a deleted document, which the history keeps
_LOST, _HALF = "\N{REPLACEMENT CHARACTER}", re.compile("[\udc80-\udcff]")


class Records:
    """The records of an open case file."""

    def __init__(self, connection: sqlite3.Connection, seals: Seals) -> None:
        self._connection, self._seals = connection, seals

    def cells(self, table: str, uid: str) -> dict[str, Cell] | None:
        """The cells of a record by column, its `id` among them; None for a record that is not there."""
        found = self._connection.execute(tables.select_record(table), {"uid": uid}).fetchone()
        return None if found is None else cells_of_row(table, found)

    def number(self, table: str, uid: str) -> int | None:
        """The id of a record, None for one that is not there."""
        found = self._connection.execute(tables.select_id(table), {"uid": uid}).fetchone()
        return None if found is None else int(found[0])

    def hanging(self, table: str, uid: str) -> Iterator[Reference]:
        """The records that go with a record, each after those that go with it."""
        for about in tables.ABOUT:
            sql = tables.select_about(about)
            yield from (
                Reference(about, row["uid"])
                for row in self._connection.execute(sql, {"table": table, "uid": uid}).fetchall()
            )
        for link in tables.links_to(table):
            if link.goes_with:
                for other in self._linked(link, table, uid):
                    yield from self.hanging(link.table, other)
                    yield Reference(link.table, other)

    def insert(self, change: Change, *, is_checked: bool) -> Change:
        """Add a record; the change with all of its cells."""
        table, uid, given = change.table, change.uid, dict(change.after or {})
        if table == tables.CONTENTS:
            return self._insert_content(change)
        if self.number(table, uid) is not None:
            raise EditError("there")
        wished = given.pop("id", None)
        columns = tables.columns_of(table)
        _refuse_unknown(table, given)
        cells = {name: given[name] if name in given else _blank(column) for name, column in columns.items()}
        values = self._values(table, uid, cells)
        if is_checked:
            _check(table, uid, values, columns)
        row_id = wished if isinstance(wished, int) and not self._is_taken(table, wished) else None
        sql, bound = _bound(tables.insert_record(table), values)
        number = self._connection.execute(sql, {**bound, "id": row_id, "uid": uid}).lastrowid
        self._seals.came(table, self._row(table, uid))
        return Change(table, uid, None, {"id": number, **cells})

    def update(self, change: Change, *, is_checked: bool) -> Change | None:
        """Change cells of a record; the change that was made, None if the file has the values already.

        Raises EditConflict for a cell that is no more as it was before the edit.
        """
        table, uid = change.table, change.uid
        now = self.cells(table, uid)
        if now is None:
            raise EditConflict(CellAt(table, uid))
        before, after = change.before or {}, change.after or {}
        _refuse_unknown(table, after)
        wanted = {name: value for name, value in after.items() if now[name] != value}
        for name, value in wanted.items():
            if now[name] != _read(before.get(name)):
                raise EditConflict(CellAt(table, uid, name), before.get(name), value, now[name])
        if not wanted:
            return None
        values = self._values(table, uid, {name: now[name] for name in now if name != "id"} | wanted)
        if is_checked:
            _check(table, uid, values, wanted)
        kept = self._as_written(table, uid, {name: now[name] for name in wanted})
        sql, changed = _bound(
            tables.update_record(table, tuple(wanted)), {name: values[name] for name in wanted}
        )
        self._seals.went(table, self._row(table, uid))
        self._connection.execute(sql, {**changed, "uid": uid})
        self._seals.came(table, self._row(table, uid))
        return Change(table, uid, kept, wanted)

    def delete(self, change: Change, *, is_checked: bool) -> Iterator[Change]:
        """Delete a record and what hangs on it; the changes that were made.

        Raises EditConflict for a cell that is no more as the edit says, and EditError for a record that
        others need. An import that is undone tells no cells: a record of it may be gone already.
        """
        table, uid = change.table, change.uid
        if table == tables.CONTENTS:
            yield from self._delete_content(uid)
            return
        now = self.cells(table, uid)
        if now is None:
            if is_checked or change.before:
                raise EditConflict(CellAt(table, uid))
            return
        for name, value in (change.before or {}).items():
            if name != "id" and now.get(name) != _read(value):
                raise EditConflict(CellAt(table, uid, name), value, None, now.get(name))
        for one in tuple(self.hanging(table, uid)):
            yield from self._delete(one.table, one.uid)
        yield from self._delete(table, uid)

    def _delete(self, table: str, uid: str) -> Iterator[Change]:
        cells = self.cells(table, uid)
        if cells is None:  # it hung on two records that go
            return
        if table == "documents":
            yield from self._delete_content(uid)
        for link in tables.links_to(table):
            others = () if link.goes_with else self._linked(link, table, uid)
            if others and not link.may_be_empty:
                raise EditError("in-use", f"{link.table.replace('_', ' ')}: {len(others)}")
            for other in others:
                link_before: Cells = {link.column: Reference(table, uid)}
                change = Change(link.table, other, link_before, {link.column: None})
                if (emptied := self.update(change, is_checked=False)) is not None:
                    yield emptied
        cells = self._as_written(table, uid, cells)
        self._seals.went(table, self._row(table, uid))
        self._connection.execute(tables.delete_record(table), {"uid": uid})
        yield Change(table, uid, cells, None)

    def _as_written(self, table: str, uid: str, cells: dict[str, Cell]) -> dict[str, Cell]:
        """The cells; bytes that are no text are kept in them as halves of characters."""
        found = dict(cells)
        for name, cell in cells.items():
            if isinstance(cell, str) and _LOST in cell:
                sql = f"SELECT CAST({name} AS BLOB) FROM {table} WHERE uid = :uid"  # noqa: S608 - our names
                written: bytes = self._connection.execute(sql, {"uid": uid}).fetchone()[0]
                found[name] = written.decode("utf-8", "surrogateescape")
        return found

    def _row(self, table: str, uid: str) -> sqlite3.Row:
        """The row of a record that is there, as the file holds it."""
        sql = f"SELECT * FROM {table} WHERE uid = :uid"  # noqa: S608 - a name of our own
        found: sqlite3.Row = self._connection.execute(sql, {"uid": uid}).fetchone()
        return found

    def _insert_content(self, change: Change) -> Change:
        """Give a document its bytes back."""
        number, text = self.number("documents", change.uid), (change.after or {}).get(tables.DATA)
        if number is None:
            raise EditError("gone")
        try:
            data = b64decode(str(text), validate=True)
        except ValueError:
            raise EditError("history") from None
        self._connection.execute(tables.INSERT_CONTENT, {"id": number, "data": data})
        return change

    def _delete_content(self, uid: str) -> Iterator[Change]:
        """Take a document's bytes away. Raises EditError for more of them than the history may keep."""
        asked = {"id": self.number("documents", uid)}
        found = self._connection.execute(tables.CONTENT_SIZE, asked).fetchone()
        if found is None:
            return
        if found[0] > MOST_BYTES:
            raise EditError("documents")
        data = self._connection.execute(tables.SELECT_CONTENT, asked).fetchone()[0]
        self._connection.execute(tables.DELETE_CONTENT, asked)
        yield Change(tables.CONTENTS, uid, {tables.DATA: b64encode(data).decode()}, None)

    def _linked(self, link: tables.Link, table: str, uid: str) -> tuple[str, ...]:
        sql, found = tables.select_linked(link), self.number(table, uid)
        return tuple(row["uid"] for row in self._connection.execute(sql, {"id": found}).fetchall())

    def _is_taken(self, table: str, number: int) -> bool:
        sql = f"SELECT 1 FROM {table} WHERE id = :id"  # noqa: S608 - a name of our own
        return self._connection.execute(sql, {"id": number}).fetchone() is not None

    def _values(self, table: str, uid: str, cells: Cells) -> Values:
        """The cells as the file holds them, with ids in the place of references."""
        columns = tables.columns_of(table)
        return {name: self._value(CellAt(table, uid, name), columns[name], cells[name]) for name in cells}

    def _value(self, at: CellAt, column: CellColumn, cell: Cell) -> int | str | None:
        if not isinstance(cell, Reference):
            return int(cell) if isinstance(cell, bool) else cell
        if cell.table != column.points_to:
            raise CellRefusedError(at, cell.uid, column.words)
        number = self.number(cell.table, cell.uid)
        if number is None:
            raise EditError("gone")
        return number


def cells_of_row(table: str, found: sqlite3.Row) -> dict[str, Cell]:
    """The cells of a record by column, its `id` among them, of a row that `tables.select_record` gives."""
    cells: dict[str, Cell] = {"id": found["id"]}
    for name, column in tables.columns_of(table).items():
        target = found[f"uid_of_{name}"] if column.points_to else None
        cells[name] = found[name] if target is None else Reference(column.points_to, target)
    return cells


def _read(cell: Cell) -> Cell:
    """A cell as it is read: with a sign in the place of bytes that are no text."""
    if not isinstance(cell, str) or not _HALF.search(cell):
        return cell
    return cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _bound(sql: str, values: Values) -> tuple[str, dict[str, object]]:
    """A statement and its values, in which a text with bytes that are none is written by its bytes."""
    bound: dict[str, object] = dict(values)
    for name, value in values.items():
        if isinstance(value, str) and _HALF.search(value):
            sql = re.sub(rf":{name}\b", f"CAST(:{name} AS TEXT)", sql)
            bound[name] = value.encode("utf-8", "surrogateescape")
    return sql, bound


def _refuse_unknown(table: str, cells: Cells) -> None:
    """Raise ValueError, as for any bug of ours, for a column that a table has not or that no edit changes."""
    if unknown := cells.keys() - tables.columns_of(table).keys():
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))} to be edited")


def _blank(column: CellColumn) -> Cell:
    """The cell of a column that is not given: nothing, or an empty text where there must be one."""
    return None if column.optional or not column.holds("") else ""


def _check(table: str, uid: str, values: Values, wanted: Mapping[str, object]) -> None:
    """Refuse wrong values among the wanted ones. Raises CellRefusedError."""
    columns = tables.columns_of(table)
    for name in wanted:
        if not columns[name].holds(values[name]):
            raise CellRefusedError(CellAt(table, uid, name), values[name], columns[name].words)
    sound = {name for name, value in values.items() if columns[name].holds(value)}
    for rule in tables.edited()[table].rules:
        if sound.issuperset(rule.columns) and not wanted.keys().isdisjoint(rule.columns):
            for fault in rule.faults(values):
                raise CellRefusedError(CellAt(table, uid, fault.column), fault.value, fault.words)
