"""From the command to the first painting of the list with rows, and the memory held then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.children import run_program
from tests.benchmarks.table import Line, Verdict, compared
from tests.benchmarks.timing import Timing, in_turns, ratio_of, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

CPU, MEMORY = 1.5, 1.35


def lines(bench: Bench) -> Iterator[Line]:
    """CPU of launch and memory at the first painting, against an empty window.

    The control loads everything before it paints.
    """
    held: dict[str, list[float]] = {"ours": [], "empty": [], "control": []}

    def launched(kind: str, program: str, *words: str) -> float:
        child = run_program(program, *words, home=bench.home)
        held[kind].append(float(child.answer["peak"]))
        return child.cpu

    path = str(bench.file)
    ours, floor, control = in_turns(
        (
            lambda: launched("ours", "list_window", path),
            lambda: launched("empty", "empty_window"),
            lambda: launched("control", "list_window", path, "--eager"),
        ),
        rounds=bench.rounds,
    )
    name = "launch to the first rows, CPU, vs an empty window"
    yield compared(name, spoken(ours.median), spoken(floor.median), ratio_of(ours, floor), CPU)
    found = ratio_of(control, floor)
    is_void = found.median <= CPU
    yield Line(
        "  with everything loaded before it (control)",
        spoken(control.median),
        spoken(floor.median),
        found.spoken,
        f"> {CPU} x",
        Verdict.VOID if is_void else Verdict.MET,
    )
    mine, empty = (Timing(tuple(held[one])) for one in ("ours", "empty"))
    found = ratio_of(mine, empty)
    name = "  the memory held then"
    yield compared(name, _size(mine), _size(empty), found, MEMORY)


def _size(held: Timing) -> str:
    return f"{held.median / 1024:,.1f} MB"
