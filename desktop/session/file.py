"""Opening, reading again and closing the case file, and the index that is prepared beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer

from desktop.domain.file import Problem, Stage, Unprepared
from desktop.domain.listing.facets import Query, Section
from desktop.session.reader.answered import NOTHING, Answered
from desktop.session.trail import Place
from desktop.store.file.errors import CaseFileError

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from desktop.domain.file import FileInfo, Progress
    from desktop.session.asking import Asking
    from desktop.session.day import Day
    from desktop.session.reader.answered import Opened, Reopened
    from desktop.session.trail import Trail

# Milliseconds in which the first investigations of a large file are painted, if they are seen.
_PATIENCE = 300
MANY = 1_000  # investigations beyond which a file opens on the list


class Preparing(Protocol):
    """The process that brings the index of a large file up to date and checks all of the file."""

    progress: SignalInstance  # Progress; a stage that is ready can be read at once
    checked: SignalInstance  # str: ok, damaged or void
    finished: SignalInstance
    failed: SignalInstance  # str

    def start(self, path: Path) -> None:
        """Begin, or begin anew."""

    def stop(self) -> None:
        """End the process; no more signals come from it."""


class File:
    """The verbs of the case file: open, reload, refresh, prepare and close."""

    def __init__(
        self, asking: Asking, day: Day, trail: Trail, sample: Path, indexing: Preparing | None = None
    ) -> None:
        self._asking, self._shown, self._reader = asking, asking.shown, asking.reader
        self._day, self._trail, self._sample, self._indexing = day, trail, sample, indexing
        self._waiting: Opened | None = None
        self._patience = QTimer(self._shown)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self.go_on)
        self._is_preparing = False
        self._is_prepared = False
        if indexing is not None:
            indexing.progress.connect(self._on_progress)
            indexing.checked.connect(self._on_checked)
            indexing.finished.connect(self._on_indexed)
            indexing.failed.connect(self._on_indexed)

    @property
    def is_preparing(self) -> bool:
        """Whether another process prepares the case file."""
        return self._is_preparing

    @property
    def shows_sample(self) -> bool:
        """Whether the open file is the sample kept by the program."""
        folders = [folder for folder in (self._sample, self._reader.borrowed) if folder is not None]
        return self._shown.info is not None and any(map(Path(self._shown.info.path).is_relative_to, folders))

    def open(self, path: Path) -> None:
        """Open a case file read-only; answers file_opened or file_failed."""
        query = self._shown.query
        self.open_by(path, lambda: self._reader.open(path, query))

    def open_sample(self) -> None:
        """Open the sample, built first if missing."""
        query = self._shown.query
        self.open_by(self._sample, lambda: self._reader.open_sample(self._sample, query))

    def open_by(self, path: Path, job: Callable[[], Opened]) -> None:
        """Open the file at a path by a job of the worker; answers file_opened or file_failed."""
        self._shown.file_opening.emit(path)
        self._asking.submit("file", job, self._on_opened)

    def reload(self) -> None:
        """Open the same file again, keeping query, selection and day."""
        if self._shown.info is not None:
            path = Path(self._shown.info.path)
            self._asking.submit("file", lambda: self._reader.open(path), self._on_reloaded)

    def refresh(self) -> None:
        """Show the changes of other programs in the open file, keeping everything in its place."""
        if self._shown.info is not None:
            query = self._shown.query
            self._asking.submit("refresh", lambda: self._reader.refresh(query), self.show_reopened)

    def prepare_again(self) -> None:
        """Prepare the open file once more after a failure."""
        if self._shown.info is not None and self._shown.unprepared is not None and self._indexing is not None:
            self._shown.tell_unprepared(None)
            self._is_preparing, self._is_prepared = True, False
            self._indexing.start(Path(self._shown.info.path))

    def show_reopened(self, reopened: Reopened | None) -> None:
        """Show the file that lies in the place of the open file now, with a notice of another case file."""
        self._shown.overcome_faults()
        if reopened is None:
            return
        opened = reopened.opened
        if reopened.is_other:
            self._on_opened(opened)
            self._shown.noticed.emit(_other_file(opened.info))
        else:
            self._shown.show_info(opened.info)
            self._tell_index(opened)
            self._use_what_is_new()
            self._index(opened)

    def close(self) -> None:
        """Close the file."""
        self._asking.runner.drop(but="file")
        self._stop_indexing()
        self._asking.submit("file", self._reader.close, self._on_closed)

    def stop(self) -> None:
        """End the preparing and the reading."""
        self._stop_indexing()
        self._reader.interrupt()

    def _on_opened(self, opened: Opened) -> None:
        self._asking.runner.drop(but="file")
        self._stop_indexing()
        info = opened.info
        self._shown.forget()
        self._shown.info = info
        self._trail.clear()
        section = Section.ALL if info.investigations > MANY else Section.OVERVIEW
        self._shown.query = Query(
            section=section, sort=self._shown.query.sort, descending=self._shown.query.descending
        )
        self._follow_zones(info)
        self._shown.show_answer(Answered(NOTHING))
        if opened.first is not None:
            self._shown.show_answer(opened.first)
        self._shown.file_opened.emit(info)
        self._tell_index(opened)
        self._shown.query_changed.emit(self._shown.query)
        self._shown.selection_changed.emit(None)
        self._trail.visit(Place(self._shown.query, self._shown.selected))
        self._waiting = opened
        if opened.first is None:
            self.go_on()
        else:
            # The first investigations are painted first: all the rest would take the time from them.
            self._patience.start()

    def go_on(self) -> None:
        """Ask for all the rest, once the first investigations of a file just opened are painted."""
        self._patience.stop()
        opened, self._waiting = self._waiting, None
        if opened is not None and self._shown.info is opened.info:
            self._day.ask_for_all()
            self._index(opened)
            if opened.first is not None:
                self._asking.submit("warm", self._reader.warm, lambda _: None)

    def _on_reloaded(self, opened: Opened) -> None:
        self._shown.info = opened.info
        self._follow_zones(opened.info)
        self._shown.file_opened.emit(opened.info)
        self._tell_index(opened)
        self._use_what_is_new()
        self._index(opened)

    def _tell_index(self, opened: Opened) -> None:
        if opened.problem is not None:
            self._shown.index_failed.emit(opened.problem)

    def _use_what_is_new(self) -> None:
        self._shown.rows_outdated.emit()
        self._day.ask_for_all()

    def _index(self, opened: Opened) -> None:
        """Have the index brought up to date: by another process, else by the worker."""
        if opened.needs_indexing and self._indexing is not None:
            self._is_preparing, self._is_prepared = True, opened.is_prepared
            self._shown.tell_unprepared(None)
            self._indexing.start(Path(opened.info.path))
        elif opened.needs_indexing:
            self._asking.submit("index", self._reader.build, lambda _: self._use_what_is_new())

    def _stop_indexing(self) -> None:
        if self._indexing is not None:
            self._indexing.stop()
        self._end_preparing()
        self._shown.tell_unprepared(None)

    def _end_preparing(self) -> None:
        self._is_preparing = False
        self._shown.tell_progress(None)

    def _on_progress(self, progress: Progress) -> None:
        """Show the progress of a first preparing; a stage that is ready is used at once."""
        if not self._is_prepared:
            self._shown.tell_progress(progress)
        if progress.is_ready:
            self._renew(lambda _: self._use_what_is_new())

    def _on_indexed(self, reason: str = "") -> None:
        """Use the stages that are ready; with a reason the process failed."""
        self._end_preparing()
        self._renew(lambda done: self._on_all_renewed(done, reason))

    def _on_all_renewed(self, done: frozenset[Stage], reason: str) -> None:
        """Show all stages that are ready; a stage missing now stays missing."""
        if reason or done != frozenset(Stage):
            self._shown.tell_unprepared(Unprepared(reason, done))
        self._use_what_is_new()

    def _renew(self, answer: Callable[[frozenset[Stage]], None]) -> None:
        if self._shown.info is not None:
            self._asking.submit("renew", self._reader.renew, answer)

    def _on_checked(self, result: str) -> None:
        """Tell the result of the check of all of the file; a file written meanwhile has none."""
        if self._shown.info is None or result == "void":
            return
        self._shown.show_info(self._shown.info._replace(check=result))
        if result == "ok":
            self._asking.submit("checked", self._reader.mark_checked, lambda _: None)
        else:
            self._shown.file_failed.emit(CaseFileError("damaged", Path(self._shown.info.path)).problem)

    def _follow_zones(self, info: FileInfo) -> None:
        live = self._day.clock.watch(info.zones)
        self._shown.as_of = live._replace(
            picked=self._shown.as_of.picked, hindsight=self._shown.as_of.hindsight
        )
        self._shown.as_of_changed.emit(self._shown.as_of)

    def _on_closed(self, _: object) -> None:
        self._shown.forget()
        self._shown.set_query(text="", choices=(), section=Section.OVERVIEW, ranked=True)
        self._day.show(self._day.clock.live())
        self._shown.selection_changed.emit(None)
        self._shown.file_closed.emit()


def _other_file(info: FileInfo) -> Problem:
    sentence = (
        f"Another case file lies at “{info.name}” now, with {info.investigations:,} investigations."
        " It is shown in place of the one before."
    )
    return Problem("other-file", sentence)
