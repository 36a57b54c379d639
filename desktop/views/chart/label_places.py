"""The placing of a chart's labels, clear of each other and of the curves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetricsF


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """A text with its place; `kind` is amount, day, as_of, cap, band, legend or mark."""

    kind: str
    text: str
    rect: QRectF
    role: str


@dataclass(slots=True)
class Places:
    """The labels placed so far, and the lines that labels may have to keep clear of."""

    bounds: QRectF
    metrics: QFontMetricsF
    lines: list[tuple[QPointF, QPointF]] = field(default_factory=list)
    labels: list[ChartLabel] = field(default_factory=list)

    def size(self, words: str) -> QSizeF:
        """The size of a text in pixels."""
        return QSizeF(self.metrics.horizontalAdvance(words) + 1, self.metrics.height())

    def put(self, kind: str, words: str, role: str, corners: list[QPointF], *, clear: bool = False) -> bool:
        """Place a text at the first free top left corner, clear of lines if asked; False if none is free."""
        for corner in corners:
            rect = QRectF(corner, self.size(words))
            around = rect.adjusted(-3, 0, 3, 0)
            free = self.bounds.contains(rect) and not any(around.intersects(one.rect) for one in self.labels)
            if free and not (clear and any(crosses(rect, *line) for line in self.lines)):
                self.labels.append(ChartLabel(kind, words, rect, role))
                return True
        return False

    def clamped(self, x: float, words: str) -> float:
        """The nearest left edge that keeps a text inside."""
        return max(self.bounds.left(), min(x, self.bounds.right() - self.size(words).width()))


def crosses(rect: QRectF, start: QPointF, end: QPointF, margin: float = 2.0) -> bool:
    """Whether a straight line comes within a margin (in pixels) of a rectangle."""
    box = rect.adjusted(-margin, -margin, margin, margin)
    left, right = (start, end) if start.x() <= end.x() else (end, start)
    if right.x() < box.left() or left.x() > box.right():
        return False
    heights = [left.y(), right.y()]
    if right.x() > left.x():
        slope = (right.y() - left.y()) / (right.x() - left.x())
        cuts = (max(left.x(), box.left()), min(right.x(), box.right()))
        heights = [left.y() + (x - left.x()) * slope for x in cuts]
    return max(heights) >= box.top() and min(heights) <= box.bottom()
