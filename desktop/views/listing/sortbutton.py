"""The button that names the order of the list and offers the orders in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.domain.listing.facets import SortBy

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from desktop.domain.listing.facets import Query
    from desktop.session.session import Session


class SortButton(QToolButton):
    """Names the order of the list; its menu changes the order."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sort_button")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip(self.tr("Choose the order of the list"))
        self._words = {
            SortBy.ACCRUED: self.tr("accrued"),
            SortBy.RESPONDENT: self.tr("respondent"),
            SortBy.AUTHORITY: self.tr("authority"),
            SortBy.OPENED: self.tr("opened"),
            SortBy.STATE: self.tr("state"),
        }
        self._best = self.tr("best match")
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu, session))
        self.setMenu(menu)
        session.query_changed.connect(self._on_query_changed)
        self._on_query_changed(session.query)

    def _fill(self, menu: QMenu, session: Session) -> None:
        """Fill the menu as it opens: a start does not wait for it."""
        from PySide6.QtGui import QActionGroup  # noqa: PLC0415 - as above

        menu.clear()
        for group in menu.findChildren(QActionGroup):
            group.deleteLater()
        query = session.query
        is_search = bool(query.text.strip())
        is_ranked = is_search and query.ranked
        orders, ways = QActionGroup(menu), QActionGroup(menu)
        if is_search:
            orders.addAction(_choice(menu, self._best, chosen=is_ranked)).triggered.connect(session.list.rank)
        for by, words in self._words.items():
            action = orders.addAction(_choice(menu, words, chosen=by is query.sort and not is_ranked))
            # Amounts and days are wanted largest first, words from A on.
            down = by in {SortBy.ACCRUED, SortBy.OPENED}
            action.triggered.connect(lambda _=False, by=by, down=down: session.list.sort(by, descending=down))
        menu.addSeparator()
        for words, descending in ((self.tr("Ascending"), False), (self.tr("Descending"), True)):
            action = ways.addAction(_choice(menu, words, chosen=query.descending is descending))
            action.setEnabled(not is_ranked)
            action.triggered.connect(
                lambda _=False, down=descending: session.list.sort(session.query.sort, descending=down)
            )

    def _on_query_changed(self, query: Query) -> None:
        is_ranked = bool(query.text.strip()) and query.ranked
        words = self.tr("Sort: {0} ▾").format(self._best if is_ranked else self._words[query.sort])
        self.setText(words)
        way = self.tr("descending") if query.descending else self.tr("ascending")
        spoken = words.removesuffix("▾").strip()
        self.setAccessibleName(spoken if is_ranked else f"{spoken}, {way}")


def _choice(menu: QMenu, words: str, *, chosen: bool) -> QAction:
    action = menu.addAction(words)
    action.setCheckable(True)
    action.setChecked(chosen)
    return action
