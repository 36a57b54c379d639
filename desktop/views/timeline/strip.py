"""The strip at the foot of a timeline: how many events the whole range holds, and which part is in sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from desktop.views.timeline.heat import paint_levels

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from desktop.domain.days.period import Span
    from desktop.domain.timeline.density import Density
    from desktop.domain.timeline.timescale import Scale
    from desktop.views.timeline.canvas import LaneCanvas
    from desktop.views.timeline.layout import Frame, Scene

_COLUMN = 4.0  # pixels
_EDGE = 4.0  # above and below
_LEAST = 10.0  # pixels of the part in sight


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole range on the width of a plot: `start` is the day at its left end, in fractions."""

    start: float
    per_day: float
    levels: bytes

    def x_of(self, day: float) -> float:
        """Where a day begins, from the left end."""
        return (day - self.start) * self.per_day

    def day_at(self, x: float) -> float:
        """The day at a pixel, from the left end."""
        return self.start + x / self.per_day

    def frame(self, frame: Frame, scale: Scale) -> QRectF:
        """The part in sight, never too small to be seen or held."""
        left, right = max(self.x_of(scale.start), 0.0), min(self.x_of(scale.end), frame.width)
        missing = max(_LEAST - (right - left), 0.0) / 2
        left = min(max(left - missing, 0.0), frame.width - _LEAST)
        width = max(right + missing - left, _LEAST)
        return QRectF(frame.left + left, frame.strip.top() + 1, width, frame.strip.height() - 2)


def strip_of(density: Density, span: Span, width: float) -> Strip:
    """The strip of all days of a span; a column has the events of all lanes."""
    start, days = span.start.toordinal(), max(span.days, 1)
    count = max(int(width / _COLUMN), 1)
    edges = [start + days * place // count for place in range(count + 1)]
    sums = [sum(lanes) for lanes in zip(*density.between(edges), strict=True)]
    levels = bytes((one**4).bit_length() for one in sums)
    return Strip(float(start), width / days, levels)


def paint_strip(painter: QPainter, scene: Scene) -> None:
    """Paint the heat of the whole range and a frame around the part in sight."""
    strip, area, hand = scene.strip, scene.frame.strip, scene.hand
    if strip is None or area.isEmpty():
        return
    painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), hand.colour("border"))
    most = max(strip.levels, default=1)
    paint_levels(painter, area.adjusted(0, _EDGE, 0, -_EDGE + 1), strip.levels, hand.shades("muted", most))
    box = strip.frame(scene.frame, scene.scale)
    veil = type(hand.colour("surface"))(hand.colour("surface"))
    veil.setAlphaF(0.55)
    painter.fillRect(QRectF(area.left(), area.top() + 1, box.left() - area.left(), area.height() - 1), veil)
    painter.fillRect(QRectF(box.right(), area.top() + 1, area.right() - box.right(), area.height() - 1), veil)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(hand.colour("accent"), 1.5))
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)


class StripGrip:
    """The frame of the part in sight, held by the pointer."""

    def __init__(self, canvas: LaneCanvas) -> None:
        self._canvas = canvas
        self._offset = 0.0  # days from the pointer to the middle of what is in sight

    def hold(self, scene: Scene, spot: QPointF) -> None:
        """Hold the frame where it is; pressed beside it, it jumps there first."""
        strip = scene.strip
        if strip is None:
            return
        x = spot.x() - scene.frame.left
        if not strip.frame(scene.frame, scene.scale).contains(spot):
            self._canvas.look_at(strip.day_at(x))
        middle = self._canvas.scale.start + self._canvas.scale.width / self._canvas.scale.per_day / 2
        self._offset = middle - strip.day_at(x)

    def drag(self, scene: Scene, spot: QPointF) -> None:
        """Take it along."""
        if scene.strip is not None:
            self._canvas.look_at(scene.strip.day_at(spot.x() - scene.frame.left) + self._offset)
