"""A session over a handful of rows made by hand, for the views around the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desktop.domain.cases import CaseId
from desktop.domain.facets import FacetKind
from desktop.domain.listing import Entry, Listing, answer
from desktop.domain.money import Money, from_major
from desktop.domain.problem import FileInfo
from desktop.domain.report import build_page
from desktop.domain.row import Headline, Row
from desktop.domain.search import fold
from desktop.session import Session
from desktop.session.clock import Clock
from desktop.store.errors import CaseFileError
from tests.inline import NOON, InlineRunner
from tests.making import case_of

if TYPE_CHECKING:
    from desktop.domain.asof import AsOf
    from desktop.domain.facets import Query
    from desktop.domain.page import Page
    from desktop.session.reader import Reader

FILE = Path("/cases/enforcement.casefile")


def row(
    slug: str,
    respondent: str,
    authority: str = "CNIL",
    headline: Headline = Headline.NONE,
    accrued: tuple[Money, ...] = (),
    *,
    contingent: bool = False,
    grace: int | None = None,
    opened: int = 2020,
    closed: int | None = None,
) -> Row:
    return Row(
        id=CaseId(len(slug)),
        slug=slug,
        respondent=respondent,
        title=f"{authority} v. {respondent}",
        authority=authority,
        country="FR" if authority == "CNIL" else "NL",
        reference=slug.upper(),
        since=date(opened, 5, 1),
        closed=date(closed, 1, 1) if closed else None,
        headline=headline,
        accrued=accrued,
        contingent=contingent,
        grace_days_left=grace,
    )


ROWS = (
    row("san-2022-019", "Clearview AI", headline=Headline.RUNNING, accrued=(from_major("8700000", "EUR"),)),
    row(
        "z2021-11910",
        "Clearview AI",
        "AP",
        Headline.RUNNING,
        (from_major("5100000", "EUR"),),
        contingent=True,
        opened=2023,
    ),
    row("datatilsynet", "Meta Platforms", "Datatilsynet", Headline.ENDED, (from_major("82000000", "NOK"),)),
    row(
        "san-2021-023",
        "Google LLC",
        headline=Headline.COMPLIED,
        accrued=(from_major("0", "EUR"),),
        closed=2022,
    ),
    row("21-2022", "IAB Europe", "APD/GBA", Headline.GRACE, (from_major("0", "EUR"),), grace=41),
    row("apple", "Apple", "ACM", Headline.CAPPED, (from_major("50000000", "EUR"), from_major("1", "USD"))),
    row("uber", "Uber Technologies Inc. and Uber B.V. of Amsterdam", "AP", Headline.STAYED),
    row("ico", "Clearview AI", "ICO", closed=2025),
)


class Shelf:
    """Answers a session's questions from rows made by hand."""

    def open(self, path: Path) -> FileInfo:
        if path != FILE:
            raise CaseFileError("missing", path)
        return FileInfo(
            str(FILE), FILE.name, len(ROWS), 618, read_only=True, check="ok", zones=("Europe/Paris",)
        )

    def open_sample(self, path: Path) -> FileInfo:
        return self.open(FILE)

    def close(self) -> None:
        pass

    def listing(self, query: Query, as_of: AsOf) -> Listing:
        entries = tuple(
            Entry(
                one,
                fold(f"{one.respondent} {one.authority}"),
                _values(one),
                has_deadline=one.grace_days_left is not None,
            )
            for one in ROWS
        )
        return answer(entries, query)

    def page(self, slug: str, as_of: AsOf) -> Page:
        return build_page(case_of(slug=slug), as_of)

    def related(self, slug: str, as_of: AsOf) -> tuple[()]:
        return ()

    def overview(self, as_of: AsOf) -> None:
        return None


def shelf_session(*, opened: bool = True) -> Session:
    """A session on the shelf, live on 22 November 2026."""
    session = Session(
        InlineRunner(), cast("Reader", Shelf()), Clock(moment=lambda: NOON), FILE.parent / "sample"
    )
    if opened:
        session.open_file(FILE)
    return session


def _values(one: Row) -> tuple[tuple[FacetKind, str], ...]:
    return (
        (FacetKind.RESPONDENT, one.respondent),
        (FacetKind.AUTHORITY, one.authority),
        (FacetKind.STATE, one.headline.value),
        (FacetKind.COUNTRY, one.country),
        (FacetKind.YEAR, str(one.since.year if one.since else 0)),
    )
