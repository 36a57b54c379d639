"""Import a list of fines into a new case file, beside a plain reading and writing of the same rows.

`importing.py FOLDER ROWS ROUNDS`: prints the CPU seconds of both, run by run, and the memory each took.
"""

from __future__ import annotations

import csv
import resource
import shutil
import sqlite3
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.edit.imported import Taken
from desktop.exchange.tables.dry_run import Run, StoppedError
from desktop.exchange.tables.names import AuthorityNames
from desktop.exchange.tables.opening import open_table
from desktop.exchange.tables.profiles import shipped_profiles
from desktop.store.cases.fresh import create_empty
from desktop.store.importing.importer import import_rows
from desktop.store.importing.records import COLUMNS
from desktop.store.law.authorities import authority_directory
from tests.benchmarks.fines import write_fines
from tests.benchmarks.programs.starting import tell

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES = (*COLUMNS, "changes", "seals")
SETTINGS = ("PRAGMA synchronous = FULL", "PRAGMA temp_store = MEMORY", "PRAGMA secure_delete = ON")


def main() -> None:
    folder, count, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    empty, table = folder / "empty.casefile", folder / f"fines-{count}.csv"
    create_empty(empty)
    write_fines(table, count)
    ours: list[float] = []
    floor: list[float] = []
    path = folder / "into.casefile"
    few = folder / "few.csv"
    write_fines(few, count // 10)
    shutil.copyfile(empty, path)
    imported(few, path)
    before = peak()
    for _ in range(rounds):
        shutil.copyfile(empty, path)
        began = time.process_time()
        written = imported(table, path)
        ours.append(time.process_time() - began)
        if not floor:
            more = peak() - before
        floor.append(plainly(table, path, empty, folder / "plain.casefile"))
    cancelled = [taken_to_cancel(table, empty, path, row) for row in (count // 2, count, count + 1)]
    told = {
        "cancelled": cancelled,
        "ours": ours,
        "floor": floor,
        "more": more,
        "new": written,
        "size": table.stat().st_size,
    }
    tell(**told)


def taken_to_cancel(table: Path, empty: Path, path: Path, row: int) -> float:
    """The CPU seconds from cancelling an import at a row, or while it is sealed, to its end."""
    shutil.copyfile(empty, path)
    moments: list[float] = []

    def watch(read: int = row, _total: int = 0) -> None:
        if read >= row:
            moments.append(time.process_time())
            raise StoppedError

    with suppress(StoppedError):
        imported(table, path, watch)
    return time.process_time() - moments[0]


def imported(table: Path, path: Path, watch: Callable[..., None] = lambda _read=0, _total=0: None) -> int:
    """Import a table as the program does."""
    profile = next(one for one in shipped_profiles() if one.name == "Generic fines list")
    content = open_table(table, profile, lambda: None)
    run = Run(content, profile, AuthorityNames(authority_directory()), watch=watch)
    taken = Taken(content.name, profile.licence, "2026-11-30")
    return import_rows(path, run.rows(), taken, author="You", watch=watch).new


def plainly(table: Path, path: Path, empty: Path, other: Path) -> float:
    """The CPU seconds of reading the table and writing all rows that an import wrote."""
    with closing(sqlite3.connect(path)) as there:
        rows = {name: there.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}  # noqa: S608
    shutil.copyfile(empty, other)
    began = time.process_time()
    with table.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        for setting in SETTINGS:
            connection.execute(setting)
        connection.execute("BEGIN IMMEDIATE")
        for name, own in rows.items():
            if own:
                places = ", ".join("?" * len(own[0]))
                connection.executemany(f"INSERT INTO {name} VALUES ({places})", own)  # noqa: S608
        connection.execute("COMMIT")
    return time.process_time() - began


def peak() -> int:
    """The most memory taken so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
