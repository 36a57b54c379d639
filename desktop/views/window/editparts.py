"""The pages of the window that serve editing: new investigations, public holidays, the history."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from desktop.domain.listing.facets import Section
from desktop.views.window.panes import NARROW

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStackedWidget

    from desktop.domain.file import Problem
    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.edit.page import DraftPage
    from desktop.views.history.page import HistoryPage
    from desktop.views.listing.drafts import DraftRows
    from desktop.views.listing.list import CaseList
    from desktop.views.parts.states import StateView
    from desktop.views.window.panes import Panes


class EditParts(QMainWindow):
    """The pages and dialogs that are made where a file is edited."""

    session: Session
    look: Look
    splitter: Panes
    case_list: CaseList
    stack: QStackedWidget
    state: StateView

    @cached_property
    def draft_page(self) -> DraftPage:
        """The form of a new investigation, beside its figure."""
        from desktop.views.edit.page import DraftPage  # noqa: PLC0415 - only where a file is edited

        page = DraftPage(self.session, self.look, self)
        page.left.connect(self.show_place)
        page.holidays_wanted.connect(self.add_holidays)
        self.session.drafts.failed.connect(self.show_problem)
        self.stack.addWidget(page)
        return page

    @property
    def is_drafting(self) -> bool:
        """Whether the form of a new investigation is shown."""
        return "draft_page" in vars(self) and bool(self.session.drafts.name)

    @cached_property
    def draft_rows(self) -> DraftRows:
        """The drafts, in the list; made where a file is edited."""
        rows = self.case_list.follow_drafts(self.session.drafts)
        rows.open_wanted.connect(self.show_draft)
        self.session.drafts.listed.connect(self._on_drafts_listed)
        self.put_in_order()
        return rows

    def show_draft(self, name: str = "") -> None:
        """Show the form of a new investigation, or of a draft by its name, while the file is edited."""
        if not self.session.editing.is_on:
            return
        self.draft_rows.switch(on=True)
        if self.session.query.section is Section.OVERVIEW:
            self.session.show_section(Section.ALL)
        self.draft_page.begin(name)
        self.stack.setCurrentWidget(self.draft_page)
        self.fit_list()
        self.draft_page.form.focus_first()

    def add_holidays(self) -> None:
        """Ask for public holidays, at first those that the open draft or investigation waits for."""
        from desktop.views.edit.holidays import HolidaysDialog  # noqa: PLC0415 - few ask, many start

        if self.session.editing.is_on:
            page, holidays = self.session.page, self.session.holidays
            case = self.draft_page.case if self.is_drafting else page.case if page is not None else None
            HolidaysDialog(holidays, holidays.wanted(case), self).open()

    def fit_list(self) -> None:
        """Show the list beside an open draft, where the window has room for both."""
        is_wide = self.splitter.width() >= NARROW
        self.case_list.setVisible(is_wide)
        self.draft_page.offer_drafts(on=not is_wide)

    def _on_drafts_listed(self) -> None:
        if not self.session.drafts.name and self.stack.currentWidget() is vars(self).get("draft_page"):
            self.show_place()

    @cached_property
    def history_page(self) -> HistoryPage:
        """The history of the file."""
        from desktop.views.history.page import HistoryPage  # noqa: PLC0415 - few look, many start

        page = HistoryPage(self.session, self.look, self)
        page.left.connect(self.leave_history)
        page.undo_wanted.connect(self.deeds["undo"])
        page.redo_wanted.connect(self.deeds["redo"])
        self.stack.addWidget(page)
        return page

    @property
    def is_in_history(self) -> bool:
        """Whether the history is shown."""
        return "history_page" in vars(self) and self.stack.currentWidget() is self.history_page

    def show_history(self) -> None:
        """Show the history, or leave it."""
        if self.is_in_history:
            self.leave_history()
        elif self.session.info is not None:
            self.stack.setCurrentWidget(self.history_page)
            self.history_page.focus_first()

    def leave_history(self) -> None:
        """Show what belongs in the place of the history."""
        if self.is_in_history:
            self.stack.setCurrentWidget(self.state)
            self.show_place()

    def _on_conflict(self) -> None:
        """Show the step that was not undone."""
        if self.session.history.conflict is not None and not self.is_in_history:
            self.show_history()

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """The handler of each action, by its id."""
        raise NotImplementedError

    def show_place(self) -> None:
        """Show the page, the Overview, or the reason for the absence of both."""
        raise NotImplementedError

    def show_problem(self, problem: Problem, *, of_file: bool = False) -> None:
        """Show a fault above the page; the window stays usable."""
        raise NotImplementedError

    def put_in_order(self) -> None:
        """Order all controls for Tab as they lie."""
        raise NotImplementedError
