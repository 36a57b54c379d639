"""The program with a file open, telling whenever the first row of the list says something else.

With `use` it is used meanwhile: keys are typed, the list is scrolled and sorted.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from desktop.domain.listing.facets import SortBy
from tests.benchmarks.programs.starting import (
    Painted,
    after_painting,
    first_words,
    list_of,
    start,
    tell,
)

if TYPE_CHECKING:
    from desktop.app import Program

SETTLING = 2_500  # milliseconds after the first painting, while the rest of the program is loaded
EVERY = 150  # milliseconds
WORDS = ("daten", "cookies", "økland", "ελ", "müller", "consent", "")
SORTS = (SortBy.OPENED, SortBy.RESPONDENT, SortBy.ACCRUED)


def main() -> None:
    start(Path(sys.argv[1]), _watch)


def _watch(program: Program) -> None:
    view = list_of(program)
    told: list[str] = []  # nothing is told before all is settled

    def look() -> None:
        title = str(view.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)) if first_words(view) else ""
        if told and title and title != told[-1] and "use" not in sys.argv:
            told.append(title)
            tell(title=title)

    def settled() -> None:
        told.append("")
        look()
        if "use" in sys.argv:
            tell(shown=True)
            _use(program)

    after_painting(view, look)
    Painted(view, lambda: QTimer.singleShot(SETTLING, settled))


def _use(program: Program) -> None:
    words, sorts, turns = itertools.cycle(WORDS), itertools.cycle(SORTS), itertools.count()
    bar = list_of(program).verticalScrollBar()

    def act() -> None:
        match next(turns) % 4:
            case 0:
                program.window.tool_row.search.setText(next(words))
            case 1:
                program.session.list.sort(next(sorts), descending=True)
            case _:
                bar.setValue((bar.value() + 4_321) % max(1, bar.maximum()))

    timer = QTimer(program.window)
    timer.timeout.connect(act)
    timer.start(EVERY)


if __name__ == "__main__":
    main()
