"""Case files of earlier versions of the schema, made of the rows of today's sample."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.store.file.schema import APPLICATION_ID, EXPECTED

if TYPE_CHECKING:
    from pathlib import Path


def write_schema_1(source: Path, path: Path) -> None:
    """Write the rows of a case file into a new one of schema 1."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("ATTACH :source AS source", {"source": str(source)})
        connection.execute("BEGIN")
        for name, sql in EXPECTED[1].items():
            connection.execute(sql)
            found = connection.execute(f"PRAGMA main.table_info({name})")
            columns = ", ".join(column for _, column, *_ in found)
            if sql.startswith("CREATE TABLE"):
                connection.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM source.{name}")  # noqa: S608 - ours
        connection.execute("DELETE FROM _sqlite_migrations WHERE name <> 'm001_first_schema'")
        connection.execute("COMMIT")
