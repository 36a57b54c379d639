"""The question whether the penalties shown are to follow their regime, which has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.edit.regime_version import question_of, rules_kept, rules_taken
from desktop.store.cases.term_rules import load_rules
from desktop.store.law.rules import UnknownRuleError, regime

if TYPE_CHECKING:
    from desktop.domain.edit.change import Edit
    from desktop.domain.edit.regime_version import RegimeQuestion
    from desktop.domain.law.regime import Regime
    from desktop.domain.page.page import Page
    from desktop.session.asking import Asking
    from desktop.session.editing import Editing
    from desktop.store.file.casefile import CaseFile


class RegimeQuestions(QObject):
    """Asks about one penalty of the page after the other, while the file is edited."""

    # RegimeQuestion: the question; None where there is none.
    asked = Signal(object)

    def __init__(self, asking: Asking, editing: Editing) -> None:
        super().__init__(editing)
        self._asking, self._editing = asking, editing
        self.question: RegimeQuestion | None = None
        asking.shown.page_changed.connect(self._on_page_changed)
        editing.changed.connect(lambda: self._on_page_changed(asking.shown.page))
        self._on_page_changed(asking.shown.page)

    def take(self) -> None:
        """Take the rules of the regime over."""
        self._answer(take=True)

    def keep(self) -> None:
        """Leave the rules as they are, and ask no more."""
        self._answer(take=False)

    def _answer(self, *, take: bool) -> None:
        asked = self.question
        law = None if asked is None else _regime(asked.rules.regime)
        if asked is not None and law is not None:
            edit: Edit = (rules_taken if take else rules_kept)(asked, law)
            self._editing.apply(edit)

    def _on_page_changed(self, page: Page | None) -> None:
        if page is None or not self._editing.is_on:
            self._show(None)
            return
        reader, number = self._asking.reader, page.case.investigation.id

        def found() -> RegimeQuestion | None:
            return None if reader.file is None else _question(reader.file, number)

        self._asking.submit("regime", found, self._show)

    def _show(self, question: RegimeQuestion | None) -> None:
        self.question = question
        self.asked.emit(question)


def _question(file: CaseFile, investigation: int) -> RegimeQuestion | None:
    for rules in load_rules(file, investigation):
        law = _regime(rules.regime)
        found = None if law is None else question_of(rules, law)
        if found is not None:
            return found
    return None


def _regime(code: str) -> Regime | None:
    try:
        return regime(code)
    except UnknownRuleError:
        return None
