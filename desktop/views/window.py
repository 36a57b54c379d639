"""The main window: it arranges the views and nothing more."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.facets import Section, SortBy
from desktop.domain.problem import Problem
from desktop.views.banner import DayBanner
from desktop.views.caselist import CaseList
from desktop.views.handlers import Handlers
from desktop.views.menus import build_menus, fill_menus, follow_recent, mark_actions
from desktop.views.sidebar import Sidebar
from desktop.views.states import Button, FaultBar, ScrolledPage, StateView
from desktop.views.statusbar import StatusRow
from desktop.views.toolrow import ToolRow

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QAction, QCloseEvent, QContextMenuEvent, QResizeEvent

    from desktop.domain.problem import FileInfo
    from desktop.session import Session
    from desktop.session.live import Live
    from desktop.session.saved import SavedViews
    from desktop.settings import SettingsKeeper
    from desktop.theme import Look
    from desktop.views.explaining import Explaining
    from desktop.views.filedrop import FileDrop
    from desktop.views.overview import OverviewView
    from desktop.views.page import PageView
    from desktop.views.palette import Palette

USUAL_SIZE = (1440, 900)
NARROW = 1200
# What is made after the first paint.
PARTS = (
    *("actions_by_id", "dropping", "page_area", "overview", "explaining", "palette_view"),
    *("live", "saved_views"),
)


class MainWindow(QMainWindow):
    """Tool row, sidebar, list, page and status row of one session.

    The page, the Overview and the explanations are made by `furnish` after the first paint, or when they are
    first wanted: their modules hold the engine, and a start does not wait for them.
    """

    def __init__(
        self, session: Session, look: Look, settings_keeper: SettingsKeeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.session, self.look, self.keeper = session, look, settings_keeper
        self.tool_row = ToolRow(session, look, self)
        self.fault_bar = FaultBar(self)
        self.banner = DayBanner(session, look, self)
        self.sidebar = Sidebar(session, look, self)
        self.case_list = CaseList(session, look, self)
        self.state = StateView(self)
        self.handlers = Handlers(self)
        self._trouble: Problem | None = None
        self._marking = QTimer(self)
        self._marking.setSingleShot(True)
        self._marking.timeout.connect(self._mark_now)
        self.menus = build_menus(self.menuBar())
        self._arrange()
        self._connect()
        self._restore()
        self._show_place()

    @cached_property
    def actions_by_id(self) -> dict[str, QAction]:
        """Every action, in its menu and with its keys."""
        from desktop.actions import make_actions  # noqa: PLC0415 - not before the first paint
        from desktop.icons import window_icon  # noqa: PLC0415 - not before the first paint

        made = make_actions(self, self.handlers.by_id())
        self.setWindowIcon(window_icon())
        fill_menus(self.menus, made)
        follow_recent(self.menus["file/recent"], self.keeper, self.session.open_file)
        self.addActions(list(made.values()))
        mark_actions(made, self.session, self.look)
        return made

    @cached_property
    def dropping(self) -> FileDrop:
        """Files dropped on the window."""
        from desktop.views.filedrop import FileDrop  # noqa: PLC0415 - not before the first paint

        dropping = FileDrop(self)
        dropping.dropped.connect(self.session.open_file)
        return dropping

    @cached_property
    def page(self) -> PageView:
        """The page of an investigation."""
        from desktop.views.page import PageView  # noqa: PLC0415 - not before the first paint

        page = PageView(self.session, self.look, self)
        self.session.scenarios.changed.connect(self._mark_actions)
        self.session.scenarios.failed.connect(self.show_problem)
        self._remember_tables(page)
        return page

    @cached_property
    def page_area(self) -> ScrolledPage:
        """The page where it may scroll."""
        area = ScrolledPage(self.page, self.page.fit_height, self)
        self.stack.addWidget(area)
        return area

    @cached_property
    def overview(self) -> OverviewView:
        """The sums of all investigations."""
        from desktop.views.overview import OverviewView  # noqa: PLC0415 - not before the first paint

        overview = OverviewView(self.session, self.look, self)
        self._remember_tables(overview)
        self.stack.addWidget(overview)
        return overview

    @cached_property
    def palette_view(self) -> Palette:
        """The command palette."""
        from desktop.views.palette import Palette  # noqa: PLC0415 - not before the first paint

        return Palette(self.session, self.look, self.actions_by_id, self)

    @cached_property
    def explaining(self) -> Explaining:
        """The explanations of figures."""
        from desktop.views.explaining import Explaining  # noqa: PLC0415 - not before the first paint

        return Explaining(self.session, self.look, self)

    @cached_property
    def live(self) -> Live:
        """What follows the open file."""
        live = self.session.live
        live.troubled.connect(self._on_trouble)
        live.marked.connect(self._show_marks)
        self._show_marks()
        return live

    @cached_property
    def saved_views(self) -> SavedViews:
        """The saved views, in the sidebar."""
        from desktop.views.savedviews import SavedViewDeeds  # noqa: PLC0415 - not before the first paint

        saved = self.session.saved
        saved.failed.connect(self.show_problem)
        self.sidebar.save_wanted.connect(self.save_view)
        self.sidebar.view_menu_wanted.connect(SavedViewDeeds(saved, self).show_menu)
        self.sidebar.follow(saved)
        return saved

    def furnish(self) -> bool:
        """Make one more part that is still missing; whether there was one."""
        missing = next((part for part in PARTS if part not in vars(self)), None)
        if missing is not None:
            getattr(self, missing)
        return missing is not None

    def save_view(self) -> None:
        """Ask for a name and keep what the list shows under it."""
        from desktop.views.savedviews import SavedViewDeeds  # noqa: PLC0415 - not before the first paint

        if self.session.info is not None:
            SavedViewDeeds(self.saved_views, self).save()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.tool_row.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tool_row.search.selectAll()

    def focus_day(self) -> None:
        """Put the cursor into the as-of day."""
        self.tool_row.day.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_problem(self, problem: Problem, *, of_file: bool = False) -> None:
        """Show a fault above the page; the window stays usable."""
        self.fault_bar.show_problem(problem, of_file=of_file)
        self._show_place()

    def show_bug(self) -> None:
        """Say that something in the program itself failed; what, stands on the error stream."""
        sentence = self.tr(
            "Something in the program failed. What is shown may be incomplete: start it again."
        )
        self.show_problem(Problem("bug", sentence))

    def _arrange(self) -> None:
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.state)
        self.stack.setMinimumWidth(360)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("splitter")
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(lambda: self.keeper.change(splitter=tuple(self.splitter.sizes())))
        for part in (self.sidebar, self.case_list, self.stack):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(2, 1)
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in (self.tool_row, self.fault_bar, self.banner):
            column.addWidget(row)
        column.addWidget(self.splitter, 1)
        column.addWidget(StatusRow(self.session, self.look, self))
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        session = self.session
        session.file_opening.connect(self._on_file_opening)
        session.file_opened.connect(self._on_file_opened)
        session.file_closed.connect(self._show_place)
        session.file_failed.connect(lambda problem: self.show_problem(problem, of_file=True))
        session.selection_changed.connect(self._show_place)
        session.query_changed.connect(self._on_query_changed)
        session.overview_changed.connect(self._on_overview_changed)
        session.answer_changed.connect(self._on_answer_changed)
        session.as_of_changed.connect(self._mark_actions)
        self.look.changed.connect(self._on_look_changed)
        self.tool_row.search.list_wanted.connect(self.case_list.enter)
        self.case_list.event_chosen.connect(lambda: self.page.show_tab("timeline"))
        self.fault_bar.open_wanted.connect(self.handlers.open)
        self.fault_bar.sample_wanted.connect(session.open_sample)

    def _restore(self) -> None:
        settings = self.keeper.settings
        self.resize(*USUAL_SIZE)
        self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self.splitter.setSizes(list(settings.splitter or self._usual_widths()))
        if settings.sort in set(SortBy):
            self.session.sort(SortBy(settings.sort), descending=settings.descending)
        if self.keeper.problem is not None:
            self.show_problem(self.keeper.problem)
        self.keeper.tell = self.show_problem

    def _remember_tables(self, part: QWidget) -> None:
        from desktop.views.tablememory import TableMemory  # noqa: PLC0415 - not before the first paint

        TableMemory(part, self.keeper)

    def _on_trouble(self, problem: Problem | None) -> None:
        """Say that the open file cannot be read now, or take it back."""
        if problem is not None:
            self.show_problem(problem)
        elif self._trouble is not None:
            self.fault_bar.take_back(self._trouble)
        self._trouble = problem

    def _show_marks(self) -> None:
        """Mark what other programs changed and nobody looked at since."""
        self.case_list.mark(self.session.live.cases)
        self.page.mark_events(self.session.live.events)

    def _mark_actions(self, _: object = None) -> None:
        # Again in a moment: the place that is come to is remembered after all are told of it.
        self._marking.start()
        self._mark_now()

    def _mark_now(self) -> None:
        if "actions_by_id" in vars(self):
            mark_actions(self.actions_by_id, self.session, self.look)

    def _show_place(self) -> None:
        """Show the page, the Overview, or why there is neither."""
        session = self.session
        on_overview = session.selected is None and session.query.section is Section.OVERVIEW
        name = f"{text.printable(session.info.name)} — " if session.info else ""
        self.setWindowTitle(f"{name}Astreinte")
        self.sidebar.setVisible(session.info is not None)
        self.case_list.setVisible(session.info is not None and not on_overview)
        if session.info is None:
            self._show_state(
                self.tr("No case file is open"),
                self.tr("Open a file, or drop one on this window. It is only read, never changed."),
                (self.tr("Open…"), self.handlers.open),
                (self.tr("Open the sample"), session.open_sample),
            )
        elif session.selected is not None:
            self.stack.setCurrentWidget(self.page_area)
        elif on_overview and session.overview is None and "overview" not in vars(self):
            self._show_state(self.tr("Reading the case file…"))
        elif on_overview:
            self.stack.setCurrentWidget(self.overview)
        else:
            self._show_state(self.tr("Choose an investigation in the list."))
        self._mark_actions()

    def _show_state(self, title: str, sentence: str = "", *buttons: Button) -> None:
        self.state.show_state(title, sentence, *buttons)
        self.stack.setCurrentWidget(self.state)

    def _on_file_opening(self, path: Path) -> None:
        if self.session.info is None:
            self._show_state(self.tr("Opening {0}…").format(text.printable(path.name)))

    def _on_file_opened(self, info: FileInfo) -> None:
        self.fault_bar.overcome()
        if self.session.shows_sample:
            self.keeper.change(last_file="")
        else:
            self.keeper.remember_file(info.path)
        fresh = self.stack.currentWidget() is self.state
        self._show_place()
        if fresh:
            self.sidebar.setFocus()  # not the search field: its letters would keep L from returning to Live

    def _on_overview_changed(self) -> None:
        if self.stack.currentWidget() is self.state:
            self._show_place()

    def _on_answer_changed(self) -> None:
        """Counts in more digits widen the sidebar."""
        if not self.keeper.settings.splitter and self.sidebar.width() < self.sidebar.least_width():
            self.splitter.setSizes(list(self._usual_widths()))

    def _on_query_changed(self) -> None:
        query = self.session.query
        self.keeper.change(sort=query.sort.value, descending=query.descending)
        self._show_place()

    def _on_look_changed(self) -> None:
        self.keeper.change(theme=self.look.choice, font_step=self.look.step)
        self._mark_actions()
        if not self.keeper.settings.splitter:
            self.splitter.setSizes(list(self._usual_widths()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to explain the figure under the pointer."""
        self.explaining.show_menu(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place."""
        self.keeper.change(geometry=self.saveGeometry().toBase64().toStdString())
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more room to the page in a narrow window, until the widths were chosen by hand."""
        super().resizeEvent(event)
        if not self.keeper.settings.splitter:
            self.splitter.setSizes(list(self._usual_widths()))

    def _usual_widths(self) -> tuple[int, int, int]:
        """Larger text widens the sides as long as half of the window is left to the page."""
        width = self.width()
        sides = (176, 278) if width < NARROW else (206, 330)
        grown = min(self.look.scaled(100) / 100, width / 2 / sum(sides))
        left, middle = (max(side, round(side * grown)) for side in sides)
        left = max(left, min(self.sidebar.least_width(), width // 4))
        return left, middle, max(400, width - left - middle)
