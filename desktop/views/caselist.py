"""The list of investigations: how many, in which order, and two lines for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import text
from desktop.domain.facets import SortBy
from desktop.models.cases import CELLS_ROLE, CaseListModel
from desktop.views.caserow import CaseRowDelegate
from desktop.views.states import StateView, plain_label

if TYPE_CHECKING:
    from desktop.domain.facets import Query
    from desktop.domain.row import Row
    from desktop.session import Session
    from desktop.theme import Look


class CaseList(QFrame):
    """Investigations under the query; choosing one shows its page."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_list")
        self._session = session
        self._rows = CaseListModel(self)
        self._count = plain_label("muted", self)
        self._count.setObjectName("case_count")
        self._sort = SortButton(session, self)
        self._empty = StateView(self)
        self.rows_view = self._list(look)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.rows_view)
        self._stack.addWidget(self._empty)
        self.setMinimumWidth(260)
        self._arrange()
        session.rows_changed.connect(self._on_rows_changed)
        session.selection_changed.connect(self._on_selection_changed)
        self._on_rows_changed(session.rows)

    def step(self, by: int) -> None:
        """Choose the investigation above or below; the first where none is chosen."""
        place = self._rows.place(self._session.selected)
        slug = self._rows.slug(place + by if place >= 0 else 0)
        if slug is not None:
            self._session.select(slug)

    def copy(self) -> None:
        """Copy the chosen row as one line, with the day it is of."""
        row = self.rows_view.currentIndex().data(CELLS_ROLE)
        if row is not None:
            stamp = self.tr("as of {0}").format(self._session.as_of.day.isoformat())
            QGuiApplication.clipboard().setText(f"{row.spoken} · {stamp}")

    def _list(self, look: Look) -> QListView:
        view = QListView(self)
        view.setObjectName("case_list_rows")
        view.setAccessibleName(self.tr("Investigations"))
        view.setModel(self._rows)
        view.setItemDelegate(CaseRowDelegate(look, view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.selectionModel().currentChanged.connect(self._on_current_changed)
        look.changed.connect(view.scheduleDelayedItemsLayout)
        return view

    def _arrange(self) -> None:
        header = QFrame(self)
        header.setObjectName("case_list_header")
        row = QHBoxLayout(header)
        row.setContentsMargins(14, 5, 8, 5)
        row.addWidget(self._count, 1)
        row.addWidget(self._sort)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._stack, 1)

    def _on_rows_changed(self, rows: tuple[Row, ...]) -> None:
        # The old choice must not be written back while the rows are exchanged.
        self.rows_view.selectionModel().blockSignals(True)
        scrolled = self.rows_view.verticalScrollBar().value()
        self._rows.set_rows(rows)
        self.rows_view.selectionModel().blockSignals(False)
        number = self.tr("1 investigation") if len(rows) == 1 else self.tr("{0} investigations")
        self._count.setText(number.format(text.count(len(rows))))
        self._mark(self._session.selected, scroll=False)
        self.rows_view.executeDelayedItemsLayout()
        self.rows_view.verticalScrollBar().setValue(scrolled)
        self._show_emptiness(rows)

    def _show_emptiness(self, rows: tuple[Row, ...]) -> None:
        self._stack.setCurrentWidget(self.rows_view if rows else self._empty)
        if rows:
            return
        query = self._session.query
        if query.text:
            title = self.tr("No investigation matches “{0}”.").format(text.printable(query.text))
        else:
            title = self.tr("No investigation is left.")
        if query.text or query.choices:
            self._empty.show_state(title, "", (self.tr("Clear"), self._session.clear_choices))
        else:
            self._empty.show_state(self.tr("Nothing is here on this day."))

    def _on_selection_changed(self, slug: str | None) -> None:
        self._mark(slug, scroll=True)

    def _mark(self, slug: str | None, *, scroll: bool) -> None:
        place = self._rows.place(slug)
        selection = self.rows_view.selectionModel()
        if place < 0:
            selection.clear()
            return
        index = self._rows.index(place)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if scroll:
            self.rows_view.scrollTo(index)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        slug = self._rows.slug(current.row()) if current.isValid() else None
        if slug is not None and slug != self._session.selected:
            self._session.select(slug)


class SortButton(QToolButton):
    """Shows the order of the list and changes it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sort_button")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(self.tr("Choose the order of the list"))
        self._session = session
        self._words = {
            SortBy.ACCRUED: self.tr("accrued"),
            SortBy.RESPONDENT: self.tr("respondent"),
            SortBy.AUTHORITY: self.tr("authority"),
            SortBy.OPENED: self.tr("opened"),
            SortBy.STATE: self.tr("state"),
        }
        menu = QMenu(self)
        self._orders = tuple(self._add(menu, by, words) for by, words in self._words.items())
        menu.addSeparator()
        self._ways = (
            self._add_way(menu, self.tr("Ascending"), descending=False),
            self._add_way(menu, self.tr("Descending"), descending=True),
        )
        for choices in (tuple(action for _, action in self._orders), self._ways):
            group = QActionGroup(self)
            for action in choices:
                group.addAction(action)
        self.setMenu(menu)
        session.query_changed.connect(self._on_query_changed)
        self._on_query_changed(session.query)

    def _add(self, menu: QMenu, by: SortBy, words: str) -> tuple[SortBy, QAction]:
        action = menu.addAction(words)
        action.setCheckable(True)
        # Amounts and days are wanted largest first, words from A on.
        action.triggered.connect(
            lambda: self._session.sort(by, descending=by in {SortBy.ACCRUED, SortBy.OPENED})
        )
        return by, action

    def _add_way(self, menu: QMenu, words: str, *, descending: bool) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.triggered.connect(lambda: self._session.sort(self._session.query.sort, descending=descending))
        return action

    def _on_query_changed(self, query: Query) -> None:
        words = self.tr("Sort: {0} ▾").format(self._words[query.sort])
        self.setText(words)
        way = self.tr("descending") if query.descending else self.tr("ascending")
        self.setAccessibleName(f"{words.removesuffix('▾').strip()}, {way}")
        for by, action in self._orders:
            action.setChecked(by is query.sort)
        self._ways[int(query.descending)].setChecked(True)
