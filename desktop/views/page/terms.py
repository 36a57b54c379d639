"""The card with the terms of a penalty order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import text
from desktop.models.page.terms import NamedFact, terms_facts
from desktop.views.parts.card import Card, clear_layout, link_button, plain_label, selectable
from desktop.views.parts.pair import pair_labels
from desktop.views.parts.states import spaced

if TYPE_CHECKING:
    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.law.regime import Regime

_GAP = 6


class TermsCard(Card):
    """Rate, grace, cap and all further terms as pairs; the minor terms are shown on demand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="terms", parent=parent)
        self.set_heading(self.tr("Terms of the order"))
        self._main = spaced(QVBoxLayout(), spacing=_GAP)
        self._rest = spaced(QVBoxLayout(), spacing=_GAP)
        self._more = QWidget(self)
        self._more.setObjectName("more_terms")
        self._more.setLayout(self._rest)
        self._toggle = link_button("", "show_more_terms")
        self._toggle.clicked.connect(lambda: self._show_more(more=self._more.isHidden()))
        self.body.addLayout(self._main)
        self.body.addWidget(self._more)
        self.body.addWidget(self._toggle, alignment=Qt.AlignmentFlag.AlignLeft)
        self._shown: tuple[PenaltyTerms, Regime | None] | None = None
        self._show_more(more=False)

    def show_terms(self, terms: PenaltyTerms, regime: Regime | None = None) -> None:
        """Show the terms of a penalty line under its regime."""
        if (terms, regime) == self._shown:
            return
        self._shown = (terms, regime)
        facts = terms_facts(terms, regime)
        _fill(self._main, [fact for fact in facts if fact.main])
        note = [NamedFact(self.tr("Note"), text.printable(terms.note))] if terms.note else []
        _fill(self._rest, [*(fact for fact in facts if not fact.main), *note])

    def _show_more(self, *, more: bool) -> None:
        self._more.setVisible(more)
        words = self.tr("Fewer terms") if more else self.tr("All terms")
        self._toggle.setText(words)
        self._toggle.setAccessibleName(words)


def _fill(rows: QVBoxLayout, facts: list[NamedFact]) -> None:
    """Show facts as pairs, the note of a fact below its pair."""
    clear_layout(rows)
    for fact in facts:
        value = selectable(plain_label(fact.value, wrap=True))
        value.setAccessibleName(f"{fact.name}: {fact.value}")
        rows.addLayout(pair_labels(plain_label(fact.name, "caption"), value))
        if fact.note:
            rows.addWidget(plain_label(fact.note, "caption", wrap=True))
