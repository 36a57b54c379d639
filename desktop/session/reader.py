"""What the worker's thread holds: the open file and what was read from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.listing import Entry, Listing, answer, facet_values
from desktop.domain.outlook import build_overview, deadline_cases, exposure_of, serves
from desktop.domain.report import build_page, build_row, since
from desktop.domain.search import fold
from desktop.domain.suggestion import Suggestion
from desktop.exchange.sample import sample_digest, write_sample
from desktop.session.explaining import explained
from desktop.session.legal import laws_of
from desktop.store.casefile import CaseFile, open_case_file
from desktop.store.cases import load_case, load_cases
from desktop.store.errors import CaseFileError
from desktop.store.search import load_texts

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.asof import AsOf
    from desktop.domain.cases import Case
    from desktop.domain.explanation import Explanation
    from desktop.domain.exposure import Exposure
    from desktop.domain.facets import Query
    from desktop.domain.figure import FigureKey
    from desktop.domain.overview import Overview
    from desktop.domain.page import Page
    from desktop.domain.problem import FileInfo
    from desktop.store.index.texts import Indexed


class Reader:
    """Answers the session's questions from one file; lives on the worker's thread alone."""

    def __init__(self) -> None:
        self._file: CaseFile | None = None
        self._cases: tuple[Case, ...] = ()
        self._texts: dict[str, str] = {}
        self._whole: dict[str, Case | None] = {}
        self._entries: tuple[AsOf, tuple[Entry, ...]] | None = None
        self._exposure: Exposure | None = None
        self.index: Indexed | None = None

    @property
    def file(self) -> CaseFile | None:
        """The open file."""
        return self._file

    def open(self, path: Path) -> FileInfo:
        """Open a case file; the one before stays open if this one cannot be read."""
        file = open_case_file(path)
        try:
            cases = load_cases(file)
            texts = {text.slug: fold(text.text) for text in load_texts(file)}
        except BaseException:
            file.close()
            raise
        self.close()
        self._file, self._cases, self._texts = file, cases, texts
        return file.info

    def open_sample(self, folder: Path) -> FileInfo:
        """Open the sample kept in a folder, built from its text where it is missing, older or damaged."""
        path = folder / sample_digest() / "sample.casefile"
        if path.is_file():
            try:
                return self.open(path)
            except CaseFileError:
                _build(path)
        else:
            _build(path)
        return self.open(path)

    def close(self) -> None:
        """Close the file and forget what was read."""
        if self._file is not None:
            self._file.close()
        self._file, self._cases, self._texts, self._whole = None, (), {}, {}
        self._entries = self._exposure = None

    def listing(self, query: Query, as_of: AsOf) -> Listing:
        """The list under a query as of a day."""
        if self._entries is None or self._entries[0] != as_of:
            self._entries = (as_of, self._entries_on(as_of))
        return answer(self._entries[1], query)

    def page(self, slug: str, as_of: AsOf) -> Page | None:
        """The page of one investigation, or None where the file has none of that name."""
        case = self._case(slug)
        return _page(case, as_of) if case is not None else None

    def related(self, slug: str, as_of: AsOf) -> tuple[Page, ...]:
        """The other investigations against the same respondents, in order of opening."""
        names = {name for case in self._cases if case.investigation.slug == slug for name in _names(case)}
        others = [
            case for case in self._cases if case.investigation.slug != slug and names & set(_names(case))
        ]
        pages = [_page(self._case(case.investigation.slug) or case, as_of) for case in others]
        return tuple(sorted(pages, key=_opening))

    def overview(self, as_of: AsOf) -> Overview:
        """The sums and lists over all investigations."""
        if self._exposure is None or not serves(self._exposure, as_of):
            self._exposure = exposure_of(self._cases, as_of)
        return build_overview(self._cases, as_of, self._exposure)

    def suggest(self, text: str, most: int) -> tuple[Suggestion, ...]:
        """A few investigations that a text may mean."""
        sought = fold(text)
        found = [
            one for one in map(_suggestion, self._cases) if sought in fold(f"{one.name} {one.reference}")
        ]
        return tuple(found[:most])

    def explain(self, keys: tuple[FigureKey, ...], as_of: AsOf) -> tuple[Explanation, ...]:
        """How figures are made, in the order asked; those that do not exist are left out."""
        found = (explained(key, self._asked(key.slug), as_of) for key in keys)
        return tuple(one for one in found if one is not None)

    def _asked(self, slug: str) -> tuple[Case, ...]:
        """The case of that name, or all cases where none is named."""
        if not slug:
            return self._cases
        case = self._case(slug)
        return () if case is None else (case,)

    def _case(self, slug: str) -> Case | None:
        if slug not in self._whole and self._file is not None:
            self._whole[slug] = load_case(self._file, slug)
        return self._whole.get(slug)

    def _entries_on(self, as_of: AsOf) -> tuple[Entry, ...]:
        soon = deadline_cases(self._cases, as_of)
        rows = [(case, build_row(case, as_of)) for case in self._cases]
        return tuple(
            Entry(row, self._texts.get(row.slug, ""), facet_values(case, row), row.slug in soon)
            for case, row in rows
        )


def _suggestion(case: Case) -> Suggestion:
    one = case.investigation
    return Suggestion(
        one.slug, " · ".join(_names(case)), one.authority.short_name, " · ".join(one.references), one.title
    )


def _build(path: Path) -> None:
    """Write the sample in the place of whatever is there. Raises CaseFileError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
    except OSError:
        raise CaseFileError("not-written", path) from None
    write_sample(path)


def _page(case: Case, as_of: AsOf) -> Page:
    return build_page(case, as_of, laws_of(case.investigation.authority.regime))


def _names(case: Case) -> tuple[str, ...]:
    return tuple(respondent.short_name for respondent in case.investigation.respondents)


def _opening(page: Page) -> tuple[int, str]:
    first = since(page.case)
    return (first.toordinal() if first else 0, page.case.investigation.slug)
