"""The answers shown by a window, and the signals that bring new answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.domain.listing.facets import Query, Section
from desktop.session.reader.answered import NOTHING

if TYPE_CHECKING:
    from desktop.domain.case.ids import EventId
    from desktop.domain.days.asof import AsOf
    from desktop.domain.file import FileInfo, Problem, Progress, Unprepared
    from desktop.domain.listing.answer import Answer
    from desktop.domain.listing.facets import Facet
    from desktop.domain.overview.overview import Overview
    from desktop.domain.page.page import Page
    from desktop.session.reader.answered import Answered


class Shown(QObject):
    """The open file, the day, the query, the selection and the last answers, for views to read."""

    # A file is being opened (its path).
    file_opening = Signal(object)
    # FileInfo of the file that is open now.
    file_opened = Signal(object)
    # FileInfo: other programs changed the open file.
    file_changed = Signal(object)
    # No file is open any more.
    file_closed = Signal()
    # Problem: a file could not be opened or read. The file open before stays open.
    file_failed = Signal(object)
    # Problem: told by file_failed before, and past.
    fault_past = Signal(object)
    # Problem: a notice about the open file.
    noticed = Signal(object)
    # Progress of preparing a large file; None while nothing is being prepared.
    indexing_changed = Signal(object)
    # Problem: the index that was kept of the file cannot be used; the file itself is open.
    index_failed = Signal(object)
    # Unprepared: the preparing failed; None once it is done or begun again.
    preparing_failed = Signal(object)
    # AsOf, whenever the day, live or hindsight changed.
    as_of_changed = Signal(object)
    # Query, whenever words, section, facets or order changed.
    query_changed = Signal(object)
    # Answer: the list under the query as of the day. The same ids as before are the same object.
    answer_changed = Signal(object)
    # tuple[Listed, ...]: rows of the list, asked for or come with an answer.
    rows_read = Signal(object)
    # Rows read before may have changed since: the rows seen are to be read again.
    rows_outdated = Signal()
    # tuple[int, ...] and tuple[Hit, ...]: the ids asked for, and their hits for the words searched.
    hits_read = Signal(object, object)
    # slug, int: the place of an investigation in the list, -1 for none.
    place_found = Signal(object, object)
    # tuple[Suggestion, ...]: investigations that a typed text may mean; None before they are listed.
    suggested = Signal(object)
    # slug of the selected investigation, or None.
    selection_changed = Signal(object)
    # Page of the selected investigation as of the day.
    page_changed = Signal(object)
    # tuple[Page, ...] or None: the other investigations against the same respondents, in order of opening.
    related_changed = Signal(object)
    # Overview as of the day, or None while its sums are not prepared.
    overview_changed = Signal(object)
    # tuple[Explanation, ...]: the explanations of the figures asked about.
    explained = Signal(object)
    # EventId or None: the event selected in the timeline and in the chronology.
    event_changed = Signal(object)
    # bool: whether the worker is busy.
    busy_changed = Signal(bool)

    def __init__(self, as_of: AsOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.info: FileInfo | None = None
        self.as_of = as_of
        self.query = Query(section=Section.OVERVIEW)
        self.selected: str | None = None
        self.selected_event: EventId | None = None
        self.page: Page | None = None
        self.answer: Answer = NOTHING
        self.related: tuple[Page, ...] | None = None
        self.overview: Overview | None = None
        self.progress: Progress | None = None
        self.unprepared: Unprepared | None = None
        self._faults: dict[str, Problem] = {}

    @property
    def facets(self) -> tuple[Facet, ...]:
        """Every facet value with its count."""
        return self.answer.facets

    @property
    def sections(self) -> tuple[tuple[Section, int], ...]:
        """Counts of the fixed sidebar entries."""
        return self.answer.sections

    @property
    def has_passing_faults(self) -> bool:
        """Whether a reading of the open file failed that can succeed once its cause is gone."""
        return any(
            key == "refresh" or problem.code == "locked"
            for key, problem in self._faults.items()
            if key != "file"
        )

    def tell_fault(self, key: str, problem: Problem) -> None:
        """Tell the problem of a failed reading; a refresh that fails as before tells nothing new."""
        if key == "refresh" and self._faults.get(key) == problem:
            return
        self._faults[key] = problem
        self.file_failed.emit(problem)

    def overcome_fault(self, key: str) -> None:
        """Tell that a failed reading has succeeded now."""
        problem = self._faults.pop(key, None)
        if problem is not None and problem not in self._faults.values():
            self.fault_past.emit(problem)

    def overcome_faults(self) -> None:
        """Tell that every failed reading of the open file can succeed now."""
        for key in [key for key in self._faults if key != "file"]:
            self.overcome_fault(key)

    def forget(self) -> None:
        """Forget the file, with no signal but for faults past."""
        self.selected, self.selected_event, self.page, self.related = None, None, None, None
        self.info, self.overview, self.answer = None, None, NOTHING
        self.overcome_faults()

    def put_query(self, query: Query) -> None:
        """Show another query."""
        if query != self.query:
            self.query = query
            self.query_changed.emit(query)

    def set_query(self, **changes: Any) -> None:  # noqa: ANN401 - fields of Query
        """Change fields of the query."""
        self.put_query(self.query._replace(**changes))

    def show_info(self, info: FileInfo) -> None:
        """Show the description of the open file."""
        if info != self.info:
            self.info = info
            self.file_changed.emit(info)

    def tell_progress(self, progress: Progress | None) -> None:
        """Tell the progress of preparing a large file; None while nothing is being prepared."""
        self.progress = progress
        self.indexing_changed.emit(progress)

    def tell_unprepared(self, unprepared: Unprepared | None) -> None:
        """Tell that preparing failed; None once done or begun again."""
        if unprepared != self.unprepared:
            self.unprepared = unprepared
            self.preparing_failed.emit(unprepared)

    def show_answer(self, answered: Answered) -> None:
        """Show an answer of the list. Rows come first, so that they are there when the answer is told."""
        self.answer = answered.answer
        if answered.rows:
            self.rows_read.emit(answered.rows)
        self.answer_changed.emit(self.answer)

    def show_page(self, page: Page) -> None:
        """Show the page of the selected investigation."""
        self.page = page
        self.page_changed.emit(page)

    def show_related(self, pages: tuple[Page, ...] | None) -> None:
        """Show the other investigations against the same respondents."""
        self.related = pages
        self.related_changed.emit(pages)

    def show_overview(self, overview: Overview | None) -> None:
        """Show the sums over all investigations."""
        self.overview = overview
        self.overview_changed.emit(overview)
