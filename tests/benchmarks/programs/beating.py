"""A heart that beats every 5 ms on the window's thread, and the gaps between its beats while things happen.

`idle`: nothing; `search`: keys are typed; `sort`: order and facets change; `control`: this thread searches.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from desktop.domain.listing.facets import Choice, FacetKind, SortBy
from desktop.store.index import full_text
from tests.benchmarks.programs.starting import Painted, list_of, start, tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app import Program

BEAT = 5  # milliseconds
SETTLING, LASTING = 2_500, 6_000
SORTS = (SortBy.OPENED, SortBy.RESPONDENT, SortBy.AUTHORITY, SortBy.ACCRUED, SortBy.STATE)
NATIVE = f"{full_text.FIND} LIMIT 60"


class Heart(QObject):
    """Beats, and remembers when."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._beats: list[float] = []

    def begin(self) -> None:
        """Begin to beat."""
        self._timer.start(BEAT)
        QTimer.singleShot(LASTING, self._end)

    def _beat(self) -> None:
        self._beats.append(time.perf_counter())

    def _end(self) -> None:
        tell(gaps=[later - before for before, later in itertools.pairwise(self._beats)])
        os._exit(0)


def searching(program: Program, words: list[str]) -> tuple[int, Callable[[], None]]:
    """A key every 90 ms."""
    typed = itertools.cycle(word[: place + 1] for word in words for place in range(len(word)))
    return 90, lambda: program.window.tool_row.search.setText(next(typed))


def sorting(program: Program, _words: list[str]) -> tuple[int, Callable[[], None]]:
    """Another order, or another country, four times a second."""
    orders = itertools.cycle(itertools.product(SORTS, (True, False)))
    country = Choice(FacetKind.COUNTRY, "DE")
    turns = itertools.count()

    def change() -> None:
        if next(turns) % 3 == 2:
            program.session.list.toggle(country)
        else:
            sort, descending = next(orders)
            program.session.list.sort(sort, descending=descending)

    return 250, change


def blocking(_program: Program, _words: list[str]) -> tuple[int, Callable[[], None]]:
    """A search of SQLite's own on this thread, every quarter of a second."""
    connection = sqlite3.connect(f"file:{sys.argv[4]}?mode=ro", uri=True)

    def search() -> None:
        connection.execute(NATIVE, {"expression": '"a" *'}).fetchall()

    return 250, search


def resting(_program: Program, _words: list[str]) -> tuple[int, Callable[[], None]]:
    """Nothing."""
    return LASTING, lambda: None


MODES = {"idle": resting, "search": searching, "sort": sorting, "control": blocking}


def main() -> None:
    path, mode, words = sys.argv[1], sys.argv[2], sys.argv[3].split(",")

    def built(program: Program) -> None:
        def settled() -> None:
            every, act = MODES[mode](program, words)
            acting = QTimer(program.window)
            acting.timeout.connect(act)
            heart = Heart(program.window)
            QTimer.singleShot(SETTLING, heart.begin)
            QTimer.singleShot(SETTLING, lambda: acting.start(every))

        Painted(list_of(program), settled)

    start(Path(path), built)


if __name__ == "__main__":
    main()
