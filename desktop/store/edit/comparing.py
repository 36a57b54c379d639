"""The comparison of a case file with an earlier copy of it: what changed that the history does not tell."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from desktop.domain.edit.change import Change, Reference
from desktop.domain.edit.outside import difference, replayed
from desktop.store.edit import tables
from desktop.store.edit.history import changes_of
from desktop.store.file.schema import BEFORE_ALL, SCHEMA_VERSION

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from desktop.domain.edit.change import Cell
    from desktop.domain.edit.outside import OutsideChange
    from desktop.store.file.casefile import CaseFile

    _Row: TypeAlias = list[Any]  # the id, the uid, and the cells of a record in their order
    _Rows: TypeAlias = dict[str, _Row]

_MANY, _FEW = 200, 5  # rows that are compared at once; few of those with long texts
_REMEMBERED = 20_000  # uids of records that others refer to
_LAST = 2**63 - 1
LAST_ROW = "SELECT coalesce(max(id), 0) AS id FROM changes"
RANGE = "id > :after AND id <= :upto"
END = "SELECT id FROM {table} WHERE id > :after ORDER BY id LIMIT 1 OFFSET :most"
EDITED = "SELECT DISTINCT table_name, record_uid FROM changes WHERE id > :after AND table_name <> ''"
OF_RECORD = """
SELECT id, kind, table_name, record_uid, before, after
  FROM changes
 WHERE record_uid = :uid AND table_name = :table AND id > :after
 ORDER BY id
"""
OF_IMPORTS = """
SELECT id, kind, table_name, record_uid, before, after
  FROM changes
 WHERE id > :after AND table_name = ''
 ORDER BY id
"""


class _Placed(NamedTuple):
    """A change with its place in the history, by which those of several kinds are put in order."""

    place: tuple[int, int]
    change: Change


class FileComparison:
    """A case file beside an earlier copy of it; both of the schema of today."""

    def __init__(self, earlier: CaseFile, now: CaseFile, noted: Sequence[OutsideChange] = ()) -> None:
        """Compare with a copy; `noted` are the changes of other programs found since it was made."""
        self._earlier, self._now = _Side(earlier), _Side(now)
        self.last_row = int(now.rows(LAST_ROW)[0]["id"])
        self._since = int(earlier.rows(LAST_ROW)[0]["id"])
        self._noted: dict[Reference, list[_Placed]] = defaultdict(list)
        for one in noted:
            at = Reference(one.change.table, one.change.uid)
            self._noted[at].append(_Placed((one.after_row, one.id), one.change))
        # The records that imports added since, whose cells the history does not keep.
        for row in now.rows(OF_IMPORTS, {"after": self._since}):
            for told in _told(row):
                self._noted[Reference(told.change.table, told.change.uid)].append(told)
        self._edited: dict[str, set[str]] = defaultdict(set)
        for row in now.rows(EDITED, {"after": self._since}):
            self._edited[row["table_name"]].add(row["record_uid"])

    def found(self) -> Iterator[tuple[Change, ...]]:
        """The changes that neither the history nor the notes tell, some at a time, and often none.

        Raises CaseFileError.
        """
        for table in tables.edited():
            told, met = self._told_in(table), set[str]()
            for earlier, now in self._blocks(table):
                yield tuple(self._changed_in(table, earlier, now, told, met))
            # A record that was edited may be as it was before, or gone, by another hand.
            for uid in told - met:
                earlier_row, now_row = self._earlier.row(table, uid), self._now.row(table, uid)
                change = self._unknown(Reference(table, uid), earlier_row, now_row)
                yield () if change is None else (change,)

    def _told_in(self, table: str) -> set[str]:
        return {at.uid for at in self._noted if at.table == table} | self._edited[table]

    def _blocks(self, table: str) -> Iterator[tuple[_Rows, _Rows]]:
        """The rows of both files in ranges of ids, by uid; none for a range where they are the same."""
        after, most = BEFORE_ALL, _FEW if table == "document_pages" else _MANY
        while after < _LAST:
            upto = min(file.end(table, after, most) for file in (self._earlier, self._now))
            texts = [file.block(table, after, upto) for file in (self._earlier, self._now)]
            if texts[0] == texts[1]:
                yield {}, {}
            else:
                earlier, now = ({row[1]: row for row in json.loads(text)} for text in texts)
                yield earlier, now
            after = upto

    def _changed_in(
        self, table: str, earlier: _Rows, now: _Rows, told: set[str], met: set[str]
    ) -> Iterator[Change]:
        """The changes of the records in a range of ids; those told of that are met are noted."""
        for uid, before in earlier.items():
            after = now.get(uid) or self._now.row(table, uid)
            if uid not in told and after is not None:
                change = self._cells_changed(table, before, after)
            else:
                met.add(uid)
                change = self._unknown(Reference(table, uid), before, after)
            if change is not None:
                yield change
        for uid in now.keys() - earlier.keys():
            if self._earlier.row(table, uid) is None:  # else it has another number, and is met there
                met.add(uid)
                change = self._unknown(Reference(table, uid), None, now[uid])
                if change is not None:
                    yield change

    def _cells_changed(self, table: str, before: _Row, after: _Row) -> Change | None:
        """The change of a record of which nothing is told; None for none."""
        was: dict[str, Cell] = {}
        becomes: dict[str, Cell] = {}
        for (name, points_to), cell, new in zip(_columns(table), before, after, strict=True):
            if cell == new or not name:
                continue
            if not points_to:
                was[name], becomes[name] = cell, new
                continue
            old, other = self._earlier.reference(points_to, cell), self._now.reference(points_to, new)
            if old != other:
                was[name], becomes[name] = old, other
        return Change(table, before[1], was, becomes) if was else None

    def _unknown(self, at: Reference, earlier: _Row | None, now: _Row | None) -> Change | None:
        """The change of a record that was not told."""
        told = [*self._noted.get(at, ())]
        if at.uid in self._edited[at.table]:
            asked = {"uid": at.uid, "table": at.table, "after": self._since}
            for row in self._now.file.rows(OF_RECORD, asked):
                told += _told(row)
        before = None if earlier is None else self._earlier.cells(at.table, earlier)
        expected = replayed(before, (one.change for one in sorted(told, key=_place)))
        return difference(at.table, at.uid, expected, None if now is None else self._now.cells(at.table, now))


class _Side:
    """One of the two files, its rows as lists: the id, the uid, and the cells in their order."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self._uids: dict[tuple[str, int], str | None] = {}  # of records that others refer to

    def end(self, table: str, after: int, most: int) -> int:
        """The id after which the rows of a block end."""
        found = self.file.rows(END.format(table=table), {"after": after, "most": most})
        return int(found[0]["id"]) if found else _LAST

    def block(self, table: str, after: int, upto: int) -> str:
        """All rows with ids in a range as JSON."""
        found: str = self.file.rows(_block(table), {"after": after, "upto": upto})[0][0]
        return found

    def row(self, table: str, uid: str) -> _Row | None:
        """The row of a record by its uid, None for one that is not there."""
        found = self.file.rows(_one(table), {"uid": uid})
        return json.loads(found[0][0]) if found else None

    def cells(self, table: str, row: _Row) -> dict[str, Cell]:
        """All cells of a record by column, its `id` among them."""
        named = zip(_columns(table), row, strict=True)
        return {"id": row[0]} | {
            name: self.reference(points_to, cell) if points_to else cell
            for (name, points_to), cell in named
            if name
        }

    def reference(self, table: str, number: Cell) -> Cell:
        """The reference to the record of a number; the number itself where there is none."""
        if not isinstance(number, int):
            return number
        if (table, number) not in self._uids:
            if len(self._uids) > _REMEMBERED:
                self._uids.clear()
            found = self.file.rows(f"SELECT uid FROM {table} WHERE id = :id", {"id": number})  # noqa: S608 - a name of our own
            self._uids[table, number] = found[0]["uid"] if found else None
        uid = self._uids[table, number]
        return number if uid is None else Reference(table, uid)


def can_be_compared(file: CaseFile) -> bool:
    """Whether the records of a file have the uids that a comparison needs."""
    return file.version == SCHEMA_VERSION


@cache
def _columns(table: str) -> tuple[tuple[str, str], ...]:
    """The names of the cells of a row, and the tables that they refer to; id and uid have no name here."""
    named = ((column.name, column.points_to) for column in tables.columns_of(table).values())
    return (("", ""), ("", ""), *named)


@cache
def _block(table: str) -> str:
    """The query for all rows with ids in a range as one text."""
    names = ("id", "uid", *tables.columns_of(table))
    rows = f"SELECT * FROM {table} WHERE {RANGE} ORDER BY id"  # noqa: S608 - names of our own
    return f"SELECT json_group_array(json_array({', '.join(names)})) FROM ({rows})"  # noqa: S608


@cache
def _one(table: str) -> str:
    """The query for a row by its uid as a text."""
    names = ("id", "uid", *tables.columns_of(table))
    return f"SELECT json_array({', '.join(names)}) FROM {table} WHERE uid = :uid"  # noqa: S608 - names of our own


def _told(row: sqlite3.Row) -> list[_Placed]:
    """The changes that a row of the history tells; none where another program spoilt it."""
    try:
        return [_Placed((row["id"], 0), change) for change in changes_of(row)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _place(told: _Placed) -> tuple[int, int]:
    return told.place
