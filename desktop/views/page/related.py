"""The Related tab: investigations against the same respondent elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop import text
from desktop.domain.file import Stage
from desktop.domain.listing.answer import RELATED
from desktop.models.page.related import related_columns
from desktop.models.preparing_words import waiting_words
from desktop.models.table import TableModel
from desktop.views.page.header import respondents_text
from desktop.views.page.side_by_side import SideBySide
from desktop.views.parts.card import Card, plain_label
from desktop.views.parts.columns import Columns
from desktop.views.parts.fitted import make_fitted_table

if TYPE_CHECKING:
    from desktop.domain.page.page import Page
    from desktop.session.session import Session
    from desktop.theme import Look


class RelatedTab(QWidget):
    """Related investigations in a table and on a time axis; Enter or a double click selects a row."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("related_tab")
        self._session = session
        self._page: Page | None = None
        self._none = plain_label(role="muted", wrap=True, name="no_related")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._model: TableModel[Page] = TableModel(related_columns(), self)
        self._table = make_fitted_table(self._model, look, (6, 1, 2))
        self._table.setObjectName("related_table")
        self._table.setAccessibleName(self.tr("Other investigations against the same respondent"))
        self._table.setSelectionMode(self._table.SelectionMode.SingleSelection)
        self._table.row_activated.connect(self._on_row_activated)
        self._axis = SideBySide(look)
        self._cards = Columns("related_cards", self)
        self._cards.setAccessibleName(self.tr("Related"))
        self._table_card = Card(self.tr("Elsewhere"), "related_card")
        self._table_card.add_table(self._table)
        self._more = plain_label(role="muted", wrap=True, name="more_related")
        self._table_card.body.addWidget(self._more)
        axis_card = Card(self.tr("Decisions side by side"), "axis_card")
        axis_card.body.addWidget(self._axis)
        self._cards.main.addWidget(self._table_card)
        self._cards.main.addWidget(axis_card)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._cards)
        self._stack.addWidget(self._none)

    def show_page(self, page: Page) -> None:
        """Show the investigations related to a page."""
        self._page = page
        self.show_related(self._session.related)

    def show_related(self, pages: tuple[Page, ...] | None) -> None:
        """Show the related investigations; None while they are unknown."""
        if self._page is None:
            return
        if pages is None:
            self._model.set_rows(())
            words = self.tr("Still looking for other investigations against the same respondent…")
            if self._session.unprepared is not None:
                _, words = waiting_words(Stage.LISTED, None, self._session.unprepared)
            self._none.setText(words)
            self._stack.setCurrentWidget(self._none)
            return
        others = tuple(page for page in pages if page.id != self._page.id)
        self._model.set_rows(others)
        name = respondents_text(self._page.case.investigation)
        self._table_card.set_heading(self.tr("{} elsewhere").format(name))
        self._more.setVisible(len(others) >= RELATED)
        words = self.tr(
            "No more than {0} are listed here. Choose the respondent on the left to list them all."
        )
        self._more.setText(words.format(text.count(RELATED)))
        self._axis.show_pages((self._page, *others), self._page.day)
        self._none.setText(self.tr("No other investigation against {} in this file.").format(name))
        self._stack.setCurrentWidget(self._cards if others else self._none)

    def _on_row_activated(self, page: Page) -> None:
        self._session.select(page.case.investigation.slug)
