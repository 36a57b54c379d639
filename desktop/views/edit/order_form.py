"""The form of the open penalty order: its terms, the rules of its regime, what other programs changed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.edit.draft import DraftStep, GraceKind, draft_rules
from desktop.domain.faults import Caution
from desktop.models.edit.draft_words import limit_words
from desktop.models.edit.order_words import (
    ADD_STEP,
    REMOVE_STEP,
    UNIT_BACK,
    OrderShown,
    accrued_words,
    conflict_name,
    shown_order,
    value_words,
)
from desktop.models.history_words import order_history
from desktop.views.edit.conflict import ConflictStrip, StripButton, StripSide
from desktop.views.edit.rules import RulesSection
from desktop.views.edit.small_form import SmallForm
from desktop.views.parts.card import link_button, plain_label, set_style
from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from desktop.domain.law.kinds import Unit
    from desktop.domain.orders.draft import OpenOrder
    from desktop.domain.page.page import Page
    from desktop.session.reader.orders import AskedConflict, OrderFigure
    from desktop.session.session import Session

_STEP = "step_"


class OrderForm(QObject):
    """The terms of the open order; hidden while none is open."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.card = SmallForm("order")
        self._session, self._orders = session, session.orders
        self._figure: OrderFigure | None = None
        self._above = ""  # what is said of a rate above the most that the law allows
        self._refusal = plain_label(role="problem", wrap=True, name="order_refusal")
        self._more = link_button(self.tr("Rules of the regime…"), "order_rules")
        self._more.clicked.connect(lambda _checked=False: self._turn_rules())
        self._past = link_button(self.tr("History of this order"), "order_history")
        self._past.clicked.connect(lambda _checked=False: self._ask_for_history())
        self._delete = link_button(self.tr("Delete order"), "order_delete")
        self._delete.clicked.connect(lambda _checked=False: self._orders.delete())
        self.rules: RulesSection = RulesSection()
        self.rules.edited.connect(self._orders.put)
        self.rules.hide()
        self.card.close_button.hide()
        self.card.add_action(self._past)
        self.card.add_action(self._delete)
        set_style(self.card, tone="")
        column = spaced(QVBoxLayout(), spacing=4)
        column.addWidget(self._refusal)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.rules)
        self.card.body.addLayout(column)
        self.card.hide()
        self._connect()

    def _connect(self) -> None:
        orders = self._orders
        orders.opened.connect(self._on_opened)
        orders.figured.connect(self._on_figured)
        orders.closed.connect(self._on_closed)
        orders.refused.connect(self._refuse)
        self._session.page_changed.connect(self._on_page_changed)
        self.card.edited.connect(self._on_edited)
        self.card.answered.connect(self._on_answered)
        self.card.save_wanted.connect(orders.save)
        self.card.left.connect(orders.leave)

    def _on_page_changed(self, page: Page | None) -> None:
        """Say whether the rate is above what the law allows, by the page with the unsaved values."""
        opened = self._orders.order
        if opened is not None and self._maximum(opened, page) != self._above:
            self._show_order()

    def _on_opened(self, _order: OpenOrder) -> None:
        self._figure = None
        self._refuse("")
        self._show_conflicts(())
        self._show_order()
        self.card.show()

    def _on_figured(self, figure: OrderFigure) -> None:
        if self._figure is None or self._figure.conflicts != figure.conflicts:
            self._show_conflicts(figure.conflicts)
        self._figure = figure
        self._show_order()

    def _on_closed(self) -> None:
        self._figure = None
        self.card.hide()
        self.card.shown.emit()

    def _refuse(self, sentence: str) -> None:
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))

    def _show_order(self) -> None:
        """Show the open order with what is known of it now."""
        opened, draft, figure = self._orders.order, self._orders.draft, self._figure
        if opened is None or draft is None:
            return
        is_new = opened.terms is None
        self._above = self._maximum(opened, self._session.page)
        found = OrderShown(
            opened,
            draft,
            self._orders.regimes,
            () if figure is None else figure.read.problems,
            () if figure is None else figure.read.open,
            0 if figure is None else len(figure.conflicts),
            figure is not None and figure.edit is not None and not self._orders.is_gone,
            self._orders.is_gone,
            self._orders.is_dirty or is_new,
            self._above,
        )
        self._delete.setVisible(not is_new and not self._orders.is_gone)
        self._past.setVisible(not is_new)
        self.card.show_form(shown_order(found))
        self.rules.show_rules(draft, draft_rules(draft, found.regime))

    def _ask_for_history(self) -> None:
        """Have the history of the open order shown."""
        if self._orders.order is not None:
            self._session.history.ask_for(order_history(self._orders.order))

    @staticmethod
    def _maximum(opened: OpenOrder, page: Page | None) -> str:
        """The sentence about a rate above the most that the law allows."""
        limits = () if page is None else page.limits.rates
        above = (one for one in limits if one.label == opened.label)
        limit = next((one for one in above if one.caution is Caution.RATE_ABOVE_STATUTORY_MAX), None)
        return "" if limit is None else limit_words(limit)

    def _show_conflicts(self, conflicts: tuple[AskedConflict, ...]) -> None:
        """Show the strips of what another program changed, or that it deleted the order."""
        at = "" if self._orders.noticed is None else f" ({self._orders.noticed:%H:%M})"
        strips = [self._strip_of(asked, at) for asked in conflicts]
        if self._orders.is_gone:
            what = self.tr("Another program deleted this order. Restore it with your values?")
            answers = (
                StripButton(self.tr("Restore it"), "conflict_restore", self._orders.restore),
                StripButton(self.tr("Let it go"), "conflict_let_go", self._orders.leave),
            )
            strips.append(ConflictStrip(what, (), answers))
        if not strips:
            self.card.show_strip(None)
            return
        box = QWidget()
        column = spaced(QVBoxLayout(box), spacing=8)
        for strip in strips:
            column.addWidget(strip)
        self.card.show_strip(box)

    def _strip_of(self, asked: AskedConflict, at: str) -> ConflictStrip:
        conflict, regimes = asked.conflict, self._orders.regimes
        what = self.tr("Another program changed {}{}.").format(conflict_name(conflict), at)
        yours = value_words(conflict, asked.yours, regimes)
        theirs = value_words(conflict, asked.theirs, regimes)
        sides = (
            StripSide(self.tr("Yours"), yours, accrued_words(asked.page)),
            StripSide(self.tr("In the file now"), theirs, accrued_words(asked.page_of_file)),
        )
        return ConflictStrip(
            what,
            sides,
            (
                StripButton(
                    self.tr("Keep yours"), "conflict_yours", lambda: self._orders.keep_yours(conflict)
                ),
                StripButton(
                    self.tr("Take the file's"), "conflict_file", lambda: self._orders.take_theirs(conflict)
                ),
            ),
        )

    def _turn_rules(self) -> None:
        """Show the rules, or hide them."""
        shown = self.rules.isHidden()
        self.rules.setVisible(shown)
        words = self.tr("Fewer rules") if shown else self.tr("Rules of the regime…")
        self._more.setText(words)
        self._more.setAccessibleName(words)

    def _on_edited(self, name: str, value: object) -> None:
        draft = self._orders.draft
        if draft is None:
            return
        changes: dict[str, Any] = {name: value}
        if name == "grace_unit" and isinstance(value, GraceKind):
            changes = {"grace": value}
        elif name == "grace_unit":
            changes = {"grace": GraceKind.LENGTH, "grace_unit": value}
        elif name == "regime":
            changes = {"regime": value, "by_hand": ()}
        elif name.startswith(_STEP):
            field, _, place = name.removeprefix(_STEP).partition(" ")
            steps = list(draft.steps)
            step: dict[str, Any] = {field: value}
            steps[int(place)] = dataclasses.replace(steps[int(place)], **step)
            changes = {"steps": tuple(steps)}
        self._orders.put(dataclasses.replace(draft, **changes))
        self._show_order()

    def _on_answered(self, name: str) -> None:
        draft, unit = self._orders.draft, self._unit_of_regime()
        if draft is None:
            return
        kind, _, place = name.partition(" ")
        if kind == ADD_STEP:
            draft = dataclasses.replace(draft, steps=(*draft.steps, DraftStep()))
        elif kind == REMOVE_STEP:
            steps = tuple(step for number, step in enumerate(draft.steps) if number != int(place))
            draft = dataclasses.replace(draft, steps=steps)
        elif kind == UNIT_BACK and unit is not None:
            draft = dataclasses.replace(draft, unit=unit)
        self._orders.put(draft)
        self._show_order()
        if kind == ADD_STEP:
            self.card.focus_field(f"step_start {len(draft.steps) - 1}")

    def _unit_of_regime(self) -> Unit | None:
        draft = self._orders.draft
        laws = (law for law in self._orders.regimes if draft is not None and law.code == draft.regime)
        return next((law.unit.value for law in laws), None)
