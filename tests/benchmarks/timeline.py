"""A timeline zoomed in and out again over any number of events: the CPU time of each frame.

Beside it a painting of every event in sight as a dot, which is what a timeline costs without any thought.
"""

from __future__ import annotations

import gc
import random
import time
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.domain.case.case import Event, Lane
from desktop.domain.case.ids import EventId
from desktop.domain.days.asof import AsOf
from desktop.domain.days.period import on_day
from desktop.domain.page.build import build_page
from desktop.domain.source import Confidence
from desktop.domain.timeline.chronicle import Chronicle, Owner
from desktop.domain.timeline.density import density
from desktop.domain.timeline.scopes import Scope, Stock, Window
from desktop.store.law.laws import laws_of
from desktop.theme import Look
from desktop.views.timeline.canvas import LaneCanvas
from tests.benchmarks.timing import percentile
from tests.making import case_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.timeline.timescale import Scale

SIZE = QSize(1200, 600)
FIRST, LAST = date(1990, 1, 1), date(2025, 12, 31)
_STEP = 1.2
_NEAREST = 60  # days in sight when closest
_WORDS = ("notice", "decision", "hearing", "order", "appeal", "complaint", "answer", "report", "settlement")
_KINDS = ("hearing", "response", "complaint", "fine", "court_ruling", "formal_notice")


@dataclass(frozen=True, slots=True)
class Frames:
    """The CPU seconds of every frame of one run."""

    seconds: tuple[float, ...]

    @property
    def p95(self) -> float:
        """What 95 of a hundred frames do not pass."""
        return percentile(self.seconds, 95)


class Many:
    """So many events spread over 36 years, as a case file would give them a window of days at a time."""

    def __init__(self, count: int, seed: int = 20230208) -> None:
        self.count = count
        dice = random.Random(seed)
        start, days = FIRST.toordinal(), (LAST - FIRST).days + 1
        lanes = tuple(Lane)
        # Sorted as they are made: the day and the lane of an event by its number.
        self.days = sorted(start + int(dice.random() * days) for _ in range(count))
        self.lanes = [lanes[int(dice.random() * 4)] for _ in range(count)]
        counts: dict[tuple[int, Lane], int] = {}
        for key in zip(self.days, self.lanes, strict=True):
            counts[key] = counts.get(key, 0) + 1
        self.stock = Stock(Scope.EVERYTHING, density(counts))

    def window(self, first: int, last: int) -> Window:
        """The events of some days."""
        numbers = range(bisect_left(self.days, first), bisect_right(self.days, last))
        owner = Owner("case", "Case", "AUT")
        events = [self._event(number) for number in numbers]
        return Window(first, last, Chronicle(events, ((event.id, owner) for event in events)))

    def chronicle(self) -> Chronicle:
        """All events, as one investigation would have them."""
        return Chronicle(self._event(number) for number in range(self.count))

    def _event(self, number: int) -> Event:
        dice = random.Random(number)
        words = " ".join(dice.choice(_WORDS) for _ in range(dice.randint(1, 6)))
        kind, day = dice.choice(_KINDS), date.fromordinal(self.days[number])
        title = f"{words.capitalize()} {number}"
        return Event(
            EventId(number), on_day(day), kind, self.lanes[number], title, "", (), Confidence.CONFIRMED, ()
        )


def canvas_of(stock: Stock) -> LaneCanvas:
    """A timeline of the size that is measured, showing a scope. There must be an application."""
    canvas = LaneCanvas(Look("light"))
    case = case_of()
    day = date(2020, 6, 1)
    canvas.show_page(
        build_page(case, AsOf(today=day, picked=day), laws_of(case.investigation.authority.regime))
    )
    canvas.resize(SIZE)
    canvas.show_stock(stock)
    canvas.fit()
    return canvas


def our_frames(many: Many, *, whole: bool = False) -> Frames:
    """Our frames: of a file, whose windows of events are there in time, or of an investigation."""
    stock = Stock(Scope.RESPONDENT, many.stock.density, many.chronicle()) if whole else many.stock
    canvas = canvas_of(stock)
    windows: list[tuple[int, int]] = []
    canvas.days_wanted.connect(lambda first, last: windows.append((first, last)))
    image = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    held: dict[str, Window] = {}

    def frame() -> None:
        canvas.render(image)

    def prepared() -> None:
        """What the worker would have fetched, outside of what is measured."""
        for first, last in windows[-1:]:
            if "now" not in held or not held["now"].holds(first, last):
                beside = (last - first + 1) // 2
                held["now"] = many.window(first - beside, last + beside)
                canvas.show_window(held["now"])
        windows.clear()

    return _measured(canvas, frame, prepared)


def _measured(canvas: LaneCanvas, frame: Callable[[], None], between: Callable[[], None]) -> Frames:
    frame()
    first = _zoom_steps(canvas)
    gc.collect()
    gc.freeze()  # as after the start of the program
    seconds = []
    for factor in (*[_STEP] * first, *[1 / _STEP] * first):
        began = time.process_time()
        canvas.zoom(factor, 740)
        spent = time.process_time() - began
        between()
        began = time.process_time()
        frame()
        seconds.append(spent + time.process_time() - began)
    gc.unfreeze()
    canvas.deleteLater()
    return Frames(tuple(seconds))


def _zoom_steps(canvas: LaneCanvas) -> int:
    days, steps = canvas.scale.width / canvas.scale.per_day, 0
    while days > _NEAREST:
        days, steps = days / _STEP, steps + 1
    return steps


def naive_frames(many: Many) -> Frames:
    """The frames of a painting that looks at every event and paints each one in sight as a dot."""
    image = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    canvas = canvas_of(many.stock)
    rows = {lane: 60.0 + 120 * number for number, lane in enumerate(Lane)}
    pairs = [(day, rows[lane]) for day, lane in zip(many.days, many.lanes, strict=True)]

    def frame() -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(image.rect(), Qt.GlobalColor.white)
        _paint_dots(painter, pairs, canvas.scale)
        painter.end()

    return _measured(canvas, frame, lambda: None)


def _paint_dots(painter: QPainter, pairs: list[tuple[int, float]], scale: Scale) -> None:
    painter.setBrush(Qt.GlobalColor.blue)
    painter.setPen(Qt.PenStyle.NoPen)
    start, per_day, width = scale.start, scale.per_day, scale.width
    for day, y in pairs:
        x = (day + 0.5 - start) * per_day
        if 0 <= x <= width:
            painter.drawEllipse(QPointF(x, y), 6, 6)


def application() -> QApplication:
    """The application that drawing needs; there is only ever one."""
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication([])
