"""The parts of the window made after its first paint, or at their first use."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMainWindow

from desktop.domain.listing.facets import Section
from desktop.views.parts.states import ScrolledPage
from desktop.views.parts.taborder import follow_layout
from desktop.views.window import making
from desktop.views.window.menus import build_menus, mark_actions, mark_steps
from desktop.views.window.panes import NARROW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

    from desktop.domain.file import Problem, SharedPlace
    from desktop.session.live import Live
    from desktop.session.places import FilePlaces
    from desktop.session.problems import FileProblems
    from desktop.session.session import Session
    from desktop.settings import SettingsKeeper
    from desktop.theme import Look
    from desktop.views.edit.page import DraftPage
    from desktop.views.listing.drafts import DraftRows
    from desktop.views.listing.list import CaseList
    from desktop.views.page.page import PageView
    from desktop.views.parts.states import StateView
    from desktop.views.window.history import HistoryDeeds
    from desktop.views.window.importer import Importer
    from desktop.views.window.mode import ModeDeeds
    from desktop.views.window.panes import Panes, SidePane
    from desktop.views.window.statusbar import StatusRow
    from desktop.views.window.toolrow import ToolRow

AT_ONCE = ("icons", "sidebar")
PARTS = (
    *AT_ONCE, "actions_by_id", "dropping", "page_area", "overview", "explaining", "palette_view", "live",
    "saved_views", "mode", "history", "problems", "places",
)  # fmt: skip


# The endings of tables; a file of any other kind is opened as a case file.
TABLES = (
    *(".csv", ".tsv", ".tab", ".xlsx", ".xls", ".ods", ".json", ".ndjson", ".jsonl", ".toml"),
    *(".html", ".htm", ".md"),
)


class LaterParts(QMainWindow):
    """The late parts of the window: their modules load the engine, and a start does not wait for it."""

    tool_row: ToolRow
    splitter: Panes
    side_pane: SidePane
    case_list: CaseList
    stack: QStackedWidget
    bars: QVBoxLayout
    status_row: StatusRow
    state: StateView

    fault_bar = cached_property(making.fault_bar)
    banner = cached_property(making.banner)
    sidebar = cached_property(making.sidebar)
    actions_by_id = cached_property(making.actions_by_id)
    dropping = cached_property(making.dropping)
    overview = cached_property(making.overview)
    palette_view = cached_property(making.palette_view)
    explaining = cached_property(making.explaining)
    saved_views = cached_property(making.saved_views)
    file_page = cached_property(making.file_page)
    shared_bar = cached_property(making.shared_bar)

    def __init__(
        self, session: Session, look: Look, settings_keeper: SettingsKeeper, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.session, self.look, self.keeper = session, look, settings_keeper
        self.menus = build_menus(self.menuBar())
        self._trouble: Problem | None = None
        self._marking = QTimer(self)
        self._marking.setSingleShot(True)
        self._marking.timeout.connect(self._mark_now)

    @cached_property
    def page(self) -> PageView:
        """The page of an investigation."""
        from desktop.views.page.page import PageView  # noqa: PLC0415 - not before the first paint

        page = PageView(self.session, self.look, self)
        self.session.scenarios.changed.connect(self.mark_actions)
        self.session.scenarios.failed.connect(self.show_problem)
        page.follow_editing()
        self.case_list.follow_forms()
        self.remember_tables(page)
        return page

    @cached_property
    def page_area(self) -> ScrolledPage:
        """The page in its scroll area."""
        area = ScrolledPage(self.page, self.page.fit_height, self)
        self.stack.addWidget(area)
        return area

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
    def history(self) -> HistoryDeeds:
        """The history of the file, and its place in the window."""
        from desktop.views.window.history import HistoryDeeds  # noqa: PLC0415 - not before the first paint

        def go_back() -> None:
            self.stack.setCurrentWidget(self.state)
            self.show_place()

        history = HistoryDeeds(self.session, self.stack, lambda: self.file_page, go_back)
        # A click on what is chosen already leads back to it.
        for view in (self.sidebar, self.case_list.rows_view):
            view.clicked.connect(lambda _: history.leave())
        return history

    @property
    def is_in_history(self) -> bool:
        """Whether the history is shown over something else."""
        return "history" in vars(self) and self.history.is_over

    @cached_property
    def importer(self) -> Importer:
        """The import of tables, on a page of its own."""
        from desktop.views.window.importer import Importer  # noqa: PLC0415 - few import, many start

        importer = Importer(self.session, self.look, lambda: self.mode, self.stack, self)
        importer.left.connect(self.show_place)
        importer.failed.connect(self.show_problem)
        return importer

    @property
    def is_importing(self) -> bool:
        """Whether the page of an import is shown."""
        return "importer" in vars(self) and self.importer.page.is_open

    def choose_table(self) -> None:
        """Ask for a table to import."""
        self.importer.choose()
        self.show_place()

    def open_file(self, path: Path) -> None:
        """Open a case file in the place of the open file, once nothing unsaved is left behind unasked."""
        self.leave_file(lambda: self.session.file.open(path))

    def leave_file(self, leave: Callable[[], object]) -> None:
        """Leave the open file, or ask first where values are not saved."""
        from desktop.views.window.unsaved import leave_file  # noqa: PLC0415 - a start does not wait for it

        leave_file(self.session, leave, self)

    def take_file(self, path: Path) -> None:
        """Take a file that was dropped: a table is imported, any other file opened."""
        if path.suffix.lower() in TABLES:
            self.importer.begin(path)
            self.show_place()
        else:
            self.open_file(path)

    def show_place(self) -> None:
        """Show the page, the Overview, or the reason for the absence of both."""
        raise NotImplementedError

    @cached_property
    def live(self) -> Live:
        """The watch on the open file for changes by other programs."""
        live = self.session.live
        live.troubled.connect(self._on_trouble)
        live.marked.connect(self._show_marks)
        self._show_marks()
        return live

    @cached_property
    def problems(self) -> FileProblems:
        """The rows that could not be read, counted in the status row and the sidebar, marked in the list."""
        problems = self.session.problems
        self.status_row.follow(problems)
        self.sidebar.warn(problems)
        problems.changed.connect(self._mark_flawed)
        self._mark_flawed()
        return problems

    def _mark_flawed(self) -> None:
        """Mark the investigations with rows that could not be read."""
        listed = self.session.problems.found.listed
        self.case_list.warn(frozenset(problem.slug for problem in listed if problem.slug))
        self.overview.body.warn(self.session.problems.found.rows)

    @cached_property
    def places(self) -> FilePlaces:
        """The watch for files in folders that other computers write to, with a bar that warns of them."""
        places = self.session.places
        places.found.connect(self._warn_of_place)
        self._warn_of_place(places.place)
        return places

    def _warn_of_place(self, place: SharedPlace | None) -> None:
        if place is None or place.path in self.keeper.settings.unwarned:
            if "shared_bar" in vars(self):
                self.shared_bar.hide()
            return
        self.shared_bar.warn(place)

    @cached_property
    def mode(self) -> ModeDeeds:
        """Editing: the lock in the status row, its deeds, and the steps to undo."""
        from desktop.views.window.mode import ModeDeeds  # noqa: PLC0415 - not before the first paint

        mode = ModeDeeds(self.session, self.look, self.keeper, lambda: self.fault_bar, self)
        mode.switched.connect(self.mark_actions)
        self.status_row.lock.follow(self.session.editing, self.look)
        self.status_row.lock.wanted.connect(mode.switch)
        self.session.editing.changed.connect(self.mark_actions)
        self.session.editing.changed.connect(self._on_editing_changed)
        self._on_editing_changed()
        self.session.undoing.changed.connect(self.mark_actions)
        self.mark_actions()
        return mode

    def _on_editing_changed(self) -> None:
        """Offer a new investigation in an empty file, and the drafts, or no more."""
        is_on = self.session.editing.is_on
        if is_on or "draft_rows" in vars(self):
            self.draft_rows.switch(on=is_on)
        if self.stack.currentWidget() not in (vars(self).get("page_area"), vars(self).get("draft_page")):
            self.show_place()

    def show_row(self, slug: str, tab: str) -> None:
        """Show the investigation of a row, and the tab that would show the row."""
        self.session.select(slug)
        if tab:
            self.page.show_tab(tab)

    def show_problems(self) -> None:
        """Show the rows that could not be read."""
        if self.session.info is not None:
            self.session.show_section(Section.PROBLEMS)
            if self.is_drafting:
                self.session.drafts.close()
            self.history.leave()
            self.show_place()
            self.file_page.show_problems()

    def complete(self) -> None:
        """Make the parts beside the list, which the first paint did not wait for."""
        for part in AT_ONCE:
            getattr(self, part)

    def furnish(self) -> bool:
        """Make the next missing part; False if none was missing."""
        missing = next((part for part in PARTS if part not in vars(self)), None)
        if missing is not None:
            getattr(self, missing)
        else:
            self.put_in_order()
            # The new parts are measured now, and not at the first key.
            self.ensurePolished()
            self.stack.minimumSizeHint()
        return missing is not None

    def mark_actions(self, _: object = None) -> None:
        """Enable the actions that are possible now."""
        # Again in a moment: the trail notes a new place after all listeners are told of it.
        self._marking.start()
        self._mark_now()

    def _mark_now(self) -> None:
        if "actions_by_id" in vars(self):
            mark_actions(self.actions_by_id, self.session, self.look)
        if "actions_by_id" in vars(self) and "mode" in vars(self):
            mark_steps(self.actions_by_id, self.session.undoing)
            self.actions_by_id["edit_file"].setChecked(self.session.editing.is_on)

    def _on_trouble(self, problem: Problem | None) -> None:
        """Show the trouble with the open file, or take it back."""
        if problem is not None:
            self.show_problem(problem)
        elif self._trouble is not None:
            self.fault_bar.take_back(self._trouble)
        self._trouble = problem

    def _show_marks(self) -> None:
        """Mark the changes by other programs that the user has not seen yet."""
        self.case_list.mark(self.session.live.cases)
        self.page.mark_events(self.session.live.events)

    @cached_property
    def icons(self) -> ToolRow:
        """The tool row, its icons drawn."""
        self.tool_row.draw_icons()
        return self.tool_row

    def save_view(self) -> None:
        """Ask for a name and save the query of the list under it."""
        from desktop.views.listing.savedviews import SavedViewDeeds  # noqa: PLC0415 - not before the first paint

        if self.session.info is not None:
            SavedViewDeeds(self.saved_views, self).save()

    @property
    def frame(self) -> QMainWindow:
        """The widget of the window."""
        return self

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """The handler of each action, by its id."""
        raise NotImplementedError

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.tool_row.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tool_row.search.selectAll()

    def focus_day(self) -> None:
        """Put the cursor into the as-of day."""
        self.tool_row.day.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_problem(self, problem: Problem, *, of_file: bool = False) -> None:
        """Show a fault above the page; the window stays usable."""
        raise NotImplementedError

    def put_in_order(self) -> None:
        """Order all controls for Tab as they lie; late parts would come last otherwise."""
        if (centre := self.centralWidget()) is not None:
            follow_layout(centre)

    def remember_tables(self, part: QWidget) -> None:
        """Keep the order of the tables of a part."""
        from desktop.views.window.tablememory import TableMemory  # noqa: PLC0415 - not before the first paint

        TableMemory(part, self.keeper)
