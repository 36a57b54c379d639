"""The axis of days: tick labels, grid lines and the playhead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from desktop import text
from desktop.domain.timescale import Step, ticks

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPainter

    from desktop.views.parts.timeline_layout import Scene

_WIDEST = {
    Step.DAY: "28 Mar 2028",
    Step.WEEK: "28 Mar 2028",
    Step.MONTH: "Mar 2028",
    Step.QUARTER: "Mar 2028",
    Step.YEAR: "2028",
}
_AIR = 16.0
_EARLIER = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
_LATER = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


def tick_text(day: date, step: Step) -> str:
    """The label of a tick."""
    match step:
        case Step.YEAR:
            return str(day.year)
        case Step.QUARTER | Step.MONTH:
            return text.month(day)
        case _:
            return text.day(day)


def paint_axis(painter: QPainter, scene: Scene) -> None:
    """Paint tick labels above and grid lines through lanes and curve."""
    frame, theme, font = scene.frame, scene.look.theme, scene.look.font(11)
    measure = QFontMetricsF(font)
    found = ticks(scene.scale, lambda step: measure.horizontalAdvance(_WIDEST[step]) + _AIR)
    painter.setFont(font)
    for day in found.days:
        x = round(frame.left + scene.scale.x_of(day)) + 0.5
        painter.setPen(QPen(theme.colour("grid"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, frame.lanes_top), QPointF(x, frame.curve_bottom))
        words = tick_text(day, found.step)
        box = QRectF(x + 4, 0, measure.horizontalAdvance(words) + 1, frame.lanes_top)
        if frame.left <= x and box.right() <= frame.right:
            painter.setPen(theme.colour("muted"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
    painter.setPen(QPen(theme.colour("border"), 1))
    painter.drawLine(QPointF(frame.left, frame.lanes_top - 0.5), QPointF(frame.right, frame.lanes_top - 0.5))


def playhead_words(scene: Scene) -> str:
    """What the flag says: the picked day, or that it is today."""
    return QCoreApplication.translate("LaneCanvas", "Today") if scene.live else text.day(scene.day)


def flag_box(scene: Scene) -> QRectF:
    """The place of the playhead's flag, kept inside the drawing."""
    measure = QFontMetricsF(scene.look.font(11, bold=True))
    width = measure.horizontalAdvance(flag_words(scene)) + 16
    left = min(max(scene.playhead_x - width / 2, scene.frame.left), scene.frame.right - width)
    return QRectF(left, scene.frame.curve_bottom + 2, width, scene.look.scaled(18))


def flag_words(scene: Scene) -> str:
    """The words on the flag, with an arrow where the day is out of sight."""
    words = playhead_words(scene)
    if scene.playhead_x < scene.frame.left:
        return f"{_EARLIER} {words}"
    return f"{words} {_LATER}" if scene.playhead_x > scene.frame.right else words


def paint_playhead(painter: QPainter, scene: Scene) -> None:
    """Paint the line of the as-of day."""
    frame = scene.frame
    if frame.left <= scene.playhead_x <= frame.right:
        painter.setPen(QPen(scene.look.theme.colour(scene.playhead_role), 1.5))
        x = scene.playhead_x
        painter.drawLine(QPointF(x, frame.lanes_top), QPointF(x, frame.curve_bottom + 4))


def paint_flag(painter: QPainter, scene: Scene) -> None:
    """Paint the flag with the as-of day at the foot of the playhead."""
    theme, box = scene.look.theme, flag_box(scene)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(scene.playhead_role))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(theme.colour("surface"))
    painter.setFont(scene.look.font(11, bold=True))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), flag_words(scene))
