"""New records of an import, gathered by table and written together."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

# The tables that an import writes, owners before what refers to them, with the columns it fills.
COLUMNS = {
    "sources": "url, publisher",
    "authorities": "name, short_name, country, zone, regime",
    "provisions": "text, law, article",
    "respondents": "name, short_name, country, kind",
    "investigations": "slug, title, authority_id, opened_start, opened_end, opened_precision, status,"
    " field_of_law, linked_group, note, country_note, confidence",
    "investigation_references": "investigation_id, reference",
    "investigation_respondents": "investigation_id, respondent_id",
    "investigation_provisions": "investigation_id, provision_id, finding",
    "events": "investigation_id, position, date_start, date_end, date_precision, kind, lane, title,"
    " description, confidence",
    "decisions": "investigation_id, title, reference, decided_start, decided_end, decided_precision,"
    " published_start, published_end, published_precision",
    "fines": "investigation_id, amount, currency, imposed_start, imposed_end, imposed_precision, status,"
    " status_text, addressee, note",
    "investigation_sources": "investigation_id, source_id",
    "event_sources": "event_id, source_id",
    "decision_sources": "decision_id, source_id",
    "fine_sources": "fine_id, source_id",
    "origins": "record_table, record_uid, data_set, licence, taken_on, external_id, digest, line",
}
LAST_ID = "SELECT coalesce(max(id), 0) FROM {table}"


def _insert(table: str, columns: str) -> str:
    places = ", ".join("?" * (columns.count(",") + 3))
    return f"INSERT INTO {table} (id, uid, {columns}) VALUES ({places})"  # noqa: S608 - names of our own


INSERTS = {table: _insert(table, columns) for table, columns in COLUMNS.items()}


class _Table:
    """The records added to one table: those not written yet, the last id, and how many there are."""

    __slots__ = ("begin", "count", "last", "rows")

    def __init__(self, last: int) -> None:
        self.begin, self.count, self.last = _random_beginning(), 0, last
        self.rows: list[tuple[object, ...]] = []


class NewRecords:
    """The records that an import adds, in an open transaction.

    The uids of a table's records in one import follow each other: a random beginning, then their number.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tables = {
            table: _Table(int(connection.execute(LAST_ID.format(table=table)).fetchone()[0]))
            for table in COLUMNS
        }

    def add(self, table: str, *cells: object) -> int:
        """Add a record; returns its id."""
        into = self._tables[table]
        into.last = number = into.last + 1
        into.count = count = into.count + 1
        into.rows.append((number, f"{into.begin}{count:012x}", *cells))
        return number

    def count(self, table: str) -> int:
        """The number of records added to a table."""
        return self._tables[table].count

    def last_uid(self, table: str) -> str:
        """The uid of the record that was added to a table last."""
        own = self._tables[table]
        return f"{own.begin}{own.count:012x}"

    def uids(self, table: str) -> Iterator[str]:
        """The uids of all records added to a table, in order."""
        own = self._tables[table]
        return (f"{own.begin}{number:012x}" for number in range(1, own.count + 1))

    def write(self) -> None:
        """Write the records gathered."""
        for table, own in self._tables.items():
            if own.rows:
                self._connection.executemany(INSERTS[table], own.rows)
                own.rows.clear()


def _random_beginning() -> str:
    """All of a UUID (version 4) but its last twelve digits, with the hyphen before them."""
    digits = os.urandom(9).hex()
    return f"{digits[:8]}-{digits[8:12]}-4{digits[12:15]}-a{digits[15:18]}-"
