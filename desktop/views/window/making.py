"""The parts of the window that are made once, when first wanted: each by a function of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from desktop.views.window.menus import fill_menus, follow_recent, mark_actions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

    from desktop.domain.file import Problem
    from desktop.session.saved import SavedViews
    from desktop.session.session import Session
    from desktop.settings import SettingsKeeper
    from desktop.theme import Look
    from desktop.views.explanation.explaining import Explaining
    from desktop.views.listing.list import CaseList
    from desktop.views.listing.sidebar import Sidebar
    from desktop.views.overview.overview import OverviewView
    from desktop.views.window.banner import DayBanner
    from desktop.views.window.faultbar import FaultBar
    from desktop.views.window.filedrop import FileDrop
    from desktop.views.window.filepage import FilePage
    from desktop.views.window.history import HistoryDeeds
    from desktop.views.window.mode import ModeDeeds
    from desktop.views.window.palette import Palette
    from desktop.views.window.panes import Panes, SidePane
    from desktop.views.window.sharedbar import SharedBar
    from desktop.views.window.toolrow import ToolRow


class Furnished(Protocol):
    """The window that the parts are made for; `frame` is its widget."""

    session: Session
    look: Look
    keeper: SettingsKeeper
    menus: Mapping[str, QMenu]
    tool_row: ToolRow
    splitter: Panes
    side_pane: SidePane
    case_list: CaseList
    stack: QStackedWidget
    bars: QVBoxLayout
    sidebar: Sidebar
    actions_by_id: dict[str, QAction]
    mode: ModeDeeds
    history: HistoryDeeds

    @property
    def frame(self) -> QMainWindow:
        """The widget of the window."""

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """The handler of each action, by its id."""

    def open_file(self, path: Path) -> None:
        """Open a case file in the place of the open file."""

    def take_file(self, path: Path) -> None:
        """Take a file that was dropped."""

    def put_in_order(self) -> None:
        """Order all controls for Tab as they lie."""

    def remember_tables(self, part: QWidget) -> None:
        """Keep the order of the tables of a part."""

    def save_view(self) -> None:
        """Ask for a name and save the query of the list under it."""

    def show_problem(self, problem: Problem, *, of_file: bool = False) -> None:
        """Show a fault above the page."""

    def show_row(self, slug: str, tab: str) -> None:
        """Show the investigation of a row, and the tab that would show the row."""


def fault_bar(window: Furnished) -> FaultBar:
    """The bar of faults above the page."""
    from desktop.views.window.faultbar import FaultBar  # noqa: PLC0415 - where something is wrong

    bar = FaultBar(window.frame)
    bar.open_wanted.connect(window.deeds["open"])
    bar.sample_wanted.connect(window.session.file.open_sample)
    window.bars.insertWidget(0, bar)
    window.put_in_order()
    return bar


def banner(window: Furnished) -> DayBanner:
    """The bar of the picked day."""
    from desktop.views.window.banner import DayBanner  # noqa: PLC0415 - where a day is picked

    banner = DayBanner(window.session, window.look, window.frame)
    window.bars.addWidget(banner)
    window.put_in_order()
    return banner


def sidebar(window: Furnished) -> Sidebar:
    """The sections and filters, in their pane."""
    from desktop.views.listing.sidebar import Sidebar  # noqa: PLC0415 - not before the first paint

    sidebar = Sidebar(window.session, window.look, window.side_pane)
    window.side_pane.hold(sidebar)
    window.put_in_order()
    sidebar.refreshed.connect(window.splitter.follow_counts)
    window.splitter.follow_counts()
    return sidebar


def actions_by_id(window: Furnished) -> dict[str, QAction]:
    """Every action by its id, in its menu and with its keys."""
    from desktop.actions import make_actions  # noqa: PLC0415 - not before the first paint
    from desktop.icons import window_icon  # noqa: PLC0415 - not before the first paint

    made = make_actions(window.frame, window.deeds)
    window.frame.setWindowIcon(window_icon())
    fill_menus(window.menus, made)
    follow_recent(window.menus["file/recent"], window.keeper, window.open_file)
    window.frame.addActions(list(made.values()))
    mark_actions(made, window.session, window.look)
    return made


def dropping(window: Furnished) -> FileDrop:
    """Files dropped on the window."""
    from desktop.views.window.filedrop import FileDrop  # noqa: PLC0415 - not before the first paint

    made = FileDrop(window.frame)
    made.dropped.connect(window.take_file)
    return made


def overview(window: Furnished) -> OverviewView:
    """The sums of all investigations."""
    from desktop.views.overview.overview import OverviewView  # noqa: PLC0415 - not before the first paint

    overview = OverviewView(window.session, window.look, window.frame)
    window.remember_tables(overview)
    window.stack.addWidget(overview)
    return overview


def palette_view(window: Furnished) -> Palette:
    """The command palette."""
    from desktop.views.window.palette import Palette  # noqa: PLC0415 - not before the first paint

    return Palette(window.session, window.look, window.actions_by_id, window.tool_row, window.frame)


def explaining(window: Furnished) -> Explaining:
    """The explanations of figures."""
    from desktop.views.explanation.explaining import Explaining  # noqa: PLC0415 - not before the first paint

    return Explaining(window.session, window.look, window.frame)


def saved_views(window: Furnished) -> SavedViews:
    """The saved views, in the sidebar."""
    from desktop.views.listing.savedviews import SavedViewDeeds  # noqa: PLC0415 - not before the first paint

    saved = window.session.saved
    saved.failed.connect(window.show_problem)
    window.sidebar.save_wanted.connect(window.save_view)
    window.sidebar.view_menu_wanted.connect(SavedViewDeeds(saved, window.frame).show_menu)
    window.sidebar.follow(saved)
    return saved


def file_page(window: Furnished) -> FilePage:
    """The page of the file: its problems and its history."""
    from desktop.views.window.filepage import FilePage  # noqa: PLC0415 - few look, many start

    page = FilePage(window.session, window.look, window.frame)
    page.problems.case_wanted.connect(window.show_row)
    page.problems.editing_wanted.connect(window.mode.switch)
    page.history.undo_wanted.connect(window.deeds["undo"])
    page.history.redo_wanted.connect(window.deeds["redo"])
    window.history.hold(page)
    window.stack.addWidget(page)
    window.put_in_order()
    return page


def shared_bar(window: Furnished) -> SharedBar:
    """The bar that warns of a synchronised or network folder."""
    from desktop.views.window.sharedbar import SharedBar  # noqa: PLC0415 - for few files

    bar = SharedBar(window.frame)
    bar.dismissed.connect(window.keeper.warn_no_more)
    bar.copy_wanted.connect(window.mode.save_copy)
    window.bars.addWidget(bar)
    window.put_in_order()
    return bar
