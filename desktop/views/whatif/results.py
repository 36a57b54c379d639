"""The results of a scenario beside the record, or the reason why the scenario cannot be calculated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.models.whatif.faults import unknown_words
from desktop.models.whatif.whatif import comparison_of, mark, result_facts, scenario_key, when
from desktop.views.parts import explained
from desktop.views.parts.card import clear_layout, plain_label, selectable
from desktop.views.parts.pair import pair_labels

if TYPE_CHECKING:
    from desktop.domain.page.page import Page
    from desktop.domain.whatif.comparison import Outcome


class WhatIfResults(QWidget):
    """The results of a scenario for a penalty line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unknown = plain_label(role="problem", wrap=True)
        self._unknown.setObjectName("whatif_unknown")
        self._results = QFrame()
        self._results.setObjectName("whatif_results")
        self._facts = QVBoxLayout(self._results)
        self._facts.setContentsMargins(0, 8, 0, 0)
        self._facts.setSpacing(4)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._unknown)
        rows.addWidget(self._results)

    def show_outcome(self, page: Page, outcome: Outcome | None, place: int) -> None:
        """Show the outcome of a scenario for the penalty line at a place; None hides the results."""
        unknown = outcome.unknown if outcome is not None else None
        self._unknown.setText(unknown_words(unknown) if unknown is not None else "")
        self._unknown.setVisible(unknown is not None)
        clear_layout(self._facts)
        found = comparison_of(outcome, place) if outcome is not None else None
        self._results.setVisible(found is not None)
        self.setVisible(outcome is not None)
        if outcome is None or found is None:
            return
        explained.mark(self._results, scenario_key(page, outcome.scenario.name, found))
        self._facts.addWidget(plain_label(when(outcome, place), "heading"))
        for number, fact in enumerate(result_facts(outcome, place)):
            value = selectable(plain_label(fact.value, "" if number else "whatif_sum", wrap=True))
            value.setAccessibleName(f"{mark(outcome.scenario.name)}. {fact.name}: {fact.value}")
            self._facts.addLayout(pair_labels(plain_label(fact.name, "caption"), value))
