"""The reader on the worker's thread: the open file, and the answers from it."""

from __future__ import annotations

import shutil
import weakref
from typing import TYPE_CHECKING

from desktop.domain.listing.answer import RELATED
from desktop.session.reader.answered import NOTHING, Opened, Related, Reopened, Summed, Unread
from desktop.session.reader.open_file import OpenFile, open_file
from desktop.store.file.errors import CaseFileError
from desktop.store.file.watch import Sight
from desktop.store.index.faults import IndexDamagedError, relying_on

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from desktop.domain.days.asof import AsOf
    from desktop.domain.edit.change import Cells, Edit
    from desktop.domain.edit.draft import Draft
    from desktop.domain.explanation.explanation import Explanation
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.file import Stage
    from desktop.domain.listing.answer import Answer, Hit, Suggestion
    from desktop.domain.listing.facets import Query
    from desktop.domain.listing.row import Listed
    from desktop.domain.page.drafted import Drafted
    from desktop.domain.page.page import Page
    from desktop.domain.page.tried import Tried
    from desktop.domain.typed.dates import DayOrder
    from desktop.session.reader.drafts import Choices
    from desktop.session.reader.trials import FoundRecord
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

    T = TypeVar("T")
    U = TypeVar("U")


class Reader:
    """Answers the session's questions from the open file; lives on the worker's thread, `interrupt` aside."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep index files in a folder; without a folder they are in memory while a file is open."""
        self._folder = folder
        self._open: OpenFile | None = None
        self.borrowed: Path | None = None  # the folder of a sample that cannot stay after the program ends

    @property
    def file(self) -> CaseFile | None:
        """The open file."""
        return self._open.file if self._open is not None else None

    @property
    def index(self) -> Index | None:
        """The index of the open file."""
        return self._open.index if self._open is not None else None

    # The file

    def open(self, path: Path, query: Query | None = None) -> Opened:
        """Open a case file; the file before stays open if this file cannot be read."""
        found = open_file(path, self._folder)
        try:
            opened = _sound(found, lambda: found.opened(query))
        except BaseException:
            found.close()
            raise
        self.close()
        self._open = found
        return opened

    def open_sample(self, folder: Path, query: Query | None = None) -> Opened:
        """Open the sample kept in a folder, built from its text if missing, older or damaged."""
        from desktop.session.reader.sample import borrowed_folder, kept_sample, unkept  # noqa: PLC0415 - not before the first paint

        problem = None
        try:
            path = kept_sample(folder)
        except CaseFileError as error:
            self.borrowed, problem = borrowed_folder(error), unkept(folder)
            weakref.finalize(self, shutil.rmtree, self.borrowed, ignore_errors=True)
            path = kept_sample(self.borrowed)
        try:
            opened = self.open(path, query)
        except CaseFileError:
            opened = self.open(kept_sample(path.parents[1], anew=True), query)
        return opened._replace(problem=problem or opened.problem)

    def close(self) -> None:
        """Close the file and forget the answers from it."""
        closing, self._open = self._open, None
        if closing is not None:
            closing.close()

    def look(self) -> Sight:
        """The change of the open file by other programs since the last look."""
        return self._open.look() if self._open is not None else Sight.SAME

    def reopen(self, query: Query) -> Reopened | None:
        """Open the file in the place of the open file now. Raises CaseFileError if it cannot be read."""
        before = self._open
        if before is None:
            return None
        try:
            opened = self.open(before.file.path, query)
        except CaseFileError as error:
            before.refuse(error.problem.code)
            raise
        return Reopened(opened, is_other=opened.info.uid != before.file.uid)

    def refresh(self, query: Query, *, is_own: bool = False) -> Reopened | None:
        """Read the open file again after other programs wrote into or over it, or this one alone did.

        Raises CaseFileError.
        """
        opened = self._open
        if opened is None:
            return None
        opened.renew(is_own=is_own)
        if opened.file.is_another:
            return self.reopen(query)
        return Reopened(_sound(opened, lambda: opened.opened(None)), is_other=False)

    def take_edit(self, edit: Edit | None) -> None:
        """Follow what this program wrote into the file: an edit, or else something else."""
        if self._open is None:
            return
        try:
            if edit is not None and not edit.is_import:
                self._open.take_edit(edit.changes)
                return
        except CaseFileError:
            pass  # another program holds the file: all is read anew
        self._open.forget_pages()

    # The index

    def build(self) -> None:
        """Bring the index up to date, here and now. Raises CaseFileError."""
        self._asked(OpenFile.build, None)

    def renew(self) -> frozenset[Stage]:
        """Use the stages prepared by another process since. Returns all stages that are ready."""

        def stages(opened: OpenFile) -> frozenset[Stage]:
            opened.use_prepared()
            return opened.index.done

        nothing: frozenset[Stage] = frozenset()
        return self._asked(stages, nothing)

    def take_changed(self) -> frozenset[int]:
        """The investigations changed by other programs since the last call."""
        from desktop.store.index.building import take_changed  # noqa: PLC0415 - not before the first paint

        return self._asked(lambda opened: take_changed(opened.index), frozenset())

    def problems(self) -> Unread:
        """The rows of the file that could not be read, as far as known."""
        return self._asked(OpenFile.look_for_problems, Unread(None))

    def mark_checked(self) -> None:
        """Note in the index that the file is found sound as it is."""
        self._asked(OpenFile.mark_checked, None)

    # The list

    def interrupt(self) -> None:
        """Break off a search; the only verb that another thread may call."""
        opened = self._open
        if opened is not None:
            opened.interrupt()

    def warm(self) -> None:
        """Load the tables that a search needs, so that the first key does not wait for them."""
        if self._open is not None:
            self._open.listing.warm()

    def listing(self, query: Query, as_of: AsOf, *, quick: bool = False) -> Answer | None:
        """The list under a query as of a day; None if interrupted."""
        return self._asked(lambda opened: opened.listing.answer(query, as_of, quick=quick), NOTHING)

    def count(self, query: Query, as_of: AsOf) -> int | None:
        """The number of investigations that a query leaves; None while a stage it needs is not prepared."""
        return self._asked(lambda opened: opened.listing.count(query, as_of), 0)

    def rows(self, ids: tuple[int, ...], *, hindsight: bool = False) -> tuple[Listed, ...]:
        """The rows of investigations, with their figures of hindsight if wanted."""
        return self._asked(lambda opened: opened.listing.rows(ids, hindsight=hindsight), ())

    def hits(self, ids: tuple[int, ...], text: str) -> tuple[Hit, ...]:
        """The passages of investigations that hold the words of a query."""
        return self._asked(lambda opened: opened.listing.hits(ids, text), ())

    def place(self, slug: str | None, ids: array[int]) -> int:
        """The place of an investigation among these ids, or -1."""
        return self._asked(lambda opened: opened.listing.place(slug, ids), -1)

    def suggest(self, text: str, most: int) -> tuple[Suggestion, ...] | None:
        """At most `most` investigations that a text may mean; None before they are listed."""
        return self._asked(lambda opened: opened.listing.suggest(text, most), ())

    # Pages, sums and explanations

    def page(self, slug: str, as_of: AsOf) -> Page | None:
        """The page of an investigation, or None if the file has no such slug."""
        return self._open.pages.page(slug, as_of) if self._open is not None else None

    def related(self, slug: str, as_of: AsOf) -> Related:
        """The other investigations against the same respondents, in order of opening; at most 50."""

        def found(opened: OpenFile) -> Related:
            slugs = opened.listing.related(slug, RELATED)
            if slugs is None:
                return Related(None)
            pages = opened.pages.related(slugs, as_of)
            return Related(pages, goes_on=pages is None)

        return self._asked(found, Related(None))

    def overview(self, as_of: AsOf) -> Summed:
        """The sums and lists over all investigations."""
        return self._asked(lambda opened: opened.overview(as_of), Summed(None))

    def explain(self, keys: tuple[FigureKey, ...], as_of: AsOf) -> tuple[Explanation, ...]:
        """The explanations of figures, in the order asked; keys without a figure are left out."""
        return self._open.pages.explain(keys, as_of) if self._open is not None else ()

    # Forms

    def tried(self, slug: str, as_of: AsOf, edit: Edit) -> Tried | None:
        """An edit tried on the page of an investigation; None if the file has no such slug."""
        page = self.page(slug, as_of)
        return self._open.trials.tried(page, edit) if self._open is not None and page is not None else None

    def explain_tried(self, keys: tuple[FigureKey, ...], as_of: AsOf, edit: Edit) -> tuple[Explanation, ...]:
        """The explanations of the figures of one investigation with an edit tried on it."""
        page = self.page(keys[0].slug, as_of)
        return () if self._open is None or page is None else self._open.trials.explain(keys, page, edit)

    def found(self, slug: str, as_of: AsOf, table: str, wanted: Cells) -> FoundRecord | None:
        """The first record of an investigation with these cells, or None."""
        page = self.page(slug, as_of)
        return None if self._open is None or page is None else self._open.trials.found(page, table, wanted)

    # Drafts

    def read_draft_records(self) -> bool:
        """Read for a moment what drafts may refer to; whether there is more to read."""
        return self._open.drafts.read_on() if self._open is not None else False

    def draft_choices(self) -> Choices | None:
        """What a draft can choose from."""
        return self._open.drafts.choices() if self._open is not None else None

    def draft_figure(self, draft: Draft, as_of: AsOf, order: DayOrder) -> Drafted | None:
        """The live figure of a draft as of a day."""
        return self._open.drafts.figure(draft, as_of, order) if self._open is not None else None

    def draft_figures(self, drafts: tuple[Draft, ...], as_of: AsOf, order: DayOrder) -> tuple[Drafted, ...]:
        """The figures of several drafts as of a day."""
        opened = self._open
        if opened is None:
            return ()
        return tuple(opened.drafts.figure(draft, as_of, order) for draft in drafts)

    def draft_creation(self, draft: Draft, order: DayOrder) -> tuple[Edit, str] | None:
        """The edit that creates the investigation of a draft, and its slug; None with a fault."""
        return self._open.drafts.creation(draft, order) if self._open is not None else None

    def _asked(self, question: Callable[[OpenFile], T], otherwise: U) -> T | U:
        """The answer of the open file, or another value if no file is open."""
        opened = self._open
        return otherwise if opened is None else _sound(opened, lambda: question(opened))


def _sound(opened: OpenFile, answer: Callable[[], T]) -> T:
    """An answer; if the index cannot be used, the answer from a new index, in memory if need be."""
    try:
        with relying_on(opened.index):
            return answer()
    except IndexDamagedError as error:
        problem = error.problem
    try:
        opened.begin_index_anew(problem, in_memory=problem.code != "index-damaged")
        with relying_on(opened.index):
            opened.prepare()
            return answer()
    except IndexDamagedError as error:
        opened.begin_index_anew(error.problem, in_memory=True)
        opened.prepare()
        return answer()
