"""Reading events for a timeline of several investigations: by days, or by respondent."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

from desktop.domain.case.case import Event, Lane
from desktop.domain.case.ids import EventId
from desktop.domain.days.edtf import NO_START
from desktop.domain.printable import shortened
from desktop.domain.source import Confidence
from desktop.domain.timeline.chronicle import Chronicle, Owner
from desktop.store.cases.columns import uncertain
from desktop.store.cells import kinds
from desktop.store.cells.rows import checked
from desktop.store.file.schema import BEFORE_ALL

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import date

    from desktop.store.cells.table import Row
    from desktop.store.file.casefile import CaseFile

_ONE_READ = 500  # events

_EVENTS = """
SELECT e.id, e.date_start, e.date_end, e.date_precision, e.kind, e.lane, e.title, e.confidence,
       i.slug, substr(i.title, 1, 2000) AS investigation,
       substr(coalesce(a.short_name, ''), 1, 2000) AS authority
  FROM events e
  CROSS JOIN investigations i ON i.id = e.investigation_id
  LEFT JOIN authorities a ON a.id = i.authority_id"""
EVENTS_BETWEEN = f"""{_EVENTS}
 WHERE e.date_start BETWEEN :after AND :last AND (e.date_start > :after OR e.id > :id)
   AND e.date_precision <> 'undated' AND substr(e.date_precision, 1, 1) NOT IN ('.', '/')
 ORDER BY e.date_start, e.id
 LIMIT :most
"""
# Events without a known first day, counted at their last day.
EVENTS_OPENING = f"""{_EVENTS}
 WHERE e.date_start = :no_start AND e.date_end BETWEEN :first AND :last
   AND substr(e.date_precision, 1, 1) IN ('.', '/')
 ORDER BY e.id
 LIMIT :most
"""
EVENTS_NAMED = f"""{_EVENTS}
 WHERE e.id IN (SELECT value FROM json_each(:ids))
"""  # noqa: S608 - a part of our own
# The investigations with a respondent of the same everyday name as a respondent of this investigation.
KIN = """
SELECT DISTINCT j2.investigation_id AS id
  FROM investigations i
  CROSS JOIN investigation_respondents j1 ON j1.investigation_id = i.id
  CROSS JOIN respondents r1 ON r1.id = j1.respondent_id
  CROSS JOIN respondents r2 ON r2.short_name = r1.short_name
  CROSS JOIN investigation_respondents j2 ON j2.respondent_id = r2.id
 WHERE i.slug = :slug
 ORDER BY 1
"""
NAMES = """
SELECT DISTINCT r.short_name
  FROM investigations i
  JOIN investigation_respondents j ON j.investigation_id = i.id
  JOIN respondents r ON r.id = j.respondent_id
 WHERE i.slug = :slug
 ORDER BY j.id
"""


def kin_of(file: CaseFile, slug: str) -> array[int]:
    """The ids of all investigations against the respondents of an investigation, its own id included."""
    return array("q", (row["id"] for row in file.rows(KIN, {"slug": slug})))


def names_of(file: CaseFile, slug: str) -> tuple[str, ...]:
    """The everyday names of the respondents of an investigation."""
    return tuple(shortened(row["short_name"], kinds.LINE.most) for row in file.rows(NAMES, {"slug": slug}))


def events_named(file: CaseFile, ids: Iterable[int]) -> Chronicle:
    """The events of the given ids. Raises CaseFileError on damage."""
    wanted = list(ids)
    rows: list[sqlite3.Row] = []
    for start in range(0, len(wanted), _ONE_READ):
        rows += file.rows(EVENTS_NAMED, {"ids": json.dumps(wanted[start : start + _ONE_READ])})
    return _chronicle(rows)


def events_between(file: CaseFile, first: date, last: date, limit: int) -> Chronicle:
    """The first `limit` events counted on the days from `first` to `last`, both included.

    An event counts at its first known day, else at its last day. Raises CaseFileError on damage.
    """
    opening = {"no_start": NO_START.isoformat(), "first": first.isoformat(), "last": last.isoformat()}
    rows = file.rows(EVENTS_OPENING, opening | {"most": limit})
    after, last_id = first.isoformat(), BEFORE_ALL
    while len(rows) < limit:
        most = min(_ONE_READ, limit - len(rows))
        place = {"after": after, "id": last_id, "last": last.isoformat(), "most": most}
        more = file.rows(EVENTS_BETWEEN, place)
        rows += more
        if len(more) < most:
            break
        after, last_id = more[-1]["date_start"], more[-1]["id"]
    return _chronicle(rows)


def _chronicle(rows: list[sqlite3.Row]) -> Chronicle:
    """The chronicle of the rows without faults."""
    sound = [(row, cells.row) for row, cells in checked("events", rows) if cells.row is not None]
    owners = {row["slug"]: Owner(row["slug"], row["investigation"], row["authority"]) for row, _ in sound}
    events = [_event(read) for _, read in sound]
    return Chronicle(events, ((EventId(row["id"]), owners[row["slug"]]) for row, _ in sound))


def _event(row: Row) -> Event:
    """The event of a row, without its description, actors and sources."""
    return Event(
        EventId(row["id"]),
        uncertain(row, "date"),
        row["kind"],
        Lane(row["lane"]),
        row["title"],
        "",
        (),
        Confidence(row["confidence"]),
        (),
    )
