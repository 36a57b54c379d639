"""Whether the window stays awake: the gaps of a 5 ms heartbeat while it searches, sorts and is indexed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.bench import index_file
from tests.benchmarks.children import run_program
from tests.benchmarks.keys import words_to_type
from tests.benchmarks.table import Line, Verdict, verdict
from tests.benchmarks.timing import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.bench import Bench

LONG = 0.016
SHARE = 0.001
ROUNDS = 3


def lines(bench: Bench) -> Iterator[Line]:
    """The share of beats that came late, beyond that of a window at rest."""
    words = ",".join(words_to_type(bench))
    index = str(index_file(bench.file, bench.home))

    def gaps(mode: str, home: Path) -> list[float]:
        asked = (str(bench.file), mode, words, index)
        return [
            gap for _ in range(ROUNDS) for gap in run_program("beating", *asked, home=home).answer["gaps"]
        ]

    idle, control = gaps("idle", bench.home), gaps("control", bench.home)
    is_void = _late(control) < _late(idle) + 10 * SHARE
    yield Line("heartbeat at rest, gaps over 16 ms", _told(idle), f"{_told(control)} control")
    with tempfile.TemporaryDirectory(prefix="astreinte-fresh-") as fresh:
        for name, mode, home in (
            ("  while keys are typed", "search", bench.home),
            ("  while order and facets change", "sort", bench.home),
            ("  while the file is indexed beside it", "idle", Path(fresh)),
        ):
            found = gaps(mode, home)
            beyond = _late(found) - _late(idle)
            met = Verdict.VOID if is_void else verdict(is_met=beyond <= SHARE)
            why = "the control was not late" if is_void else ""
            yield Line(name, _told(found), f"{beyond:+.2%} beyond rest", "", f"<= {SHARE:.1%}", met, why)


def _late(gaps: Sequence[float]) -> float:
    return sum(gap > LONG for gap in gaps) / len(gaps)


def _told(gaps: Sequence[float]) -> str:
    return f"{_late(gaps):.2%} of {len(gaps):,}, longest {spoken(max(gaps))}"
