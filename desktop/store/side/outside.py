"""The changes of other programs to one case file, kept in its side file, and the copy they were found by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.store.file.transaction import writing
from desktop.store.side.opening import side_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COMPARED = "SELECT backup, included FROM compared"
COMPARE_NEXT = """
INSERT INTO compared (id, backup, included) VALUES (1, :backup, :included)
    ON CONFLICT (id) DO UPDATE SET backup = excluded.backup, included = excluded.included
"""
_COLUMNS = "id, noticed_at, after_row, table_name, record_uid, before, after, is_seen"
SINCE = f"SELECT {_COLUMNS} FROM outside WHERE id > :after ORDER BY id"  # noqa: S608 - names of our own
BEFORE = f"SELECT {_COLUMNS} FROM outside WHERE id < :before ORDER BY id DESC LIMIT :most"  # noqa: S608
OF_RECORD = f"SELECT {_COLUMNS} FROM outside WHERE record_uid = :uid ORDER BY id DESC"  # noqa: S608
ADD = """
INSERT INTO outside (noticed_at, after_row, table_name, record_uid, before, after)
VALUES (:noticed_at, :after_row, :table, :uid, :before, :after)
"""
LAST = "SELECT coalesce(max(id), 0) FROM outside"
UNSEEN = (
    "SELECT count(*) AS number, group_concat(DISTINCT table_name) AS tables FROM outside WHERE is_seen = 0"
)
SEE = "UPDATE outside SET is_seen = 1 WHERE is_seen = 0 AND id <= :last"


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


def load_compared(path: Path) -> Compared:
    """What is known of the last comparison. Raises SideFileError."""
    if not path.exists():
        return Compared()
    with side_file(path) as connection:
        last = connection.execute(LAST).fetchone()[0]
        found = connection.execute(COMPARED).fetchone()
        if found is None:
            return Compared(last=last)
        rows = connection.execute(SINCE, {"after": found[1]}).fetchall()
        return Compared(found[0], found[1], tuple(OutsideRow(*row) for row in rows), last)


def note(path: Path, rows: Iterable[OutsideRow], known: int, backup: str = "") -> bool:
    """Note changes, unless another window noted some after the last note known; False then.

    With a backup, the next comparison is with that, which includes them all. Raises SideFileError.
    """
    with side_file(path) as connection, writing(connection):
        if connection.execute(LAST).fetchone()[0] != known:
            return False
        for row in rows:
            connection.execute(ADD, row._asdict())
        if backup:
            last = connection.execute(LAST).fetchone()[0]
            connection.execute(COMPARE_NEXT, {"backup": backup, "included": last})
        return True


def notes_before(path: Path, before: int, most: int) -> tuple[OutsideRow, ...]:
    """The latest notes, the newest first, of those before one by its id. Raises SideFileError."""
    return _read(path, BEFORE, before=before, most=most)


def notes_of(path: Path, uid: str) -> tuple[OutsideRow, ...]:
    """The notes on a record, the newest first. Raises SideFileError."""
    return _read(path, OF_RECORD, uid=uid)


def unseen(path: Path) -> Unseen:
    """The notes that nobody has seen yet. Raises SideFileError."""
    if not path.exists():
        return Unseen()
    with side_file(path) as connection:
        number, tables = connection.execute(UNSEEN).fetchone()
        return Unseen(number, tuple(tables.split(",")) if tables else ())


def see(path: Path, last: int) -> None:
    """Mark the notes up to one as seen. Raises SideFileError."""
    with side_file(path) as connection, writing(connection):
        connection.execute(SEE, {"last": last})


def _read(path: Path, sql: str, **values: object) -> tuple[OutsideRow, ...]:
    if not path.exists():
        return ()
    with side_file(path) as connection:
        return tuple(OutsideRow(*row) for row in connection.execute(sql, values).fetchall())
