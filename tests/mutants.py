"""Case files changed at random: some bytes of them, or some rows and tables by SQL."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from pathlib import Path

_PAGE = 4096
VALUES: tuple[object, ...] = (
    *(None, 0, 1, -1, 2, 7, 2**31, 2**53, 2**62, -(2**62), "", "zzz", "-1", "EUR", "day", "2023-02-08"),
    *("9997-12-31", "1700-01-01", "0001-01-01", "9999-12-31", "2023-02-30", "undated", "range", "../day"),
    *("Europe/Paris", "Europe/Pari", "a\0b", "\x1b[31m", "x" * 100_000, "\N{RIGHT-TO-LEFT OVERRIDE}", "once"),
    *("occurrence", "month", "annulled", "withdrawn", "1e9", "<b>bold</b>", "=1+1", "DE-BY", "FR"),
)


def spoil_bytes(data: bytearray, chance: random.Random) -> None:
    """Change a few bytes of a file, or a page, or its length."""
    match chance.randrange(8):
        case 0 | 1 | 2:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case 3:
            for _ in range(chance.randrange(1, 20)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        case 4:  # the head of a page
            data[chance.randrange(len(data) // _PAGE) * _PAGE + chance.randrange(12)] = chance.randrange(256)
        case 5:  # a page in the place of another
            places = [chance.randrange(len(data) // _PAGE) * _PAGE for _ in range(2)]
            data[places[0] : places[0] + _PAGE] = data[places[1] : places[1] + _PAGE]
        case 6:
            del data[chance.randrange(len(data)) :]
        case _:
            data[chance.randrange(100)] = chance.randrange(256)


def spoil_rows(path: Path, chance: random.Random) -> None:
    """Change a few rows by SQL as another program may, seldom the tables themselves."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        for _ in range(chance.randrange(1, 4)):
            # Links and lists that a statement would break are none that it can make.
            with suppress(sqlite3.IntegrityError, sqlite3.OperationalError):
                statement, values = _statement(connection, chance.choice(tables), chance)
                connection.execute(statement, values)


def _statement(
    connection: sqlite3.Connection, table: str, chance: random.Random
) -> tuple[str, dict[str, object]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    ids = [row_id for (row_id,) in connection.execute(f"SELECT id FROM {table}")] or [1]  # noqa: S608 - ours
    column = chance.choice(columns)
    values = {"id": chance.choice(ids), "value": chance.choice(VALUES), "other": chance.choice(ids)}
    same = f"(SELECT {column} FROM {table} WHERE id = :other)"  # noqa: S608 - ours
    statements = {
        f"UPDATE {table} SET {column} = :value WHERE id = :id": 40,  # noqa: S608 - ours
        f"UPDATE {table} SET {column} = {same} WHERE id = :id": 12,  # noqa: S608 - ours
        f"UPDATE {table} SET {column} = :value": 4,  # noqa: S608 - ours
        f"DELETE FROM {table} WHERE id = :id": 8,  # noqa: S608 - ours
        f"DELETE FROM {table} WHERE id >= :id": 3,  # noqa: S608 - ours
        f"DELETE FROM {table}": 1,  # noqa: S608 - ours
        f"DROP TABLE {table}": 1,
        f"ALTER TABLE {table} ADD COLUMN more TEXT": 1,
        "DROP INDEX events_by_day": 1,
    }
    chosen = chance.choices(list(statements), list(statements.values()))[0]
    return chosen, {name: value for name, value in values.items() if f":{name}" in chosen}
