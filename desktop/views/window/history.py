"""The history in the window: shown over what was shown before, beside the problems of the file, and left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStackedWidget

    from desktop.session.session import Session
    from desktop.views.history.page import HistoryPage
    from desktop.views.window.filepage import FilePage


class HistoryDeeds(QObject):
    """Shows the history in a stack of pages, also where a step was not undone, and leaves it."""

    def __init__(
        self,
        session: Session,
        stack: QStackedWidget,
        file_page: Callable[[], FilePage],
        go_back: Callable[[], object],
    ) -> None:
        """Take the page when first wanted; `go_back` shows what belongs in its place."""
        super().__init__(stack)
        self._session, self._stack = session, stack
        self._file_page, self._go_back = file_page, go_back
        self._whole: FilePage | None = None
        self._is_over = False
        stack.currentChanged.connect(self._on_current)
        session.history.conflict_changed.connect(self._on_conflict)
        session.history.wanted.connect(self.show)

    @property
    def page(self) -> HistoryPage:
        """The history on the page of the file."""
        return (self._whole or self._file_page()).history

    @property
    def is_over(self) -> bool:
        """Whether the history is shown over something else, to which leaving it leads back."""
        return self._is_over and self._is_shown

    def hold(self, whole: FilePage) -> None:
        """Show the history on a page from now on; to be called once, when that is made."""
        self._whole = whole
        whole.history.offer_close(on=False)
        whole.history.left.connect(self.leave)

    def switch(self) -> None:
        """Show the history, or leave it."""
        if self.is_over or (self._is_shown and self._whole is not None and self._whole.is_in_history):
            self.leave()
        elif self._session.info is not None:
            self.show()

    def show(self) -> None:
        """Show the history, and put the cursor into it."""
        whole = self._whole or self._file_page()
        if not self._is_shown:
            self._stack.setCurrentWidget(whole)
            self._is_over = True
            whole.history.offer_close(on=True)
        whole.show_history()

    def leave(self) -> None:
        """Show what belongs in the place of the history; beside the problems, go to these."""
        if self.is_over:
            self._go_back()
        elif self._is_shown and self._whole is not None and self._whole.is_in_history:
            self._whole.show_problems()

    @property
    def _is_shown(self) -> bool:
        return self._whole is not None and self._stack.currentWidget() is self._whole

    def _on_current(self) -> None:
        """Lie over nothing once another page is shown."""
        if self._is_over and not self._is_shown:
            self._is_over = False
            self.page.offer_close(on=False)

    def _on_conflict(self) -> None:
        """Show the step that was not undone."""
        if self._session.history.conflict is not None and not self._is_shown:
            self.show()
