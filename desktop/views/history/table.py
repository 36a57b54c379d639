"""The table of the history: columns that share its width, and the box of a conflict below its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QWidget

from desktop.views.parts.table import TableView

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desktop.models.history_words import HistoryLine
    from desktop.models.table import TableModel
    from desktop.theme import Look
    from desktop.views.history.conflict import ConflictBox

ROW = 31  # pixels
CONTENT, FIGURE, UNDO = 4, 5, 6  # columns
_NARROW = 640  # pixels, below which figures give way
# The largest share of the width that a column takes; what is left is that of the contents.
_SHARES = (0.19, 0.19, 0.16, 0.18, None, 0.20, 0.10)
_MEASURED = 100  # rows


class HistoryTable(TableView["HistoryLine"]):
    """The steps, newest first. Enter undoes the step of the current row, a click on its link too."""

    # HistoryLine: its step is to be undone; its investigation is to be shown.
    undo_wanted = Signal(object)
    case_wanted = Signal(object)
    # The last rows are in sight, or nearly.
    end_neared = Signal()

    def __init__(self, model: TableModel[HistoryLine], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(model, look, parent)
        self._box: tuple[int, ConflictBox] | None = None
        self._rest = QTimer(self)  # between two clicks: a double click is to undo one step
        self._rest.setSingleShot(True)
        self._rest.setInterval(QApplication.doubleClickInterval())
        self.setSortingEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.clicked.connect(self._on_clicked)
        self.row_activated.connect(self.case_wanted)
        header = self.horizontalHeader()
        for number in range(model.columnCount()):
            modes = QHeaderView.ResizeMode
            header.setSectionResizeMode(number, modes.Stretch if number == CONTENT else modes.Fixed)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(self._on_scrolled)
        self._measure()
        look.changed.connect(self.fit)

    def show_box(self, place: int, box: ConflictBox) -> None:
        """Show a box in a row, over its whole width."""
        self.setSpan(place, 0, 1, self.model().columnCount())
        self.setIndexWidget(self.model().index(place, 0), box)
        self._box = place, box
        self._fit_box()

    def take_box(self) -> None:
        """Forget the box: its row goes."""
        if self._box is not None:
            self.setRowHeight(self._box[0], self.verticalHeader().defaultSectionSize())
            self._box = None
            self.clearSpans()

    def focus_box(self) -> None:
        """Put the cursor on the last choice of the box, which changes nothing, and select its step."""
        if self._box is not None:
            place, box = self._box
            self.selectRow(place - 1)
            box.links[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Share the width among the columns anew, and tell if the end is in sight."""
        self._measure()
        self._share_width()
        self._on_scrolled()

    def _share_width(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.scaled(ROW))
        width = self.viewport().width()
        is_narrow = width < self._look.scaled(_NARROW)
        self.setColumnHidden(FIGURE, is_narrow)
        for number, share in enumerate(_SHARES[: self.model().columnCount()]):
            if share is not None:
                self.setColumnWidth(number, min(self._wanted[number], round(width * share)))
        self._fit_box()

    def _measure(self) -> None:
        self._wanted = [self._wanted_width(number) for number in range(self.model().columnCount())]

    def _wanted_width(self, number: int) -> int:
        """The width of a column that cuts no text of its first rows, the box aside."""
        box = self._box[0] if self._box is not None else -1
        places = [place for place in range(min(self.model().rowCount(), _MEASURED)) if place != box]
        widths = (self.sizeHintForIndex(self.model().index(place, number)).width() for place in places)
        return max(self.horizontalHeader().sectionSizeHint(number), *widths, 0)

    def _fit_box(self) -> None:
        if self._box is not None:
            place, box = self._box
            self.setRowHeight(place, box.height_at(self.viewport().width()))

    def _on_look_changed(self) -> None:
        super()._on_look_changed()
        self.verticalHeader().setDefaultSectionSize(self._look.scaled(ROW))

    def _on_scrolled(self) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() <= self.viewport().height():
            self.end_neared.emit()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == UNDO and not self._rest.isActive():
            self._rest.start()
            self.undo_wanted.emit(self._rows.row(index.row()))

    def _show_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if not index.isValid():
            return
        line, menu = self._rows.row(index.row()), QMenu(self)
        menu.setObjectName("history_menu")
        if self.model().columnCount() > UNDO:
            words = str(index.siblingAtColumn(UNDO).data() or self.tr("Undo"))
            key = self.tr("Enter")
            undo = menu.addAction(f"{words}\t{key}", lambda: self.undo_wanted.emit(line))
            undo.setEnabled(line.step.can_be_taken_back)
        show = menu.addAction(self.tr("Show the investigation"), lambda: self.case_wanted.emit(line))
        show.setEnabled(bool(line.step.subject.slug))
        menu.addAction(self.tr("Copy"), self.copy)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter undoes the step of the current row; in the row of a box it goes to the box."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            place = self.currentIndex().row()
            if self._box is not None and place == self._box[0]:
                self.focus_box()
            else:
                self.undo_wanted.emit(self._rows.row(place))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._share_width()
