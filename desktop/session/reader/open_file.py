"""A case file open on the worker's side, with its index and the readers that answer from both."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from desktop.domain.file import Stage
from desktop.session.reader.answered import Opened, Summed, Unread
from desktop.session.reader.first import first_of
from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError
from desktop.store.file.opening import is_checked_at_once
from desktop.store.file.watch import Sight, Watch, identity
from desktop.store.index.opening import open_index, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desktop.domain.days.asof import AsOf
    from desktop.domain.edit.change import Change
    from desktop.domain.file import FileInfo, Problem
    from desktop.domain.listing.facets import Query
    from desktop.session.reader.drafts import DraftReader
    from desktop.session.reader.listing import ListReader
    from desktop.session.reader.pages import PageReader
    from desktop.session.reader.sums import SumsReader
    from desktop.session.reader.trials import TrialReader
    from desktop.store.file.casefile import CaseFile
    from desktop.store.file.watch import Identity
    from desktop.store.index.opening import Index
    from desktop.store.index.problems import KnownProblems

PATIENCE = 250  # milliseconds that reading waits for the lock of another program
_REST = 8  # looks between two tries to open a refused file
_REST_OF_COPY = 20  # looks at least between two private copies of a large file
FEW, FEW_EVENTS = 2_000, 50_000  # investigations and events prepared at once, without another process
_COUNTS = "counts"  # the note in the index with the stamp of the file, its investigations and events
_CHECKED = "checked"  # the note in the index with the stamp of the file when last found sound
_ALL_WORKS = "Everything works without it; it is made anew whenever the file is opened."
_OPENED_ON_THE_LIST = 1_000
_SLICE = 0.03  # seconds of looking for problems between two other requests


class OpenFile:
    """A case file, its index, and the readers of both."""

    def __init__(self, file: CaseFile, index: Index, folder: Path | None) -> None:
        self.file, self.index = file, index
        self._folder = folder
        self._watch = Watch(file)
        self._has_lost_index = False
        self.problem = index.problem  # not yet told
        self._refused: Identity | None = None  # the file in its place that could not be opened
        self._rest = 0  # looks until that file is tried again, though unchanged
        file.wait_at_most(PATIENCE)

    @cached_property
    def listing(self) -> ListReader:
        """The reader that answers about the list."""
        from desktop.session.reader.listing import ListReader  # noqa: PLC0415 - the first page comes before it

        return ListReader(self.file, self.index)

    @cached_property
    def pages(self) -> PageReader:
        """The reader that answers about single investigations."""
        from desktop.session.reader.pages import PageReader  # noqa: PLC0415 - it loads the engine

        return PageReader(self.file)

    @cached_property
    def drafts(self) -> DraftReader:
        """The reader of drafts for the file."""
        from desktop.session.reader.drafts import DraftReader  # noqa: PLC0415 - it loads the engine

        return DraftReader(self.file)

    @cached_property
    def trials(self) -> TrialReader:
        """The reader that tries edits."""
        from desktop.session.reader.trials import TrialReader  # noqa: PLC0415 - it loads the engine

        return TrialReader(self.file)

    @cached_property
    def sums(self) -> SumsReader:
        """The reader that answers about all investigations together."""
        from desktop.session.reader.sums import SumsReader  # noqa: PLC0415 - it loads the engine

        return SumsReader(self.file, self.index)

    def overview(self, as_of: AsOf) -> Summed:
        """The sums and lists over all investigations; empty before they are prepared."""
        book = self.listing.book(as_of)
        return self.sums.overview(book, as_of) if book is not None else Summed(None)

    @property
    def info(self) -> FileInfo:
        """The description of the file; marked as checked if found sound as it is, now or before."""
        kept = self.index.note(_CHECKED)
        is_sound = kept is not None and kept.decode("utf-8", "replace") == stamp_of(self.file)
        return self.file.info._replace(check="ok") if is_sound else self.file.info

    @property
    def is_small(self) -> bool:
        """Whether the file is small enough to be prepared at once."""
        return self.file.info.investigations <= FEW and self.file.info.events <= FEW_EVENTS

    def interrupt(self) -> None:
        """Break off a search; may be called from another thread."""
        if "listing" in vars(self):
            self.listing.interrupt()

    def close(self) -> None:
        """Close the readers, the index and the file."""
        if "listing" in vars(self):
            self.listing.close()
        self._close_trials()
        self.index.close()
        self.file.close()

    def opened(self, query: Query | None) -> Opened:
        """The parts of the file to show at once; a small file is prepared first. Raises CaseFileError."""
        self.file.info = _described(self.file, self.index)
        info = self.info
        self.prepare()
        is_large = info.investigations > _OPENED_ON_THE_LIST
        first = first_of(self.file, self.index, query) if query and is_large else None
        is_ready = self.index.is_current(stamp_of(self.file)) and info.check == "ok"
        return Opened(
            info,
            first,
            needs_indexing=not is_ready and not self.is_small,
            is_prepared=self.index.done == frozenset(Stage),
            problem=self._problem_told(),
        )

    def _problem_told(self) -> Problem | None:
        """The problem of the index, told once, with the parts that work all the same."""
        problem, self.problem = self.problem, None
        if problem is None or self.index.path is not None or not self.is_small:
            return problem
        return problem._replace(sentence=f"{problem.sentence} {_ALL_WORKS}")

    def build(self) -> None:
        """Bring the index up to date, here and now. Raises CaseFileError."""
        if self.index.is_current(stamp_of(self.file)):
            return
        from desktop.store.index.building import build  # noqa: PLC0415 - it loads the engine

        build(self.file, self.index, lambda _: None)
        self._forget_prepared()

    def renew(self, *, is_own: bool = False) -> None:
        """Forget the answers read before the file was written to, unless they followed an edit of our own.

        Raises CaseFileError if it is not ours.
        """
        self.file.fault = ""
        try:
            self.file.check_tables()
        except CaseFileError as error:
            self._bar(error.problem.code)
            raise
        if is_own:
            self._forget_cases()
        else:
            self.forget_pages()
        self.use_prepared()

    def forget_pages(self) -> None:
        """Forget what was read of single investigations, and what drafts may refer to."""
        self._forget_cases()
        vars(self).pop("drafts", None)

    def _forget_cases(self) -> None:
        self._close_trials()
        for name in ("pages", "trials"):
            vars(self).pop(name, None)

    def take_edit(self, changes: Iterable[Change]) -> None:
        """Follow an edit of this program in all that was read."""
        from desktop.store.edit.touching import investigations_of  # noqa: PLC0415 - not before the first paint

        made = tuple(changes)
        self._forget_cases()
        if "drafts" in vars(self):
            self.drafts.take_edit(made)
        touched = investigations_of(self.file, made)
        if touched is not None and Stage.FIGURES in self.index.done:
            self.listing.take_edited(touched)
            if "sums" in vars(self):
                self.sums.forget_cases(touched)

    def _close_trials(self) -> None:
        if "trials" in vars(self):
            self.trials.close()

    def look(self) -> Sight:
        """The change of the file, or of its index, since the last look."""
        if self._refused is not None:
            self._rest -= 1
            now = identity(self.file.path)
            if now is None:
                return Sight.GONE
            return Sight.UNREADABLE if now == self._refused and self._rest > 0 else Sight.REPLACED
        if self._has_lost_index or not self.index.is_in_place:
            self._has_lost_index = False
            return Sight.CHANGED
        sight = self._watch.look()
        if sight is Sight.REPLACED and self.file.is_apart and not is_checked_at_once(self.file.path):
            self._rest += 1  # a large file takes long to copy
            return sight if self._rest > _REST_OF_COPY else Sight.SAME
        return sight

    def refuse(self, code: str) -> None:
        """Read nothing more, for the file in its place cannot be opened with this fault."""
        self._refused, self._rest = identity(self.file.path), _REST
        self._bar(code)

    def _bar(self, code: str) -> None:
        """Bar all reading of a file with this fault, except a lock, which passes by itself."""
        self.file.fault = "" if code == "locked" else code

    def begin_index_anew(self, problem: Problem | None = None, *, in_memory: bool = False) -> None:
        """Begin with a new index in the place of an index lost by a problem."""
        if "listing" in vars(self):
            self.listing.close()
        for name in ("listing", "sums", "_known_problems"):
            vars(self).pop(name, None)
        self.index.close()
        self.index = open_index(None if in_memory else self._folder, self.file)
        self.problem = self.index.problem or problem
        self._has_lost_index = True

    def prepare(self) -> None:
        """Bring the index of a small file up to date, here and now. Raises CaseFileError."""
        if self.is_small:
            self.build()

    def use_prepared(self) -> None:
        """Use the stages prepared since."""
        was_kept_nowhere = self.index.path is None and self._folder is not None and not self.is_small
        if was_kept_nowhere or not self.index.is_in_place:
            self.begin_index_anew()
            self.prepare()
        self._forget_prepared()

    def _forget_prepared(self) -> None:
        """Forget the answers read from an index that is another now, so that they are read again."""
        if "listing" not in vars(self) or self.listing.renew():
            vars(self).pop("sums", None)
        elif "sums" in vars(self) and not self.listing.is_followed:
            self.sums.forget_cases()

    @cached_property
    def _known_problems(self) -> KnownProblems:
        from desktop.store.index.problems import KnownProblems  # noqa: PLC0415 - not before the first paint

        return KnownProblems(self.file, self.index)

    def look_for_problems(self) -> Unread:
        """The rows that could not be read, searched a slice at a time. Raises CaseFileError on damage."""
        known = self._known_problems
        return Unread(known.go_on(_SLICE), known.goes_on)

    def mark_checked(self) -> None:
        """Note in the index that the file is found sound as it is."""
        self.index.keep_note(_CHECKED, stamp_of(self.file).encode())


def open_file(path: Path, folder: Path | None) -> OpenFile:
    """Open a case file with the index kept of it in a folder, or in memory. Raises CaseFileError."""
    file = open_case_file(path)
    try:
        return OpenFile(file, open_index(folder, file), folder)
    except BaseException:
        file.close()
        raise


def _described(file: CaseFile, index: Index) -> FileInfo:
    """The description of a file; counts kept in its index serve until it changes. Raises CaseFileError."""
    stamp, kept = stamp_of(file), (index.note(_COUNTS) or b"").decode("utf-8", "replace")
    match kept.rsplit(" ", 2):
        case [known, investigations, events] if known == stamp:
            return file.describe((int(investigations), int(events)))
    info = file.describe()
    if stamp == stamp_of(file):  # else it was written to meanwhile
        index.keep_note(_COUNTS, f"{stamp} {info.investigations} {info.events}".encode())
    return info
