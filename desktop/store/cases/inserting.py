"""Inserting rows, each shared row once, and the stored forms of days, dates and calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.days.edtf import precision_code, stored_days
from desktop.store.file.uids import uid_of

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from desktop.domain.days.period import Span, UncertainDate
    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.source import Source


def insert_into(table: str, columns: str) -> str:
    """The INSERT of a record with the named columns, each from the parameter of its name."""
    every = f"id, uid, {columns}"
    parameters = ", ".join(f":{column.strip()}" for column in every.split(","))
    return f"INSERT INTO {table} ({every}) VALUES ({parameters})"  # noqa: S608 - names of our own


def cite_into(fact: str) -> str:
    """The INSERT that joins a source to a row of its own kind, such as an event."""
    return (
        f"INSERT INTO {fact}_sources (id, uid, {fact}_id, source_id)"  # noqa: S608 - names of our own
        " VALUES (:id, :uid, :owner, :source_id)"
    )


INSERT_SOURCE = insert_into("sources", "url, publisher")


class Inserter:
    """The inserter of rows into a new case file, in an open transaction."""

    def __init__(self, connection: sqlite3.Connection, case_uid: str) -> None:
        self._connection, self._case_uid = connection, case_uid
        self._shared: dict[tuple[str, object], int] = {}
        self._last: dict[str, int] = {}

    def insert(self, sql: str, **values: object) -> int:
        """Insert a row, by default with the next id, and with the uid of its id; returns its id."""
        table = sql.split(None, 3)[2]
        given = values.get("id")
        row_id = given if isinstance(given, int) else self._last.get(table, 0) + 1
        self._last[table] = max(row_id, self._last.get(table, 0))
        known = {"id": row_id, "uid": uid_of(self._case_uid, table, row_id)}
        self._connection.execute(sql, values | known)
        return row_id

    def once(self, sql: str, key: object, **values: object) -> int:
        """The id of the shared row for `key`, inserted on first use."""
        known = self._shared.get((sql, key))
        if known is None:
            known = self._shared[sql, key] = self.insert(sql, **values)
        return known

    def cite(self, sql: str, owner: int, sources: tuple[Source, ...]) -> None:
        """Join sources, in order, to the row that they support."""
        for source in sources:
            source_id = self.once(INSERT_SOURCE, source, url=source.url, publisher=source.publisher)
            self.insert(sql, owner=owner, source_id=source_id)

    def insert_cited(self, sql: str, cite: str, sources: tuple[Source, ...], **values: object) -> None:
        """Insert a row and join the sources that support it."""
        self.cite(cite, self.insert(sql, **values), sources)


def text(day: date | None) -> str | None:
    """The stored form of a day: an ISO text, or None."""
    return None if day is None else day.isoformat()


def calendar_code(days: WorkingDays | None) -> str:
    """The stored form of a calendar: its code. Raises ValueError for a list of holidays without a code."""
    if days is not None and not days.code:
        raise ValueError("holidays given by hand cannot be stored: a case file names a calendar")
    return days.code if days is not None else ""


def date_columns(name: str, date: UncertainDate | None) -> dict[str, object]:
    """The three columns of a date."""
    first, last = stored_days(date) if date is not None else (None, None)
    return {
        f"{name}_start": text(first),
        f"{name}_end": text(last),
        f"{name}_precision": date and precision_code(date),
    }


def window_columns(window: Span | None) -> dict[str, object]:
    """The two columns of a span of days."""
    return {
        "window_start": window and window.start.isoformat(),
        "window_end": window and window.end.isoformat(),
    }
