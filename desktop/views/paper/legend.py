"""The legend beneath a printed timeline: the shapes of events, and the patterns of doubtful dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from desktop.domain.case.case import Event, Lane
from desktop.domain.case.ids import EventId
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.days.period import Precision
from desktop.domain.source import Confidence
from desktop.views.drawing.doubt import MarkPlace, paint_dated
from desktop.views.drawing.marks import role_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QPainter

    from desktop.domain.days.period import UncertainDate
    from desktop.theme import Look

LEGEND_HEIGHT = 24.0
_SIZE, _BAR, _SPACE, _APART = 10.0, 34.0, 6.0, 18.0


def paint_legend(painter: QPainter, events: Iterable[Event], look: Look, box: QRectF) -> None:
    """Paint the meaning of the shapes, and of the patterns that the events have."""
    font, x = look.font(10), box.left()
    measure = QFontMetricsF(font)
    for sample, words in _entries(tuple(event.date for event in events)):
        wide = _SIZE if sample.date.precision is Precision.DAY else _BAR
        place = QRectF(x, box.center().y() - _SIZE / 2, wide, _SIZE)
        colour = look.theme.colour(role_of(sample.kind, sample.lane))
        edges = MarkPlace(place, place.left() - 2, place.right() + 2)
        paint_dated(painter, sample, edges, colour, look.theme)
        painter.setFont(font)
        painter.setPen(look.theme.colour("muted"))
        x = place.right() + _SPACE
        painter.drawText(QPointF(x, box.center().y() + measure.ascent() / 2 - 1), words)
        x += measure.horizontalAdvance(words) + _APART


def _entries(dates: tuple[UncertainDate, ...]) -> tuple[tuple[Event, str], ...]:
    """A sample and the meaning of every shape, then of the patterns among the dates."""
    translate = QCoreApplication.translate
    shapes = (
        ("decision", translate("Print", "decision")),
        ("payment", translate("Print", "sum fixed or paid")),
        ("court_ruling", translate("Print", "court")),
        ("deadline", translate("Print", "penalty clock")),
        ("other", translate("Print", "other event")),
    )
    patterns: tuple[tuple[str, str, Callable[[UncertainDate], bool]], ...] = (
        ("2022-03", translate("Print", "some day of a month, year or range"), _is_bar),
        ("2022-03~", translate("Print", "approximate"), lambda date: "~" in date.iso or "%" in date.iso),
        ("2022-03?", translate("Print", "uncertain"), lambda date: "?" in date.iso or "%" in date.iso),
        (
            "2022-03/..",
            translate("Print", "no end known"),
            lambda date: date.first is None or date.last is None,
        ),
    )
    dated = [date for date in dates if not date.is_undated]
    return (
        *((_sample("2022-03-01", kind), words) for kind, words in shapes),
        *((_sample(iso, "other"), words) for iso, words, holds in patterns if any(map(holds, dated))),
    )


def _is_bar(date: UncertainDate) -> bool:
    return date.precision is not Precision.DAY


def _sample(iso: str, kind: str) -> Event:
    lane = Lane.COURTS if kind == "court_ruling" else Lane.AUTHORITY
    return Event(EventId(0), parse_edtf(iso), kind, lane, "", "", (), Confidence.CONFIRMED, ())
