"""Rows of the list, read from a changed case file itself while its index is brought up to date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.ids import CaseId
from desktop.domain.listing.row import Listed
from desktop.domain.penalty.extremes import published_days
from desktop.domain.prepared.legs import courses_of
from desktop.domain.prepared.preparing import prepared
from desktop.store.cases.asking import CasesAsked
from desktop.store.cases.cases import load_outlines, load_published
from desktop.store.cases.given_holidays import laws_with, load_given
from desktop.store.cases.penalties import load_terms
from desktop.store.index.listed_writing import listed_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop.domain.prepared.legs import LineCourse
    from desktop.store.cases.asking import RowSource
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.listed_writing import ListedRow

_TOGETHER = 64  # investigations in one read

ADDED = "SELECT id FROM investigations WHERE id > :last ORDER BY id DESC LIMIT :most"


def added_ids(file: CaseFile, last: int, most: int) -> tuple[int, ...]:
    """The ids of the investigations added after the id `last`, newest first."""
    return tuple(row["id"] for row in file.rows(ADDED, {"last": last, "most": most}))


def read_fresh(file: RowSource, ids: Iterable[int], known: Mapping[int, Listed]) -> tuple[Listed, ...]:
    """The rows of a few investigations as the file has them now, without the investigations that are gone.

    `known` are their rows in the index; a row that is still true stays the same object. Raises CaseFileError.
    """
    wanted = tuple(ids)
    found: dict[int, Listed] = {}
    for start in range(0, len(wanted), _TOGETHER):
        asking = CasesAsked(file, ids=wanted[start : start + _TOGETHER])
        lines, published, given = load_terms(asking), load_published(asking), load_given(file)
        for case in load_outlines(asking):
            row = listed_row(case)
            law = laws_with(given, case.investigation.authority.regime).law
            days = published_days(published.get(row.id, ()))
            courses = courses_of(lines.get(row.id, ()), law, days)
            found[row.id] = _listed(row, courses, known.get(row.id))
    return tuple(found[number] for number in wanted if number in found)


def _listed(row: ListedRow, courses: tuple[LineCourse, ...], known: Listed | None) -> Listed:
    figures = prepared(courses) if courses else None
    made = Listed(
        id=CaseId(row.id),
        slug=row.slug,
        name=row.name,
        title=row.title,
        authority=row.authority,
        country=row.country,
        zone=row.zone,
        reference=row.reference,
        since=date.fromisoformat(row.since) if row.since else None,
        closed=date.fromisoformat(row.closed) if row.closed else None,
        figures=figures.known if figures is not None else b"",
        hindsight=figures.hindsight if figures is not None else b"",
    )
    return known if known == made else made
