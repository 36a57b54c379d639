"""Reading and writing the rows of the side file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.store.file.transaction import writing
from desktop.store.side.merging import Merged, SideEntry, SideRow, merge
from desktop.store.side.opening import commits, side_file

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

LOAD = "SELECT id, position, owner, name, body FROM kept WHERE kind = :kind ORDER BY position, id"
NEXT_ID = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'kept'), 0) + 1"
INSERT = """
INSERT INTO kept (id, kind, owner, position, name, body)
VALUES (:id, :kind, :owner, :position, :name, :body)
"""
UPDATE = "UPDATE kept SET name = :name, body = :body WHERE id = :id"
DELETE = "DELETE FROM kept WHERE id = :id"
IS_TAKEN = "SELECT count(*) FROM taken WHERE kind = :kind"
TAKE = "INSERT OR IGNORE INTO taken (kind) VALUES (:kind)"


class Kept(NamedTuple):
    """The rows of one kind, with the count of commits to the file as they were read."""

    rows: tuple[SideRow, ...] = ()
    own: tuple[SideRow, ...] = ()
    commits: int = 0


def load_kept(path: Path, kind: str) -> Kept:
    """The rows of one kind; no rows before there is a side file. Raises SideFileError."""
    if not path.exists() and not path.is_symlink():
        return Kept()
    seen = commits(path)
    with side_file(path, checked=True) as connection:
        rows = _rows(connection, kind)
    return Kept(rows, rows, seen)


def save_kept(path: Path, kind: str, base: Sequence[SideRow], mine: Sequence[SideEntry]) -> Kept:
    """Write a window's changes to the rows that it knew; returns all rows. Raises SideFileError."""
    with side_file(path) as connection:
        with writing(connection):
            merged = _merged(connection, kind, base, mine)
        rows = _rows(connection, kind)
    return Kept(rows, merged.own, commits(path))


def is_taken(path: Path, kind: str) -> bool:
    """Whether the entries of an older version are in the side file already. Raises SideFileError."""
    if not path.exists():
        return False
    with side_file(path) as connection:
        return bool(connection.execute(IS_TAKEN, {"kind": kind}).fetchone()[0])


def take(path: Path, kind: str, entries: Sequence[SideEntry]) -> None:
    """Take the entries of an older version into the side file, once. Raises SideFileError."""
    with side_file(path) as connection, writing(connection):
        if connection.execute(IS_TAKEN, {"kind": kind}).fetchone()[0]:
            return
        _merged(connection, kind, (), entries)
        connection.execute(TAKE, {"kind": kind})


def _rows(connection: sqlite3.Connection, kind: str) -> tuple[SideRow, ...]:
    found = connection.execute(LOAD, {"kind": kind}).fetchall()
    return tuple(SideRow(number, position, SideEntry(*entry)) for number, position, *entry in found)


def _merged(
    connection: sqlite3.Connection, kind: str, base: Sequence[SideRow], mine: Sequence[SideEntry]
) -> Merged:
    """Merge entries into the rows of one kind, in an open transaction."""
    theirs = _rows(connection, kind)
    merged = merge(base, mine, theirs, connection.execute(NEXT_ID).fetchone()[0])
    _write(connection, kind, theirs, merged)
    return merged


def _write(connection: sqlite3.Connection, kind: str, theirs: Sequence[SideRow], merged: Merged) -> None:
    """Write the rows that differ, in an open transaction."""
    before = {row.id: row for row in theirs}
    for row in merged.rows:
        known = before.pop(row.id, None)
        values = {"id": row.id, **row.entry._asdict()}
        if known is None:
            connection.execute(INSERT, {**values, "kind": kind, "position": row.position})
        elif known != row:
            connection.execute(UPDATE, {name: values[name] for name in ("id", "name", "body")})
    for number in before:
        connection.execute(DELETE, {"id": number})
