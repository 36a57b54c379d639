"""The drafts of new investigations above the investigations of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.models.edit.draft_list import DraftListModel, drafts_words
from desktop.views.listing.row import CaseRowDelegate
from desktop.views.parts.states import make_button, plain_label, spaced

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.session.drafts import Drafts
    from desktop.theme import Look

_MOST = 4  # rows in sight, without scrolling
_DEEDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_REMOVALS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class DraftView(QListView):
    """The rows of drafts: Enter or a click opens one, Delete deletes it."""

    # int: a row to be opened.
    open_wanted = Signal(int)
    # int: a row to be deleted.
    delete_wanted = Signal(int)

    def __init__(self, model: DraftListModel, look: Look) -> None:
        super().__init__()
        self.setObjectName("draft_rows")
        self.setAccessibleName(self.tr("Drafts"))
        self.setItemDelegate(CaseRowDelegate(look, self))
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.open_wanted.emit(index.row()))

    def leave_room(self, pixels: int) -> None:
        """Leave room at the right, as the rows below do for their scroll bar."""
        self.setViewportMargins(0, 0, pixels, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a draft, delete it, or move."""
        place = self.currentIndex().row()
        if event.key() in _DEEDS:
            self.open_wanted.emit(place)
        elif event.key() in _REMOVALS:
            self.delete_wanted.emit(place)
        else:
            super().keyPressEvent(event)


class DraftRows(QWidget):
    """The drafts kept beside the file, and the way back of the one deleted last."""

    # str: the name of a draft to be opened.
    open_wanted = Signal(str)
    # str: the number of drafts, in words.
    counted = Signal(str)

    def __init__(self, drafts: Drafts, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("draft_list")
        self._drafts, self._model, self._is_on = drafts, DraftListModel(), False
        self.rows = DraftView(self._model, look)
        self._note = QFrame(self)
        self._note.setObjectName("draft_note")
        line = spaced(QHBoxLayout(self._note), margins=(14, 4, 8, 4), spacing=8)
        line.addWidget(plain_label("muted", self, text=self.tr("Draft deleted.")), 1)
        self.undo = make_button(self.tr("Undo"), drafts.restore, self._note)
        self.undo.setAccessibleName(self.tr("Undo: draft deleted"))
        line.addWidget(self.undo)
        column = spaced(QVBoxLayout(self), spacing=0)
        column.addWidget(self._note)
        column.addWidget(self.rows)
        self.rows.open_wanted.connect(lambda place: self._open(self._model.name(place)))
        self.rows.delete_wanted.connect(lambda place: self._delete(self._model.name(place)))
        drafts.listed.connect(self._show)
        look.changed.connect(self._show)
        self._show()

    def switch(self, *, on: bool) -> None:
        """Show the drafts, or hide them: without editing none can be created."""
        self._is_on = on
        self._show()

    def _open(self, name: str) -> None:
        if name:
            self.open_wanted.emit(name)

    def _delete(self, name: str) -> None:
        if name:
            self._drafts.delete(name)
            (self.rows if self._drafts.kept else self.undo).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        drafts, rows = self._drafts, self.rows
        kept = drafts.kept if self._is_on else ()
        self._model.show_drafts(kept, drafts.figures)
        place = self._model.place(drafts.name)
        selection = rows.selectionModel()
        if place < 0:
            selection.clearSelection()
        else:
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
            selection.setCurrentIndex(self._model.index(place), chosen)
        rows.setVisible(bool(kept))
        if kept:
            metrics = QFontMetrics(rows.font())
            delegate = rows.itemDelegate()
            if isinstance(delegate, CaseRowDelegate):
                rows.setFixedHeight(delegate.height(metrics) * min(len(kept), _MOST))
        self._note.setVisible(self._is_on and drafts.can_restore)
        self.setVisible(bool(kept) or (self._is_on and drafts.can_restore))
        self.counted.emit(drafts_words(len(kept)))
