"""The Decision tab: decisions, fines, provisions, orders, notes and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from desktop import text
from desktop.domain.case.limits import ArticleLimit
from desktop.domain.page.page import FineStanding
from desktop.domain.shared.sources import FactKey
from desktop.models.explanation.conventions import confidence_text
from desktop.models.page.decision import (
    DecisionRow,
    StageRow,
    decision_columns,
    decision_rows,
    fine_columns,
    fine_note,
    provision_columns,
    stage_columns,
    stage_rows,
)
from desktop.models.page.figures import page_keys
from desktop.models.page.limits import limit_lines
from desktop.models.table import ROW_ROLE, TableModel
from desktop.models.typed.words import sources_words
from desktop.views.parts.card import Card, link_button, plain_label, selectable, set_style
from desktop.views.parts.columns import Columns
from desktop.views.parts.explained import mark
from desktop.views.parts.fitted import make_fitted_table
from desktop.views.parts.sources import SourceList
from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from desktop.domain.case.case import Case, Order
    from desktop.domain.page.page import Page
    from desktop.models.table import Column
    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.page.decided import DecidedEditor
    from desktop.views.parts.table import TableView

RowT = TypeVar("RowT")

TITLE_WIDTH = 120  # pixels; the title of a decision wraps into two lines of this width


class DecisionTab(Columns):
    """Decisions, fines, legal limits, provisions, orders, notes and sources, a card each."""

    # FactKey: the fact whose sources are to be shown.
    sources_wanted = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("decision_tab", parent)
        self.setAccessibleName(self.tr("Decision"))
        self._look = look
        self._case: Case | None = None
        self._page: Page | None = None
        self._session: Session | None = None
        self._editor: DecidedEditor | None = None
        self._is_editing = False
        self._tables: dict[str, TableView[Any]] = {}
        self._decisions, decisions_table = self._table("decisions", decision_columns(), (5, 1, 4, 3))
        self._fines, fines_table = self._table("fines", fine_columns(), (6, 4, 5, 3, 1))
        self._stages, stages_table = self._table("stages", stage_columns(), (4, 3))
        self._provisions, provisions_table = self._table("provisions", provision_columns(), (3,))
        self._fine_notes = selectable(plain_label(role="caption", wrap=True))
        self._decision_notes = plain_label(role="caption", wrap=True)
        self._decisions_card = self._card(self.tr("Decisions"), decisions_table, self._decision_notes)
        self._fines_card = self._card(self.tr("Fines"), fines_table, self._fine_notes)
        self._stages_card = self._card(self.tr("Stages of the fines"), stages_table)
        self._limits_card = self._card(self.tr("Legal limits"))
        self._provisions_card = self._card(self.tr("Provisions"), provisions_table)
        self._orders_card = self._card(self.tr("Orders"))
        self._notes_card = self._card(self.tr("Notes"))
        self._sources = SourceList()
        self._card(self.tr("Sources"), self._sources)

    def chosen_fact(self) -> FactKey | None:
        """The decision, fine or provision in focus, or None."""
        focus = self.window().focusWidget()  # as it stays while a menu is open
        for table in self._tables.values():
            if table is focus and table.currentIndex().isValid():
                return self._key(table.currentIndex().data(ROW_ROLE))
        return None

    def follow_editing(self, session: Session) -> None:
        """Offer to edit decisions, fines and provisions while the file is edited."""
        self._session = session
        session.editing.changed.connect(self._on_editing_changed)
        self._on_editing_changed()

    def add_provision(self) -> None:
        """Open the form of a new provision, while the file is edited."""
        if self._editor is not None:
            self._editor.add_provision()

    def _on_editing_changed(self) -> None:
        is_on = self._session is not None and self._session.editing.is_on
        if is_on and self._editor is None and self._session is not None:
            self._editor = self._made_editor(self._session)
        if self._editor is not None and is_on != self._is_editing:
            self._editor.follow(is_on=is_on)
            if self._page is not None:
                self._editor.show_page(self._page)
        self._is_editing = is_on

    def _made_editor(self, session: Session) -> DecidedEditor:
        """What edits the rows of the three tables."""
        from desktop.domain.edit.decided import DecidedKind  # noqa: PLC0415 - with the first edit alone
        from desktop.views.page.decided import DecidedCard, DecidedEditor  # noqa: PLC0415 - as above

        cards = {
            DecidedKind.DECISION: (self._decisions_card, "decisions"),
            DecidedKind.FINE: (self._fines_card, "fines"),
            DecidedKind.STAGE: (self._stages_card, "stages"),
            DecidedKind.PROVISION: (self._provisions_card, "provisions"),
        }
        made = {kind: DecidedCard(card, self._tables[name]) for kind, (card, name) in cards.items()}
        return DecidedEditor(session, made, self)

    def show_page(self, page: Page) -> None:
        """Show the decisions of a page; the unchanging cards are renewed for a different case only."""
        self._page = page
        self._show_cards(page)
        if self._editor is not None:
            self._editor.show_page(page)

    def _show_cards(self, page: Page) -> None:
        self._show_decisions(page)
        self._show_fines(page)
        self._fill(self._stages_card, self._stages, stage_rows(page))
        self._show_limits(page)
        mark(self, *page_keys(page))
        if page.case == self._case:
            return
        is_same = self._case is not None and self._case.investigation.id == page.id
        self._case = page.case
        if not is_same:
            self.verticalScrollBar().setValue(0)
        self._fill(self._provisions_card, self._provisions, page.limits.articles)
        self._show_orders(page.case.investigation.id, page.case.orders)
        self._show_notes(page.case)
        self._sources.show_sources(page.case.sources)

    def _table(
        self, name: str, columns: tuple[Column[RowT], ...], optional: tuple[int, ...] = ()
    ) -> tuple[TableModel[RowT], TableView[RowT]]:
        model: TableModel[RowT] = TableModel(columns, self)
        table = make_fitted_table(model, self._look, optional, least=TITLE_WIDTH)
        table.setObjectName(f"{name}_table")
        table.clicked.connect(self._on_clicked)
        self._tables[name] = table
        return model, table

    def _on_clicked(self, index: QModelIndex) -> None:
        """Show the sources of a row whose number of sources is clicked."""
        is_last = index.column() == index.model().columnCount() - 1
        key = self._key(index.data(ROW_ROLE)) if is_last else None
        if key is not None:
            self.sources_wanted.emit(key)

    def _key(self, row: object) -> FactKey | None:
        """The fact in a row of a table."""
        page = self._page
        if page is None:
            return None
        number = page.case.investigation.id
        match row:
            case DecisionRow():
                return FactKey("decisions", number, page.case.decisions.index(row.decision))
            case FineStanding():
                return FactKey("fines", number, page.fines.index(row))
            case StageRow():
                every = [stage for fine in page.case.fines for stage in fine.stages]
                return FactKey("fine_stages", number, every.index(row.stage))
            case ArticleLimit():
                table = "investigation_provisions"
                return FactKey(table, number, page.limits.articles.index(row))
        return None

    def _card(self, heading: str, *widgets: QWidget) -> Card:
        card = Card(heading, "decision_card")
        for widget in widgets:
            if isinstance(widget, QAbstractItemView):
                widget.setAccessibleName(heading)
                card.add_table(widget)
            else:
                card.body.addWidget(widget)
        self.main.addWidget(card)
        return card

    def _fill(self, card: Card, model: TableModel[RowT], rows: tuple[RowT, ...]) -> None:
        card.setVisible(bool(rows))
        model.set_rows(rows)

    def _show_decisions(self, page: Page) -> None:
        rows = decision_rows(page)
        self._fill(self._decisions_card, self._decisions, rows)
        later = any(row.later for row in rows)
        words = self.tr("Dimmed: decided after {}.").format(text.day(min(page.day, page.known_on)))
        self._decision_notes.setText(words if later else "")
        self._decision_notes.setVisible(later)

    def _show_limits(self, page: Page) -> None:
        """Show the legal limits; a rate above its limit is a warning."""
        self._limits_card.clear_body()
        lines = limit_lines(page)
        self._limits_card.setVisible(bool(lines))
        for line in lines:
            label = selectable(plain_label(line.words, "problem" if line.warning else "muted", wrap=True))
            mark(label, *line.keys)
            self._limits_card.body.addWidget(label)

    def _show_fines(self, page: Page) -> None:
        self._fill(self._fines_card, self._fines, page.fines)
        notes = [note for item in page.fines if (note := fine_note(item))]
        if any(item.status is None and not item.is_doubtful for item in page.fines):
            notes.append(self.tr("Dimmed: imposed after {}.").format(text.day(page.day)))
        if any(item.is_doubtful for item in page.fines):
            words = self.tr("Dimmed: of an unknown day, and perhaps imposed after {}.")
            notes.append(words.format(text.day(page.day)))
        self._fine_notes.setText("\n".join(notes))
        self._fine_notes.setVisible(bool(notes))

    def _show_orders(self, number: int, orders: tuple[Order, ...]) -> None:
        self._orders_card.clear_body()
        self._orders_card.setVisible(bool(orders))
        for place, order in enumerate(orders):
            line = QWidget(self._orders_card)
            row = spaced(QHBoxLayout(line), spacing=12)
            label = plain_label(text.printable(order.label), "caption")
            label.setMinimumWidth(32)
            row.addWidget(label)
            row.addWidget(selectable(plain_label(text.printable(order.text), wrap=True)), 1)
            if order.sources:
                key = FactKey("orders", number, place)
                link = link_button(sources_words(len(order.sources)), "order_sources")
                link.clicked.connect(lambda _checked=False, key=key: self.sources_wanted.emit(key))
                row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
            self._orders_card.body.addWidget(line)

    def _show_notes(self, case: Case) -> None:
        self._notes_card.clear_body()
        investigation = case.investigation
        notes = (
            text.printable(investigation.title),
            self.tr("Status, according to the source: {}").format(text.printable(investigation.status)),
            text.printable(investigation.note),
            text.printable(investigation.country_note),
            self.tr("Confidence: {}").format(confidence_text(investigation.confidence)),
        )
        for number, note in enumerate(note for note in notes if note):
            label = selectable(plain_label(note, wrap=True))
            if number:
                set_style(label, role="muted")
            self._notes_card.body.addWidget(label)
