"""Painting the heat of lanes too full for marks, its numbers, and the strip at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from desktop.domain.timeline.density import LANES
from desktop.views.drawing.heat import Number, heat_box
from desktop.views.drawing.marks import MARK, lane_role, paint_mark, role_of, shape_of

if TYPE_CHECKING:
    from desktop.views.drawing.picture import Scene

_EDGE = 4.0  # pixels above and below the strip


def paint_heat(painter: QPainter, scene: Scene) -> None:
    """Paint the columns of all lanes, and the chosen event over them."""
    heat, hand = scene.drawing.heat, scene.hand
    if heat is None:
        return
    for number, (lane, levels) in enumerate(zip(LANES, heat.levels, strict=True)):
        box = heat_box(scene.frame, number, hand)
        box.setLeft(scene.frame.left + (heat.first - scene.scale.start) * scene.scale.per_day)
        box.setWidth(heat.days * scene.scale.per_day * len(levels))
        paint_levels(painter, box, levels, hand.shades(lane_role(lane), heat.most))
    _paint_chosen(painter, scene)


def _paint_chosen(painter: QPainter, scene: Scene) -> None:
    """Paint the mark of the chosen event in its ring, at its day in the heat."""
    event = scene.chosen
    if event is None or event.date.anchor is None:
        return
    size, x = scene.look.scaled(MARK), scene.frame.left + scene.scale.middle_of(event.date.anchor)
    middle = heat_box(scene.frame, LANES.index(event.lane), scene.hand).center().y()
    box = QRectF(x - size / 2, middle - size / 2, size, size)
    painter.setPen(QPen(scene.hand.colour("accent"), 2))
    painter.setBrush(scene.hand.colour("surface"))
    painter.drawEllipse(box.adjusted(-3, -3, 3, 3))
    colour = scene.hand.colour(role_of(event.kind, event.lane))
    paint_mark(painter, box, shape_of(event.kind), colour, scene.look.theme)


def paint_numbers(painter: QPainter, scene: Scene, *, met: bool) -> None:
    """Write the numbers of events between ticks: all, or once more the numbers that the playhead meets."""
    for number in scene.drawing.heat.numbers if scene.drawing.heat is not None else ():
        box = number_box(scene, number)
        if met:
            if not scene.meets_playhead(box):
                continue
            painter.fillRect(box.adjusted(-2, 0, 2, 0), scene.hand.colour("surface"))
        scene.hand.write(painter, box.topLeft(), number.words, "muted")


def number_box(scene: Scene, number: Number) -> QRectF:
    """The box of a number."""
    top = heat_box(scene.frame, number.lane, scene.hand).bottom() + 1
    return QRectF(scene.frame.left + number.x, top, scene.hand.measure(number.words), scene.hand.line)


def paint_levels(painter: QPainter, box: QRectF, levels: bytes, shades: list[int]) -> None:
    """Paint a row of columns, each in the shade of its level."""
    if not levels:
        return
    image = QImage(levels, len(levels), 1, len(levels), QImage.Format.Format_Indexed8)
    image.setColorTable(shades)
    ready = image.convertToFormat(QImage.Format.Format_RGB32)
    smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.drawImage(box, ready)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)


def paint_strip(painter: QPainter, scene: Scene) -> None:
    """Paint the heat of the whole range and a frame around the part in sight."""
    strip, area, hand = scene.strip, scene.frame.strip, scene.hand
    if strip is None or area.isEmpty():
        return
    painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), hand.colour("border"))
    most = max(strip.levels, default=1)
    paint_levels(painter, area.adjusted(0, _EDGE, 0, -_EDGE + 1), strip.levels, hand.shades("muted", most))
    box = strip.frame(scene.frame, scene.scale)
    veil = hand.theme.colour("surface")
    veil.setAlphaF(0.55)
    painter.fillRect(QRectF(area.left(), area.top() + 1, box.left() - area.left(), area.height() - 1), veil)
    painter.fillRect(QRectF(box.right(), area.top() + 1, area.right() - box.right(), area.height() - 1), veil)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(hand.colour("accent"), 1.5))
    painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
