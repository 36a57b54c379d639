"""A timeline of so many events, zoomed in and out and moved; the CPU seconds of every frame."""

from __future__ import annotations

import random
import sys
import time
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from desktop.domain.asof import AsOf
from desktop.domain.cases import Event, EventId, Lane
from desktop.domain.chronicle import Chronicle
from desktop.domain.density import Density, density
from desktop.domain.penalty import Confidence
from desktop.domain.period import on_day
from desktop.domain.report import build_page
from desktop.domain.scopes import Scope, Stock, Window
from desktop.theme import Look
from desktop.views.parts.lanes import LaneCanvas
from tests.benchmarks.programs.starting import fail, tell
from tests.benchmarks.words import languages, ranked
from tests.making import case_of

SEED = 11
FIRST, LAST = date(1990, 1, 1).toordinal(), date(2025, 12, 31).toordinal()
SIZE = QSize(1200, 600)
NEAREST = 10.0  # days in sight at the end of the zoom
STEPS, PANS = 60, 20
KINDS = ("decision", "complaint", "response", "hearing", "fine", "publication")


class Events:
    """Events spread over all days and lanes; those of a stretch of days are made when they are wanted."""

    def __init__(self, count: int) -> None:
        self._dice = random.Random(SEED)
        places = len(Lane) * (LAST - FIRST + 1)
        whole, rest = divmod(count, places)
        extra = set(self._dice.sample(range(places), rest))
        lanes = tuple(Lane)
        self._counts = {
            (FIRST + place // len(lanes), lanes[place % len(lanes)]): whole + (place in extra)
            for place in range(places)
            if whole or place in extra
        }
        self._things = languages()["en"].things

    def density(self) -> Density:
        """How many stand where."""
        return density(self._counts)

    def between(self, first: int, last: int) -> Window:
        """Those of some days."""
        made = [
            self._event(day, lane, number)
            for day in range(max(first, FIRST), min(last, LAST) + 1)
            for lane in Lane
            for number in range(self._counts.get((day, lane), 0))
        ]
        return Window(first, last, Chronicle(made))

    def _event(self, day: int, lane: Lane, number: int) -> Event:
        dice = random.Random(f"{day}{lane}{number}")
        return Event(
            EventId((day * len(Lane) + tuple(Lane).index(lane)) * 1_000 + number),
            on_day(date.fromordinal(day)),
            dice.choice(KINDS),
            lane,
            f"Decision on {ranked(dice, self._things)}",
            "",
            (),
            Confidence.CONFIRMED,
            (),
        )


class Film:
    """The drawing with its events, and the CPU of each frame."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._wanted: tuple[int, int] | None = None
        self.seconds: list[float] = []
        self.canvas = LaneCanvas(Look())
        self.canvas.days_wanted.connect(self._on_days_wanted)
        self.canvas.resize(SIZE)
        self.canvas.show()
        self.canvas.show_page(build_page(case_of(), AsOf(date(2025, 6, 1)), None))
        self.canvas.show_stock(Stock(Scope.EVERYTHING, events.density()))

    def turn(self) -> None:
        """Zoom in to a few days, move there, zoom out again."""
        factor = ((LAST - FIRST) / NEAREST) ** (1 / STEPS)
        for _ in range(STEPS):
            self._frame(lambda: self.canvas.zoom(factor, SIZE.width() / 2))
        for number in range(PANS):
            self._frame(lambda n=number: self.canvas.pan(40.0 if n % 4 else -90.0))  # type: ignore[misc]
        for _ in range(STEPS):
            self._frame(lambda: self.canvas.zoom(1 / factor, SIZE.width() / 2))

    def _frame(self, change: object) -> None:
        """One change and its painting; events that it asks for come in a frame of their own."""
        self._timed(change)
        if self._wanted is not None:
            window, self._wanted = self._events.between(*self._wanted), None
            self._timed(lambda: self.canvas.show_window(window))

    def _timed(self, change: object) -> None:
        assert callable(change)
        began = time.thread_time()
        change()
        self.canvas.repaint()
        self.seconds.append(time.thread_time() - began)

    def _on_days_wanted(self, first: int, last: int) -> None:
        self._wanted = first, last


def main() -> None:
    sys.excepthook = fail
    application = QApplication(sys.argv[:1])
    Look().dress(application)
    film = Film(Events(int(sys.argv[1])))
    film.turn()
    film.seconds.clear()
    film.turn()
    tell(seconds=film.seconds, labels=film.canvas.grab().width())


if __name__ == "__main__":
    main()
