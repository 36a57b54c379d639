"""Investigations side by side on a time axis: a row each, their key decisions as marks."""

from __future__ import annotations

import html
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop import text

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent

    from desktop.domain.case.case import Event
    from desktop.domain.page.page import Page
    from desktop.theme import Look, Theme

_KEY = {"fine", "decision", "order", "penalty_decision", "liquidation", "court_ruling", "annulment"}
_ROW = 28
_HEAD = 24
_NAMES = 120
_MARK = 4.5
_LEAST_YEAR = 44


class SideBySide(QWidget):
    """The key decisions of several investigations under a common axis; the as-of day is a line."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_by_side")
        self.setAccessibleName(self.tr("Key decisions on one time axis"))
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._look = look
        self._pages: tuple[Page, ...] = ()
        self._day = date.min
        look.changed.connect(self.update)

    def show_pages(self, pages: tuple[Page, ...], day: date) -> None:
        """Show investigations as of a day, a row each."""
        self._pages, self._day = pages, day
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The height of a row per investigation."""
        return QSize(400, _HEAD + _ROW * len(self._pages) + 8)

    def minimumSizeHint(self) -> QSize:
        """A narrow width, the full height."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the axis and the rows."""
        if not self._pages:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        self._paint_years(painter, theme)
        for number, page in enumerate(self._pages):
            self._paint_row(painter, theme, number, page)
        painter.setPen(QPen(theme.colour("accent"), 1))
        x = self._x(self._day)
        if _NAMES <= x <= self.width():
            painter.drawLine(QPointF(x, _HEAD - 6), QPointF(x, self.height()))
        painter.end()

    def _paint_years(self, painter: QPainter, theme: Theme) -> None:
        first, last = self._years()
        wide = self._x(date(first + 1, 1, 1)) - self._x(date(first, 1, 1))
        step = max(1, -(-_LEAST_YEAR // max(1, int(wide))))
        for year in range(first, last + 1):
            x = self._x(date(year, 1, 1))
            painter.setPen(QPen(theme.colour("grid"), 1))
            painter.drawLine(QPointF(x, _HEAD - 6), QPointF(x, self.height()))
            if (year - first) % step == 0 and x + _LEAST_YEAR <= self.width():
                painter.setPen(theme.colour("muted"))
                painter.drawText(
                    QRectF(x + 3, 0, _LEAST_YEAR, _HEAD - 6), Qt.AlignmentFlag.AlignVCenter, str(year)
                )

    def _paint_row(self, painter: QPainter, theme: Theme, number: int, page: Page) -> None:
        middle = _HEAD + _ROW * (number + 0.5)
        authority = page.case.investigation.authority
        name = text.printable(authority.short_name or authority.name)
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _NAMES - 12)
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(0, middle - _ROW / 2, _NAMES - 8, _ROW), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(QPen(theme.colour("grid"), 1))
        painter.drawLine(QPointF(_NAMES, middle), QPointF(self.width(), middle))
        for event in _key_events(page):
            later = (event.date.last or event.date.earliest) > self._day
            ink = theme.colour("faint" if later else "courts" if event.kind == "court_ruling" else "accent")
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(theme.colour("surface") if later else ink)
            painter.drawRoundedRect(self._mark(event, middle), _MARK, _MARK)

    def _mark(self, event: Event, middle: float) -> QRectF:
        first, last = self._years()
        left = self._x(event.date.first or date(first, 1, 1)) - _MARK
        right = self._x(event.date.last or date(last, 12, 31)) + _MARK
        return QRectF(left, middle - _MARK, right - left, 2 * _MARK)

    def _years(self) -> tuple[int, int]:
        dates = [event.date for page in self._pages for event in _key_events(page)]
        days = [day for known in dates for day in (known.first, known.last) if day is not None]
        first = min((day.year for day in days), default=self._day.year)
        last = max((day.year for day in days), default=self._day.year)
        return first, max(last, first)

    def _x(self, day: date) -> float:
        first, last = self._years()
        start, end = date(first, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal()
        return _NAMES + (self.width() - _NAMES - 8) * (day.toordinal() - start) / (end - start)

    def _tip_at(self, place: QPointF) -> str:
        number = int((place.y() - _HEAD) // _ROW)
        if place.y() < _HEAD or number >= len(self._pages):
            return ""
        middle = _HEAD + _ROW * (number + 0.5)
        hits = [
            f"{text.uncertain(event.date)}: {text.printable(event.title)}"
            for event in _key_events(self._pages[number])
            if self._mark(event, middle).adjusted(-2, -4, 2, 4).contains(place)
        ]
        return "<br>".join(html.escape(hit) for hit in hits)

    def event(self, event: QEvent) -> bool:
        """Name the decisions of the mark under the pointer."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)


def _key_events(page: Page) -> tuple[Event, ...]:
    return tuple(event for event in page.case.events if event.kind in _KEY and not event.date.is_undated)
