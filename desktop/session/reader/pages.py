"""Pages, related pages and explanations on the worker's side; cases read stay for a while."""

from __future__ import annotations

import time
from collections import OrderedDict
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.domain.page.build import build_page, since
from desktop.session.reader.explaining import explained
from desktop.store.cases.cases import load_case, load_cases, load_named
from desktop.store.cases.given_holidays import laws_with, load_given

if TYPE_CHECKING:
    from desktop.domain.case.case import Case
    from desktop.domain.case.limits import Laws
    from desktop.domain.days.asof import AsOf
    from desktop.domain.explanation.explanation import Explanation
    from desktop.domain.explanation.figure import FigureKey
    from desktop.domain.page.page import Page
    from desktop.store.cases.given_holidays import Given
    from desktop.store.file.casefile import CaseFile

_SLICE = 0.03  # seconds of making related pages between two other requests
_TOGETHER = 8  # related cases read at once
KEPT = 64  # cases held in full
FEW = 2_000  # investigations up to which an explanation over all of them is given


class PageReader:
    """Answers about single investigations of a case file; lives on the worker's thread alone."""

    def __init__(self, file: CaseFile) -> None:
        self._file = file
        self._cases: OrderedDict[str, Case | None] = OrderedDict()
        self._related: tuple[tuple[tuple[str, ...], AsOf], dict[str, Page | None]] | None = None
        self._every: tuple[Case, ...] | None = None

    def page(self, slug: str, as_of: AsOf) -> Page | None:
        """The page of an investigation, or None if the file has no such slug."""
        case = self._case(slug)
        if case is None:
            return None
        return build_page(case, as_of, self._laws(case))

    def related(self, slugs: tuple[str, ...], as_of: AsOf) -> tuple[Page, ...] | None:
        """The pages of investigations, in order of opening; None while there are more to be made.

        Each call makes a few pages, so that other requests need not wait.
        """
        if self._related is None or self._related[0] != (slugs, as_of):
            self._related = (slugs, as_of), {}
        made = self._related[1]
        left = [slug for slug in slugs if slug not in made]
        end = time.monotonic() + _SLICE
        for place, slug in enumerate(left):
            if time.monotonic() > end:
                return None
            if slug not in self._cases:
                self._read(tuple(one for one in left[place:] if one not in self._cases)[:_TOGETHER])
            made[slug] = self.page(slug, as_of)
        return tuple(sorted((page for page in made.values() if page is not None), key=_opening))

    def explain(self, keys: tuple[FigureKey, ...], as_of: AsOf) -> tuple[Explanation, ...]:
        """The explanations of figures, in the order asked; keys without a figure are left out."""
        found = (explained(key, self._asked(key.slug), as_of, self._laws) for key in keys)
        return tuple(one for one in found if one is not None)

    @cached_property
    def _given(self) -> Given:
        return load_given(self._file)

    def _laws(self, case: Case) -> Laws:
        return laws_with(self._given, case.investigation.authority.regime)

    def _asked(self, slug: str) -> tuple[Case, ...]:
        """The case of a slug, or all cases for the empty slug, unless they are many."""
        if slug:
            case = self._case(slug)
            return () if case is None else (case,)
        if self._file.info.investigations > FEW:
            return ()
        if self._every is None:
            self._every = load_cases(self._file)
        return self._every

    def _case(self, slug: str) -> Case | None:
        if slug not in self._cases:
            self._cases[slug] = load_case(self._file, slug)
        self._cases.move_to_end(slug)
        while len(self._cases) > KEPT:
            self._cases.popitem(last=False)
        return self._cases[slug]

    def _read(self, slugs: tuple[str, ...]) -> None:
        """Hold the cases of slugs."""
        found = load_named(self._file, slugs)
        for slug in reversed(slugs):  # the first is wanted first, and dropped last
            self._cases[slug] = found.get(slug)


def _opening(page: Page) -> tuple[int, str]:
    first = since(page.case)
    return (first.toordinal() if first else 0, page.case.investigation.slug)
