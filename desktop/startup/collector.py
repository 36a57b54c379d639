"""The cyclic garbage collector, on the window's thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 500  # milliseconds between two looks
QUIET = 10  # looks in a row without a due young generation, after which the oldest is searched


class Collector(QObject):
    """A collector of reference cycles, working a little at a time.

    A collection on a worker's thread would end Qt objects there, and timers can only be stopped on the
    thread that started them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quiet = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Take over from Python: from now on only `look` collects."""
        gc.disable()
        self._timer.start()

    def spare(self) -> None:
        """Exempt all present objects, which are the program itself, from later searches."""
        gc.freeze()

    def stop(self) -> None:
        """Hand back to Python, which collects by itself again."""
        self._timer.stop()
        gc.enable()

    def look(self) -> int:
        """Collect the due generation and all younger ones; its number, or -1 where none is due."""
        due = self._due()
        if due >= 0:
            gc.collect(due)
        return due

    def _due(self) -> int:
        """The due generation or -1: young ones as soon as Python would, the oldest in a quiet time."""
        counts, most = gc.get_count(), gc.get_threshold()
        if counts[0] > most[0]:
            self._quiet = 0
            return 1 if counts[1] > most[1] else 0
        self._quiet += 1
        return 2 if self._quiet % QUIET == 0 and counts[2] > 0 else -1
