"""Values that mean nothing in a column, and the sample with a row in every table to put them into."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.counts import SEED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DIGEST = "0a" * 32
RECORD = "'events', '0f0f0f0f-0000-4000-a000-0f0f0f0f0f0f'"
# A row for every table that the sample leaves empty: its table, its columns after `id`, its cells.
ROWS = (
    ("occurrences", "term_id, on_day, known_on, note", "5, '2023-01-01', '2023-01-02', ''"),
    (
        "fine_stages",
        "fine_id, day_start, day_end, day_precision, known_on, kind, amount, currency",
        "1, '2023-01-01', '2023-01-01', 'day', '2023-01-02', 'imposed', 5, 'EUR'",
    ),
    *(
        (f"{fact}_sources", f"{fact}_id, source_id", "1, 1")
        for fact in ("occurrence", "held", "fine", "stage", "order", "rate", "stay", "compliance")
    ),
    (
        "documents",
        "investigation_id, name, media_type, sha256, size",
        f"1, 'order.pdf', 'application/pdf', '{DIGEST}', 3",
    ),
    ("document_contents", "document_id, data", "1, x'010203'"),
    ("document_pages", "document_id, number, text", "1, 1, 'The order of the day.'"),
    (
        "citations",
        "record_table, record_uid, document_id, page, box_left, box_top, box_right, box_bottom",
        f"{RECORD}, 1, 1, 0, 0, 9, 9",
    ),
    ("origins", "record_table, record_uid, data_set, taken_on, line", f"{RECORD}, 'x', '2026-01-01', 1"),
    ("holidays", "calendar, day", "'FR', '2026-01-01'"),
    ("changes", "changed_at, table_name, record_id, after", "'2026-01-01T10:00:00+00:00', 'events', 1, '{}'"),
    ("seals", "table_name, rows, digest", f"'events', 1, '{DIGEST}'"),
)
FILLED = (
    *(f"INSERT INTO {table} (id, {columns}) VALUES (1, {cells})" for table, columns, cells in ROWS),  # noqa: S608 - ours
    "UPDATE sources SET accessed_on = '2026-01-01', kind = 'official' WHERE id = 1",
)
DAYS = (
    *("", "zzz", "10000-01-01", "0000-00-00", "01/06/2022", "2020-5-1", "2023-02-30", "0001-01-01"),
    *("9999-12-31", "1699-12-31", "2023-02-08T10:00", "-2023-02-08", "20230208", "2023-02-08\x1b"),
)
WORDS = {
    *("country", "zone", "regime", "finding", "lane", "currency", "confidence", "unit", "part_unit"),
    *("month_stay", "unit_calendar", "month_rule", "rollover", "deadline_calendar", "recovery", "grace_unit"),
    *("first_day_confidence", "cap_mode", "last_day_confidence", "case_uid", "sha256", "media_type"),
    *(
        "changed_at",
        "migration_set",
        "applied_at",
        "fines.status",
        "stays.kind",
        "uid",
        "lei",
        "seals.digest",
    ),
    *(
        "fine_stages.kind",
        "sources.kind",
        "event_actors.kind",
        "penalty_terms.regime",
        "citations.record_uid",
    ),
    "origins.record_uid",
}
FLAGS = {"franc", "has_grace", "compliance_day_counted", "relapse"}
NEVER_ZERO = {"multiplier", "cap", "max_units", "from_unit", "number", "record_id", "page", "line"}
LONG = {"text", "before", "after"}  # texts that may have many pages
ENDS = ("_on", "_day", "_start", "_end", "published_from", "published_to")


@dataclass(frozen=True, slots=True)
class Spoilt:
    """One cell of one row, and the value that means nothing in it."""

    table: str
    column: str
    row_id: int
    value: object

    def spoil(self, path: Path) -> frozenset[str]:
        """Put the value into a file; the investigations that the row belongs to, by their slugs."""
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            owners = {*_owners(connection, self.table, self.row_id)}
            sql = f"UPDATE {self.table} SET {self.column} = :value WHERE id = :id"  # noqa: S608 - ours
            connection.execute(sql, {"value": self.value, "id": self.row_id})
            owners |= {*_owners(connection, self.table, self.new_id)}
        return frozenset(owners)

    @property
    def new_id(self) -> int:
        """The row's id once it is spoilt."""
        return self.value if self.column == "id" and isinstance(self.value, int) else self.row_id


def write_filled(sample: Path, path: Path) -> None:
    """A copy of the sample with a row in every table."""
    shutil.copy(sample, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in ("BEGIN", *FILLED, "COMMIT"):
            connection.execute(statement)


def every_nonsense(path: Path) -> list[Spoilt]:
    """Three nonsense values of different kinds for every column of every table, each in some row of it."""
    chance = random.Random(SEED)
    with closing(sqlite3.connect(path)) as connection:
        return list(_every(connection, chance))


def _every(connection: sqlite3.Connection, chance: random.Random) -> Iterator[Spoilt]:
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        for _, column, kind, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall():
            sql = f"SELECT id FROM {table} ORDER BY {column} IS NULL, id"  # noqa: S608 - ours
            ids = [row_id for (row_id,) in connection.execute(sql)]
            filled = f"SELECT count({column}) FROM {table}"  # noqa: S608 - ours
            given = connection.execute(filled).fetchone()[0] or len(ids)
            for value in _values(table, column, kind, chance):
                yield Spoilt(table, column, chance.choice(ids[:given]), value)


def _values(table: str, column: str, kind: str, chance: random.Random) -> tuple[object, ...]:
    match kind:
        case "BLOB":
            return b"", b"\0\xff", b"\0" * 10
        case "INTEGER" if column in FLAGS:
            return -1, 2, 2**62
        case "INTEGER":
            return (0 if column in NEVER_ZERO or column.endswith("id") else -(2**62)), -1, 2**62
        case _:
            return _texts(table, column, chance)


def _texts(table: str, column: str, chance: random.Random) -> tuple[object, ...]:
    if column.endswith("_precision"):
        return "hour", "", "day/"
    if column in WORDS or f"{table}.{column}" in WORDS:
        return "zzz", "-1", "../../etc/passwd"
    if column.endswith(ENDS):
        return tuple(chance.sample(DAYS, 3))
    return "a\x1b[31mb", "a\0b", "Caf\N{REPLACEMENT CHARACTER}" if column in LONG else "long " * 12_000


def _owners(connection: sqlite3.Connection, table: str, row_id: int) -> Iterator[str]:
    """The slugs of the investigations above a row, or of those that use it where many may share it."""
    if table == "investigations":
        sql = "SELECT slug FROM investigations WHERE id = :id"
        yield from (slug for (slug,) in connection.execute(sql, {"id": row_id}))
        return
    links = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    for _, _, target, column, *_ in links:
        if target in ("sources", "provisions", "respondents"):
            continue
        sql = f"SELECT {column} FROM {table} WHERE id = :id"  # noqa: S608 - ours
        for (owner,) in connection.execute(sql, {"id": row_id}).fetchall():
            yield from _owners(connection, target, owner)
    if table == "authorities":
        sql = "SELECT slug FROM investigations WHERE authority_id = :id"
        yield from (slug for (slug,) in connection.execute(sql, {"id": row_id}))
