"""What a timeline is written and painted with: fonts, colours and measures, each made once for a look."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap, QStaticText

from desktop import text
from desktop.domain.period import Precision
from desktop.views.parts.timeline_doubt import Ink, Place, paint_dated
from desktop.views.parts.timeline_marks import BADGE, MARK, role_of, shape_of

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from desktop.domain.cases import Event
    from desktop.theme import Look

SMALL, TINY = 11, 9  # pixels of the base text
_KEPT = 4_000  # texts and pictures
_AIR = 12.0  # pixels around a mark that its doubt may take


class Hand:
    """Paints words, marks and badges as vectors: on paper as it is, on a screen by `ScreenHand`."""

    def __init__(self, look: Look) -> None:
        self.look, self.theme = look, look.theme
        self.plain, self.bold = look.font(SMALL), look.font(SMALL, bold=True)
        self.tiny = look.font(TINY, bold=True)
        self._plain, self._bold = QFontMetricsF(self.plain), QFontMetricsF(self.bold)
        self.line, self.ascent = self._plain.height(), self._plain.ascent()
        self.size, self.badge_width = look.scaled(MARK), look.scaled(BADGE)  # of marks
        self._colours: dict[str, QColor] = {}
        self._widths: dict[tuple[str, bool], float] = {}
        self._titles: dict[str, str] = {}

    def colour(self, role: str) -> QColor:
        """The colour of a role."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = self.theme.colour(role)
        return found

    def ink(self, role: str) -> Ink:
        """The colour of a role on the ground of the drawing."""
        return Ink(self.colour(role), self.colour("surface"))

    def measure(self, words: str, heavy: bool = False) -> float:  # noqa: FBT001, FBT002 - as labels ask
        """The width of words in pixels."""
        found = self._widths.get((words, heavy))
        if found is None:
            if len(self._widths) >= _KEPT:
                self._widths.clear()
            found = (self._bold if heavy else self._plain).horizontalAdvance(words) + 1
            self._widths[words, heavy] = found
        return found

    def title(self, words: str) -> str:
        """A title in one line, what hides in it made visible."""
        found = self._titles.get(words)
        if found is None:
            if len(self._titles) >= _KEPT:
                self._titles.clear()
            found = self._titles[words] = " ".join(text.printable(words).split())
        return found

    def write(
        self, painter: QPainter, corner: QPointF, words: str, role: str, *, heavy: bool = False
    ) -> None:
        """Write words in a colour role from their upper left corner."""
        painter.setFont(self.bold if heavy else self.plain)
        painter.setPen(self.colour(role))
        painter.drawText(QPointF(corner.x(), corner.y() + self.ascent), words)

    def mark(self, painter: QPainter, event: Event, place: Place) -> None:
        """Paint the mark or the bar of an event."""
        paint_dated(painter, event, place, self.colour(role_of(event.kind, event.lane)), self.theme)

    def badge(self, painter: QPainter, box: QRectF, words: str) -> None:
        """Paint a badge with its number."""
        ground = type(self.colour("neutral_soft"))(self.colour("neutral_soft"))
        ground.setAlphaF(0.85)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(1, 0, -1, 0), 5, 5)
        painter.setPen(self.colour("muted"))
        painter.setFont(self.tiny)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


class ScreenHand(Hand):
    """Keeps what it painted once as pictures, for frames that follow one another quickly."""

    def __init__(self, look: Look, ratio: float = 1.0) -> None:
        super().__init__(look)
        self.ratio = ratio  # device pixels in a pixel
        self._texts: dict[tuple[str, bool], QStaticText | None] = {}
        self._stamps: dict[tuple[object, ...], QPixmap] = {}

    def write(
        self, painter: QPainter, corner: QPointF, words: str, role: str, *, heavy: bool = False
    ) -> None:
        """Write words in a colour role from their upper left corner."""
        painter.setFont(self.bold if heavy else self.plain)
        painter.setPen(self.colour(role))
        key = (words, heavy)
        if key not in self._texts:  # most are seen in one frame alone, for which keeping them is too dear
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            self._texts[key] = None
            painter.drawText(QPointF(corner.x(), corner.y() + self.ascent), words)
            return
        found = self._texts[key]
        if found is None:
            found = self._texts[key] = QStaticText(words)
            found.setTextFormat(Qt.TextFormat.PlainText)
        painter.drawStaticText(corner, found)

    def mark(self, painter: QPainter, event: Event, place: Place) -> None:
        """Paint the mark or the bar of an event; marks of a day look the same on every day."""
        if event.date.precision is not Precision.DAY:
            super().mark(painter, event, place)
            return
        size = place.box.size()
        key = (role_of(event.kind, event.lane), shape_of(event.kind), event.date.doubt, size.height())
        stamp = self._stamps.get(key)
        if stamp is None:
            box = QRectF(QPointF(_AIR, _AIR), size)
            stamp, inner = self._blank(box.adjusted(0, 0, _AIR, _AIR).bottomRight())
            super().mark(inner, event, Place(box, 0, 0))
            inner.end()
            self._stamps[key] = stamp
        painter.drawPixmap(place.box.topLeft() - QPointF(_AIR, _AIR), stamp)

    def badge(self, painter: QPainter, box: QRectF, words: str) -> None:
        """Paint a badge with its number."""
        key = (words, box.width(), box.height())
        stamp = self._stamps.get(key)
        if stamp is None:
            stamp, inner = self._blank(QPointF(box.width(), box.height()))
            super().badge(inner, QRectF(QPointF(0, 0), box.size()), words)
            inner.end()
            self._stamps[key] = stamp
        painter.drawPixmap(box.topLeft(), stamp)

    def _blank(self, corner: QPointF) -> tuple[QPixmap, QPainter]:
        """An empty picture with its lower right corner there, and a painter on it."""
        size = QSizeF(math.ceil(corner.x()), math.ceil(corner.y())) * self.ratio
        made = QPixmap(size.toSize())
        made.setDevicePixelRatio(self.ratio)
        made.fill(Qt.GlobalColor.transparent)
        inner = QPainter(made)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        return made, inner
