"""The changes of other programs to one case file, kept in its side file, and the copy they were found by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desktop.store.file.transaction import writing
from desktop.store.side.opening import side_file

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

COMPARED = "SELECT backup, included FROM compared WHERE place = :place"
PLACES = "SELECT place FROM compared ORDER BY included DESC"
COMPARE_NEXT = """
INSERT INTO compared (place, backup, included) VALUES (:place, :backup, :included)
    ON CONFLICT (place) DO UPDATE SET backup = excluded.backup, included = excluded.included
"""
MOVE = (
    "UPDATE compared SET place = :now WHERE place = :before",
    "UPDATE outside SET place = :now WHERE place = :before",
)
_SELECT = """
SELECT id, noticed_at, after_row, table_name, record_uid, before, after, is_seen
  FROM outside
 WHERE place = :place
"""
SINCE = f"{_SELECT} AND id > :after ORDER BY id"
BEFORE = f"""{_SELECT}
   AND id < :before
   AND (:uids IS NULL OR EXISTS (
        SELECT 1 FROM json_each(:uids) u
         WHERE record_uid = u.value OR instr(before, u.value) OR instr(after, u.value)))
 ORDER BY id DESC
 LIMIT :most
"""  # noqa: S608 - a name of our own
OF_RECORD = f"{_SELECT} AND record_uid = :uid ORDER BY id DESC"
ADD = """
INSERT INTO outside (place, noticed_at, after_row, table_name, record_uid, before, after)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
LAST = "SELECT coalesce(max(id), 0) FROM outside"
UNSEEN = """
SELECT count(*), group_concat(DISTINCT table_name) FROM outside WHERE is_seen = 0 AND place = :place
"""
SEE = "UPDATE outside SET is_seen = 1 WHERE is_seen = 0 AND id <= :last AND place = :place"


class OutsideRow(NamedTuple):
    """A change of another program, its cells as JSON."""

    id: int
    noticed_at: str
    after_row: int
    table: str
    uid: str
    before: str | None
    after: str | None
    is_seen: int = 0


class Compared(NamedTuple):
    """The copy that a case file was compared with last, the notes that it includes, and the notes since."""

    backup: str = ""
    included: int = 0
    since: tuple[OutsideRow, ...] = ()
    last: int = 0  # the id of the last note of all


class Unseen(NamedTuple):
    """The number of notes that nobody has seen, and their tables."""

    number: int = 0
    tables: tuple[str, ...] = ()


class OutsideNotes:
    """The notes on a case file at its place, for copies of a file share a side file.

    Every method raises SideFileError. Nothing is read, and no file made, before there is a side file.
    """

    def __init__(self, path: Path, place: Path) -> None:
        self._path, self._place = path, place
        self._of = {"place": str(place)}

    def compared(self) -> Compared:
        """What is known of the last comparison; that of a file which was moved here, too."""
        if not self._path.exists():
            return Compared()
        with side_file(self._path) as connection:
            last = connection.execute(LAST).fetchone()[0]
            found = connection.execute(COMPARED, self._of).fetchone()
            if found is None and self._take_over(connection):
                found = connection.execute(COMPARED, self._of).fetchone()
            if found is None:
                return Compared(last=last)
            rows = connection.execute(SINCE, {**self._of, "after": found[1]}).fetchall()
            return Compared(found[0], found[1], tuple(OutsideRow(*row) for row in rows), last)

    def note(self, rows: Sequence[OutsideRow], known: int, backup: str = "") -> int | None:
        """Note changes, and give the id of the last; None if another window noted some after the last known.

        With a backup, the next comparison is with that, which includes them all.
        """
        with side_file(self._path) as connection, writing(connection):
            if connection.execute(LAST).fetchone()[0] != known:
                return None
            place = self._of["place"]
            connection.executemany(ADD, ((place, *row[1:7]) for row in rows))
            last: int = connection.execute(LAST).fetchone()[0]
            if backup:
                connection.execute(COMPARE_NEXT, {**self._of, "backup": backup, "included": last})
            return last

    def before(self, before: int, most: int, uids: frozenset[str] | None = None) -> tuple[OutsideRow, ...]:
        """The latest notes, the newest first, of those before one by its id, or those on some records."""
        listed = None if uids is None else json.dumps(sorted(uids))
        return self._read(BEFORE, before=before, most=most, uids=listed)

    def of_record(self, uid: str) -> tuple[OutsideRow, ...]:
        """The notes on a record, the newest first."""
        return self._read(OF_RECORD, uid=uid)

    def unseen(self) -> Unseen:
        """The notes that nobody has seen yet."""
        if not self._path.exists():
            return Unseen()
        with side_file(self._path) as connection:
            number, tables = connection.execute(UNSEEN, self._of).fetchone()
            return Unseen(number, tuple(tables.split(",")) if tables else ())

    def see(self, last: int) -> None:
        """Mark the notes up to one as seen."""
        with side_file(self._path) as connection, writing(connection):
            connection.execute(SEE, {**self._of, "last": last})

    def _take_over(self, connection: sqlite3.Connection) -> bool:
        """Take over the notes of a file that was moved here; whether there are any."""
        for (before,) in connection.execute(PLACES).fetchall():
            if not Path(before).exists():
                with writing(connection):
                    for sql in MOVE:
                        connection.execute(sql, {"before": before, "now": str(self._place)})
                return True
        return False

    def _read(self, sql: str, **values: object) -> tuple[OutsideRow, ...]:
        if not self._path.exists():
            return ()
        with side_file(self._path) as connection:
            return tuple(
                OutsideRow(*row) for row in connection.execute(sql, {**self._of, **values}).fetchall()
            )
