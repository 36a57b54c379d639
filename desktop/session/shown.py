"""What a window shows: the last answers, and the signals that bring new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.facets import Query, Section

if TYPE_CHECKING:
    from desktop.domain.asof import AsOf
    from desktop.domain.cases import EventId
    from desktop.domain.facets import Facet
    from desktop.domain.listing import Listing
    from desktop.domain.overview import Overview
    from desktop.domain.page import Page
    from desktop.domain.problem import FileInfo
    from desktop.domain.row import Row


class Shown(QObject):
    """The open file, the day, the query, the selection and the last answers, for views to read."""

    # A file is being opened (its path).
    file_opening = Signal(object)
    # FileInfo of the file that is open now.
    file_opened = Signal(object)
    # No file is open any more.
    file_closed = Signal()
    # Problem: why a file could not be opened or read. What was open stays open.
    file_failed = Signal(object)
    # AsOf, whenever the day, live or hindsight changed.
    as_of_changed = Signal(object)
    # Query, whenever words, section, facets or order changed.
    query_changed = Signal(object)
    # tuple[Row, ...]: the list under the query as of the day.
    rows_changed = Signal(object)
    # tuple[Facet, ...]: every facet value with its count.
    facets_changed = Signal(object)
    # tuple[tuple[Section, int], ...]: counts of the fixed sidebar entries.
    sections_changed = Signal(object)
    # slug of the selected investigation, or None.
    selection_changed = Signal(object)
    # Page of the selected investigation as of the day.
    page_changed = Signal(object)
    # tuple[Page, ...]: the other investigations against the same respondents, in order of opening.
    related_changed = Signal(object)
    # Overview as of the day.
    overview_changed = Signal(object)
    # tuple[Explanation, ...]: how the figures asked about are made.
    explained = Signal(object)
    # EventId or None: the event selected in the timeline and in the chronology.
    event_changed = Signal(object)
    # tuple[Suggestion, ...]: a few investigations that a text may mean.
    suggested = Signal(object)
    # bool: the worker is busy or has nothing left to do.
    busy_changed = Signal(bool)

    def __init__(self, as_of: AsOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.info: FileInfo | None = None
        self.as_of = as_of
        self.query = Query(section=Section.OVERVIEW)
        self.selected: str | None = None
        self.selected_event: EventId | None = None
        self.page: Page | None = None
        self.rows: tuple[Row, ...] = ()
        self.facets: tuple[Facet, ...] = ()
        self.sections: tuple[tuple[Section, int], ...] = ()
        self.related: tuple[Page, ...] = ()
        self.overview: Overview | None = None

    def _deselect(self) -> None:
        self.selected, self.selected_event, self.page, self.related = None, None, None, ()

    def _forget(self) -> None:
        self._deselect()
        self.info, self.overview = None, None
        self.rows, self.facets, self.sections = (), (), ()

    def _show_listing(self, listing: Listing) -> None:
        self.rows, self.facets, self.sections = listing.rows, listing.facets, listing.sections
        self.sections_changed.emit(self.sections)
        self.facets_changed.emit(self.facets)
        self.rows_changed.emit(self.rows)

    def _show_page(self, page: Page) -> None:
        self.page = page
        self.page_changed.emit(page)

    def _show_related(self, pages: tuple[Page, ...]) -> None:
        self.related = pages
        self.related_changed.emit(pages)

    def _show_overview(self, overview: Overview) -> None:
        self.overview = overview
        self.overview_changed.emit(overview)
