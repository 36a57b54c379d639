"""The bar that says what is wrong, above whatever is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop import text
from desktop.views.states import make_button, plain_label

if TYPE_CHECKING:
    from desktop.domain.problem import Problem


class FaultBar(QFrame):
    """A fault in one sentence above what is shown; it stays until it is dismissed or overcome."""

    # The user wants another file, or the sample.
    open_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fault_bar")
        self._sentence = plain_label("", self)
        self._sentence.setObjectName("fault_sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._openers = (
            make_button(self.tr("Open another file…"), self.open_wanted.emit, self),
            make_button(self.tr("Open the sample"), self.sample_wanted.emit, self),
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        row.addWidget(self._sentence, 1)
        for button in (*self._openers, make_button(self.tr("Dismiss"), self.hide, self)):
            row.addWidget(button)
        self._of_file = False
        self.hide()

    def overcome(self) -> None:
        """A file was opened: what was wrong with another one is past."""
        if self._of_file:
            self.hide()

    def take_back(self, problem: Problem) -> None:
        """A problem is past: its sentence goes, unless another one has taken its place."""
        if self._sentence.text() == text.printable(problem.sentence):
            self.hide()

    def show_problem(self, problem: Problem, *, of_file: bool = True) -> None:
        """Show what is wrong; a fault of a file offers other files."""
        sentence = text.printable(problem.sentence)
        self._of_file = of_file
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        for button in self._openers:
            button.setVisible(of_file)
        self.show()
