"""A frame of the timeline with its labels, far out and near in, whatever the number of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.children import run_program
from tests.benchmarks.table import Line, compared, verdict
from tests.benchmarks.timing import in_turns, percentile, ratio_of, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

FEW, MANY = 10_000, 1_000_000
ROUNDS = 7
DEAREST = 0.005
GROWN = 1.25


def lines(bench: Bench) -> Iterator[Line]:
    """The 95th percentile of the CPU of all frames of a film, for few events and for many."""
    few, many = in_turns((lambda: _frames(bench, FEW), lambda: _frames(bench, MANY)), rounds=ROUNDS)
    for count, found in ((FEW, few), (MANY, many)):
        name = f"timeline frame of {count:,} events with labels, CPU p95"
        met = verdict(is_met=found.median <= DEAREST)
        yield Line(name, spoken(found.median), "", "", f"<= {spoken(DEAREST)}", met)
    yield compared("  many against few", spoken(many.median), spoken(few.median), ratio_of(many, few), GROWN)


def _frames(bench: Bench, count: int) -> float:
    return percentile(run_program("frames", str(count), home=bench.home).answer["seconds"], 95)
