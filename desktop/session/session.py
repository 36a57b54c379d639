"""The session of a window: its state, and the verbs that change it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from desktop.domain.listing.facets import Section
from desktop.session.asking import Asking
from desktop.session.day import Day
from desktop.session.file import File
from desktop.session.listing import Listing
from desktop.session.pages import Pages
from desktop.session.shown import Shown
from desktop.session.trail import Place, Trail

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from desktop.domain.case.ids import EventId
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.typed.dates import DayOrder
    from desktop.session.clock import Clock
    from desktop.session.drafts import Drafts
    from desktop.session.editing import Editing
    from desktop.session.edits.chronology import ChronologyEdits
    from desktop.session.edits.citing import Citing
    from desktop.session.edits.forms import FormEdits
    from desktop.session.edits.holidays import HolidayEdits
    from desktop.session.edits.importing import Importing
    from desktop.session.edits.investigations import Investigations
    from desktop.session.edits.orders import OrderEdits
    from desktop.session.edits.parties import Parties
    from desktop.session.edits.regimes import RegimeQuestions
    from desktop.session.file import Preparing
    from desktop.session.history import FileHistory
    from desktop.session.live import Live
    from desktop.session.places import FilePlaces
    from desktop.session.problems import FileProblems
    from desktop.session.reader.reader import Reader
    from desktop.session.saved import SavedViews
    from desktop.session.scenarios import Scenarios
    from desktop.session.timelines import Timelines
    from desktop.session.undoing import Undoing
    from desktop.worker import Runner


class Session(Shown):
    """The state of a window. Views call its verbs; answers come back as frozen values in its signals.

    `file`, `day` and `list` have verbs of their own; the verbs of the selection are here.
    """

    _scenario_folder: Path | None = None
    _view_folder: Path | None = None
    _mode_folder: Path | None = None
    _profile_folder: Path | None = None

    def __init__(  # noqa: PLR0913 - what the window's session is wired with
        self,
        runner: Runner,
        reader: Reader,
        clock: Clock,
        sample: Path,
        parent: QObject | None = None,
        *,
        indexing: Preparing | None = None,
    ) -> None:
        super().__init__(clock.live(), parent)
        self.clock, self.trail, self._sample = clock, Trail(), sample
        self._asking = Asking(self, runner, reader)
        self._pages = Pages(self._asking, lambda: self.select(None))
        self.list = Listing(self._asking)
        self.day = Day(self, clock, self.list, self._pages)
        self.file = File(self._asking, self.day, self.trail, sample, indexing)

    @property
    def sample_size(self) -> int:
        """The number of investigations in the sample."""
        from desktop.session.reader.sample import sample_size  # noqa: PLC0415 - at the first start alone

        return sample_size()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._asking.runner.busy

    @cached_property
    def scenarios(self) -> Scenarios:
        """The user's scenarios, made when first wanted."""
        from desktop.session.scenarios import Scenarios  # noqa: PLC0415 - it loads the engine

        return Scenarios(self, self._asking.runner, self._scenario_folder)

    @cached_property
    def saved(self) -> SavedViews:
        """The user's saved views, made when first wanted."""
        from desktop.session.saved import SavedViews  # noqa: PLC0415 - not before the first painting

        return SavedViews(self._asking, self.list, self._view_folder)

    @cached_property
    def editing(self) -> Editing:
        """Editing of the open file, made when first wanted."""
        from desktop.session.editing import Editing  # noqa: PLC0415 - not before the first painting

        return Editing(
            self._asking,
            self.file,
            self._pages.ask_for_page,
            self.live,
            self.clock,
            self._sample,
            self._mode_folder,
        )

    @cached_property
    def drafts(self) -> Drafts:
        """The drafts of new investigations, made when first wanted."""
        from desktop.session.drafts import Drafts  # noqa: PLC0415 - it loads the engine

        return Drafts(self._asking, self.editing, self._day_order, self._view_folder)

    @cached_property
    def importing(self) -> Importing:
        """The import of a table, made when first wanted."""
        from desktop.session.edits.importing import Importing  # noqa: PLC0415 - few import, many start

        return Importing(self._asking, self.editing, self.clock, self._profile_folder)

    @cached_property
    def chronology(self) -> ChronologyEdits:
        """Editing of the events of the investigation shown, made when first wanted."""
        from desktop.session.edits.chronology import ChronologyEdits  # noqa: PLC0415 - not before the first painting

        return ChronologyEdits(self._asking, self.editing)

    @cached_property
    def citing(self) -> Citing:
        """The sources of the records of the investigation shown, made when first wanted."""
        from desktop.session.edits.citing import Citing  # noqa: PLC0415 - not before the first painting

        return Citing(self._asking, self.editing)

    @cached_property
    def forms(self) -> FormEdits:
        """Open forms on the investigation shown, made when first wanted."""
        from desktop.session.edits.forms import FormEdits  # noqa: PLC0415 - not before the first painting

        return FormEdits(self._asking, self._pages, self.editing)

    @cached_property
    def investigations(self) -> Investigations:
        """Deleting and duplicating the investigation shown, made when first wanted."""
        from desktop.session.edits.investigations import Investigations  # noqa: PLC0415 - few change it

        return Investigations(self._asking, self.editing, self.select)

    @cached_property
    def parties(self) -> Parties:
        """The authorities and respondents of the file, made when first wanted."""
        from desktop.session.edits.parties import Parties  # noqa: PLC0415 - few change them

        return Parties(self._asking, self.editing)

    @cached_property
    def orders(self) -> OrderEdits:
        """Editing of the penalty orders of the investigation shown, made when first wanted."""
        from desktop.session.edits.orders import OrderEdits  # noqa: PLC0415 - it loads the engine

        return OrderEdits(self._asking, self.editing, self.forms, self.clock, self._day_order)

    @cached_property
    def holidays(self) -> HolidayEdits:
        """Public holidays given by hand, made when first wanted."""
        from desktop.session.edits.holidays import HolidayEdits  # noqa: PLC0415 - not before the first painting

        return HolidayEdits(self._asking, self.editing)

    @cached_property
    def regimes(self) -> RegimeQuestions:
        """The question whether penalties are to follow their regime, made when first wanted."""
        from desktop.session.edits.regimes import RegimeQuestions  # noqa: PLC0415 - not before the first painting

        return RegimeQuestions(self._asking, self.editing)

    @cached_property
    def undoing(self) -> Undoing:
        """Undo and redo over edits of the file and scenarios, made when first wanted."""
        from desktop.session.undoing import Undoing  # noqa: PLC0415 - not before the first painting

        return Undoing(self, self.scenarios, self.editing)

    @cached_property
    def history(self) -> FileHistory:
        """The history of the open file, made when first wanted."""
        from desktop.session.history import FileHistory  # noqa: PLC0415 - not before the first painting

        return FileHistory(self._asking, self.editing, self.undoing, self.live, self.clock, self._mode_folder)

    @cached_property
    def live(self) -> Live:
        """The watch for changes of the file by other programs; begins when first wanted."""
        from desktop.session.live import Live  # noqa: PLC0415 - not before the first painting

        return Live(self, self.file, self.day, self._asking)

    @cached_property
    def problems(self) -> FileProblems:
        """The rows of the file that could not be read; searched for when first wanted."""
        from desktop.session.problems import FileProblems  # noqa: PLC0415 - not before the first painting

        return FileProblems(self._asking, self.editing)

    @cached_property
    def places(self) -> FilePlaces:
        """The watch for files in folders that other computers write to, made when first wanted."""
        from desktop.session.places import FilePlaces  # noqa: PLC0415 - not before the first painting

        return FilePlaces(self._asking)

    @cached_property
    def timelines(self) -> Timelines:
        """The timelines of respondents and of the whole file."""
        from desktop.session.timelines import Timelines  # noqa: PLC0415 - not before the first painting

        return Timelines(self, self._asking.runner, self._asking.reader)

    def keep_scenarios_in(self, folder: Path) -> None:
        """Keep the scenarios of every file below this folder; to be called before `scenarios` is used."""
        self._scenario_folder = folder

    def keep_views_in(self, folder: Path) -> None:
        """Keep the saved views of every file below this folder; to be called before `saved` is used."""
        self._view_folder = folder

    def keep_modes_in(self, folder: Path) -> None:
        """Keep whether files are edited, and backups, below this folder; call it before `editing` is used."""
        self._mode_folder = folder

    def keep_profiles_in(self, folder: Path) -> None:
        """Keep the profiles of imports in this folder; to be called before `importing` is used."""
        self._profile_folder = folder

    def select(self, slug: str | None) -> None:
        """Show an investigation (None: the section of the sidebar alone)."""
        if slug == self.selected:
            return
        self.selected = slug
        self.selected_event = None
        self.page = None
        self.show_related(None)
        if slug is not None and self.query.section in {Section.OVERVIEW, Section.PROBLEMS}:
            self.set_query(section=Section.ALL)
        self.selection_changed.emit(slug)
        self.event_changed.emit(None)
        self._remember()
        self._pages.ask_for_page()
        self._pages.ask_for_related()

    def select_event(self, event: EventId | None) -> None:
        """Select an event in the drawing and in the list."""
        if event != self.selected_event:
            self.selected_event = event
            self.event_changed.emit(event)

    def show_section(self, section: Section) -> None:
        """Choose a fixed sidebar entry; clears the facets."""
        self.set_query(section=section, choices=())
        if section in {Section.OVERVIEW, Section.PROBLEMS}:
            self.select(None)
        self._remember()
        self.list.ask()
        self._pages.ask_for_overview()

    def go_back(self) -> None:
        """Show the previous investigation or section."""
        self._go(self.trail.back())

    def go_forward(self) -> None:
        """Undo go_back."""
        self._go(self.trail.forward())

    def explain(self, keys: tuple[FigureKey, ...]) -> None:
        """Explain figures as of the day; answers explained."""
        as_of, reader = self.as_of, self._asking.reader
        if self.info is None or not keys:
            return
        edit = self._pages.edit_of(keys[0].slug)
        if keys[0].scenario:
            self.scenarios.explain(keys)
        elif edit is not None:
            self._asking.submit(
                "explain", lambda: reader.explain_tried(keys, as_of, edit), self.explained.emit
            )
        else:
            self._asking.submit("explain", lambda: reader.explain(keys, as_of), self.explained.emit)

    @property
    def _day_order(self) -> DayOrder:
        """The order of a date in numbers, as the locale has it."""
        from PySide6.QtCore import QLocale  # noqa: PLC0415 - not before the first painting

        from desktop.domain.typed.dates import order_of  # noqa: PLC0415 - as above

        return order_of(QLocale().dateFormat(QLocale.FormatType.ShortFormat))

    def shut_down(self) -> None:
        """End the preparing and the reading, close the file and stop the worker."""
        self.file.stop()
        if "importing" in vars(self):
            self.importing.cancel()
        self._asking.runner.close(self._close)

    def _close(self) -> None:
        if "editing" in vars(self):
            self.editing.flush()
        if "scenarios" in vars(self):
            self.scenarios.flush()
        if "saved" in vars(self):
            self.saved.flush()
        if "drafts" in vars(self):
            self.drafts.flush()
        self._asking.reader.close()

    def _go(self, place: Place | None) -> None:
        if place is None:
            return
        self.trail.is_held = True
        try:
            self.put_query(place.query)
            self.select(place.slug)
            self.list.ask()
            self._pages.ask_for_overview()
        finally:
            self.trail.is_held = False

    def _remember(self) -> None:
        self.trail.visit(Place(self.query, self.selected))
