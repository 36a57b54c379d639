"""Inserting rows, each shared one once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.days.edtf import precision_code, stored_days

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

    from desktop.domain.days.period import Span, UncertainDate
    from desktop.domain.days.workdays import WorkingDays
    from desktop.domain.source import Source


def insert_into(table: str, columns: str) -> str:
    """The INSERT of the named columns, each from a parameter of its own name."""
    parameters = ", ".join(f":{column.strip()}" for column in columns.split(","))
    return f"INSERT INTO {table} ({columns}) VALUES ({parameters})"  # noqa: S608 - names of our own


INSERT_SOURCE = insert_into("sources", "url, publisher")


class Inserter:
    """Inserts rows in an open transaction and gives their ids."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._shared: dict[tuple[str, object], int] = {}

    def insert(self, sql: str, **values: object) -> int:
        """Insert a row and give its id."""
        return int(self._connection.execute(sql, values).lastrowid or 0)

    def once(self, sql: str, key: object, **values: object) -> int:
        """The id of the row of this value, inserted where it is new."""
        known = self._shared.get((sql, key))
        if known is None:
            known = self._shared[sql, key] = self.insert(sql, **values)
        return known

    def cite(self, sql: str, owner: int, sources: tuple[Source, ...]) -> None:
        """Join sources, in their order, to the row that they support."""
        for source in sources:
            source_id = self.once(INSERT_SOURCE, source, url=source.url, publisher=source.publisher)
            self.insert(sql, owner=owner, source_id=source_id)


def text(day: date | None) -> str | None:
    """A day as it is stored."""
    return None if day is None else day.isoformat()


def calendar_code(days: WorkingDays | None) -> str:
    """A calendar as it is stored: by its code. Raises ValueError for a list of holidays without one."""
    if days is not None and not days.code:
        raise ValueError("holidays given by hand cannot be stored: a case file names a calendar")
    return days.code if days is not None else ""


def date_columns(name: str, date: UncertainDate | None) -> dict[str, object]:
    """A date as its three columns."""
    first, last = stored_days(date) if date is not None else (None, None)
    return {
        f"{name}_start": text(first),
        f"{name}_end": text(last),
        f"{name}_precision": date and precision_code(date),
    }


def window_columns(window: Span | None) -> dict[str, object]:
    """A span of days as its two columns."""
    return {
        "window_start": window and window.start.isoformat(),
        "window_end": window and window.end.isoformat(),
    }
