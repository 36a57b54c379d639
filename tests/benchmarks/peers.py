"""Other programs that show the same file, and what they take; those that are not here are skipped."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
from typing import TYPE_CHECKING

from tests.benchmarks import framebuffer
from tests.benchmarks.children import at_home, run_child
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
    name = "launch to last big change, wall, vs DB Browser"
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
    with framebuffer.screen() as on:
        mine, peer, floor = in_turns(
            tuple(lambda w=words: framebuffer.settled(on, w, environment) for words in (ours, theirs, empty)),  # type: ignore[misc]
            rounds=ROUNDS,
        )
    yield compared(name, spoken(mine.median), spoken(peer.median), ratio_of(mine, peer), WALL)
    found = ratio_of(mine, floor)
    yield Line("  the same vs an empty window", spoken(mine.median), spoken(floor.median), found.spoken)


def _datasette(bench: Bench) -> Line:
    """Datasette asked for one page without a server; a browser to show it comes on top."""
    name = "Datasette, start to its first page of rows, wall"
    command = os.environ.get("DATASETTE") or shutil.which("datasette")
    if not command:
        return skipped(name, "datasette is not installed; DATASETTE may name its command")
    words = [command, "serve", str(bench.file), "--get", f"/{bench.file.stem}/{TABLE}.json?_size=60"]
    taken = [run_child(words, at_home(bench.home)).wall for _ in range(ROUNDS)]
    return Line(name, "", spoken(statistics.median(taken)))
