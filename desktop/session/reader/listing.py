"""The list on the worker's side: the investigations that a query leaves, and the rows seen."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from desktop.domain.file import Stage
from desktop.domain.listing.answer import Answer
from desktop.domain.listing.asked import Asked
from desktop.domain.listing.catalogue_day import day_of
from desktop.domain.listing.conditions import Known
from desktop.domain.listing.facets import FacetKind, Query
from desktop.domain.listing.narrowing import answer, count, is_plain, needs_figures, unanswered
from desktop.domain.listing.query import understood
from desktop.session.reader.first import FIRST, first_of, keep_first
from desktop.store.index.catalogue import load_catalogue
from desktop.store.index.finder import Finder, suggest
from desktop.store.index.hits import hits
from desktop.store.index.listed import id_of, read_listed
from desktop.store.index.opening import stamp_of

if TYPE_CHECKING:
    from desktop.domain.days.asof import AsOf
    from desktop.domain.listing.answer import Hit, Suggestion
    from desktop.domain.listing.catalogue import Catalogue
    from desktop.domain.listing.catalogue_day import CatalogueDay
    from desktop.domain.listing.row import Listed
    from desktop.domain.overview.book import Book
    from desktop.session.reader.answered import Answered
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index


class ListReader:
    """Answers about the list of a case file, from its index; lives on the worker's thread alone."""

    def __init__(self, file: CaseFile, index: Index) -> None:
        self._file, self._index = file, index
        self._first: tuple[Listed, ...] = ()
        self._stamps: dict[Stage, str] | None = None  # those of the stages that are loaded
        self._edited: set[int] = set()  # investigations edited since the index was made
        # The stamp and commits of the file that differs from its index by the edited investigations alone.
        self._followed = ("", 0)
        self.renew()
        # Last: the finder is to be closed, and the index may turn out damaged before.
        self._finder = Finder(index)

    def renew(self) -> bool:
        """Use the stages prepared since; whether there are any."""
        stamps, stamp = self._index.stamps, stamp_of(self._file)
        self._is_behind = stamps.get(Stage.LISTED) != stamp
        if not self._is_behind and stamps.get(Stage.FIGURES) == stamp:
            self._edited.clear()
            self._followed = stamp, self._file.commits
        self.is_followed = stamp == self._followed[0]
        self._book: Book | None = None  # with the figures of the investigations edited
        self._day: tuple[AsOf, CatalogueDay] | None = None
        if stamps == self._stamps:
            return False
        self._stamps, self._done = stamps, frozenset(stamps)
        self._catalogue: Catalogue | None = None
        self._prepared: Book | None = None
        self._known = Known()
        self._near: tuple[str, tuple[str, ...]] | None = None  # a slug asked for, and the slugs related to it
        return True

    def take_edited(self, ids: frozenset[int]) -> None:
        """Show the figures of investigations as the file has them, until the index has them."""
        is_only_edit = self.is_followed and self._file.commits == self._followed[1] + 1
        self._edited |= ids
        self._is_behind, self.is_followed = True, is_only_edit
        if is_only_edit:
            self._followed = stamp_of(self._file), self._file.commits
        self._book = self._day = None

    def interrupt(self) -> None:
        """Break off a search; may be called from another thread."""
        self._finder.interrupt()

    def warm(self) -> None:
        """Load the tables that a search needs."""
        self._finder.find(Asked(words=("a",)), 1)

    def close(self) -> None:
        """Close the finder, which is open beside the index."""
        self._finder.close()

    def first(self, query: Query) -> Answered:
        """The first investigations of the whole list, before the rest are known."""
        found = first_of(self._file, self._index, query)
        self._first = found.rows
        return found

    def answer(self, query: Query, as_of: AsOf, *, quick: bool) -> Answer | None:
        """The investigations that a query leaves; None if interrupted. A quick answer may hold the first few.

        A query that needs a stage not prepared yet gets an empty answer that names the stage.
        """
        catalogue = self._loaded()
        asked = understood(query.text, self._known)
        is_narrowed = asked.has_text or not is_plain(query, asked)
        if catalogue is None:
            if is_narrowed:
                return unanswered(query, asked, Stage.LISTED, self._file.info.investigations)
            return self.first(query).answer._replace(fault=asked.fault)
        day = self._day_of(catalogue, as_of)
        if not day.has_figures and needs_figures(query, asked):
            return unanswered(query, asked, Stage.FIGURES, catalogue.size)
        if asked.has_text:
            return self._answer_found(catalogue, day, query, asked, quick=quick)
        left = answer(catalogue, day, query, asked, None)
        if as_of.live and not is_narrowed and left.ordered:
            keep_first(self._index, query, left.ids)
        return self._with_added(left, catalogue) if self._is_behind and not is_narrowed else left

    def _answer_found(
        self, catalogue: Catalogue, day: CatalogueDay, query: Query, asked: Asked, *, quick: bool
    ) -> Answer | None:
        """The investigations that a search leaves; None if interrupted."""
        found = self._finder.find(asked, FIRST if quick else None)
        if found is None:
            return None
        if not found.ready:
            return unanswered(query, asked, Stage.TEXTS, catalogue.size)
        if quick and not found.complete and is_plain(query, asked):
            return Answer(found.ids, (), (), complete=False, fault=asked.fault, has_hits=asked.has_hits)
        return answer(catalogue, day, query, asked, found)

    def count(self, query: Query, as_of: AsOf) -> int | None:
        """The number of investigations that a query leaves; None while a stage it needs is not prepared."""
        catalogue = self._loaded()
        asked = understood(query.text, self._known)
        if catalogue is None:
            is_whole = is_plain(query, asked) and not asked.has_text
            return self._file.info.investigations if is_whole else None
        day = self._day_of(catalogue, as_of)
        found = self._finder.find(asked, None) if asked.has_text else None
        is_ready = found.ready if found is not None else not asked.has_text
        if not is_ready or (not day.has_figures and needs_figures(query, asked)):
            return None
        return count(catalogue, day, query, asked, found)

    def rows(self, ids: tuple[int, ...], *, hindsight: bool = False) -> tuple[Listed, ...]:
        """The rows of investigations; ids without a row are left out."""
        if Stage.LISTED in self._done:
            rows = read_listed(self._index, ids, hindsight=hindsight)
            return self._fresh(ids, rows) if self._is_behind else rows
        known: dict[int, Listed] = {row.id: row for row in self._first or self.first(Query()).rows}
        return tuple(known[case_id] for case_id in ids if case_id in known)

    def hits(self, ids: tuple[int, ...], text: str) -> tuple[Hit, ...]:
        """The passages of investigations that hold the words of a query."""
        return hits(self._file, ids, understood(text, self._known))

    def place(self, slug: str | None, ids: array[int]) -> int:
        """The place of an investigation among these ids, or -1."""
        case_id = self.id_of(slug) if slug is not None else None
        if case_id is None or not ids:
            return -1
        try:
            return ids.index(case_id)
        except ValueError:
            return -1

    def id_of(self, slug: str) -> int | None:
        """The id of an investigation by its slug; of the first rows alone before all are listed."""
        if Stage.LISTED in self._done:
            return id_of(self._index, slug)
        return next((row.id for row in self._first if row.slug == slug), None)

    def related(self, slug: str, most: int) -> tuple[str, ...] | None:
        """The slugs of at most `most` investigations against the same respondents; None before listed."""
        if self._near is None or self._near[0] != slug:
            case_id, catalogue = self.id_of(slug), self._loaded()
            if catalogue is None:
                return None
            if case_id is None:
                return ()
            rows = self.rows(catalogue.near(case_id, FacetKind.RESPONDENT, most))
            self._near = slug, tuple(row.slug for row in rows)
        return self._near[1]

    def suggest(self, text: str, most: int) -> tuple[Suggestion, ...] | None:
        """At most `most` investigations that a text may mean; None before they are listed."""
        return suggest(self._index, text, most) if Stage.LISTED in self._done else None

    def _loaded(self) -> Catalogue | None:
        if self._catalogue is None and Stage.LISTED in self._done:
            self._catalogue = load_catalogue(self._index)
            if self._catalogue is not None:
                values = self._catalogue.values
                authorities, countries = values[FacetKind.AUTHORITY], values[FacetKind.COUNTRY]
                self._known = Known(authorities.names, countries.names)
        return self._catalogue

    def _day_of(self, catalogue: Catalogue, as_of: AsOf) -> CatalogueDay:
        if self._day is None or self._day[0] != as_of:
            book = self.book(as_of)
            self._day = as_of, day_of(catalogue, book.sheet(as_of) if book is not None else None)
        return self._day[1]

    def book(self, as_of: AsOf) -> Book | None:
        """The figures of all orders, with the knowledge of a day; None before they are prepared."""
        if Stage.FIGURES not in self._done:
            return None
        if self._prepared is None or not self._prepared.serves(as_of):
            from desktop.store.index.figures import load_book  # noqa: PLC0415 - it loads the engine

            self._book, self._prepared = None, load_book(self._index, hindsight=as_of.hindsight)
        if self._book is None and self._prepared is not None:
            self._book = self._with_edited(self._prepared, hindsight=as_of.hindsight)
        return self._book

    def _with_edited(self, book: Book, *, hindsight: bool) -> Book:
        """A book with the figures of the investigations edited since the index was made."""
        if not self._edited:
            return book
        from desktop.store.index.fresh import read_fresh  # noqa: PLC0415 - it loads the engine

        figures: dict[int, tuple[str, bytes]] = dict.fromkeys(self._edited, ("", b""))
        for row in read_fresh(self._file, sorted(self._edited), {}):
            figures[row.id] = row.zone, (row.hindsight or b"") if hindsight else row.figures
        return book.with_figures(figures)

    def _fresh(self, ids: tuple[int, ...], rows: tuple[Listed, ...]) -> tuple[Listed, ...]:
        """The rows as the case file has them now, if its index is behind."""
        from desktop.store.index.fresh import read_fresh  # noqa: PLC0415 - it loads the engine

        known: dict[int, Listed] = {row.id: row for row in rows}
        if not self.is_followed:
            return read_fresh(self._file, ids, known)
        changed = tuple(number for number in ids if number in self._edited)
        for number in changed:
            known.pop(number, None)
        known |= {row.id: row for row in read_fresh(self._file, changed, {row.id: row for row in rows})}
        return tuple(known[number] for number in ids if number in known)

    def _with_added(self, left: Answer, catalogue: Catalogue) -> Answer:
        """The list with investigations added since on top, until the index is up to date."""
        from desktop.store.index.fresh import added_ids  # noqa: PLC0415 - it loads the engine

        added = array("q", added_ids(self._file, catalogue.ids[-1] if catalogue.ids else 0, FIRST))
        return left._replace(ids=added + left.ids) if added else left
