"""The tables and indexes of a case file in each of its versions, and the marks in its header."""

from __future__ import annotations

from desktop.output import CASE_FILE_ID
from desktop.store.file.tables_1 import INDEXES_1, TABLES_1
from desktop.store.file.tables_2 import INDEXES_2, TABLES_2

APPLICATION_ID = CASE_FILE_ID
SCHEMA_VERSION = 2
BEFORE_ALL = -(2**63)  # an id below that of every row
# The header of an SQLite file: its first bytes, its count of commits, and its way of writing (2 for a log).
MAGIC = b"SQLite format 3\0"
COMMITS_AT, COMMITS_SIZE = 24, 4
WRITTEN_BY, LOGGED = 18, 2

# The record of migrations that sqlite-utils keeps.
_RECORD = (
    """CREATE TABLE _sqlite_migrations (
    id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)""",
    """CREATE UNIQUE INDEX idx__sqlite_migrations_migration_set_name
    ON _sqlite_migrations (migration_set, name)""",
)


def normal_sql(sql: str) -> str:
    """SQL text without quotes, and with single spaces, for comparison."""
    bare = sql.replace('"', "").replace("[", "").replace("]", "")
    return " ".join(bare.replace("(", " ( ").replace(")", " ) ").replace(",", " , ").split())


def _name(sql: str) -> str:
    words = sql.split(None, 4)
    return words[3] if words[1] == "UNIQUE" else words[2]


# The SQL of every table and index, by name, for each version of the schema.
EXPECTED = {
    1: {_name(sql): sql for sql in (*TABLES_1, *INDEXES_1, *_RECORD)},
    2: {_name(sql): sql for sql in (*TABLES_2, *INDEXES_2, *_RECORD)},
}
