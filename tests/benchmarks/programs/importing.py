"""Import a list of fines into a new case file, beside a plain reading and writing of the same rows.

`importing.py FOLDER ROWS ROUNDS`: prints the CPU seconds of both, run by run, and the memory each took.
"""

from __future__ import annotations

import csv
import json
import resource
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from threading import Timer

from desktop.domain.edit.imported import Taken
from desktop.exchange.tables.dry_run import Run, StoppedError
from desktop.exchange.tables.names import AuthorityNames
from desktop.exchange.tables.opening import open_table
from desktop.exchange.tables.profiles import shipped_profiles
from desktop.session.reader.importing import RunWatch
from desktop.store.cases.fresh import create_empty
from desktop.store.importing.importer import import_rows
from desktop.store.importing.records import COLUMNS, INSERTS
from desktop.store.law.authorities import authority_directory
from tests.benchmarks.fines import write_fines

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
    told = {"ours": ours, "floor": floor, "more": more, "new": written, "size": table.stat().st_size}
    print(json.dumps(told), flush=True)


def imported(table: Path, path: Path) -> int:
    """Import a table as the program does."""
    profile = next(one for one in shipped_profiles() if one.name == "Generic fines list")
    content = open_table(table, profile, lambda: None)
    run = Run(content, profile, AuthorityNames(authority_directory()))
    taken = Taken(content.name, profile.licence, "2026-11-30")
    return import_rows(path, run.rows(), taken, author="You").new


def plainly(table: Path, path: Path, empty: Path, other: Path) -> float:
    """The CPU seconds of reading the table and writing all rows that an import wrote."""
    with closing(sqlite3.connect(path)) as there:
        rows = {name: there.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}
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
                connection.executemany(f"INSERT INTO {name} VALUES ({places})", own)
        connection.execute("COMMIT")
    return time.process_time() - began


def peak() -> int:
    """The most memory taken so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
