"""The comparison of a case file with an earlier copy of it: what changed that the history does not tell."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.outside import difference, replayed
from desktop.store.edit import tables
from desktop.store.edit.history import changes_of
from desktop.store.edit.records import cells_of_row
from desktop.store.file.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from desktop.domain.edit.change import Cell, Change
    from desktop.domain.edit.outside import OutsideChange
    from desktop.store.file.casefile import CaseFile

_ONE_READ = 1_000  # rows
LAST_ROW = "SELECT coalesce(max(id), 0) AS id FROM changes"
# The names of tables are our own: those of the schema.
PAGE = "SELECT * FROM {table} WHERE id > :after ORDER BY id LIMIT :most"
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
        self._noted: dict[tuple[str, str], list[_Placed]] = {}
        for one in noted:
            told = _Placed((one.after_row, one.id), one.change)
            self._noted.setdefault((one.change.table, one.change.uid), []).append(told)
        self._imported = self._of_imports()

    def found(self) -> Iterator[Change]:
        """The changes that neither the history nor the notes tell. Raises CaseFileError."""
        for table in tables.edited():
            for uid in self._differing(table):
                change = self._unknown(table, uid)
                if change is not None:
                    yield change

    def _differing(self, table: str) -> Iterator[str]:
        """The uids of the rows that are not the same in both files, each once."""
        both = [
            chain.from_iterable(file.pages(PAGE.format(table=table), _ONE_READ))
            for file in (self._earlier, self._now)
        ]
        seen: set[str] = set()
        for rows in _paired(*both):
            if len(rows) == 1 or tuple(rows[0]) != tuple(rows[1]):
                for uid in (str(row["uid"]) for row in rows):
                    if uid not in seen:
                        seen.add(uid)
                        yield uid

    def _unknown(self, table: str, uid: str) -> Change | None:
        asked = {"uid": uid, "table": table, "after": self._since}
        told = [*self._noted.get((table, uid), ()), *self._imported.get((table, uid), ())]
        for row in self._now.rows(OF_RECORD, asked):
            told += _told(row)
        expected = replayed(
            _cells(self._earlier, table, uid), (one.change for one in sorted(told, key=_place))
        )
        return difference(table, uid, expected, _cells(self._now, table, uid))

    def _of_imports(self) -> dict[tuple[str, str], list[_Placed]]:
        """The records that imports added since, whose cells the history does not keep."""
        found: dict[tuple[str, str], list[_Placed]] = {}
        for row in self._now.rows(OF_IMPORTS, {"after": self._since}):
            for one in _told(row):
                found.setdefault((one.change.table, one.change.uid), []).append(one)
        return found


def can_be_compared(file: CaseFile) -> bool:
    """Whether the records of a file have the uids that a comparison needs."""
    return file.version == SCHEMA_VERSION


def _paired(earlier: Iterator[sqlite3.Row], now: Iterator[sqlite3.Row]) -> Iterator[tuple[sqlite3.Row, ...]]:
    """The rows of two files by id: both of an id, or the one that is there."""
    left, right = next(earlier, None), next(now, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left["id"] < right["id"]):
            yield (left,) if left is not None else ()
            left = next(earlier, None)
        elif left is None or right["id"] < left["id"]:
            yield (right,)
            right = next(now, None)
        else:
            yield left, right
            left, right = next(earlier, None), next(now, None)


def _cells(file: CaseFile, table: str, uid: str) -> dict[str, Cell] | None:
    found = file.rows(tables.select_record(table), {"uid": uid})
    return cells_of_row(table, found[0]) if found else None


def _told(row: sqlite3.Row) -> list[_Placed]:
    """The changes that a row of the history tells; none where another program spoilt it."""
    try:
        return [_Placed((row["id"], 0), change) for change in changes_of(row)]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []


def _place(told: _Placed) -> tuple[int, int]:
    return told.place
