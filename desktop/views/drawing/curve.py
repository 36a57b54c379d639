"""Painting the accrued curve under the lanes: solid to the playhead, dashed beyond, the cap as a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainterPath, QPen

from desktop import text
from desktop.domain.money import Money
from desktop.domain.penalty.curve import amount_on
from desktop.domain.timeline.ticks import amount_ticks
from desktop.theme import state_role
from desktop.views.drawing.layout import MARGIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter

    from desktop.domain.penalty.curve import Curve, CurvePoint
    from desktop.views.drawing.picture import Scene

_HEADROOM = 1.08  # times the highest amount, at the top of the plot
_CAP_IN_SIGHT = 4  # a cap of more times the highest amount shown is named, not drawn to scale


@dataclass(frozen=True, slots=True)
class Plot:
    """The area of a curve in pixels, and the amount at its top in minor units."""

    scene: Scene
    curve: Curve
    top: float
    bottom: float
    most: int

    def y_of(self, minor: int) -> float:
        """The y coordinate of an amount in minor units."""
        return self.bottom - (self.bottom - self.top) * minor / max(self.most, 1)

    def point(self, point: CurvePoint) -> QPointF:
        """The pixel of a point of the curve."""
        return QPointF(self.scene.frame.left + self.scene.scale.middle_of(point.day), self.y_of(point.minor))


def plot_of(scene: Scene) -> Plot | None:
    """The plot of the page's first curve; None without a curve or its area."""
    if not scene.page.curves or not scene.frame.has_curve:
        return None
    curve, scale = scene.page.curves[0], scene.scale
    top = scene.frame.curve_top + scene.look.scaled(28)
    bottom = scene.frame.curve_bottom - 1
    first, last = scale.day_at(0), scale.day_at(scale.width)
    most = max(amount_on(curve, day).minor for day in (first, scene.day, last))
    most = max([most] + [p.minor for p in curve.points + curve.projected if first <= p.day <= last])
    if curve.cap and curve.cap.minor <= most * _CAP_IN_SIGHT:
        most = max(most, curve.cap.minor)
    return Plot(scene, curve, min(top, bottom - 10), bottom, round(most * _HEADROOM))


def value_words(scene: Scene) -> str:
    """The accrued amount at the playhead, shortened; empty without a curve."""
    if not scene.page.curves or not scene.frame.has_curve:
        return ""
    return text.short_money(amount_on(scene.page.curves[0], scene.day))


def paint_curve(painter: QPainter, scene: Scene) -> None:
    """Paint the curve area: axis, curve, amount at the playhead, cap."""
    plot = plot_of(scene)
    if plot is None:
        return
    _paint_ground(painter, plot)
    painter.save()
    frame = scene.frame
    painter.setClipRect(QRectF(frame.left, frame.curve_top, frame.width, plot.bottom - frame.curve_top + 2))
    _paint_lines(painter, plot)
    _paint_cap(painter, plot, _paint_value(painter, plot))
    painter.restore()


def _paint_ground(painter: QPainter, plot: Plot) -> None:
    scene, frame, theme = plot.scene, plot.scene.frame, plot.scene.look.theme
    painter.setFont(scene.look.font(11))
    painter.setPen(QPen(theme.colour("border"), 1))
    for y in (frame.curve_top + 0.5, plot.bottom + 0.5):
        painter.drawLine(QPointF(frame.left, y), QPointF(frame.right, y))
    painter.setPen(theme.colour("muted"))
    title = QRectF(MARGIN, frame.curve_top, frame.left - MARGIN - 4, scene.look.scaled(24))
    flags = int(Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(title, flags, QCoreApplication.translate("LaneCanvas", "Accrued penalty"))
    _paint_note(painter, plot)
    line = QFontMetricsF(painter.font()).height()
    room = max(int((plot.bottom - plot.top) / (line * 2)), 1)
    for minor in amount_ticks(plot.most, room):
        if minor and plot.bottom - plot.y_of(minor) < line:
            continue
        box = QRectF(MARGIN, plot.y_of(minor) - line / 2, frame.left - MARGIN - 8, line)
        words = text.short_money(Money(minor, plot.curve.currency))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), words)


def _paint_note(painter: QPainter, plot: Plot) -> None:
    """Name the currencies without a curve in the drawing."""
    others = [curve.currency for curve in plot.scene.page.curves[1:]]
    if others:
        frame = plot.scene.frame
        words = QCoreApplication.translate("LaneCanvas", "{first} only; {others} not drawn")
        shown = words.format(first=plot.curve.currency, others=", ".join(others))
        box = QRectF(frame.left + 6, frame.curve_top, frame.width - 12, plot.top - frame.curve_top)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _paint_lines(painter: QPainter, plot: Plot) -> None:
    role, theme = state_role(plot.scene.page.headline), plot.scene.look.theme
    solid = [plot.point(point) for point in plot.curve.points]
    beyond = solid[-1:] + [plot.point(point) for point in plot.curve.projected]
    if len(solid) > 1:
        ground = _path([QPointF(solid[0].x(), plot.bottom), *solid, QPointF(solid[-1].x(), plot.bottom)])
        painter.fillPath(ground, theme.colour(f"{role}_soft"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(role), 2))
    painter.drawPath(_path(solid))
    painter.setPen(QPen(theme.colour(role), 1.5, Qt.PenStyle.DashLine))
    painter.drawPath(_path(beyond))


def _path(points: Iterable[QPointF]) -> QPainterPath:
    path = QPainterPath()
    for number, point in enumerate(points):
        (path.lineTo if number else path.moveTo)(point)
    return path


def _paint_value(painter: QPainter, plot: Plot) -> QRectF:
    """Paint the dot and the amount at the playhead; return the box of the amount."""
    scene = plot.scene
    if not scene.frame.left <= scene.playhead_x <= scene.frame.right:
        return QRectF()
    theme, y = scene.look.theme, plot.y_of(amount_on(plot.curve, scene.day).minor)
    colour = theme.colour(state_role(scene.page.headline))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(scene.playhead_x, y), 4, 4)
    box = _value_box(plot, y)
    ground = theme.colour("surface")
    ground.setAlphaF(0.8)
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(-2, 1, 2, -1), 3, 3)
    painter.setPen(colour)
    painter.setFont(scene.look.font(11, bold=True))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), value_words(scene))
    return box


def _value_box(plot: Plot, y: float) -> QRectF:
    """The box of the amount: right of and below the dot, or to its left near the right end."""
    measure = QFontMetricsF(plot.scene.look.font(11, bold=True))
    width, height = measure.horizontalAdvance(value_words(plot.scene)) + 2, measure.height()
    x = plot.scene.playhead_x
    to_the_left = x + 8 + width > plot.scene.frame.right
    top = y - height - 4 if to_the_left else y + 1
    top = min(max(top, plot.scene.frame.curve_top + 2), plot.bottom - height)
    return QRectF(x - 8 - width if to_the_left else x + 8, top, width, height)


def _paint_cap(painter: QPainter, plot: Plot, taken: QRectF) -> None:
    """Paint the cap as a line with its amount, or the amount alone if the cap lies far above."""
    if plot.curve.cap is None:
        return
    scene, cap = plot.scene, plot.curve.cap
    words = QCoreApplication.translate("LaneCanvas", "Cap {amount}").format(amount=text.short_money(cap))
    font = scene.look.font(11)
    height = QFontMetricsF(font).height()
    painter.setPen(QPen(scene.look.theme.colour("muted"), 1, Qt.PenStyle.DashDotLine))
    if cap.minor <= plot.most:
        y = max(plot.y_of(cap.minor), scene.frame.curve_top)
        painter.drawLine(QPointF(scene.frame.left, y), QPointF(scene.frame.right, y))
    else:
        words += " ↑"
        y = scene.frame.curve_top + height + 3
    width = QFontMetricsF(font).horizontalAdvance(words) + 2
    box = QRectF(scene.frame.right - width - 6, y - height - 1, width, height)
    if box.intersects(taken):
        box.moveRight(taken.left() - 8)
    painter.setFont(font)
    painter.setPen(scene.look.theme.colour("muted"))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
