"""The painting of an investigation in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from desktop.models.listing.cases import CELLS_ROLE, CHANGED_ROLE, FLAWED_ROLE, HIT_ROLE
from desktop.views.parts.pill import HEIGHT, PillStamps
from desktop.views.parts.row_state import RowState, row_state

if TYPE_CHECKING:
    from desktop.models.listing.words import CaseCells, HitCells
    from desktop.theme import Look

Index = QModelIndex | QPersistentModelIndex
SIDE, LINE_GAP, EDGE = 14, 5, 10
MARK, WARNING = 8, 14
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CaseRowDelegate(QStyledItemDelegate):
    """Two lines: respondent and amount; authority, reference, years and the state.

    During a search (`shows_hits`) a third line shows the excerpt with the words found.
    """

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self._pills = PillStamps(look)
        self._fonts = _Fonts(QFont())
        self.shows_hits = False
        self._sign: QIcon | None = None
        look.changed.connect(self._forget)

    def _forget(self) -> None:
        self._sign = None

    def height(self, metrics: QFontMetrics) -> int:
        """The height of every row."""
        line = metrics.height()
        hit = LINE_GAP + line if self.shows_hits else 0
        return 2 * EDGE + line + LINE_GAP + max(HEIGHT, line + 3) + hit

    def hit_box(self, rect: QRect, metrics: QFontMetrics) -> QRect:
        """The place of the third line in a row."""
        line = metrics.height()
        return QRect(rect.left() + SIDE, rect.bottom() - EDGE - line, rect.width() - 2 * SIDE, line + 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """The size of the lines of any row."""
        return QSize(200, self.height(option.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint an investigation."""
        row: CaseCells = index.data(CELLS_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option.rect, row_state(self._view, index))
        line = option.fontMetrics.height()
        first = option.rect.adjusted(SIDE, EDGE, -SIDE, 0)
        first.setHeight(line)
        second = QRect(first.left(), first.bottom() + 1 + LINE_GAP, first.width(), max(HEIGHT, line + 3))
        if index.data(CHANGED_ROLE):
            from desktop.views.parts.changed import paint_changed  # noqa: PLC0415 - not at a start

            paint_changed(
                painter, QPointF(option.rect.left() + SIDE / 2, first.center().y() + 0.5), self._look
            )
        if self._fonts.base != option.font:
            self._fonts = _Fonts(QFont(option.font))
        self._paint_first(painter, first, row, is_flawed=index.data(FLAWED_ROLE))
        self._paint_second(painter, second, row)
        hit: HitCells | None = index.data(HIT_ROLE) if self.shows_hits else None
        if hit is not None:
            self._paint_hit(painter, self.hit_box(option.rect, option.fontMetrics), hit)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: RowState) -> None:
        # By the brush: `fillRect` comes with all words of `QGradient`, which a start would wait for.
        painter.setPen(Qt.PenStyle.NoPen)
        if state.is_chosen or state.is_hovered:
            painter.setBrush(self._look.theme.colour("accent_soft" if state.is_chosen else "neutral_soft"))
            painter.drawRect(rect)
        painter.setBrush(self._look.theme.colour("border"))
        painter.drawRect(rect.left(), rect.bottom(), rect.width(), 1)
        if state.is_focused:
            painter.setBrush(self._look.theme.colour("accent"))
            painter.drawRect(rect.left(), rect.top(), 3, rect.height())

    def _paint_first(self, painter: QPainter, box: QRect, row: CaseCells, *, is_flawed: bool) -> None:
        font, metrics = self._fonts.bold, self._fonts.bold_metrics
        ink = self._look.theme.colour(row.amount_role)
        width = metrics.horizontalAdvance(row.amount)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, _RIGHT, row.amount)
        if row.contingent:
            width += MARK + 5
            _paint_mark(painter, QPointF(box.right() - width + MARK / 2 + 1, box.center().y() + 0.5))
        painter.setPen(self._look.theme.colour("text"))
        room = box.width() - width - 10 - (WARNING + 6 if is_flawed else 0)
        shown = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, _LEFT, shown)
        if is_flawed:
            left = box.left() + metrics.horizontalAdvance(shown) + 6
            self._paint_warning(painter, QRect(left, box.center().y() - WARNING // 2, WARNING, WARNING))

    def _paint_warning(self, painter: QPainter, box: QRect) -> None:
        if self._sign is None:
            from desktop.icons import icon  # noqa: PLC0415 - where something is wrong

            self._sign = icon("warning", self._look.theme.colour("grace"))
        self._sign.paint(painter, box)

    def _paint_second(self, painter: QPainter, box: QRect, row: CaseCells) -> None:
        fonts, width = self._fonts, 0
        if row.state:
            width = min(self._pills.width(row.state, fonts.base), box.width())
            pill = QRect(box.right() + 1 - width, box.top(), width, box.height())
            self._pills.paint(painter, pill, row.state, row.state_role, fonts.base)
        painter.setFont(fonts.small)
        painter.setPen(self._look.theme.colour("muted"))
        room = box.width() - width - 8
        shown = fonts.small_metrics.elidedText(row.detail, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, _LEFT, shown)

    def _paint_hit(self, painter: QPainter, box: QRect, hit: HitCells) -> None:
        """Paint the date and the excerpt, from a little before the first word found, which has a ground."""
        theme, plain = self._look.theme, self._fonts.small
        bold = QFont(plain)
        bold.setWeight(QFont.Weight.DemiBold)
        fonts = (plain, bold)
        metrics = (QFontMetrics(plain), QFontMetrics(bold))
        painter.setFont(plain)
        painter.setPen(theme.colour("muted"))
        left, right = box.left(), box.right() + 1
        if hit.more:
            painter.drawText(box, _RIGHT, hit.more)
            right -= metrics[0].horizontalAdvance(hit.more) + 8
        for piece, marked in _fitted(hit, right - left, metrics):
            width = metrics[marked].horizontalAdvance(piece)
            part = QRect(left, box.top(), width, box.height())
            if marked:
                painter.fillRect(part, theme.colour("accent_soft"))
            painter.setFont(fonts[marked])
            painter.setPen(theme.colour("accent" if marked else "muted"))
            painter.drawText(part, _LEFT, piece)
            left += width


class _Fonts:
    """The fonts of a row, made once for the list's own."""

    def __init__(self, base: QFont) -> None:
        self.base = base
        self.bold = QFont(base)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.bold_metrics = QFontMetrics(self.bold)
        self.small = QFont(base)
        self.small.setPixelSize(max(9, base.pixelSize() - 1))
        self.small_metrics = QFontMetrics(self.small)


def _fitted(hit: HitCells, room: int, metrics: tuple[QFontMetrics, QFontMetrics]) -> list[tuple[str, bool]]:
    """The pieces of the excerpt that fit, the date first; cut at the left to show the first word found."""
    date = f"{hit.date} · " if hit.date else ""
    room -= metrics[0].horizontalAdvance(date)
    pieces = list(hit.pieces)
    if len(pieces) > 1 and not pieces[0][1]:
        left = max(room - metrics[1].horizontalAdvance(pieces[1][0]), 0) // 4
        pieces[0] = (metrics[0].elidedText(pieces[0][0], Qt.TextElideMode.ElideLeft, left), False)
    shown = [(date, False)] if date else []
    for piece, marked in pieces:
        width = metrics[marked].horizontalAdvance(piece)
        if width > room:
            cut = metrics[marked].elidedText(piece, Qt.TextElideMode.ElideRight, room)
            return [*shown, (cut, marked)]
        shown.append((piece, marked))
        room -= width
    return shown


def _paint_mark(painter: QPainter, middle: QPointF) -> None:
    """Paint a hollow diamond: the sum is contingent, due only if the order is not obeyed."""
    half = MARK / 2 - 0.5
    ends = (QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0))
    painter.setPen(QPen(painter.pen().color(), 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([middle + end for end in ends]))
