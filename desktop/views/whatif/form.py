"""The form of a scenario: the commonest changes in front, the rest behind a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.whatif.scenario import Complied, Ends, Stayed
from desktop.views.parts.card import link_button
from desktop.views.whatif.rows import stack
from desktop.views.whatif.sections import (
    CapSection,
    CountedSection,
    DaySection,
    PaidSection,
    RateSection,
    StartSection,
    StaysSection,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.case.terms import PenaltyTerms
    from desktop.domain.whatif.scenario import Scenario
    from desktop.views.whatif.sections import Edit, FormSection


class WhatIfForm(QWidget):
    """A section for every kind of change; `edit` is called with each edit of the scenario."""

    def __init__(self, edit: Callable[[Edit], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        complied = DaySection(edit, Complied, "whatif_complied", self.tr("Complied on"))
        ends = DaySection(edit, Ends, "whatif_ends", self.tr("Last day"))
        first: tuple[FormSection, ...] = (complied, StaysSection(edit))
        rest: tuple[FormSection, ...] = (
            RateSection(edit),
            CapSection(edit),
            StartSection(edit),
            CountedSection(edit),
            ends,
            PaidSection(edit),
        )
        self._sections = (*first, *rest)
        self._rest = QWidget()
        self._more = link_button("", "whatif_more")
        self._more.clicked.connect(lambda: self._show_rest(shown=self._rest.isHidden()))
        self._more.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        stack(self, *first, self._more, self._rest, spacing=6)
        stack(self._rest, *rest, spacing=6)
        self._show_rest(shown=False)

    def show_scenario(self, scenario: Scenario | None, terms: PenaltyTerms) -> None:
        """Show the changes of a scenario; None leaves every field empty."""
        changes = () if scenario is None else scenario.changes
        for section in self._sections:
            section.currency = terms.currency
            section.show_changes(changes)
        if any(not isinstance(change, Complied | Stayed) for change in changes):
            self._show_rest(shown=True)

    def forget(self) -> None:
        """Empty all fields for another scenario."""
        for section in self._sections:
            section.forget()
        self._show_rest(shown=False)

    def _show_rest(self, *, shown: bool) -> None:
        self._rest.setVisible(shown)
        self._more.setText(self.tr("Fewer changes") if shown else self.tr("More changes…"))
        self._more.setAccessibleName(self._more.text())
