"""Painting a laid-out chart of accrued curves: axes, fills, curves, cap, bands, labels, reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen, QPolygonF

from desktop.domain.page.page import BandKind

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QColor

    from desktop.theme import Look
    from desktop.views.chart.label_places import ChartLabel
    from desktop.views.chart.plan import ChartDrawing, Layer, Plan


class ChartPainter:
    """Paints a laid-out chart, from the back to the front."""

    def __init__(self, painter: QPainter, look: Look, drawing: ChartDrawing, plan: Plan) -> None:
        self._painter = painter
        self._look, self._theme = look, look.theme
        self._drawing = drawing
        self._plan = plan

    def paint(self) -> None:
        """Paint the chart without a reading."""
        self._paint_axes()
        for layer in self._drawing.layers:
            self._paint_fill(layer)
        for layer in self._drawing.layers:
            self._paint_line(layer)
        self._paint_cap()
        self._paint_bars()
        self._paint_day()
        for label in self._plan.labels:
            self._paint_label(label)

    def _paint_axes(self) -> None:
        plot = self._plan.scale.plot
        self._painter.setPen(QPen(self._theme.colour("grid"), 1))
        for y in self._plan.grid:
            self._painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        for x in self._plan.marks:
            self._painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4))

    def _paint_fill(self, layer: Layer) -> None:
        points = [self._plan.scale.point(point) for point in layer.line.points]
        if layer.what_if or len(points) < 2:  # noqa: PLR2004
            return
        floor = self._plan.scale.plot.bottom()
        ends = [QPointF(points[-1].x(), floor), QPointF(points[0].x(), floor)]
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour(f"{layer.role}_soft"))
        self._painter.drawPolygon(QPolygonF([*points, *ends]))

    def _paint_line(self, layer: Layer) -> None:
        colour, scale = self._theme.colour(layer.role), self._plan.scale
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        if layer.what_if:  # dots and dashes all along: a scenario is solid nowhere
            points = (*layer.line.points, *layer.line.projected[1:])
            self._painter.setPen(_what_if_pen(colour))
            self._painter.drawPolyline(QPolygonF([scale.point(point) for point in points]))
            return
        self._painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        self._painter.drawPolyline(QPolygonF([scale.point(point) for point in layer.line.points]))
        pen = QPen(colour, 1.6, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([3, 2.5])
        self._painter.setPen(pen)
        self._painter.drawPolyline(QPolygonF([scale.point(point) for point in layer.line.projected]))

    def _paint_cap(self) -> None:
        y, plot = self._plan.cap, self._plan.scale.plot
        if y is not None:
            self._painter.setPen(QPen(self._theme.colour("muted"), 1.2, Qt.PenStyle.DashDotLine))
            self._painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))

    def _paint_bars(self) -> None:
        """Paint a grace period as a full bar and a stay as a hatched bar: not told by colour alone."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        for band, rect in self._plan.bars:
            grace = band.kind is BandKind.GRACE
            colour = self._theme.colour("grace" if grace else "stayed")
            self._painter.setBrush(colour)
            if not grace:
                self._painter.fillRect(rect, self._theme.colour("stayed_soft"))
                self._painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
            self._painter.drawRect(rect)

    def _paint_day(self) -> None:
        x, plot = self._plan.scale.x(self._drawing.day), self._plan.scale.plot
        self._painter.setPen(QPen(self._theme.colour(self._drawing.layers[0].role), 1.2))
        self._painter.drawLine(QPointF(x, plot.top() - 2), QPointF(x, plot.bottom() + 5))

    def _paint_label(self, label: ChartLabel) -> None:
        if label.kind in ("as_of", "cap"):
            ground = self._theme.colour("surface")
            ground.setAlphaF(0.85)
            self._painter.fillRect(label.rect, ground)
        if label.kind == "mark":
            self._painter.fillRect(label.rect.adjusted(-4, 0, 4, 0), self._theme.colour("stayed_soft"))
        if label.kind == "legend":
            self._paint_swatch(label)
        self._painter.setFont(self._look.font(11, bold=label.kind in ("as_of", "mark")))
        self._painter.setPen(self._theme.colour(label.role))
        side = Qt.AlignmentFlag.AlignRight if label.kind == "amount" else Qt.AlignmentFlag.AlignHCenter
        self._painter.drawText(label.rect, int(side | Qt.AlignmentFlag.AlignVCenter), label.text)

    def _paint_swatch(self, label: ChartLabel) -> None:
        shown = next(layer for layer in self._drawing.layers if layer.label == label.text)
        colour = self._theme.colour(shown.role)
        self._painter.setPen(_what_if_pen(colour) if shown.what_if else QPen(colour, 2))
        y = label.rect.center().y()
        self._painter.drawLine(QPointF(label.rect.left() - 20, y), QPointF(label.rect.left() - 6, y))

    def paint_reading(self, day: date, words: str) -> None:
        """Paint a line at a day, and its amounts in a box."""
        theme, font = self._theme, self._look.font(11, bold=True)
        x, plot, painter = self._plan.scale.x(day), self._plan.scale.plot, self._painter
        painter.setPen(QPen(theme.colour("muted"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        most = self._plan.width - 2
        width = min(QFontMetricsF(font).horizontalAdvance(words) + 17, most)
        left = max(1.0, min(x + 8, most + 1 - width))
        box = QRectF(left, plot.top(), width, QFontMetricsF(font).height() + 8)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.colour("text"))
        painter.setFont(font)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


def _what_if_pen(colour: QColor) -> QPen:
    pen = QPen(colour, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([3, 1.5, 1, 1.5])
    return pen
