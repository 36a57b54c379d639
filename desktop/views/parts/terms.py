"""The card with the terms of an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop import text
from desktop.models.terms import terms_facts
from desktop.views.parts.card import Card, clear_layout, plain_label, selectable

if TYPE_CHECKING:
    from desktop.domain.penalty import PenaltyTerms

_GAP = 8
_BESIDE = 18


class TermsCard(Card):
    """Rate, grace, cap and everything else the order says, as pairs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="terms", parent=parent)
        self.set_heading(self.tr("Terms of the order"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._note = selectable(plain_label(role="caption", wrap=True))
        self.body.addLayout(self._grid)
        self.body.addWidget(self._note)
        self._shown: PenaltyTerms | None = None

    def show_terms(self, terms: PenaltyTerms) -> None:
        """Show the terms of one penalty line."""
        if terms == self._shown:
            return
        self._shown = terms
        clear_layout(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for row, fact in enumerate(terms_facts(terms)):
            beside = len(fact.value) <= _BESIDE
            name = plain_label(fact.name, "caption")
            value = selectable(plain_label(fact.value, wrap=not beside))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | top)
            value.setAccessibleName(f"{fact.name}: {fact.value}")
            if beside:
                self._grid.addWidget(name, 2 * row, 0, top)
                self._grid.addWidget(value, 2 * row, 1)
            else:
                value.setAlignment(Qt.AlignmentFlag.AlignLeft | top)
                self._grid.addWidget(name, 2 * row, 0, 1, 2)
                self._grid.addWidget(value, 2 * row + 1, 0, 1, 2)
        self._note.setText(text.printable(terms.note))
        self._note.setVisible(bool(terms.note))
