"""The rows of the list, as a table of a single column: Qt's list views walk over every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.models.listing.cases import HIT_ROLE, CaseListModel
from desktop.views.listing.row import CaseRowDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from desktop.theme import Look

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CaseRows(QTableView):
    """Rows of equal height; scrolling tells the model the rows in sight."""

    # int, EventId: a row, and the event in which the search found its words.
    hit_chosen = Signal(int, object)
    # The first rows were painted in an empty list.
    filled = Signal()

    _is_filled = False
    chooses_first = True  # a row on coming here by Tab; else the arrow keys alone choose

    def __init__(self, model: CaseListModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_list_rows")
        self.setAccessibleName(self.tr("Investigations"))
        self._model = model
        self._delegate = CaseRowDelegate(look, self)
        self.setItemDelegate(self._delegate)
        self._arrange()
        self.setModel(model)
        self._fit_rows()
        self.verticalScrollBar().valueChanged.connect(self.tell_seen)
        look.changed.connect(self._fit_rows)

    def show_hits(self, on: bool) -> None:  # noqa: FBT001 - as of a switch
        """Give every row a third line for the words found, or take it away."""
        if on != self._delegate.shows_hits:
            self._delegate.shows_hits = on
            self._fit_rows()

    def tell_seen(self, _: int = 0) -> None:
        """Tell the model the rows in sight."""
        height = max(1, self.verticalHeader().defaultSectionSize())
        self._model.see(self.first_seen, self.first_seen + self.height() // height + 1)

    @property
    def first_seen(self) -> int:
        """The place of the first row in sight."""
        return self.verticalScrollBar().value() // max(1, self.verticalHeader().defaultSectionSize())

    def _arrange(self) -> None:
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(0)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(0)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def _fit_rows(self) -> None:
        """Make the rows as high as their lines; the first row in sight stays first."""
        first = self.first_seen
        height = self._delegate.height(QFontMetrics(self.font()))
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height // 2)
        self.verticalScrollBar().setValue(first * height)
        self.tell_seen()

    def _choose_hit(self, index: QModelIndex) -> bool:
        """Choose the event in which the search found its words in a row; False without such an event."""
        hit = index.data(HIT_ROLE) if index.isValid() else None
        if hit is None or hit.event_id is None:
            return False
        self.hit_chosen.emit(index.row(), hit.event_id)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row, unless an open form has the choice."""
        if self.chooses_first:
            super().focusInEvent(event)
        else:
            QWidget.focusInEvent(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the event of a hit with Enter; the arrow keys move."""
        if event.key() not in _ENTER or not self._choose_hit(self.currentIndex()):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the event of a hit by a click on its line."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        box = self._delegate.hit_box(self.visualRect(index), QFontMetrics(self.font()))
        if event.button() is Qt.MouseButton.LeftButton and self._delegate.shows_hits and box.contains(place):
            self._choose_hit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first rows painted."""
        super().paintEvent(event)
        was_filled, self._is_filled = self._is_filled, self._model.rowCount() > 0
        if self._is_filled and not was_filled:
            QTimer.singleShot(0, self, self.filled.emit)  # what was painted is on the screen first

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the model the rows in sight at the new height."""
        super().resizeEvent(event)
        self.tell_seen()
