"""Pages, related pages and explanations on the worker's side; what is read of a case stays for a while."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from desktop.domain.outlook import build_overview, exposure_of, serves
from desktop.domain.report import build_page, since
from desktop.session.explaining import explained
from desktop.session.legal import laws_of
from desktop.store.cases import load_case, load_cases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.asof import AsOf
    from desktop.domain.cases import Case
    from desktop.domain.explanation import Explanation
    from desktop.domain.exposure import Exposure
    from desktop.domain.figure import FigureKey
    from desktop.domain.overview import Overview
    from desktop.domain.page import Page
    from desktop.store.casefile import CaseFile

KEPT = 64  # cases held with everything
FEW = 2_000  # investigations that are looked at all at once


class Pages:
    """Answers about single investigations of one file; lives on the worker's thread alone."""

    def __init__(self, file: CaseFile) -> None:
        self._file = file
        self._cases: OrderedDict[str, Case | None] = OrderedDict()
        self._every: tuple[Case, ...] | None = None
        self._exposure: Exposure | None = None

    def forget(self) -> None:
        """The file was written to: read every case again."""
        self._cases.clear()
        self._every = self._exposure = None

    def page(self, slug: str, as_of: AsOf) -> Page | None:
        """The page of one investigation, or None where the file has none of that name."""
        case = self._case(slug)
        return _page(case, as_of) if case is not None else None

    def related(self, slugs: Iterable[str], as_of: AsOf) -> tuple[Page, ...]:
        """The pages of some investigations, in order of opening."""
        cases = (self._case(slug) for slug in slugs)
        return tuple(sorted((_page(case, as_of) for case in cases if case is not None), key=_opening))

    def explain(self, keys: tuple[FigureKey, ...], as_of: AsOf) -> tuple[Explanation, ...]:
        """How figures of single investigations are made, in the order asked; those not there are left out."""
        found = (explained(key, self._asked(key.slug), as_of) for key in keys)
        return tuple(one for one in found if one is not None)

    def overview(self, as_of: AsOf) -> Overview | None:
        """The sums and lists over all investigations of a small file."""
        if self._file.info.investigations > FEW:
            return None
        if self._exposure is None or not serves(self._exposure, as_of):
            self._exposure = exposure_of(self._all(), as_of)
        return build_overview(self._all(), as_of, self._exposure)

    def _all(self) -> tuple[Case, ...]:
        if self._every is None:
            self._every = load_cases(self._file)
        return self._every

    def _asked(self, slug: str) -> tuple[Case, ...]:
        """The case of that name, or all cases where none is named."""
        if not slug:
            return self._all() if self._file.info.investigations <= FEW else ()
        case = self._case(slug)
        return () if case is None else (case,)

    def _case(self, slug: str) -> Case | None:
        if slug not in self._cases:
            self._cases[slug] = load_case(self._file, slug)
        self._cases.move_to_end(slug)
        while len(self._cases) > KEPT:
            self._cases.popitem(last=False)
        return self._cases[slug]


def _page(case: Case, as_of: AsOf) -> Page:
    return build_page(case, as_of, laws_of(case.investigation.authority.regime))


def _opening(page: Page) -> tuple[int, str]:
    first = since(page.case)
    return (first.toordinal() if first else 0, page.case.investigation.slug)
