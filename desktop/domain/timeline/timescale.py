"""The scale of a timeline between days and pixels, and the ticks of its axis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from desktop.domain.timeline.ticks import Grain, starts

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.days.period import Span

CLOSEST = 120.0  # pixels per day at most
FARTHEST = 4.0  # times the fitted range at most
_SHORTEST = 14.0  # days shown at least when fitting


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale over `width` pixels: `start` is the ordinal of the day at the left end, with a fraction."""

    start: float
    per_day: float
    width: float

    @property
    def end(self) -> float:
        """The ordinal of the day at the right end, with a fraction."""
        return self.start + self.width / self.per_day

    def x_of(self, day: date) -> float:
        """The pixel at which a day begins."""
        return (day.toordinal() - self.start) * self.per_day

    def middle_of(self, day: date) -> float:
        """The pixel in the middle of a day, where its mark stands."""
        return self.x_of(day) + self.per_day / 2

    def day_at(self, x: float) -> date:
        """The day under a pixel, never outside the calendar."""
        return _day(self.start + x / self.per_day)

    def zoomed(self, factor: float, x: float) -> Scale:
        """The scale closer by a factor, with the day under `x` in its place."""
        per_day = self.per_day * factor
        return replace(self, start=self.start + x / self.per_day - x / per_day, per_day=per_day)

    def panned(self, pixels: float) -> Scale:
        """The scale moved by pixels towards later days."""
        return replace(self, start=self.start + pixels / self.per_day)

    def resized(self, width: float) -> Scale:
        """The scale on another width, with the same start and pixels per day."""
        return replace(self, width=max(width, 1.0))

    def clamped(self, span: Span) -> Scale:
        """The scale within useful limits of closeness, its middle within the days of `span`."""
        least = fit(span, self.width).per_day / FARTHEST
        per_day = min(max(self.per_day, least), CLOSEST)
        half = self.width / per_day / 2
        middle = self.start + self.width / self.per_day / 2
        middle = min(max(middle, span.start.toordinal()), span.end.toordinal())
        return replace(self, start=middle - half, per_day=per_day)

    def showing(self, day: date, margin: float) -> Scale:
        """The scale panned as little as needed to show a day at least `margin` pixels from both ends."""
        x = self.middle_of(day)
        if x < margin:
            return self.panned(x - margin)
        return self.panned(max(x - (self.width - margin), 0.0))


def fit(span: Span, width: float, before: float = 0.0, after: float = 0.0) -> Scale:
    """The scale that shows all days of `span` on `width` pixels, with margins in pixels."""
    width = max(width, 1.0)
    room = max(width - before - after, width / 4)
    days = max(float(span.days), _SHORTEST)
    per_day = min(room / days, CLOSEST)
    middle = (span.start.toordinal() + span.end.toordinal()) / 2
    shift = (after - before) / 2 / per_day
    return Scale(middle + shift - width / per_day / 2, per_day, width)


def _day(number: float) -> date:
    """The day of an ordinal with a fraction, within the calendar."""
    return date.fromordinal(min(max(int(number), 1), date.max.toordinal()))


class TickStep(Enum):
    """The distance between ticks; the value is its least number of days."""

    DAY = 1
    WEEK = 7
    MONTH = 28
    QUARTER = 90
    YEAR = 365


_PACES = {
    TickStep.DAY: (Grain.DAY, 1),
    TickStep.WEEK: (Grain.DAY, 7),
    TickStep.MONTH: (Grain.MONTH, 1),
    TickStep.QUARTER: (Grain.MONTH, 3),
}


@dataclass(frozen=True, slots=True)
class Ticks:
    """The days of an axis with a line and a label, and the distance between them."""

    step: TickStep
    days: tuple[date, ...]


def ticks(scale: Scale, room: Callable[[TickStep], float]) -> Ticks:
    """The finest ticks whose labels fit; `room` gives the pixels of a label of a step."""
    for step in TickStep:
        if step is not TickStep.YEAR and step.value * scale.per_day >= room(step):
            return Ticks(step, _starts(scale, *_PACES[step]))
    steps = (*(n * 10**power for power in range(4) for n in (1, 2, 5)), 10**12)
    years = next(n for n in steps if n * 365 * scale.per_day >= room(TickStep.YEAR))
    return Ticks(TickStep.YEAR, _starts(scale, Grain.YEAR, years))


def _starts(scale: Scale, grain: Grain, step: int) -> tuple[date, ...]:
    """The days in sight that start a step of a grain."""
    days = starts(_day(scale.start), _day(scale.end), grain, step)
    return tuple(day for day in days if scale.start <= day.toordinal() <= scale.end)
