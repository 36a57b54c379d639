"""A case file that is open on the worker's side, with its index and what answers from them."""

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
    from pathlib import Path

    from desktop.domain.days.asof import AsOf
    from desktop.domain.file import FileInfo, Problem
    from desktop.domain.listing.facets import Query
    from desktop.session.reader.listing import ListReader
    from desktop.session.reader.pages import PageReader
    from desktop.session.reader.sums import SumsReader
    from desktop.store.file.casefile import CaseFile
    from desktop.store.file.watch import Identity
    from desktop.store.index.opening import Index
    from desktop.store.index.problems import KnownProblems

PATIENCE = 250  # milliseconds that reading waits for the lock of another program
_REST = 8  # looks between two tries to open what could not be opened
_REST_OF_COPY = 20  # looks at least between two private copies of a large file
FEW, FEW_EVENTS = 2_000, 50_000  # investigations and events prepared at once, without another process
_COUNTS = "counts"  # where the index keeps what it takes long to count, after the stamp of the file
_CHECKED = "checked"  # where the index keeps the stamp of the file as it was when it was found sound
_ALL_WORKS = "Everything works without it; it is made anew whenever the file is opened."
_OPENED_ON_THE_LIST = 1_000
_SLICE = 0.03  # seconds of looking for problems between two other requests


class OpenFile:
    """One file and everything that is open beside it."""

    def __init__(self, file: CaseFile, index: Index, folder: Path | None) -> None:
        self.file, self.index = file, index
        self._folder = folder
        self._watch = Watch(file)
        self._has_lost_index = False
        self.problem = index.problem  # not yet told
        self._refused: Identity | None = None  # what could not be opened in its place
        self._rest = 0  # looks until it is tried again, though it lies there as it did
        file.wait_at_most(PATIENCE)

    @cached_property
    def listing(self) -> ListReader:
        """What answers about the list."""
        from desktop.session.reader.listing import ListReader  # noqa: PLC0415 - the first page comes before it

        return ListReader(self.file, self.index)

    @cached_property
    def pages(self) -> PageReader:
        """What answers about single investigations."""
        from desktop.session.reader.pages import PageReader  # noqa: PLC0415 - it loads the engine

        return PageReader(self.file)

    @cached_property
    def sums(self) -> SumsReader:
        """What answers about all investigations together."""
        from desktop.session.reader.sums import SumsReader  # noqa: PLC0415 - it loads the engine

        return SumsReader(self.file, self.index)

    def overview(self, as_of: AsOf) -> Summed:
        """The sums and lists over all investigations; nothing while nothing is prepared."""
        book = self.listing.book(as_of)
        return self.sums.overview(book, as_of) if book is not None else Summed(None)

    @property
    def info(self) -> FileInfo:
        """The file; checked where it was found sound as it is, now or before."""
        kept = self.index.note(_CHECKED)
        is_sound = kept is not None and kept.decode("utf-8", "replace") == stamp_of(self.file)
        return self.file.info._replace(check="ok") if is_sound else self.file.info

    @property
    def is_small(self) -> bool:
        """Whether it is prepared at once."""
        return self.file.info.investigations <= FEW and self.file.info.events <= FEW_EVENTS

    def interrupt(self) -> None:
        """Break off a search; may be called from another thread."""
        if "listing" in vars(self):
            self.listing.interrupt()

    def close(self) -> None:
        """Close everything."""
        if "listing" in vars(self):
            self.listing.close()
        self.index.close()
        self.file.close()

    def opened(self, query: Query | None) -> Opened:
        """What there is to show of it at once; a small file is prepared first. Raises CaseFileError."""
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
        """What is wrong with the index, once, and what works all the same."""
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

    def renew(self) -> None:
        """Forget what was read of the file: it was written to. Raises CaseFileError where it is not ours."""
        self.file.fault = ""
        try:
            self.file.check_tables()
        except CaseFileError as error:
            self._bar(error.problem.code)
            raise
        vars(self).pop("pages", None)
        self.use_prepared()

    def look(self) -> Sight:
        """What happened to the file since the last look; to its index, too: that is of the file."""
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
            self._rest += 1  # copying it takes its time
            return sight if self._rest > _REST_OF_COPY else Sight.SAME
        return sight

    def refuse(self, code: str) -> None:
        """What lies in its place cannot be opened: nothing more is read until it can."""
        self._refused, self._rest = identity(self.file.path), _REST
        self._bar(code)

    def _bar(self, code: str) -> None:
        """Nothing may be read of a file with this fault; a lock passes by itself."""
        self.file.fault = "" if code == "locked" else code

    def begin_index_anew(self, problem: Problem | None = None, *, in_memory: bool = False) -> None:
        """The index is gone, a problem says why: begin with a new one."""
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
        """Use what was prepared since."""
        was_kept_nowhere = self.index.path is None and self._folder is not None and not self.is_small
        if was_kept_nowhere or not self.index.is_in_place:
            self.begin_index_anew()
            self.prepare()
        self._forget_prepared()

    def _forget_prepared(self) -> None:
        """Read again what was read of the index."""
        vars(self).pop("sums", None)
        if "listing" in vars(self):
            self.listing.renew()

    @cached_property
    def _known_problems(self) -> KnownProblems:
        from desktop.store.index.problems import KnownProblems  # noqa: PLC0415 - not before the first paint

        return KnownProblems(self.file, self.index)

    def look_for_problems(self) -> Unread:
        """The rows that could not be read, looked for a little at a time. Raises CaseFileError on damage."""
        known = self._known_problems
        return Unread(known.go_on(_SLICE), known.goes_on)

    def mark_checked(self) -> None:
        """Remember that the file was found sound as it is."""
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
    """What a file is and holds; the counts of one that was not written to are kept. Raises CaseFileError."""
    stamp, kept = stamp_of(file), (index.note(_COUNTS) or b"").decode("utf-8", "replace")
    match kept.rsplit(" ", 2):
        case [known, investigations, events] if known == stamp:
            return file.describe((int(investigations), int(events)))
    info = file.describe()
    if stamp == stamp_of(file):  # else it was written to meanwhile
        index.keep_note(_COUNTS, f"{stamp} {info.investigations} {info.events}".encode())
    return info
