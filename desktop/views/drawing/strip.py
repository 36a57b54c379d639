"""The strip at the foot of a timeline: the events of the whole range, and the part in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from desktop.domain.days.period import Span
    from desktop.domain.timeline.density import Density
    from desktop.domain.timeline.timescale import Scale
    from desktop.views.drawing.layout import Frame

_COLUMN = 4.0  # pixels of a column
_LEAST = 10.0  # least pixels of the part in sight


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole range on the width of a plot: `start` is the day at the left end, in fractions of a day."""

    start: float
    per_day: float
    levels: bytes

    def x_of(self, day: float) -> float:
        """The pixel at which a day begins, from the left end."""
        return (day - self.start) * self.per_day

    def day_at(self, x: float) -> float:
        """The day at a pixel from the left end, in fractions of a day."""
        return self.start + x / self.per_day

    def frame(self, frame: Frame, scale: Scale) -> QRectF:
        """The box of the part in sight, never too small to be seen or held."""
        left, right = max(self.x_of(scale.start), 0.0), min(self.x_of(scale.end), frame.width)
        missing = max(_LEAST - (right - left), 0.0) / 2
        left = min(max(left - missing, 0.0), frame.width - _LEAST)
        width = max(right + missing - left, _LEAST)
        return QRectF(frame.left + left, frame.strip.top() + 1, width, frame.strip.height() - 2)


def strip_of(density: Density, span: Span, width: float) -> Strip:
    """The strip of all days of a span; a column counts the events of all lanes."""
    start, days = span.start.toordinal(), max(span.days, 1)
    count = max(int(width / _COLUMN), 1)
    edges = [start + days * place // count for place in range(count + 1)]
    sums = [sum(lanes) for lanes in zip(*density.between(edges), strict=True)]
    levels = bytes((one**4).bit_length() for one in sums)
    return Strip(float(start), width / days, levels)
