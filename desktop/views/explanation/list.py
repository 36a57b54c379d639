"""The list of an explanation's lines, read in order: walking, following, copying and painting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate

from desktop.models.explanation.explanation import LINE_ROLE, ExplanationLine, ExplanationModel, LineKind

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from desktop.theme import Look

Index = QModelIndex | QPersistentModelIndex

SIDE, SIGN, GAP, EDGE = 16, 18, 16, 6
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TALL = 100_000


class ExplanationList(QListView):
    """The lines of an explanation; Enter or a double click opens the figure or source of a line."""

    # FigureKey: the figure that a line leads to.
    followed = Signal(object)
    # str: the address of the source asked for.
    source_wanted = Signal(str)
    # The copy keys were pressed.
    copy_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explanation_lines")
        self.setAccessibleName(self.tr("How this figure is made, step by step"))
        self.lines = ExplanationModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(look, self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.activated.connect(self._on_activated)
        look.changed.connect(self.scheduleDelayedItemsLayout)

    def current_line(self) -> ExplanationLine | None:
        """The line in focus, or None."""
        found = self.currentIndex().data(LINE_ROLE)
        return found if isinstance(found, ExplanationLine) else None

    def _on_activated(self, index: QModelIndex) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, ExplanationLine):
            return
        if line.key is not None:
            self.followed.emit(line.key)
        elif line.source:
            self.source_wanted.emit(line.source)

    def event(self, event: QEvent) -> bool:
        """Keep the copy keys while the list has the focus."""
        if event.type() == event.Type.ShortcutOverride and _copies(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the whole explanation on Ctrl+C; open the figure or source of the line on Enter."""
        if _copies(event):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew for the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class LineDelegate(QStyledItemDelegate):
    """Paints a line: sign, words over quieter words, amount at the right."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the words at the width of the list."""
        line: ExplanationLine = index.data(LINE_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        return QSize(width, self._height(line, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line of the explanation."""
        line: ExplanationLine = index.data(LINE_ROLE)
        theme, rect = self._look.theme, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        if line.kind is LineKind.RESULT:
            rule = QRect(rect.left() + SIDE, rect.top(), rect.width() - 2 * SIDE, 1)
            painter.fillRect(rule, theme.colour("border"))
        box = rect.adjusted(SIDE, self._above(line), -SIDE, -EDGE)
        self._paint_amount(painter, box, line)
        self._paint_words(painter, box, line)
        painter.restore()

    def _paint_amount(self, painter: QPainter, box: QRect, line: ExplanationLine) -> None:
        painter.setFont(self._font(line))
        painter.setPen(self._ink(line) if line.key is None else self._look.theme.colour("accent"))
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        painter.drawText(box, flags, line.amount)
        if line.mark:
            painter.setPen(self._look.theme.colour("muted"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), line.mark)

    def _paint_words(self, painter: QPainter, box: QRect, line: ExplanationLine) -> None:
        left = box.left() + (0 if line.kind is LineKind.HEADING else SIGN)
        area = QRect(left, box.top(), self._room(line, box.width()), _TALL)
        painter.setFont(self._font(line))
        painter.setPen(self._ink(line))
        taken = painter.drawText(area, _WRAP, line.words)
        area.setTop(taken.bottom() + 2)
        area.setWidth(box.right() - left)
        painter.setFont(self._look.font(12))
        for words, role in _quieter(line):
            painter.setPen(self._look.theme.colour(role))
            taken = painter.drawText(area, _WRAP, _breakable(words))
            area.setTop(taken.bottom() + 2)

    def _height(self, line: ExplanationLine, width: int) -> int:
        inner = width - 2 * SIDE
        metrics = QFontMetrics(self._font(line))
        height = metrics.boundingRect(QRect(0, 0, self._room(line, inner), _TALL), _WRAP, line.words).height()
        small = QFontMetrics(self._look.font(12))
        wide = QRect(0, 0, inner - SIGN, _TALL)
        for words, _ in _quieter(line):
            height += small.boundingRect(wide, _WRAP, _breakable(words)).height() + 2
        return self._above(line) + height + EDGE

    def _room(self, line: ExplanationLine, width: int) -> int:
        """The width of the words beside the amount, in pixels."""
        amount = QFontMetrics(self._font(line)).horizontalAdvance(line.amount)
        sign = 0 if line.kind is LineKind.HEADING else SIGN
        return max(80, width - sign - (amount + GAP if line.amount else 0))

    def _font(self, line: ExplanationLine) -> QFont:
        bold = line.kind in (LineKind.RESULT, LineKind.HEADING) or line.used
        return self._look.font(12 if line.kind is LineKind.HEADING else 13, bold=bold)

    def _ink(self, line: ExplanationLine) -> QColor:
        roles = {LineKind.HEADING: "muted", LineKind.GAP: "grace"}
        return self._look.theme.colour(roles.get(line.kind, "text"))

    @staticmethod
    def _above(line: ExplanationLine) -> int:
        return EDGE if line.kind is not LineKind.HEADING else EDGE if line.first else 18


def _quieter(line: ExplanationLine) -> list[tuple[str, str]]:
    """The quieter words beneath, each with its colour role."""
    badge = [(line.badge, "grace")] if line.badge else []
    return [*badge, *((words, "muted") for words in line.details)]


def _breakable(words: str) -> str:
    """The words, an address in them breakable after a slash, an ampersand or a hyphen."""
    if "://" not in words:
        return words
    return words.replace("/", "/\u200b").replace("&", "&\u200b").replace("-", "-\u200b")


def _copies(event: QEvent) -> bool:
    key = getattr(event, "matches", None)
    return bool(key is not None and key(QKeySequence.StandardKey.Copy))
