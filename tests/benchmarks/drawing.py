"""A frame of the timeline with its labels, far out and near in, whatever the number of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.children import ChildError, run_program
from tests.benchmarks.table import Line, Verdict, compared, verdict
from tests.benchmarks.timing import in_turns, percentile, ratio_of, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

FEW, MANY = 10_000, 1_000_000
ROUNDS = 5
DEAREST = 0.005
GROWN = 1.25
TIMES_WORSE = 10
MOSTLY = 0.9


def lines(bench: Bench) -> Iterator[Line]:
    """The 95th percentile of the CPU of all frames of a film, for few events and for many."""
    few, many = in_turns((lambda: _frames(bench, FEW), lambda: _frames(bench, MANY)), rounds=ROUNDS)
    naive = run_program("frames", str(MANY), "naive", home=bench.home, timeout=600).answer["seconds"]
    control = percentile(naive, 95)
    for count, found, beside in ((FEW, few, ""), (MANY, many, f"{spoken(control)} naive control")):
        name = f"timeline frame of {count:,} events with labels, CPU p95"
        met = verdict(is_met=found.median <= DEAREST)
        is_void = bool(beside) and control < TIMES_WORSE * found.median
        shown = Verdict.VOID if is_void else met
        yield Line(name, spoken(found.median), beside, "", f"<= {spoken(DEAREST)}", shown)
    yield compared("  many against few", spoken(many.median), spoken(few.median), ratio_of(many, few), GROWN)


def _frames(bench: Bench, count: int) -> float:
    found = run_program("frames", str(count), home=bench.home).answer
    if found["painted"] < len(found["seconds"]) * MOSTLY:
        raise ChildError(f"only {found['painted']} of {len(found['seconds'])} frames were painted")
    return percentile(found["seconds"], 95)
