"""State pills: a word and a shape on a soft ground, and plain chips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent

    from desktop.theme import Look, Theme

HEIGHT = 20
_PADDING = 8.0
_GLYPH = 7.0
_GAP = 5.0
DRAFT = "draft"  # the role of what is not in the file yet
_GROUNDS = {"running", "grace", "stayed", "settled", "uncalculated"}


def pill_width(word: str, font: QFont, *, glyph: bool = True) -> int:
    """The width in pixels of a pill in text of `font`; without a glyph, `font` is the word's own."""
    ink = QFontMetricsF(pill_font(font) if glyph else font).horizontalAdvance(word)
    return int(ink + 2 * _PADDING + (_GLYPH + _GAP if glyph else 0) + 1.5)


def paint_pill(painter: QPainter, rect: QRectF, word: str, role: str, theme: Theme, font: QFont) -> None:  # noqa: PLR0913, PLR0917
    """Paint a state pill that fills `rect` in text of `font`; too long a word is elided."""
    ink = theme.colour("accent" if role == DRAFT else role if role in _GROUNDS else "muted")
    _paint_ground(painter, rect, role, theme)
    glyph = QRectF(rect.left() + _PADDING, rect.center().y() - _GLYPH / 2, _GLYPH, _GLYPH)
    _paint_glyph(painter, glyph, role, ink)
    words = rect.adjusted(_PADDING + _GLYPH + _GAP, 0, -_PADDING, 0)
    _paint_word(painter, words, word, ink, pill_font(font))


def paint_chip(painter: QPainter, rect: QRectF, word: str, theme: Theme, font: QFont) -> None:
    """Paint a quiet chip without a shape."""
    _paint_ground(painter, rect, "neutral", theme)
    words = rect.adjusted(_PADDING, 0, -_PADDING, 0)
    _paint_word(painter, words, word, theme.colour("muted"), font)


def pill_font(font: QFont, *, bold: bool = True) -> QFont:
    """The smaller font of a pill in text of `font`; a chip's is less bold."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(9, font.pixelSize() - 2))
    else:
        small.setPointSizeF(max(7.0, font.pointSizeF() * 11 / 13))
    small.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Medium)
    return small


def _paint_ground(painter: QPainter, rect: QRectF, role: str, theme: Theme) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plain = role not in _GROUNDS
    painter.setPen(QPen(theme.colour("border"), 1) if plain else Qt.PenStyle.NoPen)
    ground = "surface" if role == DRAFT else "neutral_soft" if plain else f"{role}_soft"
    painter.setBrush(theme.colour(ground))
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.restore()


def _paint_word(painter: QPainter, rect: QRectF, word: str, ink: QColor, font: QFont) -> None:
    painter.save()
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetricsF(font).elidedText(word, Qt.TextElideMode.ElideRight, rect.width() + 1)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags), shown)
    painter.restore()


def _paint_glyph(painter: QPainter, box: QRectF, role: str, ink: QColor) -> None:
    """Paint the shape of a role: no state is told by colour alone."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    match role:
        case "running":
            tip = QPointF(box.right(), box.center().y())
            painter.drawPolygon(QPolygonF([box.topLeft(), tip, box.bottomLeft()]))
        case "grace":
            middle = box.center()
            painter.drawPolygon(QPolygonF([box.topLeft(), box.topRight(), middle]))
            painter.drawPolygon(QPolygonF([box.bottomLeft(), box.bottomRight(), middle]))
        case "stayed":
            painter.drawRect(QRectF(box.left() + 0.5, box.top(), 2, box.height()))
            painter.drawRect(QRectF(box.right() - 2.5, box.top(), 2, box.height()))
        case "settled":
            pen = QPen(ink, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            foot = QPointF(box.left() + 2.6, box.bottom() - 1)
            start = QPointF(box.left() + 0.4, box.center().y() + 0.4)
            painter.drawPolyline(QPolygonF([start, foot, QPointF(box.right(), box.top() + 1)]))
        case "uncalculated":
            inner = box.adjusted(0.8, 0.8, -0.8, -0.8)
            painter.setPen(QPen(ink, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(inner.topLeft(), inner.bottomRight())
            painter.drawLine(inner.bottomLeft(), inner.topRight())
        case "draft":
            painter.setPen(QPen(ink, 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(
                QPointF(box.left() + 1.6, box.bottom() - 1.6), box.topRight() + QPointF(-0.6, 0.6)
            )
            painter.setPen(QPen(ink, 1.0))
            painter.drawLine(box.bottomLeft(), QPointF(box.left() + 1.6, box.bottom() - 1.6))
        case _:
            painter.setPen(QPen(ink, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(0.7, 0.7, -0.7, -0.7))
    painter.restore()


class PillStamps:
    """State pills kept as pictures, for rows that are painted again and again."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._widths: dict[tuple[object, ...], int] = {}
        self._stamps: dict[tuple[object, ...], QPixmap] = {}
        look.changed.connect(self._forget)

    def width(self, word: str, font: QFont) -> int:
        """The width of a pill in text of `font`, which is the list's."""
        key = (word, font.pixelSize())
        found = self._widths.get(key)
        if found is None:
            found = self._widths[key] = pill_width(word, font)
        return found

    def paint(self, painter: QPainter, rect: QRect, word: str, role: str, font: QFont) -> None:
        """Paint a pill that fills `rect`, as `paint_pill` does."""
        ratio = painter.device().devicePixelRatio()
        key = (word, role, rect.width(), rect.height(), font.pixelSize(), ratio)
        stamp = self._stamps.get(key)
        if stamp is None:
            stamp = QPixmap(rect.size() * ratio)
            stamp.setDevicePixelRatio(ratio)
            stamp.fill(Qt.GlobalColor.transparent)
            inner = QPainter(stamp)
            box = QRectF(0, 0, rect.width(), rect.height())
            paint_pill(inner, box, word, role, self._look.theme, font)
            inner.end()
            self._stamps[key] = stamp
        painter.drawPixmap(rect.topLeft(), stamp)

    def _forget(self) -> None:
        self._widths.clear()
        self._stamps.clear()


class _WordBox(QWidget):
    """A word in a box of its own size, which is never cut."""

    def __init__(self, look: Look, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._look = look
        self._word = word
        look.changed.connect(self.update)

    @property
    def word(self) -> str:
        """The word shown."""
        return self._word

    def sizeHint(self) -> QSize:
        """The size of the whole box."""
        return QSize(self._width(), max(HEIGHT, self.fontMetrics().height() + 3))

    def minimumSizeHint(self) -> QSize:
        """The size of the whole box."""
        return self.sizeHint()

    def _width(self) -> int:
        raise NotImplementedError


class Pill(_WordBox):
    """A state as a word and a shape."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "", parent)
        self.setObjectName("pill")
        self._role = "neutral"

    @property
    def role(self) -> str:
        """The colour role shown."""
        return self._role

    def show_state(self, word: str, role: str) -> None:
        """Show `word` in the colours and the shape of `role`."""
        self._word, self._role = word, role
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def _width(self) -> int:
        return pill_width(self._word, self.font())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the pill."""
        painter = QPainter(self)
        paint_pill(painter, QRectF(self.rect()), self._word, self._role, self._look.theme, self.font())
        painter.end()


class Chip(_WordBox):
    """A short word in a quiet outline."""

    def __init__(self, look: Look, word: str, parent: QWidget | None = None) -> None:
        super().__init__(look, word, parent)
        self.setObjectName("chip")
        self.setAccessibleName(word)

    def _width(self) -> int:
        return pill_width(self._word, pill_font(self.font(), bold=False), glyph=False)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the chip."""
        painter = QPainter(self)
        font = pill_font(self.font(), bold=False)
        paint_chip(painter, QRectF(self.rect()), self._word, self._look.theme, font)
        painter.end()
