"""A session over a handful of rows made by hand, for the views around the page."""

from __future__ import annotations

from array import array
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desktop.domain.case.ids import CaseId
from desktop.domain.file import FileInfo
from desktop.domain.listing.answer import Answer
from desktop.domain.listing.folding import fold
from desktop.domain.listing.row import Listed, Row
from desktop.domain.money import Money, from_major
from desktop.domain.page.build import build_page
from desktop.domain.penalty.headline import Headline
from desktop.session.clock import Clock
from desktop.session.reader.answered import Opened, Related, Summed, Unread
from desktop.session.session import Session
from desktop.store.file.errors import CaseFileError
from desktop.store.file.watch import Sight
from tests.constant_figures import constant_figures
from tests.entries import Entry, slow_answer
from tests.inline import NOON, InlineRunner
from tests.making import case_of

if TYPE_CHECKING:
    from desktop.domain.days.asof import AsOf
    from desktop.domain.listing.facets import Query
    from desktop.domain.page.page import Page
    from desktop.session.reader.reader import Reader

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
        id=CaseId(sum(slug.encode())),
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

GRACE_ENDS = {one.slug: NOON.date() + timedelta(days=one.grace_days_left or 0) for one in ROWS}


def listed(one: Row) -> Listed:
    """A row by hand as the list keeps it: the same on every day."""
    first_day = GRACE_ENDS[one.slug] if one.grace_days_left is not None else None
    figures = constant_figures(one.headline, one.accrued, contingent=one.contingent, first_day=first_day)
    return Listed(
        id=one.id,
        slug=one.slug,
        name=one.respondent,
        title=one.title,
        authority=one.authority,
        country=one.country,
        zone="Europe/Paris",
        reference=one.reference,
        since=one.since,
        closed=one.closed,
        figures=figures if one.headline is not Headline.NONE else b"",
        hindsight=figures if one.headline is not Headline.NONE else b"",
    )


def entry(one: Row) -> Entry:
    """A row by hand as it is narrowed and sorted."""
    return Entry(
        id=one.id,
        slug=one.slug,
        respondents=(one.respondent,),
        authority=one.authority,
        country=one.country,
        since=one.since,
        headline=one.headline,
        minor=max((amount.minor for amount in one.accrued), default=-1),
        has_deadline=one.grace_days_left is not None,
    )


class Shelf:
    """Answers a session's questions from rows made by hand."""

    borrowed: Path | None = None  # the sample has its own folder
    file = None  # no file lies on a disk, and so none can be edited

    def open(self, path: Path, query: Query | None = None) -> Opened:
        if path != FILE:
            raise CaseFileError("missing", path)
        info = FileInfo(
            str(FILE), FILE.name, len(ROWS), 618, read_only=True, check="ok", zones=("Europe/Paris",)
        )
        return Opened(info)

    def open_sample(self, path: Path, query: Query | None = None) -> Opened:
        return self.open(FILE)

    def close(self) -> None:
        pass

    def interrupt(self) -> None:
        pass

    def look(self) -> Sight:
        return Sight.SAME

    def take_changed(self) -> frozenset[int]:
        return frozenset()

    def problems(self) -> Unread:
        return Unread(None)

    def listing(self, query: Query, as_of: AsOf, *, quick: bool = False) -> Answer:
        wanted = fold(query.text).split()
        texts = {one.id: fold(f"{one.respondent} {one.authority}") for one in ROWS}
        found: list[int] = [
            case_id for case_id, text in texts.items() if all(word in text for word in wanted)
        ]
        left = slow_answer(map(entry, ROWS), query, found=found if wanted else None)
        return Answer(array("q", left.ids), tuple(left.facets), tuple(left.sections), has_hits=bool(wanted))

    def rows(self, ids: tuple[int, ...], *, hindsight: bool = False) -> tuple[Listed, ...]:
        by_id = {one.id: listed(one) for one in ROWS}
        return tuple(by_id[CaseId(case_id)] for case_id in ids)

    def hits(self, ids: tuple[int, ...], text: str) -> tuple[()]:
        return ()

    def place(self, slug: str | None, ids: array[int]) -> int:
        slugs = {one.id: one.slug for one in ROWS}
        return next((place for place, case_id in enumerate(ids) if slugs[CaseId(case_id)] == slug), -1)

    def page(self, slug: str, as_of: AsOf) -> Page:
        return build_page(case_of(slug=slug), as_of)

    def related(self, slug: str, as_of: AsOf) -> Related:
        return Related(())

    def overview(self, as_of: AsOf) -> Summed:
        return Summed(None)


def shelf_session(*, opened: bool = True) -> Session:
    """A session on the shelf, live on 22 November 2026."""
    session = Session(
        InlineRunner(), cast("Reader", Shelf()), Clock(moment=lambda: NOON), FILE.parent / "sample"
    )
    if opened:
        session.file.open(FILE)
    return session
