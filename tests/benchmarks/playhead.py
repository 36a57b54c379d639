"""One frame while the playhead is dragged: the rows that are seen."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desktop.domain.penalty.lines import accrue_case
from desktop.domain.prepared.standing import row_on
from desktop.models.listing.words import cells
from desktop.store.index.figures import load_book, load_some
from desktop.store.index.listed import read_listed
from tests.benchmarks.bench import indexed, opened
from tests.benchmarks.held import AS_OF
from tests.benchmarks.table import Line, Verdict, verdict
from tests.benchmarks.timing import alternate, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.bench import Bench

ROWS = 40
DAYS = tuple(AS_OF._replace(picked=date(2019, 1, 1) + timedelta(37 * number)) for number in range(60))
DEAREST = 0.001


def lines(bench: Bench) -> Iterator[Line]:
    """The CPU of a frame over sixty days; every row seen is under a penalty. The control asks the engine."""
    with closing(indexed(bench.file, bench.home)) as index, closing(opened(bench.file)) as file:
        book = load_book(index)
        if book is None:
            raise LookupError("the index is not ready")
        ids = tuple(book.ids[:: max(1, len(book.ids) // ROWS)][:ROWS])
        rows, cases = read_listed(index, ids), load_some(file, ids)
    frames, words, engine = alternate(
        (
            lambda: [[row_on(row, day) for row in rows] for day in DAYS],
            lambda: [cells(row_on(row, day)) for day in DAYS for row in rows],
            lambda: [accrue_case(case, day.day) for day in DAYS[:3] for case in cases],
        ),
        rounds=bench.rounds,
    )
    frame, control = frames.median / len(DAYS), engine.median / 3
    is_void = control <= DEAREST
    met = Verdict.VOID if is_void else verdict(is_met=frame <= DEAREST)
    name = f"playhead frame, {len(rows)} rows under a penalty, CPU"
    yield Line(name, spoken(frame), f"{spoken(control)} engine asked anew", "", f"<= {spoken(DEAREST)}", met)
    yield Line("  the same rows as words", spoken(words.median / len(DAYS)))
