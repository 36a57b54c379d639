"""The bar of faults above the page, each with its ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop import text
from desktop.views.parts.states import make_button, plain_label, spaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.file import Problem

_MOST = 8  # faults kept at once


class Told(NamedTuple):
    """A told fault: its problem, whether opening a file raised it, and a way out, in words, if possible."""

    problem: Problem
    of_file: bool
    retry: Callable[[], object] | None
    retry_words: str


class FaultBar(QFrame):
    """The last fault in a sentence; each fault stays until it is dismissed or overcome."""

    # A different file, or the sample, is wanted.
    open_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fault_bar")
        self._sentence = plain_label("", self, name="fault_sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._told: list[Told] = []
        self._retry = make_button(self.tr("Try again"), self._try_again, self)
        self._openers = (
            make_button(self.tr("Open another file…"), self.open_wanted.emit, self),
            make_button(self.tr("Open the sample"), self.sample_wanted.emit, self),
        )
        row = spaced(QHBoxLayout(self), margins=(14, 6, 14, 6), spacing=8)
        row.addWidget(self._sentence, 1)
        dismiss = make_button(self.tr("Dismiss"), self._dismiss, self)
        for button in (self._retry, *self._openers, dismiss):
            row.addWidget(button)
        self.hide()

    def overcome(self) -> None:
        """Drop the faults of files: a file was opened."""
        self._keep([told for told in self._told if not told.of_file])

    def take_back(self, problem: Problem) -> None:
        """Drop a past problem, and show the fault before it again."""
        self._keep([told for told in self._told if told.problem != problem])

    def show_problem(
        self,
        problem: Problem,
        *,
        of_file: bool = True,
        retry: Callable[[], object] | None = None,
        retry_words: str = "",
    ) -> None:
        """Show a problem in place of the last with its code; a fault of a file offers different files."""
        others = [told for told in self._told if told.problem.code != problem.code]
        words = retry_words or self.tr("Try again")
        self._keep([*others, Told(problem, of_file, retry, words)][-_MOST:])

    def _keep(self, told: list[Told]) -> None:
        self._told = told
        if not told:
            self.hide()
            return
        last = told[-1]
        sentence = text.printable(last.problem.sentence)
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        for button in self._openers:
            button.setVisible(last.of_file)
        self._retry.setVisible(last.retry is not None)
        self._retry.setText(last.retry_words)
        self._retry.setAccessibleName(last.retry_words)
        self.show()

    def _dismiss(self) -> None:
        self._keep(self._told[:-1])

    def _try_again(self) -> None:
        retry = self._told[-1].retry
        if retry is not None:
            retry()
