"""The watch over the open file: four looks a second for changes of other programs, read again if changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.file import Problem
from desktop.store.file.errors import CaseFileError
from desktop.store.file.watch import Sight

if TYPE_CHECKING:
    from desktop.domain.page.page import Page
    from desktop.session.asking import Asking
    from desktop.session.day import Day
    from desktop.session.file import File
    from desktop.session.reader.answered import Reopened
    from desktop.session.shown import Shown

EVERY = 250  # milliseconds between two looks
_STAYS = "What was read last stays here, and the file is shown again as soon as it can be read."


class Live(QObject):
    """Follows the open file, and marks changed investigations and events until they are looked at.

    While the file is missing or cannot be read, the answers read last stay on the screen; a reading that
    failed meanwhile is repeated as soon as possible.
    """

    # Problem: the file is missing or cannot be read again; None once it can.
    troubled = Signal(object)
    # Another program wrote into the file, or laid another in its place; it is read again.
    others_wrote = Signal()
    # The marks for changes by other programs changed: see `cases` and `events`.
    marked = Signal()

    def __init__(self, shown: Shown, file: File, day: Day, asking: Asking) -> None:
        super().__init__(shown)
        self._shown, self._file, self._day = shown, file, day
        self._runner, self._reader = asking.runner, asking.reader
        self._looking = False
        self._page: Page | None = shown.page
        self._expects_own = False
        self.trouble: Problem | None = None
        self.cases: frozenset[int] = frozenset()
        self.events: frozenset[int] = frozenset()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        shown.file_opened.connect(self._on_file_opened)
        shown.file_closed.connect(self._on_file_closed)
        shown.rows_outdated.connect(self._ask_for_changed)
        shown.page_changed.connect(self._on_page_changed)
        if shown.info is not None:  # it was opened a while ago
            self._on_file_opened()
            self.look()

    def look(self) -> None:
        """Look at the file now, unless the last look is not answered yet or the day is moving."""
        if self._shown.info is not None and not self._looking and self._day.is_at_rest:
            self._looking = True
            self._runner.submit("look", self._reader.look, self._on_seen, self._on_failed)

    def expect_own(self, others: frozenset[int]) -> None:
        """Mark no event of the next page: this window edited it; `others` are changes of other programs."""
        self._expects_own = True
        self._mark(self.cases | others, self.events)

    def _on_seen(self, sight: Sight) -> None:
        self._looking = False
        match sight:
            case Sight.GONE:
                self._tell(_gone(self._name))
            case Sight.LOCKED:
                self._tell(_locked(self._name))
            case Sight.REPLACED:
                self._looking = True  # until it is opened anew
                query = self._shown.query
                reopen = partial(self._reader.reopen, query)
                self._runner.submit("reopen", reopen, self._on_reopened, self._on_failed)
            case Sight.CHANGED | Sight.SAME:
                self._tell(None)
                if sight is Sight.CHANGED or self._shown.has_passing_faults:
                    self._file.refresh()
                if sight is Sight.CHANGED:
                    self.others_wrote.emit()

    def _on_reopened(self, reopened: Reopened | None) -> None:
        """Show the file that stands in the place of the open file."""
        self._looking = False
        self._tell(None)
        self._file.show_reopened(reopened)
        self.others_wrote.emit()

    def _on_failed(self, fault: Exception) -> None:
        """Tell the reason that the file cannot be read, and keep the answers read before."""
        self._looking = False
        if isinstance(fault, CaseFileError):
            code, sentence = fault.problem
            self._tell(_locked(self._name) if code == "locked" else Problem(code, f"{sentence} {_STAYS}"))

    @property
    def _name(self) -> str:
        return self._shown.info.name if self._shown.info is not None else ""

    def _tell(self, problem: Problem | None) -> None:
        if problem != self.trouble:
            self.trouble = problem
            self.troubled.emit(problem)

    def _ask_for_changed(self) -> None:
        self._runner.submit("changed", self._reader.take_changed, self._on_changed, self._on_failed)

    def _on_changed(self, ids: frozenset[int]) -> None:
        self._mark(self.cases | ids, self.events)

    def _on_page_changed(self, page: Page) -> None:
        """Mark the new events of the page shown; an investigation shown anew loses its mark."""
        before, self._page = self._page, page
        is_own, self._expects_own = self._expects_own, False
        if before is None or before.id != page.id:
            self._mark(self.cases - {page.id}, frozenset())
        elif before.case.events != page.case.events and not is_own:
            known = set(before.case.events)
            new = frozenset(event.id for event in page.case.events if event not in known)
            self._mark(self.cases, self.events | new)

    def _mark(self, cases: frozenset[int], events: frozenset[int]) -> None:
        if (cases, events) != (self.cases, self.events):
            self.cases, self.events = cases, events
            self.marked.emit()

    def _forget(self) -> None:
        self._looking = self._expects_own = False
        self._tell(None)
        self._mark(frozenset(), frozenset())

    def _on_file_opened(self) -> None:
        self._forget()
        self._ask_for_changed()
        self._timer.start()

    def _on_file_closed(self) -> None:
        self._timer.stop()
        self._page = None
        self._forget()


def _gone(name: str) -> Problem:
    sentence = (
        f"“{name}” is no longer in its place. What was read last stays here, and the file is shown again"
        " as soon as it is back."
    )
    return Problem("gone", sentence)


def _locked(name: str) -> Problem:
    sentence = (
        f"Another program is writing “{name}” and lets nobody read it. What was read last stays here, and the"
        " file is shown again as soon as it is free."
    )
    return Problem("locked", sentence)
