"""The fonts, colours and measures of a timeline, made once for a look; the painting of words and marks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPixmap, QStaticText

from desktop import text
from desktop.domain.days.period import Precision
from desktop.views.drawing.doubt import Ink, MarkPlace, paint_dated
from desktop.views.drawing.marks import BADGE, MARK, role_of

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from desktop.domain.case.case import Event
    from desktop.theme import Look

SMALL, TINY = 11, 9  # pixels of the base text
_KEPT = 4_000  # most texts or pictures kept
_WEAKEST, _STRONGEST = 0.10, 0.95  # strengths of heat
_AIR = 12.0  # pixels around a mark for the painting of its doubt


class Hand:
    """Paints words, marks and badges as vectors, for paper; a screen has `ScreenHand`."""

    def __init__(self, look: Look) -> None:
        self.look, self.theme = look, look.theme
        self.plain, self.bold = look.font(SMALL), look.font(SMALL, bold=True)
        self.tiny = look.font(TINY, bold=True)
        self._plain, self._bold = QFontMetricsF(self.plain), QFontMetricsF(self.bold)
        self.line, self.ascent = self._plain.height(), self._plain.ascent()
        self.size, self.badge_width = look.scaled(MARK), look.scaled(BADGE)  # of marks
        self._colours: dict[str, QColor] = {}
        self._widths: dict[tuple[str, bool], float] = {}
        self._sheer: dict[str, QColor] = {}
        self._titles: dict[str, str] = {}
        self._shades: dict[tuple[str, int], list[int]] = {}

    def colour(self, role: str) -> QColor:
        """The colour of a role."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = self.theme.colour(role)
        return found

    def sheer(self, role: str) -> QColor:
        """The colour of a role, slightly transparent."""
        found = self._sheer.get(role)
        if found is None:
            found = self._sheer[role] = self.theme.colour(role)
            found.setAlphaF(0.85)
        return found

    def shades(self, role: str, most: int) -> list[int]:
        """The colour (RGB) of each level of heat from 0 (the ground) to `most`, from weak to strong."""
        found = self._shades.get((role, most))
        if found is None:
            ink = Ink(self.colour(role), self.colour("surface"))
            step = (_STRONGEST - _WEAKEST) / max(most - 1, 1)
            strengths = [0.0, *(_WEAKEST + step * level for level in range(max(most, 1)))]
            found = self._shades[role, most] = [ink.mixed(strength).rgb() for strength in strengths]
        return found

    def measure(self, words: str, heavy: bool = False) -> float:  # noqa: FBT001, FBT002 - as labels ask
        """The width of words in pixels, remembered."""
        found = self._widths.get((words, heavy))
        if found is None:
            if len(self._widths) >= _KEPT:
                self._widths.clear()
            found = (self._bold if heavy else self._plain).horizontalAdvance(words) + 1
            self._widths[words, heavy] = found
        return found

    def bold_width(self, words: str) -> float:
        """The width in pixels of bold words, which are seldom repeated and so not remembered."""
        return self._bold.horizontalAdvance(words) + 1

    def title(self, words: str) -> str:
        """A title on one line, its invisible characters made visible."""
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

    def grid_line(self, painter: QPainter, top: QPointF, height: float) -> None:
        """Draw a dotted line down from a point, its height in pixels."""
        smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(self.colour("grid"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(top, QPointF(top.x(), top.y() + height))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)

    def write_bold(self, painter: QPainter, corner: QPointF, words: str, role: str) -> None:
        """Write bold words, which are seldom repeated and so never kept as a picture."""
        Hand.write(self, painter, corner, words, role, heavy=True)

    def mark(self, painter: QPainter, event: Event, box: QRectF, edges: tuple[float, float]) -> None:
        """Paint the mark or bar of an event; `edges` are the left and right edges of the drawing."""
        colour = self.colour(role_of(event.kind, event.lane))
        paint_dated(painter, event, MarkPlace(box, *edges), colour, self.theme)

    def badge(self, painter: QPainter, corner: QPointF, words: str, role: str = "muted") -> None:
        """Paint a badge with its number, in a colour role, from its upper left corner."""
        box = QRectF(corner.x(), corner.y(), self.badge_width, self.size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.sheer("neutral_soft"))
        painter.drawRoundedRect(box.adjusted(1, 0, -1, 0), 5, 5)
        painter.setPen(self.colour(role))
        painter.setFont(self.tiny)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


class ScreenHand(Hand):
    """Paints repeated words, marks and badges from pictures, for quick frames on a screen."""

    def __init__(self, look: Look, ratio: float = 1.0) -> None:
        super().__init__(look)
        self.ratio = ratio  # device pixels in a pixel
        self._texts: dict[tuple[str, bool], QStaticText | None] = {}
        self._stamps: dict[object, QPixmap] = {}

    def write(
        self, painter: QPainter, corner: QPointF, words: str, role: str, *, heavy: bool = False
    ) -> None:
        """Write words as `Hand` does; from the second time on, a laid-out text is kept."""
        key = (words, heavy)
        if key not in self._texts:  # most words are in one frame alone, for which keeping them is too dear
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            self._texts[key] = None
            super().write(painter, corner, words, role, heavy=heavy)
            return
        found = self._texts[key]
        if found is None:
            found = self._texts[key] = QStaticText(words)
            found.setTextFormat(Qt.TextFormat.PlainText)
        painter.setFont(self.bold if heavy else self.plain)
        painter.setPen(self.colour(role))
        painter.drawStaticText(corner, found)

    def mark(self, painter: QPainter, event: Event, box: QRectF, edges: tuple[float, float]) -> None:
        """Paint the mark or bar of an event; the mark of a day looks the same on every day, and is kept."""
        if event.date.precision is not Precision.DAY:
            super().mark(painter, event, box, edges)
            return
        key = (event.kind, event.lane, event.date.doubt)
        stamp = self._stamps.get(key)
        if stamp is None:
            if len(self._stamps) >= _KEPT:
                self._stamps.clear()
            side = self.size + 2 * _AIR
            stamp, inner = self._blank(side, side)
            super().mark(inner, event, QRectF(_AIR, _AIR, self.size, self.size), edges)
            inner.end()
            self._stamps[key] = stamp
        painter.drawPixmap(QPointF(box.x() - _AIR, box.y() - _AIR), stamp)

    def badge(self, painter: QPainter, corner: QPointF, words: str, role: str = "muted") -> None:
        """Paint a badge with its number, in a colour role, from its upper left corner."""
        stamp = self._stamps.get((words, role))
        if stamp is None:
            stamp, inner = self._blank(self.badge_width, self.size)
            super().badge(inner, QPointF(0, 0), words, role)
            inner.end()
            self._stamps[words, role] = stamp
        painter.drawPixmap(corner, stamp)

    def grid_line(self, painter: QPainter, top: QPointF, height: float) -> None:
        """Draw a dotted line down from the middle of a pixel."""
        stamp = self._stamps.get(height)
        if stamp is None:
            stamp, inner = self._blank(1, height)
            super().grid_line(inner, QPointF(0.5, 0), height)
            inner.end()
            self._stamps[height] = stamp
        painter.drawPixmap(QPointF(top.x() - 0.5, top.y()), stamp)

    def _blank(self, width: float, height: float) -> tuple[QPixmap, QPainter]:
        """An empty picture of this size in pixels, and its painter."""
        size = QSizeF(math.ceil(width), math.ceil(height)) * self.ratio
        made = QPixmap(size.toSize())
        made.setDevicePixelRatio(self.ratio)
        made.fill(Qt.GlobalColor.transparent)
        inner = QPainter(made)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        return made, inner
