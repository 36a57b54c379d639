"""Painting the axis of days: tick labels, grid lines, the playhead and its flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop import text
from desktop.domain.timeline.timescale import TickStep

if TYPE_CHECKING:
    from datetime import date

    from desktop.views.drawing.picture import Scene

_EARLIER = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
_LATER = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


def tick_text(day: date, step: TickStep) -> str:
    """The label of a tick: a year, a month or a day."""
    match step:
        case TickStep.YEAR:
            return str(day.year)
        case TickStep.QUARTER | TickStep.MONTH:
            return text.month(day)
        case _:
            return text.day(day)


def paint_axis(painter: QPainter, scene: Scene) -> None:
    """Paint tick labels above the lanes, and grid lines through lanes and curve."""
    frame, hand, found = scene.frame, scene.hand, scene.drawing.ticks
    top = (frame.lanes_top - hand.line) / 2
    for day in found.days:
        x = round(frame.left + scene.scale.x_of(day)) + 0.5
        hand.grid_line(painter, QPointF(x, frame.lanes_top), frame.curve_bottom - frame.lanes_top)
        words = hand.title(tick_text(day, found.step))
        if frame.left <= x and x + 4 + hand.measure(words) <= frame.right:
            hand.write(painter, QPointF(x + 4, top), words, "muted")
    painter.fillRect(QRectF(frame.left, frame.lanes_top - 1, frame.width, 1), hand.colour("border"))


def playhead_words(scene: Scene) -> str:
    """The words of the flag: the picked day, or "Today" while the view is live."""
    return QCoreApplication.translate("LaneCanvas", "Today") if scene.live else text.day(scene.day)


def flag_box(scene: Scene) -> QRectF:
    """The box of the playhead's flag, kept inside the drawing."""
    width = scene.hand.bold_width(flag_words(scene)) + 15
    left = min(max(scene.playhead_x - width / 2, scene.frame.left), scene.frame.right - width)
    return QRectF(left, scene.frame.curve_bottom + 2, width, scene.look.scaled(18))


def flag_words(scene: Scene) -> str:
    """The words of the flag, with an arrow towards an as-of day out of sight."""
    words = playhead_words(scene)
    if scene.playhead_x < scene.frame.left:
        return f"{_EARLIER} {words}"
    return f"{words} {_LATER}" if scene.playhead_x > scene.frame.right else words


def paint_playhead(painter: QPainter, scene: Scene) -> None:
    """Paint the playhead: the line of the as-of day, if in sight."""
    frame, x = scene.frame, scene.playhead_x
    if frame.left <= x <= frame.right:
        painter.setPen(QPen(scene.hand.colour(scene.playhead_role), 1.5))
        painter.drawLine(QPointF(x, frame.lanes_top), QPointF(x, frame.curve_bottom + 4))


def paint_flag(painter: QPainter, scene: Scene) -> None:
    """Paint the flag with the as-of day at the foot of the playhead."""
    hand, box, words = scene.hand, flag_box(scene), flag_words(scene)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hand.colour(scene.playhead_role))
    painter.drawRoundedRect(box, 4, 4)
    corner = QPointF(box.center().x() - (hand.bold_width(words) - 1) / 2, box.center().y() - hand.line / 2)
    hand.write_bold(painter, corner, words, "surface")
