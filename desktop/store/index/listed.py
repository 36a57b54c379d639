"""The rows of the list in the index file, one for each investigation: their tables and their reading."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.domain.case.ids import CaseId
from desktop.domain.listing.facets import SortBy
from desktop.domain.listing.row import Listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop.store.index.opening import Index

TABLES = (
    """CREATE TABLE IF NOT EXISTS listed (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL,
    authority TEXT NOT NULL, country TEXT NOT NULL, zone TEXT NOT NULL, reference TEXT NOT NULL,
    since TEXT, closed TEXT, respondents TEXT NOT NULL, provisions TEXT NOT NULL,
    name_key TEXT NOT NULL, authority_key TEXT NOT NULL, plain TEXT NOT NULL, digest BLOB NOT NULL)""",
    # Filled by the next stage, for the few investigations with penalties. The index tells their ids, so that
    # a page of rows reads nothing for the other investigations; hindsight is long, and seldom wanted.
    "CREATE TABLE IF NOT EXISTS figures (id INTEGER PRIMARY KEY, known BLOB NOT NULL, digest BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS figures_ids ON figures (id)",
    "CREATE TABLE IF NOT EXISTS hindsight (id INTEGER PRIMARY KEY, figures BLOB NOT NULL)",
)
INDEXES = (
    "CREATE UNIQUE INDEX IF NOT EXISTS listed_by_slug ON listed (slug)",
    "CREATE INDEX IF NOT EXISTS listed_by_name ON listed (name_key, slug)",
    "CREATE INDEX IF NOT EXISTS listed_by_authority ON listed (authority_key, name_key, slug)",
    "CREATE INDEX IF NOT EXISTS listed_by_name_down ON listed (name_key DESC, slug)",
    "CREATE INDEX IF NOT EXISTS listed_by_authority_down ON listed (authority_key DESC, name_key, slug)",
    "CREATE INDEX IF NOT EXISTS listed_by_since_down ON listed (since DESC, name_key, slug)",
    "CREATE INDEX IF NOT EXISTS listed_by_plain ON listed (plain, slug)",
    "CREATE INDEX IF NOT EXISTS listed_by_since ON listed (since, name_key, slug)",
)
_ROWS = """
SELECT l.id, l.slug, l.name, l.title, l.authority, l.country, l.zone, l.reference, l.since, l.closed,
       (SELECT f.known FROM figures f
         WHERE f.id = (SELECT g.id FROM figures g INDEXED BY figures_ids WHERE g.id = l.id)),
       NULL
  FROM listed l
"""
BY_IDS = f"{_ROWS} WHERE l.id IN (SELECT value FROM json_each(:ids))"  # noqa: S608 - a constant
WITH_HINDSIGHT = BY_IDS.replace(
    "NULL", "coalesce((SELECT h.figures FROM hindsight h WHERE h.id = l.id), x'')"
)
BY_SLUG = "SELECT id FROM listed WHERE slug = :slug"
FIRST = {
    (SortBy.RESPONDENT, False): f"{_ROWS} ORDER BY l.name_key, l.slug LIMIT :most",
    (SortBy.RESPONDENT, True): f"{_ROWS} ORDER BY l.name_key DESC, l.slug LIMIT :most",
    (SortBy.AUTHORITY, False): f"{_ROWS} ORDER BY l.authority_key, l.name_key, l.slug LIMIT :most",
    (SortBy.AUTHORITY, True): f"{_ROWS} ORDER BY l.authority_key DESC, l.name_key, l.slug LIMIT :most",
    (SortBy.OPENED, False): f"{_ROWS} ORDER BY l.since, l.name_key, l.slug LIMIT :most",
    (SortBy.OPENED, True): f"{_ROWS} ORDER BY l.since DESC, l.name_key, l.slug LIMIT :most",
}
DIGESTS = "SELECT id, digest FROM listed"
REPLACE = """
INSERT OR REPLACE INTO listed (id, slug, name, title, authority, country, zone, reference, since, closed,
       respondents, provisions, name_key, authority_key, plain, digest)
VALUES (:id, :slug, :name, :title, :authority, :country, :zone, :reference, :since, :closed,
       :respondents, :provisions, :name_key, :authority_key, :plain, :digest)
"""
REMOVE = "DELETE FROM listed WHERE id = :id"


def read_listed(index: Index, ids: Iterable[int], *, hindsight: bool = False) -> tuple[Listed, ...]:
    """The rows of the given ids, in their order; missing rows are left out."""
    asked = list(ids)
    statement = WITH_HINDSIGHT if hindsight else BY_IDS
    rows = index.connection.execute(statement, {"ids": json.dumps(asked)}).fetchall()
    found = {row[0]: _listed(row) for row in rows}
    return tuple(found[number] for number in asked if number in found)


def first_listed(index: Index, sort: SortBy, most: int, *, descending: bool) -> tuple[Listed, ...] | None:
    """The first rows of the whole list in an order with an SQL index; None for any other order."""
    statement = FIRST.get((sort, descending))
    if statement is None:
        return None
    return tuple(_listed(row) for row in index.connection.execute(statement, {"most": most}).fetchall())


def id_of(index: Index, slug: str) -> int | None:
    """The id of the investigation with a slug, or None."""
    row = index.connection.execute(BY_SLUG, {"slug": slug}).fetchone()
    return int(row[0]) if row else None


def _listed(row: tuple[Any, ...]) -> Listed:
    number, slug, name, title, authority, country, zone, reference, since, closed, known, hindsight = row
    return Listed(
        CaseId(number), slug, name, title, authority, country, zone, reference,
        date.fromisoformat(since) if since else None,
        date.fromisoformat(closed) if closed else None,
        known or b"", hindsight,
    )  # fmt: skip


def read_beginning(index: Index, by: SortBy, most: int, *, descending: bool) -> tuple[Listed, ...]:
    """The noted first rows of the list, at most `most`; no rows if none were noted."""
    kept = index.note(_name(by, descending=descending))
    return read_listed(index, json.loads(kept)[:most]) if kept is not None else ()


def keep_beginning(index: Index, by: SortBy, ids: Sequence[int], *, descending: bool) -> None:
    """Note the first rows of the list, unless another process is writing its notes."""
    name, kept = _name(by, descending=descending), json.dumps(list(ids)).encode()
    if index.note(name) != kept:
        index.keep_note(name, kept)


def _name(by: SortBy, *, descending: bool) -> str:
    return f"beginning {by} {descending}"
