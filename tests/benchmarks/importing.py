"""An import of many rows beside a plain reading and writing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.benchmarks.children import run_program
from tests.benchmarks.table import Line, compared, verdict
from tests.benchmarks.timing import Timing, ratio_of, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

ROWS = 100_000
PAIRS = 3
TIMEOUT = 1_800.0
AT_MOST = 4.0
LONGEST = 0.2  # seconds that a cancelled import goes on
ROOM = 64_000_000  # bytes that ten times the rows take more: their ids, which are told apart


def lines(bench: Bench) -> Iterator[Line]:
    """CPU of an import against its floor, what ten times the rows take of memory, and cancelling."""
    folder = bench.home / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    words = (str(folder), str(ROWS), str(PAIRS))
    found = run_program("importing", *words, home=bench.home, timeout=TIMEOUT).answer
    ours, floor = Timing(tuple(found["ours"])), Timing(tuple(found["floor"]))
    name = f"import of {found['new']:,} rows, {found['size'] / 1e6:,.0f} MB, CPU"
    yield compared(name, spoken(ours.median), spoken(floor.median), ratio_of(ours, floor), AT_MOST)
    more = found["more"]
    met = verdict(is_met=more <= ROOM)
    yield Line("  memory beyond that of a tenth", f"{more / 1e6:,.0f} MB", "", "", "<= 64 MB", met)
    longest = max(found["cancelled"])
    met = verdict(is_met=longest <= LONGEST)
    yield Line("  cancelled, the longest until it is over, CPU", spoken(longest), "", "", "<= 200 ms", met)
