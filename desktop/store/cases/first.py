"""The first rows of the list, read from the case file itself while no index is ready."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.domain.case.ids import CaseId
from desktop.domain.listing.row import Listed
from desktop.domain.printable import shortened
from desktop.store.file.zones import known_zone

if TYPE_CHECKING:
    import sqlite3

    from desktop.store.file.casefile import CaseFile

NEWEST = """
SELECT i.id, i.slug, i.title, i.opened_start, i.opened_precision, i.closed_end, i.closed_precision,
       coalesce(a.short_name, '') AS short_name, coalesce(a.country, '') AS country, a.zone,
       (SELECT group_concat(short_name, ', ')
          FROM (SELECT DISTINCT r.short_name
                  FROM investigation_respondents j JOIN respondents r ON r.id = j.respondent_id
                 WHERE j.investigation_id = i.id
                 ORDER BY j.id)) AS names,
       (SELECT n.reference FROM investigation_references n
         WHERE n.investigation_id = i.id ORDER BY n.id LIMIT 1) AS reference
  FROM investigations i LEFT JOIN authorities a ON a.id = i.authority_id
 ORDER BY i.opened_start DESC
 LIMIT :most
"""
_LONGEST = 2_000  # characters of a line: a longer line would take too long to lay out
_CALENDAR_ENDS = {"0001-01-01", "9999-12-31"}  # an open or unknown end


def first_page(file: CaseFile, most: int) -> tuple[Listed, ...]:
    """The investigations opened last, without figures. Raises CaseFileError."""
    return tuple(_listed(row) for row in file.rows(NEWEST, {"most": most}))


def _listed(row: sqlite3.Row) -> Listed:
    return Listed(
        id=CaseId(row["id"]),
        slug=row["slug"],
        name=shortened(row["names"] or "", _LONGEST),
        title=shortened(row["title"], _LONGEST),
        authority=shortened(row["short_name"], _LONGEST),
        country=row["country"],
        zone=known_zone(row["zone"]),
        reference=row["reference"] or "",
        since=_day(row["opened_start"]),
        closed=_day(row["closed_end"]),
    )


def _day(text: str | None) -> date | None:
    if not text or text in _CALENDAR_ENDS:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:  # reported where the investigation is read in full
        return None
