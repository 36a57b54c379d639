"""Other programs that show the same file, and what they take; those that are not here are skipped."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
from typing import TYPE_CHECKING

from tests.benchmarks import framebuffer
from tests.benchmarks.children import PROGRAMS, at_home, run_child
from tests.benchmarks.table import Line, compared, skipped
from tests.benchmarks.timing import in_turns, ratio_of, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

ROUNDS = 5
WALL = 0.6
TABLE = "investigations"


def lines(bench: Bench) -> Iterator[Line]:
    """DB Browser for SQLite with the same table, by what the screen shows; Datasette with its first page."""
    name = "launch to the first rows on a screen, wall, vs DB Browser"
    browser = shutil.which("sqlitebrowser")
    why = framebuffer.missing() or ("" if browser else "sqlitebrowser is not installed")
    if why or not browser:
        yield skipped(name, why)
    else:
        yield from _on_screen(bench, name, browser)
    yield _datasette(bench)


def _on_screen(bench: Bench, name: str, browser: str) -> Iterator[Line]:
    environment = {**at_home(bench.home), "QT_QPA_PLATFORM": "xcb"}
    ours = [sys.executable, "-m", "desktop", str(bench.file)]
    theirs = [browser, "-R", "-t", TABLE, str(bench.file)]
    empty = [sys.executable, str(framebuffer.EMPTY)]
    first = [sys.executable, str(PROGRAMS / "list_window.py"), str(bench.file)]
    with framebuffer.screen() as on:
        shown = {**environment, "DISPLAY": on.name}
        rows, mine, peer, floor = in_turns(
            (
                lambda: run_child(first, shown).wall,
                *(lambda w=words: framebuffer.settled(on, w, environment) for words in (ours, theirs, empty)),
            ),
            rounds=ROUNDS,
        )
    yield compared(name, spoken(rows.median), spoken(peer.median), ratio_of(rows, peer), WALL)
    for other, of in ((peer, "DB Browser"), (floor, "an empty window")):
        found = ratio_of(mine, other).spoken
        beside = f"  to the last count beside them, vs {of}"
        yield Line(beside, spoken(mine.median), spoken(other.median), found)


def _datasette(bench: Bench) -> Line:
    """Datasette asked for one page without a server; a browser to show it comes on top."""
    name = "Datasette, start to its first page of rows, wall"
    command = os.environ.get("DATASETTE") or shutil.which("datasette")
    if not command:
        return skipped(name, "datasette is not installed; DATASETTE may name its command")
    words = [command, "serve", str(bench.file), "--get", f"/{bench.file.stem}/{TABLE}.json?_size=60"]
    taken = [run_child(words, at_home(bench.home)).wall for _ in range(ROUNDS)]
    return Line(name, "", spoken(statistics.median(taken)))
