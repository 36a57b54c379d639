"""The orders of an investigation that is edited: their table, and the form of the chosen one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.edit.change import EditKind
from desktop.models.page.lines import TermsRow, order_columns, order_rows
from desktop.models.table import ROW_ROLE, TableModel
from desktop.views.edit.order_form import OrderForm
from desktop.views.parts.card import Card, link_button, plain_label
from desktop.views.parts.fitted import make_fitted_table
from desktop.views.parts.sight import bring_into_sight
from desktop.views.parts.undo_note import UndoNote

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QWidget

    from desktop.domain.case.terms import TermsId
    from desktop.domain.orders.draft import OpenOrder
    from desktop.domain.page.page import Page
    from desktop.session.session import Session
    from desktop.theme import Look


class OrdersEditor(QObject):
    """The card of the orders and the form below it; both are placed by the tab."""

    # TermsId: another order was chosen.
    chosen = Signal(object)

    def __init__(self, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._orders = session, session.orders
        self._page: Page | None = None
        self._chosen: TermsId | None = None
        self._is_filling = False
        self._wanted = ""  # the label of the order that was added, until it is open
        self.card = Card(self.tr("Orders with a penalty"), "orders_card")
        self._rows: TableModel[TermsRow] = TableModel(order_columns(), self)
        self._table = make_fitted_table(self._rows, look, (1, 2), self.card)
        self._table.setObjectName("orders_table")
        self._table.setAccessibleName(self.tr("Orders with a penalty"))
        self._table.setSortingEnabled(False)
        self._table.setSelectionMode(self._table.SelectionMode.SingleSelection)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._none = plain_label(
            self.tr("No penalty order was made in this investigation."), "muted", wrap=True
        )
        self._add = link_button(self.tr("+ order"), "order_add", self.tr("Add an order"))
        self._add.clicked.connect(lambda _checked=False: self.add())
        self.card.add_action(self._add)
        self.card.add_table(self._table)
        self.card.body.addWidget(self._none)
        self._note = UndoNote(session)
        self.card.body.addWidget(self._note)
        self.terms = OrderForm(session, self)
        self.form = self.terms.card
        self._orders.opened.connect(self._on_opened)
        self._orders.done.connect(self._on_done)

    def show_page(self, page: Page) -> None:
        """Show the orders of a page, and open the chosen one."""
        is_other = self._page is None or self._page.id != page.id
        self._page = page
        if is_other:
            self._note.hide()
            self._chosen = next(iter(self._orders.unsaved(page.case.investigation.slug)), None)
        self._fill(page)
        opened = self._orders.order
        if opened is None or (is_other and opened.terms is not None):
            self._open(self._chosen)

    def add(self) -> None:
        """Open the form of a new order."""
        self._note.hide()
        self._orders.open(None)
        self.form.focus_first()

    def _fill(self, page: Page) -> None:
        rows = order_rows(page)
        labels = {terms.id: terms.label for terms in page.case.terms}
        numbers = [row.number for row in rows if row.number is not None]
        opened = self._orders.order
        is_new = opened is not None and opened.terms is None
        wanted = opened.label if opened is not None and is_new else self._wanted
        shown = next((number for number in numbers if wanted and labels[number] == wanted), None)
        if self._wanted and shown is not None:
            self._chosen = shown
        if self._chosen not in numbers:
            self._chosen = next(iter(numbers), None)
        self._is_filling = True
        self._rows.set_rows(rows)
        chosen = shown if is_new else self._chosen
        if chosen is None:
            self._table.clearSelection()
        else:
            self._table.selectRow(numbers.index(chosen))
        self._is_filling = False
        self._table.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _open(self, number: TermsId | None) -> None:
        if number is not None:
            self._orders.open(number)

    def _on_row(self, current: QModelIndex) -> None:
        row = current.data(ROW_ROLE) if current.isValid() else None
        if self._is_filling or not isinstance(row, TermsRow) or row.number is None:
            return
        self._note.hide()
        opened = self._orders.order
        if opened is not None and row.number not in {terms.id for terms in opened.case.terms}:
            self._orders.open(None)  # an order that is not saved yet
            return
        self._chosen = row.number
        self._orders.open(row.number)
        self.chosen.emit(row.number)

    def _on_opened(self, opened: OpenOrder) -> None:
        if opened.terms is None:
            self._wanted = opened.label
        elif opened.label == self._wanted:
            self._wanted = ""

    def _on_done(self, kind: EditKind) -> None:
        words = {
            EditKind.ORDER_ADDED: self.tr("Order added."),
            EditKind.ORDER_CHANGED: self.tr("Order saved."),
            EditKind.ORDER_DELETED: self.tr("Order deleted."),
        }
        self._note.say(words.get(kind, ""), can_undo=True)
        bring_into_sight(self.card)
        if self._page is not None:
            self.show_page(self._page)
