"""From a key in the search field to the painted answer, beside a search that the window waits for."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.benchmarks.bench import index_file
from tests.benchmarks.children import run_program
from tests.benchmarks.prefixes import typed
from tests.benchmarks.table import Line, Verdict, verdict
from tests.benchmarks.timing import percentile, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

COUNT = 180
USUAL, LONGEST = 0.025, 0.050
TIMES_WORSE = 10
LONGEST_WORD = 9


def lines(bench: Bench) -> Iterator[Line]:
    """180 keys at 90 ms: how many answers were painted, how late, and how late with the window waiting."""
    words = ",".join(words_to_type(bench))
    ours = run_program("typing_keys", str(bench.file), words, home=bench.home).answer
    index = str(index_file(bench.file, bench.home))
    control = run_program("typing_keys", str(bench.file), words, index, home=bench.home).answer["seconds"]
    late, waited = percentile(ours["seconds"], 95), percentile(control, 95)
    is_void = waited < TIMES_WORSE * late
    why = f"the control is not {TIMES_WORSE} x worse" if is_void else ""
    name = f"{ours['keys']} keys to the painted answer, wall p95"
    met = Verdict.VOID if is_void else verdict(is_met=late <= USUAL)
    dearer = f"{waited / late:,.0f} x worse"
    yield Line(name, spoken(late), f"{spoken(waited)} control", dearer, f"<= {spoken(USUAL)}", met, why)
    most = max(ours["seconds"])
    met = verdict(is_met=most < LONGEST)
    yield Line("  the latest of them", spoken(most), spoken(max(control)), "", f"< {spoken(LONGEST)}", met)
    shown = len(ours["seconds"]) / ours["keys"]
    yield Line("  painted before the next key", f"{shown:.0%}", "", "", "100 %", verdict(is_met=shown == 1))


def words_to_type(bench: Bench) -> list[str]:
    """Words as they stand in the file, so many that they have the wanted number of letters."""
    dice = random.Random(COUNT)
    found: list[str] = []
    for one in typed(bench.file, COUNT * 2):
        left = COUNT - sum(map(len, found))
        if left > 0 and one.words[-1].isascii() and one.words[-1].isalpha():
            found.append(one.words[-1][: min(left, dice.randint(3, LONGEST_WORD))])
    return found
