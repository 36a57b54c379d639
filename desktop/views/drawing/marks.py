"""The marks of events: a shape and a colour for each kind, never a colour alone, bars and pills."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen, QPolygonF

from desktop.domain.case.case import Lane
from desktop.domain.timeline.chronicle import DECISIONS, RECOVERIES

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

    from desktop.theme import Theme


MARK = 12  # pixels of a mark, for the base text
BADGE = 20  # pixels of the badge beside a mark
DIMMED = 0.4  # the strength of events ahead of the as-of day


class Shape(Enum):
    """The shape of a mark."""

    DISC = "disc"
    DIAMOND = "diamond"
    RING = "ring"
    SQUARE = "square"
    ARROW = "arrow"


_COURT = frozenset({"court_ruling", "appeal", "annulment", "suspension", "settlement"})
_CLOCK = frozenset(
    {"penalty_start", "penalty_end", "penalty_cutoff", "cap_reached", "rate_change", "deadline"}
)
_LANES = {
    Lane.COMPLAINANTS: "complainants",
    Lane.AUTHORITY: "accent",
    Lane.RESPONDENT: "respondent",
    Lane.COURTS: "courts",
}


def shape_of(kind: str) -> Shape:
    """The shape of a kind of event."""
    if kind in DECISIONS:
        return Shape.DIAMOND
    if kind in RECOVERIES:
        return Shape.RING
    if kind in _COURT:
        return Shape.SQUARE
    return Shape.ARROW if kind in _CLOCK else Shape.DISC


def lane_role(lane: Lane) -> str:
    """The colour role of a lane."""
    return _LANES[lane]


def role_of(kind: str, lane: Lane) -> str:
    """The colour role of an event."""
    if kind in DECISIONS:
        return "running"
    return "settled" if kind in RECOVERIES else _LANES[lane]


def paint_mark(painter: QPainter, box: QRectF, shape: Shape, colour: QColor, theme: Theme) -> None:
    """Paint the mark of a day in a square box."""
    centre, half = box.center(), box.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    match shape:
        case Shape.DISC:
            painter.drawEllipse(box)
        case Shape.DIAMOND:
            across, down = QPointF(half + 1.5, 0), QPointF(0, half + 1.5)
            painter.drawPolygon(QPolygonF([centre - down, centre + across, centre + down, centre - across]))
        case Shape.RING:
            painter.setPen(QPen(colour, 2))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        case Shape.SQUARE:
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        case Shape.ARROW:
            tip, inset = QPointF(box.right(), centre.y()), QPointF(1, 0)
            painter.drawPolygon(QPolygonF([box.topLeft() + inset, tip, box.bottomLeft() + inset]))


def paint_bar(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Paint the bar of a date known to a stretch of days: softer than a mark, as wide as the stretch."""
    soft = type(colour)(colour)
    soft.setAlphaF(0.35)
    painter.setPen(QPen(colour, 1))
    painter.setBrush(soft)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)


def paint_kind(painter: QPainter, box: QRectF, word: str, kind: str, theme: Theme) -> None:
    """Paint the pill of a kind with its word: red for decisions, teal for recoveries, else outlined."""
    role = "running" if kind in DECISIONS else "settled" if kind in RECOVERIES else ""
    painter.setPen(Qt.PenStyle.NoPen if role else QPen(theme.colour("border"), 1))
    painter.setBrush(theme.colour(f"{role}_soft" if role else "neutral_soft"))
    ground = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(ground, ground.height() / 2, ground.height() / 2)
    painter.setPen(theme.colour(role or "muted"))
    shown = QFontMetricsF(painter.font()).elidedText(word, Qt.TextElideMode.ElideRight, box.width() - 12)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), shown)
