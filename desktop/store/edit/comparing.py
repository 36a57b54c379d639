"""The comparison of a case file with an earlier copy of it: what changed that the history does not tell."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.change import Reference
from desktop.domain.edit.outside import difference, replayed
from desktop.store.edit import tables
from desktop.store.edit.history import changes_of
from desktop.store.edit.records import cells_of_row
from desktop.store.file.schema import BEFORE_ALL, SCHEMA_VERSION

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from desktop.domain.edit.change import Cell, Change
    from desktop.domain.edit.outside import OutsideChange
    from desktop.store.file.casefile import CaseFile

_MANY, _FEW = 200, 5  # rows that are compared at once; few of those with long texts
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
        self._earlier, self._now = earlier, now
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
        self._told: dict[str, set[str]] = defaultdict(set)
        for row in now.rows(EDITED, {"after": self._since}):
            self._told[row["table_name"]].add(row["record_uid"])
        for at in self._noted:
            self._told[at.table].add(at.uid)

    def found(self) -> Iterator[Change]:
        """The changes that neither the history nor the notes tell. Raises CaseFileError."""
        for table in tables.edited():
            earlier: dict[str, dict[str, Cell]] = {}
            now: dict[str, dict[str, Cell]] = {}
            for after, upto in self._differing(table):
                earlier |= _records_in(self._earlier, table, after, upto)
                now |= _records_in(self._now, table, after, upto)
            # A record that was edited may be as it was before, or gone, by another hand.
            told = self._told.get(table, set()).difference(earlier, now)
            for uid in told:
                earlier |= _records(self._earlier, table, uid)
                now |= _records(self._now, table, uid)
            for uid in dict.fromkeys((*earlier, *now, *told)):
                if uid in told or earlier.get(uid) != now.get(uid):
                    change = self._unknown(Reference(table, uid), earlier.get(uid), now.get(uid))
                    if change is not None:
                        yield change

    def _differing(self, table: str) -> Iterator[tuple[int, int]]:
        """The ranges of ids whose rows are not the same in both files: after the first, up to the second."""
        after = BEFORE_ALL
        sql, most = _block(table), _FEW if table == "document_pages" else _MANY
        while after < _LAST:
            ends = self._now.rows(END.format(table=table), {"after": after, "most": most})
            upto = ends[0]["id"] if ends else _LAST
            asked = {"after": after, "upto": upto}
            if tuple(self._earlier.rows(sql, asked)[0]) != tuple(self._now.rows(sql, asked)[0]):
                yield after, upto
            after = upto

    def _unknown(
        self, at: Reference, earlier: dict[str, Cell] | None, now: dict[str, Cell] | None
    ) -> Change | None:
        """The change of a record that was not told."""
        told = [*self._noted.get(at, ())]
        if at.uid in self._told.get(at.table, ()):
            asked = {"uid": at.uid, "table": at.table, "after": self._since}
            for row in self._now.rows(OF_RECORD, asked):
                told += _told(row)
        expected = replayed(earlier, (one.change for one in sorted(told, key=_place)))
        return difference(at.table, at.uid, expected, now)


def can_be_compared(file: CaseFile) -> bool:
    """Whether the records of a file have the uids that a comparison needs."""
    return file.version == SCHEMA_VERSION


def _records(file: CaseFile, table: str, uid: str) -> dict[str, dict[str, Cell]]:
    """The cells of a record by its uid; nothing for one that is not there."""
    rows = file.rows(tables.select_record(table), {"uid": uid})
    return {str(row["uid"]): cells_of_row(table, row) for row in rows}


def _records_in(file: CaseFile, table: str, after: int, upto: int) -> dict[str, dict[str, Cell]]:
    """The cells of the records with ids in a range, by uid."""
    rows = file.rows(tables.select_records(table), {"after": after, "upto": upto})
    return {str(row["uid"]): cells_of_row(table, row) for row in rows}


@cache
def _block(table: str) -> str:
    """The query for all rows with ids in a range as one text."""
    names = ("id", "uid", *tables.columns_of(table))
    rows = f"SELECT * FROM {table} WHERE {RANGE} ORDER BY id"  # noqa: S608 - names of our own
    return f"SELECT json_group_array(json_array({', '.join(names)})) FROM ({rows})"  # noqa: S608


def _told(row: sqlite3.Row) -> list[_Placed]:
    """The changes that a row of the history tells; none where another program spoilt it."""
    try:
        return [_Placed((row["id"], 0), change) for change in changes_of(row)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _place(told: _Placed) -> tuple[int, int]:
    return told.place
