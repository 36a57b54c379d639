"""Another program writing beside the open window, and a file put in the place of the open one."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from tests.benchmarks.bench import prepared
from tests.benchmarks.children import beside, run_program
from tests.benchmarks.table import Line, Verdict, verdict
from tests.benchmarks.timing import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.benchmarks.bench import Bench

SECONDS = 60
CONTROL_SECONDS = 8
EVERY = 0.01
LONGEST = 0.1  # no writer is kept out for longer
NOTICED = 1.0
RENAME = "UPDATE investigations SET title = 'Renamed ' || title"


def lines(bench: Bench) -> Iterator[Line]:
    """A commit every 10 ms beside the open window, beside a reader that holds its lock, and a new file."""
    with _copy(bench) as path:
        yield from _written_beside(bench, path)
        yield from _noticed(bench, path)


def _written_beside(bench: Bench, path: Path) -> Iterator[Line]:
    with beside("holder", str(path), home=bench.home) as told:
        told()
        control = _written(bench, path, CONTROL_SECONDS)
    limit = SECONDS + 180
    with beside("open_window", str(path), "use", home=bench.home, timeout=limit) as told:
        told()
        found = _written(bench, path, SECONDS)
    is_void = not control["errors"]
    name = f"a commit every {EVERY * 1e3:.0f} ms for {SECONDS} s beside the window in use"
    met = Verdict.VOID if is_void else verdict(is_met=not found["errors"])
    commits = f"{found['commits']:,.0f} commits, {found['errors']:.0f} errors"
    yield Line(name, commits, f"control {control['errors']:.0f} errors", "", "no error", met)
    waited = verdict(is_met=found["longest"] < LONGEST)
    yield Line(
        "  the longest a commit took", spoken(found["longest"]), "", "", f"< {LONGEST * 1e3:.0f} ms", waited
    )


def _written(bench: Bench, path: Path, seconds: int) -> dict[str, float]:
    return run_program(
        "writer", str(path), str(seconds), str(EVERY), home=bench.home, timeout=seconds + 60
    ).answer


def _noticed(bench: Bench, path: Path) -> Iterator[Line]:
    """A copy in which every title differs takes the file's place."""
    other = path.with_suffix(".other")
    shutil.copyfile(path, other)
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute(RENAME)
    with beside("open_window", str(path), home=bench.home) as told:
        told()
        began = time.perf_counter()
        other.replace(path)
        shown = told()
        taken = time.perf_counter() - began
    is_met = taken <= NOTICED and str(shown["title"]).startswith("Renamed ")
    yield Line("a replaced file is on screen", spoken(taken), "", "", "<= 1 s", verdict(is_met=is_met))


@contextmanager
def _copy(bench: Bench) -> Iterator[Path]:
    """A copy of the small file that may be written to, indexed."""
    path = bench.home / "written.casefile"
    shutil.copyfile(bench.small, path)
    prepared(path, bench.home)
    yield path
