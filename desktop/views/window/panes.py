"""The three panes side by side, and their shares of the width of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from desktop.settings import SettingsKeeper
    from desktop.theme import Look
    from desktop.views.listing.list import CaseList
    from desktop.views.listing.sidebar import Sidebar

NARROW = 1200


class SidePane(QFrame):
    """The pane of the sidebar; an empty ground until the sidebar is made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_pane")
        self.setMinimumWidth(160)
        self._sidebar: Sidebar | None = None

    def hold(self, sidebar: Sidebar) -> None:
        """Hold the sidebar, which takes over the focus; to be called once.

        Not by a focus proxy: Tab would come back here from the list, and never reach the page.
        """
        self._sidebar = sidebar
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sidebar)
        if self.hasFocus():
            sidebar.setFocus()

    def least_width(self) -> int:
        """The width in pixels that cuts no line of the sidebar; 0 without a sidebar."""
        return self._sidebar.least_width() if self._sidebar is not None else 0

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the sidebar, if made."""
        super().focusInEvent(event)
        if self._sidebar is not None:
            self._sidebar.setFocus(event.reason())


class Panes(QSplitter):
    """Sidebar, list and page; they share the width by themselves until the user drags a border."""

    _side: SidePane

    def __init__(self, look: Look, keeper: SettingsKeeper, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("splitter")
        self._look, self._keeper = look, keeper
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(lambda: keeper.change_often(splitter=tuple(self.sizes())))
        look.changed.connect(self.share)

    def hold(self, side: SidePane, case_list: CaseList, page: QWidget) -> None:
        """Hold the three panes; to be called once, before the splitter is shown."""
        self._side = side
        for pane in (side, case_list, page):
            self.addWidget(pane)
        self.setStretchFactor(2, 1)

    def restore(self) -> None:
        """Set the widths chosen by hand, or else the usual widths."""
        self.setSizes(list(self._keeper.settings.splitter or self._usual_widths()))

    def share(self) -> None:
        """Share the width anew, unless it was shared by hand."""
        if not self._keeper.settings.splitter:
            self.setSizes(list(self._usual_widths()))

    def follow_counts(self) -> None:
        """Make room for counts in more digits."""
        if self._side.width() < self._side.least_width():
            self.share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave more room to the page in a narrow window."""
        super().resizeEvent(event)
        self.share()

    def _usual_widths(self) -> tuple[int, int, int]:
        """The widths of the panes: larger text widens the sides, but half of the window is the page's."""
        width = self.width()
        sides = (176, 278) if width < NARROW else (206, 330)
        grown = min(self._look.scaled(100) / 100, width / 2 / sum(sides))
        left, middle = (max(side, round(side * grown)) for side in sides)
        left = max(left, min(self._side.least_width(), width // 4))
        return left, middle, max(400, width - left - middle)
