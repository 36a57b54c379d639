"""The main window: the arrangement of the views, and their answers to the session."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop import text
from desktop.domain.file import Problem, Stage
from desktop.domain.listing.facets import Section, SortBy
from desktop.views.listing.list import CaseList
from desktop.views.parts.states import Button, StateView, spaced
from desktop.views.window.laterparts import LaterParts
from desktop.views.window.panes import Panes, SidePane
from desktop.views.window.statusbar import StatusRow
from desktop.views.window.toolrow import ToolRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent, QResizeEvent

    from desktop.domain.days.asof import AsOf
    from desktop.domain.file import FileInfo, Unprepared
    from desktop.session.session import Session
    from desktop.settings import SettingsKeeper
    from desktop.theme import Look
    from desktop.views.mode.firststart import FirstStart

USUAL_SIZE = (1440, 900)


class MainWindow(LaterParts):
    """Tool row, sidebar, list, page and status row of a session."""

    def __init__(
        self, session: Session, look: Look, settings_keeper: SettingsKeeper, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, look, settings_keeper, parent)
        self.setObjectName("window")
        self._section = session.query.section
        self._unprepared: Unprepared | None = None
        self._first_start: FirstStart | None = None
        self._is_closing = False  # whatever is not saved
        self._tried: Path | None = None  # the file that is being opened
        # Each part is made in its final place: the style sheet dresses a moved widget once more.
        centre = QWidget(self)
        self.tool_row = ToolRow(session, look, centre)
        self.splitter = Panes(look, settings_keeper, centre)
        self.side_pane = SidePane(self.splitter)
        self.case_list = CaseList(session, look, self.splitter)
        self.stack = QStackedWidget(self.splitter)
        self.state = StateView(self.stack)
        self._arrange(centre)
        self._connect()
        self._restore()
        self.show_place()

    @cached_property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """The handler of each action, by its id."""
        from desktop.views.window.handlers import Handlers  # noqa: PLC0415 - not before the first paint

        return Handlers(self).by_id()

    def show_problem(self, problem: Problem, *, of_file: bool = False) -> None:
        """Show a fault above the page; the window stays usable."""
        self.fault_bar.show_problem(problem, of_file=of_file)
        self.show_place()

    def ask_what_to_begin_with(self) -> None:
        """Show the choices of the first start in place of a file."""
        from desktop.views.mode.firststart import FirstStart  # noqa: PLC0415 - once for each user

        sample = self.tr("Look at the sample ({0} real cases)").format(text.count(self.session.sample_size))
        choices = (
            (sample, self.session.file.open_sample),
            (self.tr("New case file…"), self.deeds["new_file"]),
            (self.tr("Open…"), self._choose_file),
            (self.tr("Import…"), self.choose_table),
        )
        self._first_start = FirstStart(choices, self.stack)
        self.stack.addWidget(self._first_start)
        self.show_place()
        self._first_start.setFocus()

    def show_bug(self) -> None:
        """Show that the program itself failed; the error stream tells the details."""
        sentence = self.tr(
            "Something in the program failed. What is shown may be incomplete: start it again."
        )
        self.show_problem(Problem("bug", sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the list beside an open draft, or hide it, as there is room."""
        super().resizeEvent(event)
        if self.is_drafting:
            self.fit_list()

    def _arrange(self, centre: QWidget) -> None:
        self.stack.addWidget(self.state)
        self.stack.setMinimumWidth(360)
        self.splitter.hold(self.side_pane, self.case_list, self.stack)
        column = spaced(QVBoxLayout(centre), spacing=0)
        column.addWidget(self.tool_row)
        self.bars = QVBoxLayout()
        column.addLayout(self.bars)
        column.addWidget(self.splitter, 1)
        self.status_row = StatusRow(self.session, self.look, centre)
        self.status_row.problems_wanted.connect(self.show_problems)
        column.addWidget(self.status_row)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        session = self.session
        session.file_opening.connect(self._on_file_opening)
        session.file_opened.connect(self._on_file_opened)
        session.file_closed.connect(self.show_place)
        session.file_changed.connect(self._on_file_changed)
        session.index_failed.connect(self.show_problem)
        session.file_failed.connect(self._on_file_failed)
        session.fault_past.connect(self._on_fault_past)
        session.noticed.connect(self.show_problem)
        session.preparing_failed.connect(self._on_preparing_failed)
        session.indexing_changed.connect(self._on_indexing_changed)
        session.selection_changed.connect(self._on_selection_changed)
        session.query_changed.connect(self._on_query_changed)
        session.overview_changed.connect(self._on_overview_changed)
        session.as_of_changed.connect(self._on_as_of_changed)
        self.look.changed.connect(self._on_look_changed)
        self.tool_row.search.list_wanted.connect(self.case_list.enter)
        self.case_list.event_chosen.connect(lambda: self.page.show_tab("timeline"))

    def _restore(self) -> None:
        settings = self.keeper.settings
        self.resize(*USUAL_SIZE)
        self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))
        self.splitter.restore()
        if settings.sort in set(SortBy):
            self.session.list.sort(SortBy(settings.sort), descending=settings.descending)
        if self.keeper.problem is not None:
            self.show_problem(self.keeper.problem)
        self.keeper.tell = self.show_problem

    def show_place(self) -> None:
        """Show the page, the Overview, or the reason for the absence of both; an import or draft stays."""
        session = self.session
        if self._is_held():
            self.mark_actions()
            return
        on_overview = session.selected is None and session.query.section is Section.OVERVIEW
        name = f"{text.printable(session.info.name)} — " if session.info else ""
        self.setWindowTitle(f"{name}Astreinte")
        self.side_pane.setVisible(session.info is not None)
        self.case_list.setVisible(session.info is not None and not on_overview)
        if session.info is None and self._first_start is not None:
            self.stack.setCurrentWidget(self._first_start)
        elif session.info is None:
            self._show_state(
                self.tr("No case file is open"),
                self.tr(
                    "Open a file, or drop one on this window. It is only read until you switch editing on."
                ),
                (self.tr("Open…"), self._choose_file),
                (self.tr("Open the sample"), session.file.open_sample),
            )
        elif session.selected is None and session.query.section is Section.PROBLEMS:
            self.stack.setCurrentWidget(self.file_page)
        elif session.info.investigations == 0:
            self._show_empty()
        elif session.selected is not None:
            self.stack.setCurrentWidget(self.page_area)
        elif on_overview and session.overview is None and "overview" not in vars(self):
            self._show_state(*self._waiting_words())
        elif on_overview:
            self.stack.setCurrentWidget(self.overview)
        else:
            self._show_state(self.tr("Choose an investigation in the list."))
        self.mark_actions()

    def _is_held(self) -> bool:
        """Whether a page of its own stays: that of an import, a draft, or the history."""
        has_file = self.session.info is not None
        if self.is_importing:
            self.side_pane.setVisible(has_file)
            self.case_list.hide()
            self.stack.setCurrentWidget(self.importer.page)
            return True
        if self.is_drafting and has_file:
            self.fit_list()
        return (self.is_drafting or self.is_in_history) and has_file

    def _show_empty(self) -> None:
        """Tell that the file holds no investigation yet, and what can be done."""
        is_edited = "editing" in vars(self.session) and self.session.editing.is_on
        new = ((self.tr("New investigation (Ctrl+N)"), self.show_draft),) if is_edited else ()
        self._show_state(
            self.tr("No investigations yet."),
            self.tr("What another program writes into the file is shown here at once."),
            *new,
            (self.tr("Import…"), self.choose_table),
            (self.tr("Open another file…"), self._choose_file),
            (self.tr("Open the sample"), self.session.file.open_sample),
        )

    def _show_state(self, title: str, sentence: str = "", *buttons: Button) -> None:
        self.state.show_state(title, sentence, *buttons)
        self.stack.setCurrentWidget(self.state)

    def _waiting_words(self) -> tuple[str, str]:
        """The reason for the missing Overview, and its progress."""
        session = self.session
        if session.progress is None and session.unprepared is None:
            return self.tr("Reading the case file…"), ""
        from desktop.models.preparing_words import waiting_words  # noqa: PLC0415 - no usual start

        return waiting_words(Stage.FIGURES, session.progress, session.unprepared)

    def _on_indexing_changed(self) -> None:
        if self.stack.currentWidget() is self.state and self.session.overview is None:
            self.show_place()

    def _on_selection_changed(self) -> None:
        if self.is_drafting:
            self.session.drafts.close()
        if self.is_importing and self.session.selected is not None:
            self.importer.give_way()
        if self.is_in_history:
            self.history.leave()
        self.show_place()

    def _on_fault_past(self, problem: Problem) -> None:
        if "fault_bar" in vars(self):
            self.fault_bar.take_back(problem)

    def _on_preparing_failed(self, unprepared: Unprepared | None) -> None:
        """Show why the preparation of the file failed, with a retry, or take it back."""
        from desktop.models.preparing_words import unprepared_problem  # noqa: PLC0415 - no usual start

        if self._unprepared is not None and unprepared != self._unprepared:
            self.fault_bar.take_back(unprepared_problem(self._unprepared))
        self._unprepared = unprepared
        if unprepared is not None:
            self.fault_bar.show_problem(
                unprepared_problem(unprepared), of_file=False, retry=self.session.file.prepare_again
            )
        self.show_place()

    def _choose_file(self) -> None:
        self.deeds["open"]()

    def _on_file_failed(self, problem: Problem) -> None:
        """Show the fault of a file; a damaged one can be saved as a repaired copy."""
        if problem.code == "damaged":
            info, tried = self.session.info, self._tried
            self.mode.tell_damage(problem, tried or (Path(info.path) if info is not None else None))
            self.show_place()
        else:
            self.show_problem(problem, of_file=True)

    def _on_file_opening(self, path: Path) -> None:
        self._tried = path
        if self.session.info is None and self._first_start is None:
            self._show_state(self.tr("Opening {0}…").format(text.printable(path.name)))

    def _on_file_opened(self, info: FileInfo) -> None:
        self._section = self.session.query.section  # nobody chose it
        if self.is_in_history:
            self.history.leave()
        self._tried = None
        if "fault_bar" in vars(self):
            self.fault_bar.overcome()
        if self.session.file.shows_sample:
            self.keeper.change(last_file="")
        else:
            self.keeper.remember_file(info.path)
        fresh = self.stack.currentWidget() in {self.state, self._first_start}
        if self._first_start is not None:
            self.stack.removeWidget(self._first_start)
            self._first_start.deleteLater()
            self._first_start = None
        self.show_place()
        if fresh:
            self.side_pane.setFocus()  # not the search field: its letters would keep L from returning to Live

    def _on_file_changed(self, info: FileInfo) -> None:
        """Follow the file from its first investigation on, and back."""
        if (info.investigations == 0) is not (self.stack.currentWidget() is self.state):
            self.show_place()

    def _on_as_of_changed(self, as_of: AsOf) -> None:
        if not as_of.live or "banner" in vars(self):
            self.banner.show_day(as_of)
        self.mark_actions()

    def _on_overview_changed(self) -> None:
        if self.stack.currentWidget() is self.state:
            self.show_place()

    def _on_query_changed(self) -> None:
        query = self.session.query
        self.keeper.change_often(sort=query.sort.value, descending=query.descending)
        if query.section is not self._section:
            self._section = query.section
            if self.is_importing:
                self.importer.give_way()
            self._on_selection_changed()

    def _on_look_changed(self) -> None:
        self.keeper.change(theme=self.look.choice, font_step=self.look.step)
        self.mark_actions()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Import a table that is pasted where no text is written."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.importer.paste():
            self.show_place()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to explain the figure under the pointer."""
        self.explaining.show_menu(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place, and ask before unsaved values are left behind."""
        self.keeper.change(geometry=self.saveGeometry().toBase64().toStdString())
        from desktop.views.window.unsaved import UnsavedDialog, unsaved_in  # noqa: PLC0415 - not at the start

        number = 0 if self._is_closing else unsaved_in(self.session)
        if number:
            event.ignore()
            UnsavedDialog(number, self._close_now, self).open()
        else:
            super().closeEvent(event)

    def _close_now(self) -> None:
        self._is_closing = True
        self.close()
