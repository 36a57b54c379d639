"""A timeline of so many events, zoomed in, moved and zoomed out; the CPU seconds of every frame.

With `naive` every event is looked at and painted as a dot instead, for control.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.startup.collector import EVERY, Collector
from desktop.theme import Look
from tests.benchmarks.programs.starting import after_painting, fail, tell
from tests.benchmarks.timeline import FIRST, LAST, SIZE, Many, application, canvas_of, naive_frames

if TYPE_CHECKING:
    from collections.abc import Callable

NEAREST = 10.0  # days in sight at the end of the zoom
STEPS, PANS = 60, 20
LOOKS = EVERY * 60 // 1000  # frames between two looks of the collector, sixty to a second


class Film:
    """The drawing with its events, and the CPU of each frame."""

    def __init__(self, many: Many) -> None:
        self._many = many
        self._wanted: tuple[int, int] | None = None
        self.seconds: list[float] = []
        self.painted = 0
        self._collector = Collector()
        self._collector.start()
        self._collector.spare()
        self.canvas = canvas_of(many.stock)
        self.canvas.days_wanted.connect(self._on_days_wanted)
        after_painting(self.canvas, self._count)
        self.canvas.show()
        QApplication.processEvents()  # before it is exposed nothing is painted

    def turn(self) -> None:
        """Zoom in to a few days, move there, zoom out again."""
        factor, middle = ((LAST - FIRST).days / NEAREST) ** (1 / STEPS), SIZE.width() / 2
        for _ in range(STEPS):
            self._frame(partial(self.canvas.zoom, factor, middle))
        for number in range(PANS):
            self._frame(partial(self.canvas.pan, 40.0 if number % 4 else -90.0))
        for _ in range(STEPS):
            self._frame(partial(self.canvas.zoom, 1 / factor, middle))

    def _frame(self, change: Callable[[], None]) -> None:
        """One change and its painting; events that it asks for come in a frame of their own."""
        self._timed(change)
        if self._wanted is not None:
            (first, last), self._wanted = self._wanted, None
            beside = (last - first + 1) // 2
            window = self._many.window(first - beside, last + beside)
            self._timed(lambda: self.canvas.show_window(window))

    def _timed(self, change: Callable[[], None]) -> None:
        began = time.thread_time()
        change()
        self.canvas.repaint()
        if len(self.seconds) % LOOKS == 0:
            self._collector.look()  # the frame waits for it
        self.seconds.append(time.thread_time() - began)

    def _count(self) -> None:
        self.painted += 1

    def _on_days_wanted(self, first: int, last: int) -> None:
        self._wanted = first, last


def main() -> None:
    sys.excepthook = fail
    Look().dress(application())
    many = Many(int(sys.argv[1]))
    if "naive" in sys.argv:
        tell(seconds=naive_frames(many).seconds)
        return
    film = Film(many)
    film.turn()
    film.seconds.clear()
    film.painted = 0
    film.turn()
    tell(seconds=film.seconds, painted=film.painted)


if __name__ == "__main__":
    main()
