"""What is open and chosen, and the verbs that change it."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.facets import Choice, Query, Section, SortBy
from desktop.domain.period import MonthRounding, add_months, within_calendar
from desktop.session.shown import Shown
from desktop.session.trail import Place, Trail
from desktop.store.casefile import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtCore import QObject

    from desktop.domain.asof import AsOf
    from desktop.domain.cases import EventId
    from desktop.domain.figure import FigureKey
    from desktop.domain.page import Page
    from desktop.domain.problem import FileInfo
    from desktop.session.clock import Clock
    from desktop.session.reader import Reader
    from desktop.session.scenarios import Scenarios
    from desktop.session.timelines import Timelines
    from desktop.worker import Runner


class Session(Shown):
    """The state of one window. Views call its verbs; answers come back as frozen values in its signals."""

    def __init__(
        self, runner: Runner, reader: Reader, clock: Clock, sample: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(clock.live(), parent)
        self._runner, self._reader, self.clock, self._sample = runner, reader, clock, sample
        self._scenario_folder: Path | None = None
        self._trail = Trail()
        self._moving = False
        clock.day_changed.connect(self._on_day_changed)

    @cached_property
    def scenarios(self) -> Scenarios:
        """The user's scenarios, made when they are first wanted."""
        from desktop.session.scenarios import Scenarios  # noqa: PLC0415 - it loads the engine

        return Scenarios(self, self._runner, self._scenario_folder)

    @cached_property
    def timelines(self) -> Timelines:
        """The timelines of respondents and of everything."""
        from desktop.session.timelines import Timelines  # noqa: PLC0415 - not before the first painting

        return Timelines(self, self._runner, self._reader)

    def keep_scenarios_in(self, folder: Path) -> None:
        """Keep the scenarios of every file in this folder; to be called before they are wanted."""
        self._scenario_folder = folder

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._runner.busy

    @property
    def shows_sample(self) -> bool:
        """Whether the open file is the sample the program keeps."""
        return self.info is not None and Path(self.info.path).is_relative_to(self._sample)

    # The file

    def open_file(self, path: Path) -> None:
        """Open a case file read-only; answers file_opened or file_failed."""
        self._open(path, lambda: self._reader.open(path))

    def open_sample(self) -> None:
        """Open the sample, built first where it is missing."""
        self._open(self._sample, lambda: self._reader.open_sample(self._sample))

    def reload(self) -> None:
        """Open the same file again, keeping query, selection and day."""
        if self.info is not None:
            path = self.info.path
            self._submit("file", lambda: self._reader.open(Path(path)), self._on_reloaded)

    def close_file(self) -> None:
        """Close the file."""
        self._runner.drop(but="file")
        self._submit("file", self._reader.close, self._on_closed)

    def shut_down(self) -> None:
        """Let what runs end, close the file and stop the worker."""
        self._runner.close(self._close)

    # What is shown

    def select(self, slug: str | None) -> None:
        """Show an investigation (None: what the sidebar shows alone)."""
        if slug == self.selected:
            return
        self.selected = slug
        self.selected_event = None
        self.page = None
        self.related = ()
        if slug is not None and self.query.section is Section.OVERVIEW:
            self._set_query(section=Section.ALL)
        self.selection_changed.emit(slug)
        self.event_changed.emit(None)
        self._remember()
        self._ask_for_page()

    def select_event(self, event: EventId | None) -> None:
        """Select one event in the drawing and in the list."""
        if event != self.selected_event:
            self.selected_event = event
            self.event_changed.emit(event)

    def show_section(self, section: Section) -> None:
        """Choose a fixed sidebar entry; clears the facets."""
        self._set_query(section=section, choices=())
        if section is Section.OVERVIEW:
            self.select(None)
        self._remember()
        self._ask_for_list()

    def find(self, text: str) -> None:
        """Narrow the list to investigations with these words."""
        if text != self.query.text:
            section = Section.ALL if text and self.query.section is Section.OVERVIEW else self.query.section
            self._set_query(text=text, section=section)
            self._ask_for_list()

    def toggle(self, choice: Choice) -> None:
        """Add or remove a facet value."""
        choices = self.query.choices
        kept = tuple(other for other in choices if other != choice)
        section = Section.ALL if self.query.section is Section.OVERVIEW else self.query.section
        self._set_query(choices=kept if len(kept) < len(choices) else (*choices, choice), section=section)
        self._ask_for_list()

    def clear_choices(self) -> None:
        """Remove all facet values and words."""
        self._set_query(text="", choices=())
        self._ask_for_list()

    def sort(self, by: SortBy, *, descending: bool) -> None:
        """Order the list."""
        self._set_query(sort=by, descending=descending)
        self._ask_for_list()

    def go_back(self) -> None:
        """Show the previous investigation or section."""
        self._go(self._trail.back())

    def go_forward(self) -> None:
        """Undo go_back."""
        self._go(self._trail.forward())

    def explain(self, keys: tuple[FigureKey, ...]) -> None:
        """Tell how figures are made as of the day; answers explained."""
        as_of = self.as_of
        if self.info is not None and keys and keys[0].scenario:
            self.scenarios.explain(keys)
        elif self.info is not None and keys:
            self._submit("explain", lambda: self._reader.explain(keys, as_of), self.explained.emit)

    def suggest(self, text: str, limit: int) -> None:
        """Find a few investigations that a text may mean; answers suggested."""
        if self.info is not None:
            self._submit("suggest", lambda: self._reader.suggest(text, limit), self.suggested.emit)

    # The day

    def pick_day(self, day: date) -> None:
        """Show everything as of a day; the calendar's ends stop it."""
        self._set_as_of(dataclasses.replace(self.as_of, picked=within_calendar(day)))

    def step_day(self, days: int = 0, months: int = 0) -> None:
        """Move the as-of day."""
        self.pick_day(add_months(self.as_of.day, months, MonthRounding.DOWN) + timedelta(days))

    def go_live(self) -> None:
        """Return to today."""
        self._set_as_of(self.clock.live())

    def use_hindsight(self, on: bool) -> None:  # noqa: FBT001 - a slot of a check box
        """Use what is known today for a picked day, or only what was known then."""
        self._set_as_of(dataclasses.replace(self.as_of, hindsight=on))

    # Within

    def _open(self, path: Path, job: Callable[[], FileInfo]) -> None:
        self.file_opening.emit(path)
        self._submit("file", job, self._on_opened)

    def _close(self) -> None:
        if "scenarios" in vars(self):
            self.scenarios.flush()
        self._reader.close()

    def _submit(self, key: str, job: Callable[[], Any], answer: Callable[[Any], None]) -> None:
        self._runner.submit(key, job, answer, self._on_failed)
        self.busy_changed.emit(self._runner.busy)

    def _set_query(self, **changes: Any) -> None:  # noqa: ANN401 - fields of Query
        self._put_query(dataclasses.replace(self.query, **changes))

    def _put_query(self, query: Query) -> None:
        if query != self.query:
            self.query = query
            self.query_changed.emit(query)

    def _set_as_of(self, as_of: AsOf) -> None:
        if as_of != self.as_of:
            self.as_of = as_of
            self.as_of_changed.emit(as_of)
            self._ask_for_all()

    def _ask_for_all(self) -> None:
        self._ask_for_page()
        self._ask_for_list()

    def _ask_for_list(self) -> None:
        if self.info is None:
            return
        query, as_of = self.query, self.as_of
        self._submit("list", lambda: self._reader.listing(query, as_of), self._show_listing)
        if query.section is Section.OVERVIEW:
            self._submit("overview", lambda: self._reader.overview(as_of), self._show_overview)

    def _ask_for_page(self) -> None:
        slug, as_of = self.selected, self.as_of
        if self.info is None or slug is None:
            return
        self._submit("page", lambda: self._reader.page(slug, as_of), self._on_page)
        self._submit("related", lambda: self._reader.related(slug, as_of), self._show_related)

    def _remember(self) -> None:
        if not self._moving:
            self._trail.visit(Place(self.query, self.selected))

    def _go(self, place: Place | None) -> None:
        if place is None:
            return
        self._moving = True
        try:
            self._put_query(place.query)
            self.select(place.slug)
            self._ask_for_list()
        finally:
            self._moving = False

    # Answers

    def _on_opened(self, info: FileInfo) -> None:
        self._runner.drop(but="file")
        self.info = info
        self._trail = Trail()
        self._deselect()
        self.query = Query(section=Section.OVERVIEW, sort=self.query.sort, descending=self.query.descending)
        self._follow_zones(info)
        self.file_opened.emit(info)
        self.query_changed.emit(self.query)
        self.selection_changed.emit(None)
        self._remember()
        self._ask_for_all()

    def _on_reloaded(self, info: FileInfo) -> None:
        self.info = info
        self._follow_zones(info)
        self.file_opened.emit(info)
        self._ask_for_all()

    def _follow_zones(self, info: FileInfo) -> None:
        self.clock.watch(info.zones)
        live = self.clock.live()
        self.as_of = dataclasses.replace(live, picked=self.as_of.picked, hindsight=self.as_of.hindsight)
        self.as_of_changed.emit(self.as_of)

    def _on_closed(self, _: object) -> None:
        self._forget()
        self._set_query(text="", choices=(), section=Section.OVERVIEW)
        self._set_as_of(self.clock.live())
        self.selection_changed.emit(None)
        self.file_closed.emit()

    def _on_page(self, page: Page | None) -> None:
        """Show the page; where a file read again no longer holds it, show none."""
        if page is None:
            self.select(None)
        else:
            self._show_page(page)

    def _on_failed(self, fault: Exception) -> None:
        if isinstance(fault, CaseFileError):
            self.file_failed.emit(fault.problem)

    def _on_day_changed(self) -> None:
        live = self.clock.live()
        self._set_as_of(dataclasses.replace(live, picked=self.as_of.picked, hindsight=self.as_of.hindsight))
