"""The heat of a timeline too full for marks: columns of days in each lane, stronger with more events."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from desktop import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.timeline.density import Density
    from desktop.domain.timeline.timescale import Scale, Ticks
    from desktop.views.drawing.hand import Hand
    from desktop.views.drawing.layout import Frame

LEAST = 3.0  # pixels of a column
_AIR = 3.0  # pixels above and below the heat
_LOWEST = 6.0  # least pixels of a lane's heat
_APART = 8.0  # least pixels between two numbers
_MANY = 100_000  # the first number told in thousands


@dataclass(frozen=True, slots=True)
class Number:
    """The number of events of a lane between two ticks of the axis, with its place in pixels."""

    lane: int
    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Heat:
    """The strength of each lane's columns, a byte each, of `days` days from the day `first` on."""

    first: int
    days: int
    levels: tuple[bytes, ...]
    numbers: tuple[Number, ...] = ()

    @property
    def most(self) -> int:
        """The strength of the strongest column."""
        return max((max(lane, default=0) for lane in self.levels), default=0)

    def column_at(self, day: int) -> tuple[int, int]:
        """The first day of a day's column, and the first day after that column."""
        start = self.first + (day - self.first) // self.days * self.days
        return start, start + self.days


def heat_of(density: Density, frame: Frame, scale: Scale, marked: tuple[Ticks, Hand]) -> Heat:
    """The heat of the days in sight; rows that are high enough have numbers between the ticks."""
    days = max(1, math.ceil(LEAST / scale.per_day))
    first = math.floor(scale.start / days) * days  # columns hold the same days at any place
    count = math.ceil((scale.end - first) / days)
    levels = levels_of(density, range(first, first + (count + 1) * days, days))
    found, hand = marked
    numbers = _numbers(density, scale, found, hand) if _has_numbers(frame, hand) else ()
    return Heat(first, days, levels, numbers)


def levels_of(density: Density, edges: Sequence[int]) -> tuple[bytes, ...]:
    """The strength of each lane between edges: 0 without an event, then four steps a doubling."""
    levels = []
    for counts in density.between(edges):
        squares = tuple(map(mul, counts, counts))
        levels.append(bytes(map(int.bit_length, map(mul, squares, squares))))
    return tuple(levels)


def _has_numbers(frame: Frame, hand: Hand) -> bool:
    return frame.rows[1] - frame.rows[0] >= hand.line + _LOWEST + 2 * _AIR


def _numbers(density: Density, scale: Scale, found: Ticks, hand: Hand) -> tuple[Number, ...]:
    """The number of events between neighbouring ticks in sight, in the middle, room permitting."""
    days = [day.toordinal() for day in found.days]
    if len(days) < 2:  # noqa: PLR2004 - ticks
        return ()
    numbers = []
    for lane, counts in enumerate(density.between(days)):
        for start, end, count in zip(days, days[1:], counts, strict=False):
            words = count_words(count)
            width, room = hand.measure(words), (end - start) * scale.per_day
            if count and width + _APART <= room:
                x = (start - scale.start) * scale.per_day + (room - width) / 2
                numbers.append(Number(lane, x, words))
    return tuple(numbers)


def count_words(count: int) -> str:
    """A number of events in words; a large number in thousands."""
    return text.count(count) if count < _MANY else f"{text.count(count // 1000)}K"


def heat_box(frame: Frame, lane: int, hand: Hand) -> QRectF:
    """The box of a lane's heat; its numbers stand beneath."""
    top, bottom = frame.rows[lane] + _AIR, frame.rows[lane + 1] - _AIR
    if _has_numbers(frame, hand):
        bottom -= hand.line
    return QRectF(frame.left, top, frame.width, max(bottom - top, _LOWEST))
