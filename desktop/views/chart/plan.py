"""The layout of a chart of accrued curves: scale, grid, marks and labels without overlaps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt

from desktop import text
from desktop.domain.money import Money
from desktop.domain.timeline.ticks import DayTicks, Grain, amount_ticks, day_ticks, padded
from desktop.views.chart.label_places import ChartLabel, Places

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QFontMetricsF

    from desktop.domain.page.page import Band
    from desktop.domain.penalty.curve import Curve, CurvePoint

GAP = 6.0  # pixels
BAR = 6.0  # pixels of the height of a band
MOST_AMOUNTS = 8
# A cap of more times the curve's highest amount would press the curve flat: it is told in words instead.
CAP_REACH = 3
SHORTEST_RANGE = 14  # days


@dataclass(frozen=True, slots=True)
class Layer:
    """A curve with its colour role and name; `what_if` marks the curve of a scenario.

    A curve of very many points is drawn by its thinned `line`, and read off in full.
    """

    curve: Curve
    role: str
    label: str
    what_if: bool = False
    thinned: Curve | None = None

    @property
    def line(self) -> Curve:
        """The curve for drawing: thinned from very many points."""
        return self.thinned or self.curve


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """The contents of a chart: layers of a single currency from back to front, and their as-of day."""

    layers: tuple[Layer, ...]
    day: date
    label: str
    bands: tuple[Band, ...] = ()
    cap_label: str = ""
    band_labels: tuple[str, ...] = ()
    mark: str = ""  # the words that mark a scenario


@dataclass(frozen=True, slots=True)
class ChartScale:
    """The scale from days and minor units to pixels of the widget, and back."""

    plot: QRectF
    first: date
    last: date
    top: int

    def x(self, day: date) -> float:
        """The x coordinate of a day."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.plot.left() + share * self.plot.width()

    def y(self, minor: int) -> float:
        """The y coordinate of an amount in minor units."""
        return self.plot.bottom() - minor / self.top * self.plot.height()

    def point(self, point: CurvePoint) -> QPointF:
        """The pixel of a point of a curve."""
        return QPointF(self.x(point.day), self.y(point.minor))

    def day_at(self, x: float) -> date:
        """The day nearest to an x coordinate, within the range."""
        share = (x - self.plot.left()) / max(self.plot.width(), 1.0)
        days = round(min(max(share, 0.0), 1.0) * (self.last - self.first).days)
        return type(self.first).fromordinal(self.first.toordinal() + days)


@dataclass(frozen=True, slots=True)
class Plan:
    """A laid-out chart: scale, grid lines, day marks, labels, band bars, cap height, width, in pixels."""

    scale: ChartScale
    grid: tuple[float, ...]
    marks: tuple[float, ...]
    labels: tuple[ChartLabel, ...]
    bars: tuple[tuple[Band, QRectF], ...]
    cap: float | None
    width: float


def arrange(drawing: ChartDrawing, size: QSizeF, metrics: QFontMetricsF) -> Plan:
    """Lay a drawing out in a widget of this size."""
    places = Places(QRectF(0, 0, size.width(), size.height()), metrics)
    scale, amounts = _scale(drawing, size, metrics)
    places.lines = _lines(drawing, scale)
    limit = drawing.layers[0].curve.cap
    cap = scale.y(limit.minor) if limit and limit.minor <= scale.top else None
    bars = _bars(drawing, scale)
    _put_amounts(places, drawing, scale, amounts)
    _put_mark(places, drawing, scale)
    _put_as_of(places, drawing, scale)
    _put_legend(places, drawing, scale.plot)
    _put_cap(places, drawing, scale, cap)
    _put_bands(places, drawing, bars, scale.plot)
    marks = _put_days(places, scale, with_bands=bool(drawing.bands))
    grid = tuple(scale.y(amount) for amount in amounts)
    return Plan(scale, grid, marks, tuple(places.labels), bars, cap, size.width())


def _scale(drawing: ChartDrawing, size: QSizeF, metrics: QFontMetricsF) -> tuple[ChartScale, tuple[int, ...]]:
    points = [point for layer in drawing.layers for point in layer.line.points + layer.line.projected]
    top = _top(drawing, max((point.minor for point in points), default=0))
    days = [drawing.day, *(point.day for point in points)]
    days += [day for band in drawing.bands for day in (band.start, band.end or band.start)]
    # Above the plot: the mark, the legend, and a strip without curves for the label of the day.
    head = (metrics.height() + GAP) * (1 + (len(drawing.layers) > 1) + bool(drawing.mark))
    foot = _below(metrics) + (2 if drawing.bands else 1) * (metrics.height() + 2) + 1
    height = max(size.height() - head - foot, 1.0)
    room = min(MOST_AMOUNTS, int(height / (metrics.height() * 2.8)))
    amounts = amount_ticks(top, room) if any(point.minor for point in points) else (0,)
    widest = max(metrics.horizontalAdvance(_amount_words(drawing, amount)) for amount in amounts)
    gutter = widest + 2 * GAP
    plot = QRectF(gutter, head, max(size.width() - gutter - 2 * GAP, 1.0), height)
    return ChartScale(plot, *padded(min(days), max(days), least=SHORTEST_RANGE), top), amounts


def _amount_words(drawing: ChartDrawing, amount: int) -> str:
    return text.short_money(Money(amount, drawing.layers[0].curve.currency))


def _put_amounts(places: Places, drawing: ChartDrawing, scale: ChartScale, amounts: tuple[int, ...]) -> None:
    for amount in amounts:
        words = _amount_words(drawing, amount)
        size = places.size(words)
        corner = QPointF(scale.plot.left() - GAP - size.width(), scale.y(amount) - size.height() / 2)
        places.put("amount", words, "muted", [corner])


def _below(metrics: QFontMetricsF) -> float:
    return max(metrics.height() / 2 + 3, BAR + 4)


def _top(drawing: ChartDrawing, most: int) -> int:
    """The amount at the top of the plot, in minor units: above the highest point and every cap in reach."""
    caps = [layer.curve.cap.minor for layer in drawing.layers if layer.curve.cap]
    reached = [cap for cap in caps if cap <= CAP_REACH * most]
    return max(most, *reached, 1) * 108 // 100 + 1


def _lines(drawing: ChartDrawing, scale: ChartScale) -> list[tuple[QPointF, QPointF]]:
    """The pieces of all curves, and the line of the as-of day."""
    lines: list[tuple[QPointF, QPointF]] = []
    for layer in drawing.layers:
        for points in (layer.line.points, layer.line.projected):
            lines += pairwise(scale.point(point) for point in points)
    x = scale.x(drawing.day)
    return [*lines, (QPointF(x, scale.plot.top()), QPointF(x, scale.plot.bottom()))]


def _put_mark(places: Places, drawing: ChartDrawing, scale: ChartScale) -> None:
    """Place the mark of a scenario on a line of its own at the very top, cut if too long."""
    room = places.bounds.width() - 2 * GAP
    words = places.metrics.elidedText(drawing.mark, Qt.TextElideMode.ElideRight, int(room))
    if words:
        places.put("mark", words, "text", [QPointF(places.clamped(scale.plot.left(), words), 1)])


def _put_legend(places: Places, drawing: ChartDrawing, plot: QRectF) -> None:
    if len(drawing.layers) < 2:  # noqa: PLR2004
        return
    x = plot.left() + 20
    y = 1 + (places.metrics.height() + GAP if drawing.mark else 0)
    for layer in drawing.layers:
        if places.put("legend", layer.label, "muted", [QPointF(x, y)]):
            x += places.size(layer.label).width() + 40


def _put_as_of(places: Places, drawing: ChartDrawing, scale: ChartScale) -> None:
    """Place the as-of label beside the line of the day if the curve leaves room, else above the plot."""
    words = places.metrics.elidedText(drawing.label, Qt.TextElideMode.ElideRight, places.bounds.width() - 2)
    if not words:
        return
    first, size, x, plot = drawing.layers[0], places.size(words), scale.x(drawing.day), scale.plot
    y = scale.y(first.curve.points[-1].minor if first.curve.points else 0)
    beside = [
        QPointF(x + GAP, height)
        for height in (y + GAP, y - GAP - size.height(), plot.center().y())
        if plot.top() <= height <= plot.bottom() - size.height() - 2
    ]
    lefts = (x - size.width() / 2, x + GAP, x - GAP - size.width())
    strip = [QPointF(places.clamped(left, words), plot.top() - size.height() - 3) for left in lefts]
    if not places.put("as_of", words, first.role, beside, clear=True):
        places.put("as_of", words, first.role, strip)


def _put_cap(places: Places, drawing: ChartDrawing, scale: ChartScale, cap: float | None) -> None:
    words, plot = drawing.cap_label, scale.plot
    if not words:
        return
    size = places.size(words)
    sides = (plot.right() - size.width(), plot.left() + 2, plot.center().x() - size.width() / 2)
    strip = [QPointF(x, plot.top() - size.height() - 3) for x in sides]
    if cap is not None:
        heights = [y for y in (cap - size.height() - 3, cap + 3) if y + size.height() <= plot.bottom() - 2]
        beside = [QPointF(x, y) for y in heights for x in sides]
        if places.put("cap", words, "muted", beside, clear=True):
            return
    places.put("cap", words, "muted", strip)


def _bars(drawing: ChartDrawing, scale: ChartScale) -> tuple[tuple[Band, QRectF], ...]:
    bars: list[tuple[Band, QRectF]] = []
    for band in drawing.bands:
        left = min(scale.x(band.start), scale.plot.right() - 3)
        right = scale.x(band.end) if band.end else scale.plot.right()
        bars.append((band, QRectF(left, scale.plot.bottom() + 1, max(right - left, 3.0), BAR)))
    return tuple(bars)


def _put_bands(
    places: Places, drawing: ChartDrawing, bars: tuple[tuple[Band, QRectF], ...], plot: QRectF
) -> None:
    y = plot.bottom() + _below(places.metrics)
    for (_, bar), words in zip(bars, drawing.band_labels, strict=True):
        x = places.clamped(bar.center().x() - places.size(words).width() / 2, words)
        places.put("band", words, "muted", [QPointF(x, y)])


def _put_days(places: Places, scale: ChartScale, *, with_bands: bool) -> tuple[float, ...]:
    ticks = _ticks(places, scale, "30 Sep 2030", 4 * GAP)
    if ticks.grain is Grain.YEAR:
        closer = _ticks(places, scale, "2030", 6 * GAP)
        ticks = closer if closer.grain is Grain.YEAR else ticks
    row = places.metrics.height() + 2 if with_bands else 0
    y = scale.plot.bottom() + _below(places.metrics) + row
    for day in ticks.days:
        words = _day_words(day, ticks.grain)
        x = places.clamped(scale.x(day) - places.size(words).width() / 2, words)
        places.put("day", words, "muted", [QPointF(x, y)])
    return tuple(scale.x(day) for day in ticks.days)


def _ticks(places: Places, scale: ChartScale, longest: str, gap: float) -> DayTicks:
    room = int(scale.plot.width() / (places.metrics.horizontalAdvance(longest) + gap))
    return day_ticks(scale.first, scale.last, max(room, 1))


def _day_words(day: date, grain: Grain) -> str:
    match grain:
        case Grain.DAY:
            return text.day(day)
        case Grain.MONTH:
            return text.month(day)
        case Grain.YEAR:
            return str(day.year)
