"""The parts of the window that are made once, when first wanted: each by a function of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.views.window.menus import fill_menus, follow_recent, mark_actions

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from desktop.session.saved import SavedViews
    from desktop.views.explanation.explaining import Explaining
    from desktop.views.history.page import HistoryPage
    from desktop.views.listing.sidebar import Sidebar
    from desktop.views.overview.overview import OverviewView
    from desktop.views.problems.page import ProblemsPage
    from desktop.views.window.banner import DayBanner
    from desktop.views.window.faultbar import FaultBar
    from desktop.views.window.laterparts import LaterParts
    from desktop.views.window.palette import Palette
    from desktop.views.window.sharedbar import SharedBar


def fault_bar(window: LaterParts) -> FaultBar:
    """The bar of faults above the page."""
    from desktop.views.window.faultbar import FaultBar  # noqa: PLC0415 - where something is wrong

    bar = FaultBar(window)
    bar.open_wanted.connect(window.deeds["open"])
    bar.sample_wanted.connect(window.session.file.open_sample)
    window.bars.insertWidget(0, bar)
    window.put_in_order()
    return bar


def banner(window: LaterParts) -> DayBanner:
    """The bar of the picked day."""
    from desktop.views.window.banner import DayBanner  # noqa: PLC0415 - where a day is picked

    banner = DayBanner(window.session, window.look, window)
    window.bars.addWidget(banner)
    window.put_in_order()
    return banner


def sidebar(window: LaterParts) -> Sidebar:
    """The sections and filters, in their pane."""
    from desktop.views.listing.sidebar import Sidebar  # noqa: PLC0415 - not before the first paint

    sidebar = Sidebar(window.session, window.look, window.side_pane)
    window.side_pane.hold(sidebar)
    window.put_in_order()
    sidebar.refreshed.connect(window.splitter.follow_counts)
    window.splitter.follow_counts()
    return sidebar


def actions_by_id(window: LaterParts) -> dict[str, QAction]:
    """Every action by its id, in its menu and with its keys."""
    from desktop.actions import make_actions  # noqa: PLC0415 - not before the first paint
    from desktop.icons import window_icon  # noqa: PLC0415 - not before the first paint

    made = make_actions(window, window.deeds)
    window.setWindowIcon(window_icon())
    fill_menus(window.menus, made)
    follow_recent(window.menus["file/recent"], window.keeper, window.session.file.open)
    window.addActions(list(made.values()))
    mark_actions(made, window.session, window.look)
    return made


def overview(window: LaterParts) -> OverviewView:
    """The sums of all investigations."""
    from desktop.views.overview.overview import OverviewView  # noqa: PLC0415 - not before the first paint

    overview = OverviewView(window.session, window.look, window)
    window.remember_tables(overview)
    window.stack.addWidget(overview)
    return overview


def palette_view(window: LaterParts) -> Palette:
    """The command palette."""
    from desktop.views.window.palette import Palette  # noqa: PLC0415 - not before the first paint

    return Palette(window.session, window.look, window.actions_by_id, window.tool_row, window)


def explaining(window: LaterParts) -> Explaining:
    """The explanations of figures."""
    from desktop.views.explanation.explaining import Explaining  # noqa: PLC0415 - not before the first paint

    return Explaining(window.session, window.look, window)


def saved_views(window: LaterParts) -> SavedViews:
    """The saved views, in the sidebar."""
    from desktop.views.listing.savedviews import SavedViewDeeds  # noqa: PLC0415 - not before the first paint

    saved = window.session.saved
    saved.failed.connect(window.show_problem)
    window.sidebar.save_wanted.connect(window.save_view)
    window.sidebar.view_menu_wanted.connect(SavedViewDeeds(saved, window).show_menu)
    window.sidebar.follow(saved)
    return saved


def history_page(window: LaterParts) -> HistoryPage:
    """The history of the file."""
    from desktop.views.history.page import HistoryPage  # noqa: PLC0415 - few look, many start

    page = HistoryPage(window.session, window.look, window)
    page.left.connect(window.leave_history)
    # A click on what is chosen already leads back to it.
    for view in (window.sidebar, window.case_list.rows_view):
        view.clicked.connect(lambda _: window.leave_history())
    page.undo_wanted.connect(window.deeds["undo"])
    page.redo_wanted.connect(window.deeds["redo"])
    window.stack.addWidget(page)
    return page


def problems_page(window: LaterParts) -> ProblemsPage:
    """The page of the rows that could not be read."""
    from desktop.views.problems.page import ProblemsPage  # noqa: PLC0415 - where something is wrong

    page = ProblemsPage(window.session, window.look, window)
    page.case_wanted.connect(window.show_row)
    page.editing_wanted.connect(window.mode.switch)
    window.stack.addWidget(page)
    window.put_in_order()
    return page


def shared_bar(window: LaterParts) -> SharedBar:
    """The bar that warns of a synchronised or network folder."""
    from desktop.views.window.sharedbar import SharedBar  # noqa: PLC0415 - for few files

    bar = SharedBar(window)
    bar.dismissed.connect(window.keeper.warn_no_more)
    bar.copy_wanted.connect(window.mode.save_copy)
    window.bars.addWidget(bar)
    window.put_in_order()
    return bar
