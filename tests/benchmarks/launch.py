"""From the command to the first painting of the list with rows, and the memory held then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.children import run_program
from tests.benchmarks.table import Line, compared
from tests.benchmarks.timing import Timing, in_turns, ratio_of, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

CPU, MEMORY = 1.5, 1.35


def lines(bench: Bench) -> Iterator[Line]:
    """CPU of launch and memory at the first painting, against an empty window."""
    held: dict[str, list[float]] = {"list_window": [], "empty_window": []}

    def launched(name: str, *words: str) -> float:
        child = run_program(name, *words, home=bench.home)
        held[name].append(float(child.answer["peak"]))
        return child.cpu

    ours, floor = in_turns(
        (lambda: launched("list_window", str(bench.file)), lambda: launched("empty_window")),
        rounds=bench.rounds,
    )
    name = "launch to the first rows, CPU, vs an empty window"
    yield compared(name, spoken(ours.median), spoken(floor.median), ratio_of(ours, floor), CPU)
    mine, empty = (Timing(tuple(held[one])) for one in ("list_window", "empty_window"))
    found = ratio_of(mine, empty)
    name = "  the memory held then"
    yield compared(name, _size(mine), _size(empty), found, MEMORY)


def _size(held: Timing) -> str:
    return f"{held.median / 1024:,.1f} MB"
