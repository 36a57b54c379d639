"""The seals of a case file: a digest of each table, kept up by each edit, that tells of another hand.

A digest is the sum of those of its rows, so that an edit adds and takes off its own rows alone.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import closing, contextmanager
from itertools import chain
from json.encoder import encode_basestring_ascii
from typing import TYPE_CHECKING, NamedTuple

from desktop.store.edit.tables import edited
from desktop.store.file.casefile import open_case_file
from desktop.store.file.schema import BEFORE_ALL

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from desktop.store.file.casefile import CaseFile

MOST = 100_000  # rows of a table that gets its seal with an edit
_EVERY = 2**256
_ONE_READ = 1_000  # rows

SEALS = "SELECT table_name, rows, digest FROM seals ORDER BY table_name"
SEAL = """
INSERT INTO seals (table_name, rows, digest) VALUES (:table, :rows, :digest)
    ON CONFLICT (table_name) DO UPDATE SET rows = excluded.rows, digest = excluded.digest
"""
# The names of tables are our own: those of the schema.
COUNT = "SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT :most)"
COLUMNS = "SELECT * FROM {table} LIMIT 0"
ROW = "SELECT * FROM {table} WHERE id = :id"
LAST = f"SELECT coalesce(max(id), {BEFORE_ALL}) FROM {{table}}"  # noqa: S608 - a number of ours
NEWER = "SELECT json_array({columns}), id FROM {table} WHERE id > :after"
PAGE = "SELECT * FROM {table} WHERE id > :after ORDER BY id LIMIT :most"


class Difference(NamedTuple):
    """A table that another hand changed: its rows when it was sealed, and its rows now."""

    table: str
    sealed: int
    found: int


class Verified(NamedTuple):
    """What the seals of a file tell: the tables as they were left, those changed, those without a seal."""

    sound: tuple[str, ...]
    changed: tuple[Difference, ...]
    unsealed: tuple[str, ...]


class _Sum:
    """The number of rows of a table, and the sum of their digests."""

    def __init__(self, rows: int = 0, digest: int = 0) -> None:
        self.rows, self.digest = rows, digest

    def add(self, row: Iterable[object], times: int = 1) -> None:
        """Add a row, or with -1 take it off."""
        self.rows += times
        self.digest = (self.digest + times * _digest(_text_of(row))) % _EVERY

    def is_as(self, found: sqlite3.Row) -> bool:
        """Whether a seal tells of the same rows."""
        return (found["rows"], found["digest"]) == (self.rows, self.text)

    @property
    def text(self) -> str:
        """The digest as a seal holds it."""
        return f"{self.digest:064x}"


def _sum_of(
    connection: sqlite3.Connection,
    table: str,
    watch: Callable[[], object] = lambda: None,
    after: int = BEFORE_ALL,
) -> _Sum:
    """The rows of a table beyond an id, whose texts SQLite itself writes: an import has millions."""
    columns = ", ".join(one[0] for one in connection.execute(COLUMNS.format(table=table)).description)
    rows = digest = 0
    for found in connection.execute(NEWER.format(table=table, columns=columns), {"after": after}):
        if not rows % _ONE_READ:
            watch()
        rows += 1
        text: str = found[0]
        if "\\" in text:  # signs that SQLite may write otherwise
            asked = {"id": found[1]}
            text = _text_of(connection.execute(ROW.format(table=table), asked).fetchone())
        elif not (text.isascii() and text.isprintable()):
            text = encode_basestring_ascii(text)[1:-1].replace('\\"', '"')
        digest += _digest(text)
    return _Sum(rows, digest % _EVERY)


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def _text_of(row: Iterable[object]) -> str:
    """The text of a row that its digest is made of."""
    return f"[{','.join([_as_json(cell) for cell in row])}]"


def _as_json(cell: object) -> str:
    """A cell as `json.dumps` writes it, in half the time."""
    if isinstance(cell, str):
        return encode_basestring_ascii(cell)
    if cell is None:
        return "null"
    return str(cell) if type(cell) is int else json.dumps(cell)


class Seals:
    """The seals of an open case file in a transaction: rows that come and go are counted, then sealed."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sums: dict[str, _Sum] = {}

    def begin(self) -> None:
        """Count anew, for a new transaction."""
        self._sums.clear()

    def came(self, table: str, row: Iterable[object]) -> None:
        """Count a row that was added."""
        self._sums.setdefault(table, _Sum()).add(row)

    def went(self, table: str, row: Iterable[object]) -> None:
        """Count a row that was taken away."""
        self._sums.setdefault(table, _Sum()).add(row, -1)

    def came_after(self, table: str, row_id: int, watch: Callable[[], object]) -> None:
        """Count the rows that were added beyond an id; `watch` is called often, and may raise."""
        found = _sum_of(self._connection, table, watch, row_id)
        known = self._sums.setdefault(table, _Sum())
        known.rows, known.digest = known.rows + found.rows, (known.digest + found.digest) % _EVERY

    def write(self) -> None:
        """Seal what was counted; a file without a seal gets one for each of its tables that is not large."""
        known = {found["table_name"]: found for found in self._connection.execute(SEALS).fetchall()}
        if not known:
            for table in _sealed_tables():
                self._seal_whole(table)
            return
        for table, change in self._sums.items():
            if found := known.get(table):
                digest = (int(found["digest"], 16) + change.digest) % _EVERY
                self._write(table, _Sum(found["rows"] + change.rows, digest))

    def renew(self, tables: Iterable[str]) -> None:
        """Seal tables anew as they are; one without a seal stays without."""
        known = {found["table_name"] for found in self._connection.execute(SEALS).fetchall()}
        for table in known.intersection(tables):
            self._write(table, _sum_of(self._connection, table))

    def _seal_whole(self, table: str) -> None:
        asked = {"most": MOST + 1}
        if self._connection.execute(COUNT.format(table=table), asked).fetchone()[0] <= MOST:
            self._write(table, _sum_of(self._connection, table))

    def _write(self, table: str, found: _Sum) -> None:
        values = {"table": table, "rows": found.rows, "digest": found.text}
        self._connection.execute(SEAL, values)


@contextmanager
def sealing(connection: sqlite3.Connection, watch: Callable[[], object] = lambda: None) -> Iterator[Seals]:
    """Seal the records that are added inside, in an open transaction, whoever writes them and however.

    Records that are there and change are to be counted in the seals given. `watch` is called often, and may
    raise.
    """
    last = {table: connection.execute(LAST.format(table=table)).fetchone()[0] for table in _sealed_tables()}
    seals = Seals(connection)
    yield seals
    if connection.execute(SEALS).fetchone() is not None:  # else every table is sealed whole
        for table, row_id in last.items():
            seals.came_after(table, row_id, watch)
    seals.write()


def verify(path: Path) -> Verified:
    """Compare a case file with its seals. Raises CaseFileError."""
    with closing(open_case_file(path)) as file:
        return _verified(file)


def _sealed_tables() -> tuple[str, ...]:
    """The tables that have a seal: those of records, and the history."""
    return (*edited(), "changes")


def _verified(file: CaseFile) -> Verified:
    if file.version == 1:  # which has no seals
        return Verified((), (), _sealed_tables())
    sound, changed, unsealed = [], [], []
    known = {found["table_name"]: found for found in file.rows(SEALS)}
    for table in _sealed_tables():
        if (found := known.get(table)) is None:
            unsealed.append(table)
            continue
        whole = _Sum()
        for row in chain.from_iterable(file.pages(PAGE.format(table=table), _ONE_READ)):
            whole.add(row)
        if whole.is_as(found):
            sound.append(table)
        else:
            changed.append(Difference(table, found["rows"], whole.rows))
    return Verified(tuple(sound), tuple(changed), tuple(unsealed))
