"""A case file of any size, the same for the same seed: `python -m tests.benchmarks.generate PATH`."""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import sys
import time
import uuid
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from desktop.store.cases.case_rows import Writer
from desktop.store.file.migrations import MIGRATIONS
from desktop.store.file.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.benchmarks.investigations import SEED, random_cases

if TYPE_CHECKING:
    from collections.abc import Sequence

# Nothing is lost where writing is cut off: the file gets its name at the end.
_SETTINGS = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -64000",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)
_AT = "2026-01-01 00:00:00+00:00"  # so that the bytes of a file are the same on any day
INDEXES = """
SELECT name, sql FROM sqlite_schema
 WHERE type = 'index' AND sql IS NOT NULL AND tbl_name <> '_sqlite_migrations'
"""
INSERT_UID = "INSERT INTO case_file (id, case_uid) VALUES (1, :uid)"
APPLIED = "UPDATE _sqlite_migrations SET applied_at = :at"


def write_benchmark_file(path: Path, investigations: int, seed: int = SEED) -> None:
    """Write a case file of so many investigations, taking the place of any file there."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            _fill(connection, investigations, seed)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, investigations: int, seed: int) -> None:
    """Write the tables first and their indexes after them, which is quicker."""
    for setting in _SETTINGS:
        connection.execute(setting).close()
    MIGRATIONS.apply(Database(connection, execute_plugins=False))
    indexes = connection.execute(INDEXES).fetchall()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(APPLIED, {"at": _AT})
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    uid = str(uuid.UUID(int=random.Random(seed).getrandbits(128), version=4))
    connection.execute(INSERT_UID, {"uid": uid})
    writer = Writer(connection, uid)
    for case in random_cases(investigations, seed):
        writer.add(case)
    for _, sql in indexes:
        connection.execute(sql)
    connection.execute("COMMIT")


def main(words: Sequence[str]) -> int:
    """Write a file and say how large it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.generate", description=__doc__)
    parser.add_argument("path", type=Path, help="where the case file goes")
    parser.add_argument("--investigations", type=int, default=10_000, help="how many (default: 10,000)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"default: {SEED}")
    asked = parser.parse_args(words)
    began = time.perf_counter()
    write_benchmark_file(asked.path, asked.investigations, asked.seed)
    size, taken = asked.path.stat().st_size / 1e6, time.perf_counter() - began
    print(f"{asked.path}: {asked.investigations:,} investigations, {size:,.1f} MB, {taken:.1f} s")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
