"""The frame around the pages of the window: its bars, icons, sidebar and saved views."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from desktop.views.parts.taborder import follow_layout
from desktop.views.window.menus import build_menus

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

    from desktop.domain.file import Problem
    from desktop.session.saved import SavedViews
    from desktop.session.session import Session
    from desktop.settings import SettingsKeeper
    from desktop.theme import Look
    from desktop.views.explanation.explaining import Explaining
    from desktop.views.listing.list import CaseList
    from desktop.views.listing.sidebar import Sidebar
    from desktop.views.parts.states import StateView
    from desktop.views.window.banner import DayBanner
    from desktop.views.window.faultbar import FaultBar
    from desktop.views.window.panes import Panes, SidePane
    from desktop.views.window.statusbar import StatusRow
    from desktop.views.window.toolrow import ToolRow


class FrameParts(QMainWindow):
    """The parts around the pages, each made when first wanted."""

    tool_row: ToolRow
    splitter: Panes
    side_pane: SidePane
    case_list: CaseList
    stack: QStackedWidget
    bars: QVBoxLayout
    status_row: StatusRow
    state: StateView

    def __init__(
        self, session: Session, look: Look, settings_keeper: SettingsKeeper, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.session, self.look, self.keeper = session, look, settings_keeper
        self.menus = build_menus(self.menuBar())

    @cached_property
    def fault_bar(self) -> FaultBar:
        """The bar of faults above the page."""
        from desktop.views.window.faultbar import FaultBar  # noqa: PLC0415 - where something is wrong

        bar = FaultBar(self)
        bar.open_wanted.connect(self.deeds["open"])
        bar.sample_wanted.connect(self.session.file.open_sample)
        self.bars.insertWidget(0, bar)
        self.put_in_order()
        return bar

    @cached_property
    def banner(self) -> DayBanner:
        """The bar of the picked day."""
        from desktop.views.window.banner import DayBanner  # noqa: PLC0415 - where a day is picked

        banner = DayBanner(self.session, self.look, self)
        self.bars.addWidget(banner)
        self.put_in_order()
        return banner

    @cached_property
    def icons(self) -> ToolRow:
        """The tool row, its icons drawn."""
        self.tool_row.draw_icons()
        return self.tool_row

    @cached_property
    def sidebar(self) -> Sidebar:
        """The sections and filters, in their pane."""
        from desktop.views.listing.sidebar import Sidebar  # noqa: PLC0415 - not before the first paint

        sidebar = Sidebar(self.session, self.look, self.side_pane)
        self.side_pane.hold(sidebar)
        self.put_in_order()
        sidebar.refreshed.connect(self.splitter.follow_counts)
        self.splitter.follow_counts()
        return sidebar

    @cached_property
    def explaining(self) -> Explaining:
        """The explanations of figures."""
        from desktop.views.explanation.explaining import Explaining  # noqa: PLC0415 - not before the first paint

        return Explaining(self.session, self.look, self)

    @cached_property
    def saved_views(self) -> SavedViews:
        """The saved views, in the sidebar."""
        from desktop.views.listing.savedviews import SavedViewDeeds  # noqa: PLC0415 - not before the first paint

        saved = self.session.saved
        saved.failed.connect(self.show_problem)
        self.sidebar.save_wanted.connect(self.save_view)
        self.sidebar.view_menu_wanted.connect(SavedViewDeeds(saved, self).show_menu)
        self.sidebar.follow(saved)
        return saved

    def save_view(self) -> None:
        """Ask for a name and save the query of the list under it."""
        from desktop.views.listing.savedviews import SavedViewDeeds  # noqa: PLC0415 - not before the first paint

        if self.session.info is not None:
            SavedViewDeeds(self.saved_views, self).save()

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
