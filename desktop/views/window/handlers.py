"""The handlers of the actions, by action id."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.domain.listing.facets import Section
from desktop.theme import CHOICES

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.session.undoing import Turned
    from desktop.views.window.laterparts import LaterParts

translate = QCoreApplication.translate


class Handlers:
    """The handlers of a window."""

    def __init__(self, window: LaterParts) -> None:
        self._window = window
        self._session = window.session

    def by_id(self) -> dict[str, Callable[[], object]]:
        """The handler of every action, by its id."""
        return {**self._of_file(), **self._of_edit(), **self._of_view(), **self._of_look(), **self._of_go()}

    def open(self) -> None:
        """Open a case file from a file dialog."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - a start does not wait for it

        dialog = QFileDialog(self._window, translate("Handlers", "Open a case file"))
        dialog.setObjectName("open_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                translate("Handlers", "Case files (*.casefile *.sqlite *.db)"),
                translate("Handlers", "All files (*)"),
            ]
        )
        if self._session.info is not None:
            dialog.setDirectory(str(Path(self._session.info.path).parent))
        dialog.fileSelected.connect(lambda path: self._window.open_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def copy(self, *, headers: bool = False) -> None:
        """Copy from the widget in focus, or the chosen row of the list."""
        # Loaded here: their widgets exist by the time a copy is asked for.
        from desktop.views.parts.table import TableView  # noqa: PLC0415
        from desktop.views.timeline.canvas import LaneCanvas  # noqa: PLC0415
        from desktop.views.timeline.chronology import ChronologyList  # noqa: PLC0415

        widget = QApplication.focusWidget()
        while widget is not None:
            if isinstance(widget, TableView):
                widget.copy(headers=headers)
                return
            if isinstance(widget, QLineEdit | ChronologyList):
                widget.copy()
                return
            if isinstance(widget, LaneCanvas) and widget.selected is not None:
                self._window.page.copy_event()
                return
            widget = widget.parentWidget()
        self._window.case_list.copy()

    def copy_sources(self) -> None:
        """Copy the addresses of all sources of the investigation shown, each once."""
        page = self._session.page
        if page is not None:
            addresses = dict.fromkeys(source.url for source in page.case.sources)
            QGuiApplication.clipboard().setText("\n".join(addresses))

    def show_tab(self, name: str) -> None:
        """Show a tab of the page; ignored without an investigation."""
        if self._session.selected is not None:
            self._window.page.show_tab(name)

    def of_mode(self, name: str) -> Callable[[], object]:
        """A deed about editing, whose part of the window is made when first wanted."""

        def deed() -> None:
            getattr(self._window.mode, name)()

        return deed

    def turn(self, turned: Turned | None, deed: Callable[[], object]) -> None:
        """Undo or redo a step; one of a scenario with the Penalty tab in front."""
        if turned is not None and turned.kind is None:
            self.show_tab("penalty")
        deed()

    def edit_scenario(self, deed: Callable[[], object]) -> None:
        """Run a deed on the scenarios with the Penalty tab in front."""
        self.show_tab("penalty")
        deed()

    def add_event(self) -> None:
        """Put the cursor into the quick entry of the timeline; ignored without an investigation."""
        if self._session.selected is not None:
            self._window.page.add_event()

    def show_sources(self) -> None:
        """Show the sources of the fact selected; while the file is edited, with the form of a new one."""
        if self._session.page is not None:
            self._window.page.show_sources(link="" if self._session.editing.is_on else None)

    def show_parties(self) -> None:
        """List the respondents and authorities of the file."""
        from desktop.views.edit.parties import PartiesWindow  # noqa: PLC0415 - few look, many start

        PartiesWindow(self._session, self._window.look, self._window).open()

    def duplicate_case(self) -> None:
        """Add a copy of the investigation shown."""
        from desktop.models.edit.whole_words import copy_title  # noqa: PLC0415 - few copy, many start

        if self._session.page is not None:
            self._session.investigations.duplicate(copy_title(self._session.page.case.investigation.title))

    def delete_case(self) -> None:
        """Ask whether the investigation shown is deleted."""
        from desktop.views.edit.whole import ask_to_delete  # noqa: PLC0415 - few delete, many start

        ask_to_delete(self._session, self._window)

    def save(self) -> None:
        """Save the form that is open."""
        from desktop.views.window.saving import save_open  # noqa: PLC0415 - few save by key, many start

        save_open(self._window)

    def print_timeline(self) -> None:
        """Open the print dialog for the timeline of the investigation shown."""
        # Loaded here: few prints, many starts.
        from desktop.views.paper.dialog import ask_to_print  # noqa: PLC0415

        page, info = self._session.page, self._session.info
        if page is not None and info is not None:
            ask_to_print(page, Path(info.path), self._window, self._window.show_problem)

    def show_history(self) -> None:
        """Show the history of the file, or leave it."""
        self._window.history.switch()

    def fit_timeline(self) -> None:
        """Show the whole timeline."""
        self._window.page.fit_timeline()

    def explain(self) -> None:
        """Explain the amount in focus."""
        self._window.explaining.explain_focus()

    def open_palette(self) -> None:
        """Open the command palette."""
        self._window.palette_view.open_now()

    def show_keys(self) -> None:
        """Show every key of the program."""
        from desktop.views.window.about import KeysDialog  # noqa: PLC0415 - few look, many start

        KeysDialog(self._window).open()

    def show_about(self) -> None:
        """Show the version and the libraries."""
        from desktop.views.window.about import AboutDialog  # noqa: PLC0415 - few look, many start

        AboutDialog(self._window).open()

    def full_screen(self) -> None:
        """Switch between the whole screen and the window."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _of_file(self) -> dict[str, Callable[[], object]]:
        return {
            "new_file": self.of_mode("new_file"),
            "open": self.open,
            "import_table": self._window.choose_table,
            "open_sample": lambda: self._window.leave_file(self._session.file.open_sample),
            "clear_recent": self._window.keeper.forget_files,
            "reload": self._session.file.reload,
            "problems": self._window.show_problems,
            "print_timeline": self.print_timeline,
            "save": self.save,
            "save_copy": self.of_mode("save_copy"),
            "backups": self.of_mode("show_backups"),
            "save_repaired": self.of_mode("save_repaired"),
            "make_smaller": self.of_mode("make_smaller"),
            "close": lambda: self._window.leave_file(self._session.file.close),
            "quit": self._window.close,
        }

    def _of_edit(self) -> dict[str, Callable[[], object]]:
        return {
            "undo": lambda: self.turn(self._session.undoing.next_undo, self._session.undoing.undo),
            "redo": lambda: self.turn(self._session.undoing.next_redo, self._session.undoing.redo),
            "copy": self.copy,
            "copy_with_headers": lambda: self.copy(headers=True),
            "copy_sources": self.copy_sources,
            "find": self._window.focus_search,
            "save_view": self._window.save_view,
            "edit_file": self.of_mode("switch"),
            "author": self.of_mode("ask_author"),
        }

    def _of_view(self) -> dict[str, Callable[[], object]]:
        tabs = ("timeline", "penalty", "decision", "related")
        return {
            **{f"show_{name}": partial(self.show_tab, name) for name in tabs},
            "show_overview": lambda: self._session.show_section(Section.OVERVIEW),
            "show_history": self.show_history,
            "fit_timeline": self.fit_timeline,
            "full_screen": self.full_screen,
        }

    def _of_look(self) -> dict[str, Callable[[], object]]:
        look = self._window.look
        return {
            **{f"theme_{name}": partial(look.choose, name) for name in CHOICES},
            "text_larger": lambda: look.enlarge(1),
            "text_smaller": lambda: look.enlarge(-1),
            "text_normal": lambda: look.enlarge(0),
        }

    def _of_go(self) -> dict[str, Callable[[], object]]:
        session, window = self._session, self._window
        return {
            "back": session.go_back,
            "forward": session.go_forward,
            "previous_case": lambda: window.case_list.step(-1),
            "next_case": lambda: window.case_list.step(1),
            "previous_day": lambda: session.day.step(days=-1),
            "next_day": lambda: session.day.step(days=1),
            "previous_month": lambda: session.day.step(months=-1),
            "next_month": lambda: session.day.step(months=1),
            "go_to_date": window.focus_day,
            "live": session.day.go_live,
            "hindsight": lambda: session.day.use_hindsight(not session.as_of.hindsight),
            "palette": self.open_palette,
            "new_investigation": window.show_draft,
            "add_event": self.add_event,
            "sources": self.show_sources,
            "parties": self.show_parties,
            "duplicate_case": self.duplicate_case,
            "delete_case": self.delete_case,
            "add_holidays": window.add_holidays,
            "what_if": lambda: self.edit_scenario(window.page.focus_what_if),
            "explain": self.explain,
            "keys": self.show_keys,
            "about": self.show_about,
        }
