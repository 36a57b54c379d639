"""The strip that asks whether a penalty is to follow its regime, which has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.models.edit.rule_words import regime_question_words
from desktop.views.parts.card import plain_label
from desktop.views.parts.states import make_button, spaced

if TYPE_CHECKING:
    from desktop.domain.edit.regime_version import RegimeQuestion
    from desktop.session.edits.regimes import RegimeQuestions


class RegimeStrip(QFrame):
    """A sentence with two answers; hidden where nothing is asked."""

    def __init__(self, questions: RegimeQuestions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("regime_strip")
        self._words = plain_label(role="", wrap=True, name="regime_question")
        row = spaced(QHBoxLayout(self), margins=(12, 8, 8, 8), spacing=8)
        row.addWidget(self._words, 1)
        self.take = make_button(self.tr("Take it"), questions.take, self)
        self.keep = make_button(self.tr("Keep the rules"), questions.keep, self)
        for button in (self.take, self.keep):
            row.addWidget(button)
        questions.asked.connect(self._show)
        self._show(questions.question)

    def _show(self, question: RegimeQuestion | None) -> None:
        words = "" if question is None else regime_question_words(question)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(question is not None)
