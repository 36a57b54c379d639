"""Edits of a large file, from the wish until page, row and Overview tell of them."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from tests.benchmarks.bench import prepared
from tests.benchmarks.children import run_program
from tests.benchmarks.table import Line, verdict
from tests.benchmarks.timing import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

TIMEOUT = 1_800.0
AT_MOST = 0.1  # seconds


def lines(bench: Bench) -> Iterator[Line]:
    """CPU from an edit to each of its answers, and all of its work, beside the size of the file."""
    prepared(bench.file, bench.home)
    folder = bench.home / "editing"
    folder.mkdir(parents=True, exist_ok=True)
    words = (str(bench.file), str(folder), str(min(bench.rounds, 5)))
    found = run_program("editing", *words, home=bench.home, timeout=TIMEOUT).answer
    for kind, rounds in found["kinds"].items():
        for answer in ("page", "row", "overview"):
            taken = statistics.median(one[answer] for one in rounds)
            met = verdict(is_met=taken <= AT_MOST)
            yield Line(f"{kind}: {answer}, CPU", spoken(taken), "", "", "<= 100 ms", met)
