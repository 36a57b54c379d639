"""What a case file holds already of what an import brings: rows of the data set, and shared records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.shared.parties import OTHER_NAMES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from desktop.domain.case.case import Authority
    from desktop.domain.edit.imported import Key

# Rows taken before whose records are still there.
TAKEN = """
SELECT external_id, digest FROM origins o
 WHERE data_set = :data_set AND (EXISTS (SELECT 1 FROM investigations WHERE uid = o.record_uid)
    OR EXISTS (SELECT 1 FROM events WHERE uid = o.record_uid))
"""
AUTHORITIES = "SELECT id, name, short_name, country FROM authorities"
PROVISIONS = "SELECT id, law, article FROM provisions"
RESPONDENT = "SELECT id FROM respondents WHERE short_name = ? AND name = ? AND country = '' AND kind = ?"
OTHER_NAMED = """
SELECT min(r.id) FROM origins o JOIN respondents r ON r.uid = o.record_uid
 WHERE o.record_table = 'respondents' AND o.data_set = ? AND o.external_id = ?
"""
OTHER_AUTHORITIES = """
SELECT o.external_id, a.country, a.id FROM origins o JOIN authorities a ON a.uid = o.record_uid
 WHERE o.record_table = 'authorities' AND o.data_set = ? ORDER BY o.id DESC
"""
SOURCE = "SELECT min(id) FROM sources WHERE url = ?"
SLUG = "SELECT 1 FROM investigations WHERE slug = ?"
HAS = "SELECT EXISTS (SELECT 1 FROM {table})"
BY_SLUG = "SELECT id FROM investigations WHERE slug = ?"
LAST_POSITION = "SELECT coalesce(max(position), -1) FROM events WHERE investigation_id = ?"
NAMES = """
SELECT slug AS name, slug FROM investigations
UNION ALL SELECT title, slug FROM investigations
UNION ALL
SELECT r.reference, i.slug
  FROM investigation_references r JOIN investigations i ON i.id = r.investigation_id
"""


class Before(NamedTuple):
    """A row that was taken before: whether it is there, and whether its cells were the same."""

    is_there: bool
    is_same: bool = False


class TakenBefore:
    """The rows of a data set that were taken before: by their id there, else by their digest."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._taken: dict[str, str] = {}
        self._digests: set[str] = set()
        for external_id, digest in rows:
            if external_id:
                self._taken[external_id] = digest
            else:
                self._digests.add(digest)

    def before(self, key: Key) -> Before:
        """Whether a row was taken before."""
        if not key.external_id:
            return Before(key.digest in self._digests, is_same=True)
        digest = self._taken.get(key.external_id)
        return Before(digest is not None, digest == key.digest)


class KnownRecords:
    """The records of a case file that an import may refer to, in an open transaction."""

    def __init__(self, connection: sqlite3.Connection, data_set: str) -> None:
        self._connection = connection
        rows = connection.execute(TAKEN, {"data_set": data_set})
        self.before = TakenBefore(tuple(row) for row in rows).before
        # Searched only where there is something to find.
        self._filled = {
            table: bool(connection.execute(HAS.format(table=table)).fetchone()[0])
            for table in ("investigations", "respondents", "sources")
        }
        self.authorities = {tuple(row)[1:]: row[0] for row in connection.execute(AUTHORITIES)}
        others = connection.execute(OTHER_AUTHORITIES, (OTHER_NAMES,))
        self._other_authorities = {(name, country): number for name, country, number in others}
        self.provisions = {tuple(row)[1:]: row[0] for row in connection.execute(PROVISIONS)}

    def authority(self, authority: Authority) -> int | None:
        """The id of an authority of this name and country; the name may be another one of its names."""
        found = self.authorities.get((authority.name, authority.short_name, authority.country))
        for name in (authority.name, authority.short_name):
            found = found or self._other_authorities.get((name, authority.country))
        return found

    def respondent(self, name: str, kind: str) -> int | None:
        """The id of a respondent that an earlier import named so, or that has this as another name."""
        if not self._filled["respondents"]:
            return None
        found = _first(self._connection, RESPONDENT, (name, name, kind))
        return found or _first(self._connection, OTHER_NAMED, (OTHER_NAMES, name))

    def source(self, url: str) -> int | None:
        """The id of a source with a link."""
        return _first(self._connection, SOURCE, (url,)) if self._filled["sources"] else None

    def has_slug(self, slug: str) -> bool:
        """Whether an investigation has a slug."""
        return self._filled["investigations"] and _first(self._connection, SLUG, (slug,)) is not None

    def investigation(self, slug: str) -> int | None:
        """The id of the investigation with a slug."""
        return _first(self._connection, BY_SLUG, (slug,))

    def last_position(self, investigation: int) -> int:
        """The last position of an investigation's events; -1 where it has none."""
        return int(self._connection.execute(LAST_POSITION, (investigation,)).fetchone()[0])


def _first(connection: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> int | None:
    row = connection.execute(sql, values).fetchone()
    return None if row is None or row[0] is None else int(row[0])
