"""Everything measured in one run: `python -m tests.benchmarks`. A goal that is missed ends it with 1.

CPU time where a verdict hangs on it, alternating pairs, medians with 95 % intervals.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.bench import SMALL, Bench, kept_file, prepared
from tests.benchmarks.children import ChildError
from tests.benchmarks.framebuffer import ScreenError
from tests.benchmarks.investigations import SEED
from tests.benchmarks.table import Line, Verdict, printed
from tests.benchmarks.timing import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Each is a module beside this one with a function `lines`.
SUBJECTS = (
    "launch", "peers", "keys", "prefixes", "heartbeat", "drawing", "playhead", "narrowing", "live", "size",
    "importing", "editing",
)  # fmt: skip


def main(words: Sequence[str]) -> int:
    """Print the table; 1 where a goal is missed, a control was too good, or something broke."""
    asked = _asked(words)
    with tempfile.TemporaryDirectory(prefix="astreinte-home-") as passing:
        home = asked.home or passing
        file = asked.file or kept_file(asked.investigations)
        bench = Bench(file, kept_file(SMALL), Path(home), asked.rounds)
        print(_conditions(bench))  # noqa: T201
        lines = [
            *_prepared(bench),
            *(line for name in asked.only or SUBJECTS for line in _measured(name, bench)),
        ]
    print(printed(lines))  # noqa: T201
    return 1 if any(line.is_bad for line in lines) else 0


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--investigations", type=int, default=100_000, help="of the file (default: 100,000)")
    parser.add_argument("--file", type=Path, help="a case file, in place of a generated one")
    parser.add_argument("--home", type=Path, help="a folder that keeps the indexes for the next run")
    parser.add_argument("--only", nargs="+", choices=SUBJECTS, metavar="NAME", help=", ".join(SUBJECTS))
    parser.add_argument("--rounds", type=int, default=21, help="pairs of each (default: 21)")
    return parser.parse_args(words)


def _conditions(bench: Bench) -> str:
    """What the figures depend on."""
    from PySide6 import __version__  # noqa: PLC0415 - for its number

    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    versions = f"Python {platform.python_version()}, PySide6 {__version__}, SQLite {sqlite3.sqlite_version}"
    size = bench.file.stat().st_size / 1e6
    return (
        f"{versions}, {platform.machine()}, {os.cpu_count()} cores, load {load}\n"
        f"{bench.file}: {bench.count:,} investigations, {size:,.0f} MB, seed {SEED}, {bench.rounds} pairs\n"
    )


def _prepared(bench: Bench) -> Iterator[Line]:
    """Index both files, which everything after it needs."""
    for path in (bench.small, bench.file):
        name = f"preparing the index of {path.stat().st_size / 1e6:,.0f} MB, wall"
        try:
            child = prepared(path, bench.home)
        except ChildError as error:
            yield Line(name, verdict=Verdict.BROKEN, why=_last_line(error))
        else:
            yield Line(name, spoken(child.wall), f"{spoken(child.cpu)} CPU")


def _measured(name: str, bench: Bench) -> Iterator[Line]:
    """The lines of one subject; what breaks is told in the table, and the others go on."""
    print(f"measuring {name}", file=sys.stderr)  # noqa: T201
    subject = import_module(f"tests.benchmarks.{name}")
    try:
        yield from subject.lines(bench)
    except (ChildError, ScreenError, OSError) as error:
        yield Line(name, verdict=Verdict.BROKEN, why=f"{type(error).__name__}: {_last_line(error)}")


def _last_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [""])[-1][:160]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
