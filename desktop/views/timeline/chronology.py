"""The chronology: the list of events with date, mark, title, description and kind, and its copying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.models.timeline import (
    AHEAD_ROLE,
    CHANGED_ROLE,
    COPY_ROLE,
    DATE_ROLE,
    DESCRIPTION_ROLE,
    EVENT_ROLE,
    KIND_ROLE,
    KIND_WORD_ROLE,
    LANE_ROLE,
    SOURCE_COUNT_ROLE,
    SOURCES_ROLE,
    ChronologyModel,
)
from desktop.views.drawing.marks import DIMMED, paint_kind, paint_mark, role_of, shape_of
from desktop.views.parts.changed import paint_changed
from desktop.views.parts.pill import HEIGHT, pill_font, pill_width
from desktop.views.parts.wrapping import wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPaintEvent, QResizeEvent

    from desktop.domain.case.ids import EventId
    from desktop.theme import Look

Index = QModelIndex | QPersistentModelIndex
_NARROW = 640  # pixels of width under which a description has two lines
_LINES = 2
_LEAST = 40  # pixels of height
_PILLS = 150  # pixels of the usual pills
_PLACE = 3  # pixels, the width of the line where an entry goes


class ChronologyDelegate(QStyledItemDelegate):
    """Paints an event of the chronology."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look, self._view = look, view
        self.opened: tuple[EventId, int] | None = None  # an event in its fields, and their height

    @property
    def _lines(self) -> int:
        return _LINES if self._view.viewport().width() < self._look.scaled(_NARROW) else 1

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Height for the title and one or two lines of description, or for the fields of an event."""
        if self.opened is not None and index.data(EVENT_ROLE) == self.opened[0]:
            return QSize(200, self.opened[1])
        line = QFontMetricsF(self._look.font(12)).height()
        title = QFontMetricsF(self._look.font(13, bold=True)).height()
        return QSize(200, round(title + line * self._lines + self._look.scaled(18)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then the event; an event ahead of the as-of day is dimmed."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, theme = QRectF(option.rect), self._look.theme
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("accent_soft"))
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -1.5))
        self._paint_event(painter, box, index)
        painter.restore()

    def _paint_event(self, painter: QPainter, box: QRectF, index: Index) -> None:
        narrow = self._lines > 1
        scaled, bold = self._look.scaled, self._look.font(13, bold=True)
        ahead = bool(index.data(AHEAD_ROLE))
        quiet, plain = ("faint", "faint") if ahead else ("muted", "text")
        muted = _Hand(self._look.font(12), quiet, _LINES)
        margin, top, line = scaled(12 if narrow else 20), box.top() + scaled(9), QFontMetricsF(bold).height()
        dates = scaled(92 if narrow else 112)
        when = QRectF(box.left() + margin, top, dates - 8, box.bottom() - top - 2)
        if index.data(CHANGED_ROLE):
            paint_changed(painter, QPointF(box.left() + margin / 2, top + line / 2), self._look)
        self._write(painter, when, index.data(DATE_ROLE), muted)
        mark = QRectF(when.left() + dates, top + (line - scaled(10)) / 2, scaled(10), scaled(10))
        kind = index.data(KIND_ROLE)
        colour = self._look.theme.colour(role_of(kind, index.data(LANE_ROLE)))
        painter.setOpacity(DIMMED if ahead else 1.0)
        paint_mark(painter, mark, shape_of(kind), colour, self._look.theme)
        painter.setOpacity(1.0)
        left = mark.right() + scaled(12)
        pill = self._paint_pill(painter, box, box.right() - margin, index)
        right = pill.left() if narrow else self._paint_count(painter, pill, index, _Hand(muted.font, quiet))
        words = QRectF(left, top, max(right - 12 - left, 20.0), line)
        self._write(painter, words, index.data(Qt.ItemDataRole.DisplayRole), _Hand(bold, plain))
        below = QRectF(left, top + line + 1, words.width(), box.bottom() - top - line - 3)
        muted = _Hand(muted.font, quiet, self._lines)
        self._write(painter, below, index.data(DESCRIPTION_ROLE), muted)

    def _paint_count(self, painter: QPainter, pill: QRectF, index: Index, hand: _Hand) -> float:
        """Paint the number of sources before the pill; returns where it begins."""
        words = index.data(SOURCE_COUNT_ROLE)
        if not words:
            return pill.left()
        metrics = QFontMetricsF(hand.font)
        right = min(pill.left() - self._look.scaled(12), pill.right() - self._look.scaled(_PILLS))
        left = right - metrics.horizontalAdvance(words)
        painter.setFont(hand.font)
        painter.setPen(self._look.theme.colour(hand.role))
        painter.drawText(QPointF(left, pill.center().y() + (metrics.ascent() - metrics.descent()) / 2), words)
        return left

    def _paint_pill(self, painter: QPainter, box: QRectF, right: float, index: Index) -> QRectF:
        word, font = index.data(KIND_WORD_ROLE), pill_font(self._look.font(13))
        width = min(pill_width(word, font, glyph=False), box.width() * 0.3)
        height = max(HEIGHT, QFontMetricsF(font).height() + 3)
        pill = QRectF(right - width, box.center().y() - height / 2, width, height)
        painter.setFont(font)
        kind = "" if index.data(AHEAD_ROLE) else index.data(KIND_ROLE)  # no colour ahead of the day
        paint_kind(painter, pill, word, kind, self._look.theme)
        return pill

    def _write(self, painter: QPainter, box: QRectF, words: str, hand: _Hand) -> None:
        painter.setFont(hand.font)
        painter.setPen(self._look.theme.colour(hand.role))
        metrics = QFontMetricsF(hand.font)
        for number, line in enumerate(wrapped(words, hand.font, box.width(), hand.lines)):
            foot = QPointF(box.left(), box.top() + number * metrics.height() + metrics.ascent())
            painter.drawText(foot, line)


@dataclass(frozen=True, slots=True)
class _Hand:
    """A style of words: font, colour role, and most lines."""

    font: QFont
    role: str
    lines: int = 1


class ChronologyList(QListView):
    """The list of events with a selected row, and copying of an event and of its sources."""

    # EventId: the event reached by pointer or keys.
    event_chosen = Signal(object)
    # EventId: the event to be deleted.
    delete_wanted = Signal(object)
    # EventId: the event to be opened in its place.
    edit_wanted = Signal(object)
    # The sources of the selected event are to be shown.
    sources_wanted = Signal()

    def __init__(self, model: ChronologyModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chronology")
        self.setAccessibleName(self.tr("Chronology"))
        self._rows, self._look, self._stamp = model, look, ""
        self._place: tuple[int, str] | None = None  # the row before which an entry goes, and its words
        self.setModel(model)
        self._painter = ChronologyDelegate(look, self)
        self._fields: QWidget | None = None
        self.setItemDelegate(self._painter)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self.edit_wanted.emit(index.data(EVENT_ROLE)))
        self.setUniformItemSizes(True)
        self.setMinimumHeight(_LEAST)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._add_copying()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def show_event(self, event: EventId | None) -> None:
        """Select and scroll to the row of an event; None clears the selection."""
        index = self._rows.index(self._rows.row_of(event))
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)
        else:
            self.clearSelection()

    def set_stamp(self, stamp: str) -> None:
        """Set the last line of every copy: the picked as-of day, or empty."""
        self._stamp = stamp

    def show_place(self, row: int, words: str) -> None:
        """Mark the place before a row with words, and scroll to it; no words mark none."""
        place = (row, words) if words else None
        if place == self._place:
            return
        self._place = place
        if place is not None and self._rows.rowCount():
            self.scrollTo(self._rows.index(min(row, self._rows.rowCount() - 1)))
        self.viewport().update()

    def hold(self, event: EventId, fields: QWidget) -> None:
        """Show fields in the place of an event, on the viewport that is their parent."""
        self._fields, self._painter.opened = fields, (event, fields.sizeHint().height())
        self.setUniformItemSizes(False)
        self.setMinimumHeight(fields.sizeHint().height())
        self.doItemsLayout()
        self.scrollTo(self._rows.index(self._rows.row_of(event)))
        fields.show()
        self._place_fields()

    def let_go(self) -> None:
        """Show the event again in the place of its fields."""
        self._fields, self._painter.opened = None, None
        self.setUniformItemSizes(True)
        self.setMinimumHeight(_LEAST)
        self.doItemsLayout()

    def _place_fields(self) -> None:
        if self._fields is not None and self._painter.opened is not None:
            row = self._rows.row_of(self._painter.opened[0])
            box = self.visualRect(self._rows.index(max(row, 0)))
            self._fields.setGeometry(0, box.top(), self.viewport().width(), self._painter.opened[1])

    def updateGeometries(self) -> None:
        """Keep the fields in their place."""
        super().updateGeometries()
        self._place_fields()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Keep the fields in their place."""
        super().scrollContentsBy(dx, dy)
        self._place_fields()

    def copy(self) -> None:
        """Copy the selected event as plain text."""
        self._copy(COPY_ROLE)

    def copy_sources(self) -> None:
        """Copy the sources of the selected event, each on a line."""
        self._copy(SOURCES_ROLE)

    def _add_copying(self) -> None:
        copy_event = QAction(self.tr("Copy event"), self)
        copy_event.setObjectName("copy_event")
        copy_event.triggered.connect(self.copy)
        copy_sources = QAction(self.tr("Copy sources"), self)
        copy_sources.setObjectName("copy_sources")
        copy_sources.triggered.connect(self.copy_sources)
        sources = QAction(self.tr("Sources…"), self)
        sources.setObjectName("event_sources")
        sources.triggered.connect(lambda _checked=False: self.sources_wanted.emit())
        self.addActions([copy_event, copy_sources, sources])

    def _copy(self, role: int) -> None:
        words = self.currentIndex().data(role)
        if words:
            QGuiApplication.clipboard().setText("\n".join(part for part in (words, self._stamp) if part))

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:  # noqa: ARG002
        if current.isValid():
            self.event_chosen.emit(current.data(EVENT_ROLE))

    def _on_look_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+C for the list while it has the focus, against any shortcut of the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C, edit on F2, delete on Delete; other keys move through the list."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_F2 and self.currentIndex().isValid():
            self.edit_wanted.emit(self.currentIndex().data(EVENT_ROLE))
        elif event.matches(QKeySequence.StandardKey.Delete) and self.currentIndex().isValid():
            self.delete_wanted.emit(self.currentIndex().data(EVENT_ROLE))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a line where an entry goes."""
        super().paintEvent(event)
        if self._place is not None:
            with QPainter(self.viewport()) as painter:
                self._paint_place(painter, *self._place)

    def _paint_place(self, painter: QPainter, row: int, words: str) -> None:
        count, theme = self._rows.rowCount(), self._look.theme
        if row < count:
            y = float(self.visualRect(self._rows.index(row)).top())
        else:
            y = self.visualRect(self._rows.index(count - 1)).bottom() + 1.0 if count else 0.0
        font = self._look.font(11, bold=True)
        metrics, air = QFontMetricsF(font), self._look.scaled(6)
        width, height = metrics.horizontalAdvance(words) + 2 * air, metrics.height() + 2
        room, y = self.viewport().rect(), max(y, 1.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), _PLACE))
        painter.drawLine(QPointF(0, y), QPointF(room.width(), y))
        top = min(max(y - height / 2, 0.0), room.height() - height)
        label = QRectF(room.width() * 0.66 - width / 2, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(label, 3, 3)
        painter.setFont(font)
        painter.setPen(theme.colour("surface"))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out the rows anew: their height depends on the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
