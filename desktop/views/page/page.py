"""The page of an investigation: its head, its key figures, and four tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from desktop.domain.shared.sources import FactKey
from desktop.views.page.decision import DecisionTab
from desktop.views.page.figures import FiguresView
from desktop.views.page.header import HeaderView
from desktop.views.page.penalty import PenaltyTab
from desktop.views.page.related import RelatedTab
from desktop.views.parts.columns import SIDE
from desktop.views.parts.states import StateView
from desktop.views.parts.taborder import follow_layout
from desktop.views.timeline.tab import TimelineTab

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.domain.days.period import UncertainDate
    from desktop.domain.file import Problem
    from desktop.domain.page.page import Page
    from desktop.session.session import Session
    from desktop.theme import Look

TABS = ("timeline", "penalty", "decision", "related")
_PATIENCE_MS = 150
_LOW = 640  # pixels: a lower page is compact


class PageTab(Protocol):
    """A tab that is filled as it comes to the front."""

    def show_page(self, page: Page) -> None:
        """Show a page."""


class _Tabs(QTabWidget):
    """Tabs whose height is no matter of their width: each scrolls what has no room."""

    def hasHeightForWidth(self) -> bool:
        """Never."""
        return False


class PageView(QWidget):
    """Shows the selected investigation as of the day; only the tab in front is kept up to date."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_view")
        self._session, self._look = session, look
        self._page: Page | None = None
        self._room = 0  # pixels of height that the window gives; 0 for the page's own
        self._stale: set[str] = set(TABS)
        self._message = StateView()
        self._build(session, look)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_PATIENCE_MS)
        self._waiting.timeout.connect(self._show_loading)
        session.page_changed.connect(self._on_page_changed)
        session.related_changed.connect(self._on_related_changed)
        session.selection_changed.connect(self._on_selection_changed)
        session.file_failed.connect(self._on_file_failed)
        session.file_closed.connect(self._show_empty)
        self._show_empty()
        if session.page is not None:
            self._on_page_changed(session.page)
            self._on_related_changed(session.related)

    @property
    def tab(self) -> str:
        """The name of the tab in front."""
        return TABS[self._tabs.currentIndex()]

    def show_tab(self, name: str) -> None:
        """Bring a tab to the front: timeline, penalty, decision or related."""
        self._tabs.setCurrentIndex(TABS.index(name))

    def focus_what_if(self) -> None:
        """Put the cursor into the first field of the What-if card."""
        self._penalty.focus_what_if()

    def fit_height(self, height: int) -> None:
        """Fit the page to the height in pixels that the window gives."""
        self._room = height
        self._fit()

    def fit_timeline(self) -> None:
        """Show the whole timeline."""
        self._timeline.canvas.fit()

    def follow_editing(self) -> None:
        """Offer to edit events, orders and facts while the file is edited."""
        self._timeline.follow_editing()
        self._penalty.follow_editing()
        self._decision.follow_editing(self._session)
        self._session.editing.changed.connect(self._on_editing_changed)
        self._on_editing_changed()

    def _on_editing_changed(self) -> None:
        self._header.follow_editing(is_on=self._session.editing.is_on)

    def _add_provision(self) -> None:
        """Open the form of a new provision."""
        self.show_tab("decision")
        self._decision.add_provision()

    def add_event(self) -> None:
        """Put the cursor into the quick entry of the timeline."""
        self.show_tab("timeline")
        self._timeline.add_event()

    def show_sources(self, fact: FactKey | None = None, *, link: str | None = None) -> None:
        """Show the sources of a fact, else of the one selected; with a link, the form of a new one."""
        from desktop.views.edit.sources import SourcesWindow  # noqa: PLC0415 - few look, many start

        if self._page is not None:
            wanted = fact or self._chosen_fact(self._page)
            SourcesWindow(self._session, self._look, wanted, self, link=link).open()

    def _chosen_fact(self, page: Page) -> FactKey:
        """The fact selected in the tab in front, else the investigation."""
        number, found = page.case.investigation.id, None
        match self.tab:
            case "timeline":
                ids = [event.id for event in page.case.events]
                if self._session.selected_event in ids:
                    found = FactKey("events", number, ids.index(self._session.selected_event))
            case "penalty":
                found = self._penalty.chosen_fact()
            case "decision":
                found = self._decision.chosen_fact()
        return found or FactKey("investigations", number)

    def _on_paste(self) -> None:
        """Add the link on the clipboard as a source of the fact selected, while the file is edited."""
        from desktop.views.edit.sources import pasted_link  # noqa: PLC0415 - few paste, many start

        link = pasted_link()
        if link and self._session.editing.is_on:
            self.show_sources(link=link)

    def mark_events(self, events: frozenset[int]) -> None:
        """Mark the events changed by other programs, by their ids."""
        self._timeline.model.mark(events)

    def copy_event(self) -> None:
        """Copy the event chosen in the timeline."""
        self._timeline.chronology.copy()

    def _build(self, session: Session, look: Look) -> None:
        self._header = HeaderView(look)
        self._header.provision_wanted.connect(self._add_provision)
        self._figures = FiguresView()
        self._timeline = TimelineTab(session, look)
        self._related = RelatedTab(session, look)
        self._penalty = PenaltyTab(session, look)
        self._decision = DecisionTab(look)
        for tab in (self._penalty, self._decision):
            tab.sources_wanted.connect(self.show_sources)
        self._timeline.chronology.sources_wanted.connect(self.show_sources)
        self._filled: dict[str, PageTab] = {
            "penalty": self._penalty,
            "decision": self._decision,
            "related": self._related,
        }
        self._tabs = _Tabs()
        self._tabs.setObjectName("page_tabs")
        self._tabs.setAccessibleName(self.tr("Parts of the investigation"))
        self._tabs.setDocumentMode(True)
        # Its bar takes the focus by itself: through the widget around it, Tab would come back to it.
        self._tabs.setFocusProxy(None)  # type: ignore[arg-type]  # the stub wants a widget
        self._tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._tabs.tabBar().setAccessibleName(self.tr("Parts of the investigation"))
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.addTab(self._timeline, self.tr("Timeline"))
        self._tabs.addTab(self._penalty, self.tr("Penalty"))
        self._tabs.addTab(self._decision, self.tr("Decision"))
        self._tabs.addTab(self._related, self.tr("Related"))
        self._tabs.currentChanged.connect(self._fill_tab)
        self._timeline.amount_wanted.connect(self._on_amount_wanted)
        self._content = QWidget()
        self._content.setObjectName("page_content")
        self._rows = QVBoxLayout(self._content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._head = QVBoxLayout()
        self._head.addWidget(self._header)
        self._head.addWidget(self._figures)
        self._rows.addLayout(self._head)
        self._rows.addWidget(self._tabs, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._message)
        self._stack.addWidget(self._content)
        # The text fields inside paste for themselves.
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._on_paste)
        self._fit()

    def _on_page_changed(self, page: Page | None) -> None:
        self._waiting.stop()
        self._page = page
        if page is None:
            self._show_empty()
            return
        self._header.show_page(page)
        self._figures.show_page(page)
        self._stale = set(TABS)
        self._fill_tab()
        self._stack.setCurrentWidget(self._content)

    def _on_amount_wanted(self, day: UncertainDate) -> None:
        """Open the form of a payment on a day."""
        self.show_tab("penalty")
        self._penalty.add_payment(day)

    def _on_related_changed(self, pages: tuple[Page, ...] | None) -> None:
        words = self.tr("Related {}").format(len(pages)) if pages else self.tr("Related")
        self._tabs.setTabText(TABS.index("related"), words)
        self._related.show_related(pages)

    def _on_selection_changed(self, slug: str | None) -> None:
        if slug is None:
            self._waiting.stop()
            self._show_empty()
        elif self._page is None or self._page.case.investigation.slug != slug:
            self._waiting.start()
        else:
            self._waiting.stop()
            self._stack.setCurrentWidget(self._content)

    def _on_file_failed(self, problem: Problem) -> None:
        if self._session.page is None:
            self._waiting.stop()
            self._say(self.tr("The investigation could not be read."), problem.sentence)

    def _fill_tab(self) -> None:
        tab = self._filled.get(self.tab)
        if self._page is not None and tab is not None and self.tab in self._stale:
            self._stale.discard(self.tab)
            tab.show_page(self._page)
            follow_layout(self._tabs.currentWidget())

    def _show_empty(self) -> None:
        self._page = None
        self._say(self.tr("No investigation is chosen"), self.tr("Choose one in the list to see its page."))

    def _show_loading(self) -> None:
        self._say(self.tr("Reading the investigation…"))

    def _say(self, title: str, sentence: str = "") -> None:
        self._message.show_state(title, sentence)
        self._stack.setCurrentWidget(self._message)

    def _fit(self) -> None:
        compact = (self._room or self.height()) < _LOW
        self._head.setContentsMargins(SIDE, 8 if compact else 18, SIDE, 0)
        self._head.setSpacing(6 if compact else 14)
        self._rows.setSpacing(6 if compact else 14)
        self._header.set_compact(compact=compact)
        self._figures.set_compact(compact=compact)

    def heightForWidth(self, width: int) -> int:
        """The least height in pixels: a tab scrolls by itself what has no room in it."""
        layout = self._content.layout()
        return -1 if layout is None else layout.totalMinimumHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to its new size."""
        self._fit()
        super().resizeEvent(event)
