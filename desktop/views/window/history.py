"""The history in the window: its page is made at the first look, shown in the place of others, and left."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.views.parts.wayback import WayBack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QStackedWidget

    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.history.page import HistoryPage


class HistoryDeeds(QObject):
    """Shows the history in a stack of pages, also where a step was not undone, and leaves it."""

    def __init__(
        self,
        session: Session,
        look: Look,
        stack: QStackedWidget,
        deeds: Mapping[str, Callable[[], object]],
        go_back: Callable[[], object],
    ) -> None:
        """Take undo and redo from the window's deeds; `go_back` shows what belongs in the history's place."""
        super().__init__(stack)
        self._session, self._look, self._stack = session, look, stack
        self._deeds, self._go_back = deeds, go_back
        session.history.conflict_changed.connect(self._on_conflict)

    @cached_property
    def page(self) -> HistoryPage:
        """The page of the history."""
        from desktop.views.history.page import HistoryPage  # noqa: PLC0415 - few look, many start

        page = HistoryPage(self._session, self._look, self._stack)
        page.left.connect(self.leave)
        page.undo_wanted.connect(self._deeds["undo"])
        page.redo_wanted.connect(self._deeds["redo"])
        self._stack.addWidget(page)
        return page

    @cached_property
    def _way_back(self) -> WayBack:
        return WayBack(self.page)

    @property
    def is_shown(self) -> bool:
        """Whether the history is shown."""
        return "page" in vars(self) and self._stack.currentWidget() is self.page

    def switch(self) -> None:
        """Show the history, or leave it."""
        if self.is_shown:
            self.leave()
        elif self._session.info is not None:
            self._way_back.note()
            self._stack.setCurrentWidget(self.page)
            self.page.focus_first()

    def leave(self) -> None:
        """Show what belongs in the place of the history."""
        if self.is_shown:
            had_focus = self._way_back.is_within
            self._go_back()
            if had_focus:
                self._way_back.go()

    def _on_conflict(self) -> None:
        """Show the step that was not undone."""
        if self._session.history.conflict is not None and not self.is_shown:
            self.switch()
