"""The page of the file: its problems above, its history below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.views.history.page import HistoryPage
from desktop.views.parts.states import spaced
from desktop.views.problems.page import ProblemsPage

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from desktop.session.session import Session
    from desktop.theme import Look

# The most of the height that the problems take, while they are what is wanted or the history is.
_FIRST, _SECOND = 0.6, 0.4


class FilePage(QWidget):
    """The rows that could not be read, at the height they need, and the history in the room that is left."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("file_page")
        self._share = _FIRST
        self.problems = ProblemsPage(session, look, self)
        self.history = HistoryPage(session, look, self)
        column = spaced(QVBoxLayout(self), spacing=0)
        column.addWidget(self.problems)
        column.addWidget(self.history, 1)
        self.problems.height_changed.connect(self._share_height)

    @property
    def is_in_history(self) -> bool:
        """Whether the cursor is in the history."""
        return self.history.isAncestorOf(self.focusWidget() or self)

    def show_problems(self) -> None:
        """Leave the problems more of the height, and put the cursor there."""
        self._give(_FIRST)
        self.problems.focus_first()

    def show_history(self) -> None:
        """Leave the history more of the height, and put the cursor there."""
        self._give(_SECOND)
        self.history.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new height."""
        super().resizeEvent(event)
        self._share_height()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the height anew: letters may have another size."""
        super().showEvent(event)
        self._share_height()

    def _give(self, share: float) -> None:
        self._share = share
        self._share_height()

    def _share_height(self) -> None:
        self.problems.fit(self.width(), round(self.height() * self._share))
