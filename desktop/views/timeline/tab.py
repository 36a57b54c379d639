"""The Timeline tab: the canvas above, the chronology below, and a selection that both share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import text
from desktop.domain.timeline.scopes import Scope
from desktop.models.page.figures import page_keys
from desktop.models.timeline import ChronologyModel, undated_words
from desktop.views.parts.explained import mark
from desktop.views.parts.sight import bring_into_sight
from desktop.views.parts.taborder import follow_layout
from desktop.views.timeline.canvas import LaneCanvas
from desktop.views.timeline.chronology import ChronologyList
from desktop.views.timeline.scopes import ScopeRow

if TYPE_CHECKING:
    from desktop.domain.case.ids import EventId
    from desktop.domain.page.page import Page
    from desktop.domain.timeline.scopes import Stock
    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.timeline.editor import ChronologyEditor

_DRAWN, _LISTED = 560, 440  # the shares of canvas and list in the height at first
_LEAST = 40  # pixels of height of the list


class TimelineTab(QWidget):
    """The events of the selected investigation, drawn and listed."""

    # UncertainDate: the amount of a payment on a day is to be added.
    amount_wanted = Signal(object)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline_tab")
        self._session, self._look = session, look
        self._editor: ChronologyEditor | None = None
        self.model = ChronologyModel(self)
        self.canvas = LaneCanvas(look, self)
        self.scopes = ScopeRow(self)
        self.chronology = ChronologyList(self.model, look, self)
        self._arrange()
        self._connect()
        self._on_page_changed(session.page)
        self._on_event_changed(session.selected_event)

    def follow_editing(self) -> None:
        """Offer to edit the events while the file is edited."""
        self._session.editing.changed.connect(self._on_editing_changed)
        self._on_editing_changed()

    def add_event(self) -> None:
        """Put the cursor into the quick entry, while the file is edited."""
        if self._editor is not None and self._session.editing.is_on:
            self._editor.entry.begin()
            bring_into_sight(self._below, self._editor)

    def _arrange(self) -> None:
        self._empty = QLabel(self.tr("No events in this file."))
        self._empty.setObjectName("no_events")
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "muted")
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tray())
        column.addWidget(self.chronology)
        self._below = QStackedWidget()
        self._listed = listed
        self._below.addWidget(listed)
        self._below.addWidget(self._empty)
        self._below.setMinimumHeight(_LEAST)
        lower = QWidget()
        self._lower = QVBoxLayout(lower)
        self._lower.setContentsMargins(0, 0, 0, 0)
        self._lower.setSpacing(0)
        self._lower.addWidget(self._below, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setObjectName("timeline_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        above = QWidget()
        rows = QVBoxLayout(above)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.scopes)
        rows.addWidget(self.canvas, 1)
        splitter.addWidget(above)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_DRAWN, _LISTED])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _connect(self) -> None:
        session = self._session
        session.page_changed.connect(self._on_page_changed)
        session.as_of_changed.connect(self.canvas.show_day)
        session.event_changed.connect(self._on_event_changed)
        session.timelines.changed.connect(self._on_stock_changed)
        session.timelines.window_changed.connect(self.canvas.show_window)
        self.scopes.scope_chosen.connect(session.timelines.show_scope)
        self.canvas.days_wanted.connect(session.timelines.want_events)
        self.canvas.sight_changed.connect(self.scopes.show_sight)
        self.canvas.event_chosen.connect(self._on_event_chosen)
        self.canvas.day_chosen.connect(session.day.drag)
        self.canvas.day_stepped.connect(session.day.step)
        self.chronology.event_chosen.connect(session.select_event)

    def _on_page_changed(self, page: Page | None) -> None:
        self.canvas.show_page(page)
        mark(self, *(page_keys(page) if page else ()))
        own = self.canvas.own
        self.model.show_events(own, page.day if page else self._session.as_of.day)
        self._undated.setText(undated_words(own.undated))
        self._undated.setVisible(bool(own.undated))
        self._below.setCurrentWidget(self._listed if own.events else self._empty)
        stamp = (
            "" if page is None or page.as_of.live else self.tr("As of {day}").format(day=text.day(page.day))
        )
        self.chronology.set_stamp(stamp)
        if self._editor is not None:
            self._editor.show_chronicle(own)
        self._on_event_changed(self._session.selected_event)

    def _on_editing_changed(self) -> None:
        is_on = self._session.editing.is_on
        if is_on and self._editor is None:
            from desktop.views.timeline.editor import ChronologyEditor  # noqa: PLC0415 - where files are edited

            self._editor = ChronologyEditor(self._session, self._look, self.chronology, self)
            self._editor.ghosted.connect(self.canvas.show_ghost)
            self._editor.show_chronicle(self.canvas.own)
            self._editor.amount_wanted.connect(self.amount_wanted)
            self._lower.insertWidget(0, self._editor)
            follow_layout(self)
        if self._editor is not None:
            self._editor.setVisible(is_on)
            if not is_on:
                self.canvas.show_ghost(None)
            # An event in its fields needs more.
            self._below.setMinimumHeight(0 if is_on else _LEAST)

    def _on_stock_changed(self, stock: Stock) -> None:
        self.scopes.show_scope(stock.scope)
        self.canvas.show_stock(stock)

    def _on_event_chosen(self, event: EventId) -> None:
        """Choose an event; an event of another investigation opens that investigation first."""
        owner = self.canvas.owner_of(event)
        if owner is not None and owner.slug != self._session.selected:
            self._session.timelines.show_scope(Scope.INVESTIGATION)
            self._session.select(owner.slug)
        self._session.select_event(event)

    def _on_event_changed(self, event: EventId | None) -> None:
        if event != self.canvas.selected:
            self.canvas.show_event(event)
        self.chronology.show_event(event)

    def _tray(self) -> QHBoxLayout:
        """The button with the number of events without a date, which have no mark; it selects the first."""
        self._undated = QPushButton()
        self._undated.setObjectName("undated")
        self._undated.setProperty("role", "link")
        self._undated.setToolTip(self.tr("Show the first event without a date"))
        self._undated.hide()
        self._undated.clicked.connect(self._on_undated_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(19, 4, 19, 4)
        row.addWidget(self._undated)
        row.addStretch()
        return row

    def _on_undated_wanted(self) -> None:
        undated = self.canvas.own.undated
        self._session.select_event(undated[0].id if undated else None)
