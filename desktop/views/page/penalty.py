"""The Penalty tab: the stretches of the accrued figure, its curve, the order's terms, settled sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.case.terms import as_known
from desktop.domain.explanation.figure import FigureKind, currency_keys
from desktop.domain.shared.sources import FactKey
from desktop.models.page.lines import TermsRow, terms_columns, terms_name, terms_rows
from desktop.models.page.stretches import terms_keys
from desktop.models.table import ROW_ROLE, TableModel
from desktop.theme import state_role
from desktop.views.chart.chart import CurveChart
from desktop.views.page.settled import SettledCard
from desktop.views.page.stretches import StretchesCard
from desktop.views.page.terms import TermsCard
from desktop.views.parts.card import Card, plain_label
from desktop.views.parts.columns import Columns
from desktop.views.parts.explained import mark
from desktop.views.parts.fitted import make_fitted_table
from desktop.views.parts.states import spaced
from desktop.views.parts.taborder import follow_layout
from desktop.views.whatif.tab import WhatIf

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from desktop.domain.case.terms import TermsId
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.facts import FactOf
    from desktop.domain.page.page import Page
    from desktop.domain.penalty.lines import PenaltyLine
    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.edit.regime import RegimeStrip
    from desktop.views.page.facts import FactsSection
    from desktop.views.page.orders import OrdersEditor

_CHART_HEIGHT = 220
_FACTS = 308  # pixels of the side column with facts to edit


class PenaltyTab(QWidget):
    """A penalty line at a time; several lines are listed on top with their total."""

    # FactKey: the fact whose sources are to be shown.
    sources_wanted = Signal(object)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("penalty_tab")
        self._session = session
        self._look = look
        self._page: Page | None = None
        self._chosen: TermsId | None = None
        self._is_editing = False
        self._regime: RegimeStrip | None = None
        self._none = plain_label(role="muted", wrap=True, name="no_penalty")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._columns = Columns("penalty_cards", self)
        self._columns.setAccessibleName(self.tr("Penalty"))
        self._problems = plain_label(role="problem", wrap=True, name="penalty_problems")
        self._columns.main.addWidget(self._problems)
        self._build_lines()
        self._build_cards()
        self._facts: FactsSection | None = None
        self.orders: OrdersEditor | None = None
        self._stack = QStackedLayout()
        self._stack.addWidget(self._columns)
        self._stack.addWidget(self._none)
        self._rows = spaced(QVBoxLayout(self), spacing=0)
        self._rows.addLayout(self._stack, 1)

    def follow_editing(self) -> None:
        """Offer to edit orders and facts while the file is edited, and ask about changed regimes."""
        self._session.editing.changed.connect(self._on_editing_changed)
        self._on_editing_changed()

    def add_payment(self, day: UncertainDate) -> None:
        """Open the form of a payment on a day, while the file is edited."""
        if self._facts is not None and self._session.editing.is_on:
            self._facts.add_payment(day)

    def show_page(self, page: Page) -> None:
        """Show the penalties of a page, keeping the chosen line."""
        same = self._page is not None and self._page.id == page.id
        self._page = page
        if not same:
            self._chosen = None
            self._columns.verticalScrollBar().setValue(0)
        problems = self._problem_words(page)
        self._problems.setText(problems)
        self._problems.setVisible(bool(problems))
        for card in (self._stretches, self.what_if.card, self._settled):
            card.setVisible(bool(page.penalties))
        if self._facts is not None:
            self._facts.show_page(page)
        if self.orders is not None and self._is_editing:
            self.orders.show_page(page)
        elif not page.penalties:
            self._none.setText(problems or self.tr("No penalty order was made in this investigation."))
            self._stack.setCurrentWidget(self._none)
            return
        self._stack.setCurrentWidget(self._columns)
        if not page.penalties:
            self._lines_card.hide()
            self._curve_card.hide()
            return
        self._show_lines(page)
        self._show_chosen()
        self._show_curve(page)

    def chosen_fact(self) -> FactKey | None:
        """The fact whose row has the focus, else the penalty line that is shown, or None."""
        page = self._page
        if page is None or not page.penalties:
            return None
        if self._facts is not None and (fact := self._facts.card.chosen) is not None:
            return _key(fact)
        wanted = self._penalty(page).terms.id
        place = [terms.id for terms in page.case.terms].index(wanted)
        return FactKey("penalty_terms", page.case.investigation.id, place)

    def focus_what_if(self) -> None:
        """Bring the What-if card to sight, its first field in focus."""
        if self._page is not None and self._page.penalties:
            self._columns.ensureWidgetVisible(self.what_if.card)
            self.what_if.card.focus_first()

    def _problem_words(self, page: Page) -> str:
        if not page.problems:
            return ""
        words = self.tr("Not everything can be calculated, and the sums leave it out: {}")
        if page.faults and not page.penalties:
            words = self.tr("Cannot be calculated. {}")
        return words.format("; ".join(text.printable(problem) for problem in page.problems))

    def _build_lines(self) -> None:
        self._lines: TableModel[TermsRow] = TableModel(terms_columns(), self)
        self._lines_card = Card(self.tr("Penalty lines"), "penalty_lines")
        self._lines_table = make_fitted_table(self._lines, self._look, (5, 3, 1, 2), self._lines_card)
        self._lines_table.setObjectName("lines_table")
        self._lines_table.setAccessibleName(self.tr("Penalty lines"))
        self._lines_table.setSortingEnabled(False)
        self._lines_table.setSelectionMode(self._lines_table.SelectionMode.SingleSelection)
        self._lines_card.add_table(self._lines_table)
        self._lines_table.selectionModel().currentRowChanged.connect(self._on_line_chosen)

    def _build_cards(self) -> None:
        self._stretches = StretchesCard(self._look)
        self._curve_card = Card(self.tr("Accrued over time"), "curve_card")
        self._curve = CurveChart(self._look)
        self._curve.setMinimumHeight(_CHART_HEIGHT)
        self._curve_card.body.addWidget(self._curve)
        self._terms = TermsCard()
        self._settled = SettledCard()
        self.what_if = WhatIf(self._session, self._look, self._curve, self._curve_card)
        for card in (self._lines_card, self._stretches, self._curve_card, self.what_if.table):
            self._columns.main.addWidget(card)
        for card in (self._terms, self.what_if.card, self._settled):
            self._columns.side.addWidget(card)

    def _show_lines(self, page: Page) -> None:
        several = len(page.penalties) + len(page.faults) > 1
        self._lines_card.setVisible(several and not self._is_editing)
        chosen = self._chosen
        self._lines.set_rows(terms_rows(page))
        self._chosen = chosen
        self._lines_table.selectRow(page.penalties.index(self._penalty(page)))

    def _penalty(self, page: Page) -> PenaltyLine:
        found = (item for item in page.penalties if item.terms.id == self._chosen)
        return next(found, page.penalties[0])

    def _show_chosen(self) -> None:
        page = self._page
        if page is None or not page.penalties:
            return
        penalty = self._penalty(page)
        slug = page.case.investigation.slug
        heading = self.tr("How this figure is made")
        if len(page.penalties) > 1:
            heading = f"{heading} · {terms_name(penalty)}"
        self._stretches.set_heading(heading)
        self._stretches.show_penalty(penalty, page)
        terms = penalty.terms if page.uses_today else as_known(penalty.terms, page.known_on)
        self._terms.show_terms(terms, page.regime)
        if self._facts is not None:
            self._facts.choose(penalty.terms.id)
        self._settled.show_penalty(penalty, page.known_on, slug)
        mark(self._terms, *terms_keys(penalty, slug))
        self.what_if.show_page(page, page.penalties.index(penalty))
        follow_layout(self._columns)

    def _on_editing_changed(self) -> None:
        is_on = self._session.editing.is_on
        if is_on and self._facts is None:
            self._build_editors()
        was_on, self._is_editing = self._is_editing, is_on
        if was_on == is_on or self._facts is None or self.orders is None:
            return
        self._facts.setVisible(is_on)
        self._facts.resume()
        self.orders.card.setVisible(is_on)
        self._terms.setVisible(not is_on)
        self._settled.follow_editing(is_on=is_on)
        self._columns.set_side(*((_FACTS,) if is_on else ()))
        if self._page is not None:
            self.show_page(self._page)

    def _build_editors(self) -> None:
        """Make what edits orders and facts, with one foot for both."""
        from desktop.views.edit.regime import RegimeStrip  # noqa: PLC0415 - not before the first painting
        from desktop.views.page.facts import FactsSection  # noqa: PLC0415 - not before the first painting
        from desktop.views.page.orders import OrdersEditor  # noqa: PLC0415 - as above

        self._regime = RegimeStrip(self._session.regimes)
        self._facts = FactsSection(self._session)
        self._facts.card.sources_wanted.connect(lambda fact: self.sources_wanted.emit(_key(fact)))
        self.orders = OrdersEditor(self._session, self._look, self)
        self.orders.chosen.connect(self._choose)
        self._columns.side.insertWidget(0, self._facts)
        for place, part in enumerate((self._regime, self.orders.card, self.orders.form), 1):
            self._columns.main.insertWidget(place, part)
        self._facts.foot.follow(self.orders.form)
        self._rows.addWidget(self._facts.foot)

    def _show_curve(self, page: Page) -> None:
        self._curve_card.setVisible(bool(page.curves))
        if not page.curves:
            return
        amounts = " · ".join(text.short_money(item.accrued) for item in page.amounts)
        label = self.tr("{} on {}").format(amounts, text.day(page.day))
        if any(item.left_out for item in page.amounts):
            label = text.day(page.day)  # the sums leave out what the curve draws at its least
        currencies = (curve.currency for curve in page.curves)
        mark(self._curve, *currency_keys(page.case.investigation.slug, currencies, FigureKind.ACCRUED))
        self._curve.show_curve(page.curves, page.day, label, page.bands, role=state_role(page.headline))

    def _on_line_chosen(self, current: QModelIndex) -> None:
        row = current.data(ROW_ROLE) if current.isValid() else None
        if isinstance(row, TermsRow) and row.penalty is not None and row.penalty.terms.id != self._chosen:
            self._choose(row.penalty.terms.id)

    def _choose(self, number: TermsId) -> None:
        self._chosen = number
        self._show_chosen()


def _key(fact: FactOf) -> FactKey:
    """The key of a fact of a penalty line."""
    place = getattr(fact.terms, fact.kind.value).index(fact.fact)
    return FactKey(fact.kind.value, fact.terms.id, place)
