"""Painting the doubt about an event's date: bars, fading ends and hatching, told by pattern, not by colour.

A day is a mark; a month, season or year is a bar with an outline. An approximate date fades at its ends, an
uncertain date is hatched within a broken outline, and an open date fades away towards the edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainterPath, QPen

from desktop.domain.days.period import Precision
from desktop.views.drawing.marks import paint_bar, paint_mark, shape_of

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

    from desktop.domain.case.case import Event
    from desktop.domain.days.period import End, UncertainDate
    from desktop.theme import Theme

_SOFT, _STRONG = 0.35, 0.55  # the strength of a bar with an outline, and without
_FAINT = 0.06  # the strength of an open bar at the edge of the drawing
_HATCHING = 0.6  # the strength of hatching, which words may cross
_LINE = 1.5
_APART = 4.0  # pixels between two lines of a hatching
_FADING = 0.3  # the fading share of an approximate bar, at each end
_WINGS = (0.8, 0.5, 0.25)  # the lines beside the mark of an approximate day


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """The box of a mark, and the left and right edges of the drawing."""

    box: QRectF
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Ink:
    """The colour of an event and the colour of its ground."""

    colour: QColor
    ground: QColor

    def mixed(self, strength: float) -> QColor:
        """The colour on its ground, at a strength from 0 to 1."""
        ink, ground, rest = self.colour, self.ground, 1 - strength
        return type(ink).fromRgbF(
            ink.redF() * strength + ground.redF() * rest,
            ink.greenF() * strength + ground.greenF() * rest,
            ink.blueF() * strength + ground.blueF() * rest,
        )


def paint_dated(painter: QPainter, event: Event, place: MarkPlace, colour: QColor, theme: Theme) -> None:
    """Paint the mark or bar of an event, with the doubt about its date."""
    ink = Ink(colour, theme.colour("surface"))
    if event.date.precision is Precision.DAY:
        _paint_day(painter, event, place.box, ink, theme)
        return
    bar = place.box.adjusted(0.5, 1.0, -0.5, -1.0)
    uncertain = any(end.doubt.is_uncertain for end in event.date.both_ends)
    if _fades(event.date):
        _paint_fading(painter, event.date, bar, place, ink)
    elif not uncertain:
        paint_bar(painter, bar, colour)
    if uncertain:
        _hatch(painter, _rounded(bar), ink, outlined=not _fades(event.date))


def _fades(date: UncertainDate) -> bool:
    return any(end.doubt.is_approximate or not end.is_known for end in date.both_ends)


def _paint_day(painter: QPainter, event: Event, box: QRectF, ink: Ink, theme: Theme) -> None:
    shape, doubt = shape_of(event.kind), event.date.doubt
    if doubt.is_approximate:
        _paint_wings(painter, box, ink)
    if not doubt.is_uncertain:
        paint_mark(painter, box, shape, ink.colour, theme)
        return
    paint_mark(painter, box, shape, ink.ground, theme)
    _hatch(painter, _rounded(box), ink, outlined=True)


def _paint_wings(painter: QPainter, box: QRectF, ink: Ink) -> None:
    """Lines that fade away on both sides of an approximate day."""
    for number, strength in enumerate(_WINGS, 1):
        painter.setPen(QPen(ink.mixed(strength), _LINE))
        high = box.height() * (0.35 - 0.06 * number)
        for x in (box.left() - 3 * number, box.right() + 3 * number):
            painter.drawLine(QPointF(x, box.center().y() - high), QPointF(x, box.center().y() + high))


def _paint_fading(painter: QPainter, date: UncertainDate, bar: QRectF, place: MarkPlace, ink: Ink) -> None:
    """A fading bar without an outline; a line stands at each known end in sight."""
    first, last = date.both_ends
    left = bar.left() if first.is_known else place.left
    right = bar.right() if last.is_known else place.right
    whole = QRectF(left, bar.top(), right - left, bar.height())
    painter.setPen(Qt.PenStyle.NoPen)
    # Colours without transparency, which not every reader of a PDF shows in a gradient.
    gradient = QLinearGradient(whole.topLeft(), whole.topRight())
    for share, strength in (
        *_edge(first),
        *((1 - share, strength) for share, strength in reversed(_edge(last))),
    ):
        gradient.setColorAt(share, ink.mixed(strength))
    painter.setBrush(gradient)
    painter.drawRect(whole)
    painter.setPen(QPen(ink.colour, _LINE))
    for end, x in ((first, left), (last, right)):
        in_sight = place.left + 1 < x < place.right - 1
        if end.is_known and not end.doubt.is_approximate and in_sight:
            painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()))


def _edge(end: End) -> tuple[tuple[float, float], ...]:
    """The strength of a bar by share of length: an open end is weak from afar, an approximate end near."""
    if not end.is_known:
        return (0.0, _FAINT), (0.5, _SOFT)
    return ((0.0, 0.0), (_FADING, _STRONG)) if end.doubt.is_approximate else ((0.0, _STRONG),)


def hatch(painter: QPainter, path: QPainterPath, colour: QColor) -> None:
    """Hatch a shape with lines; on paper Qt's own patterns are too fine to see."""
    box = path.boundingRect()
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, 1))
    height = QPointF(box.height(), -box.height())
    for place in range(int((box.left() - box.height()) // _APART), int(box.right() // _APART) + 1):
        foot = QPointF(place * _APART, box.bottom())
        painter.drawLine(foot, foot + height)
    painter.restore()


def _hatch(painter: QPainter, path: QPainterPath, ink: Ink, *, outlined: bool) -> None:
    hatch(painter, path, ink.mixed(_HATCHING))
    if outlined:
        painter.setPen(QPen(ink.colour, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


def _rounded(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, box.height() / 2, box.height() / 2)
    return path
