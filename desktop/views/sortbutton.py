"""The order of the list: what it is, and a menu to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.domain.facets import SortBy

if TYPE_CHECKING:
    from desktop.domain.facets import Query
    from desktop.session import Session


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
        self._best = menu.addAction(self.tr("best match"))
        self._best.setCheckable(True)
        self._best.triggered.connect(session.rank)
        self._orders = tuple(self._add(menu, by, words) for by, words in self._words.items())
        menu.addSeparator()
        self._ways = (
            self._add_way(menu, self.tr("Ascending"), descending=False),
            self._add_way(menu, self.tr("Descending"), descending=True),
        )
        for choices in ((self._best, *(action for _, action in self._orders)), self._ways):
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
        is_search = bool(query.text.strip())
        is_ranked = is_search and query.ranked
        name = self._best.text() if is_ranked else self._words[query.sort]
        words = self.tr("Sort: {0} ▾").format(name)
        self.setText(words)
        way = self.tr("descending") if query.descending else self.tr("ascending")
        spoken = words.removesuffix("▾").strip()
        self.setAccessibleName(spoken if is_ranked else f"{spoken}, {way}")
        self._best.setVisible(is_search)
        self._best.setChecked(is_ranked)
        for by, action in self._orders:
            action.setChecked(by is query.sort and not is_ranked)
        self._ways[int(query.descending)].setChecked(True)
        for way_action in self._ways:
            way_action.setEnabled(not is_ranked)
