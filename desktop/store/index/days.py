"""The number of events on each day, kept in the index file as one value."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from desktop.domain.timeline.density import DensityError, density_from
from desktop.store.cases.rolls import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.timeline.density import Density
    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.texts import Indexed

_LAYOUT = 1  # raised when the form of the kept value changes

TABLE = "CREATE TABLE IF NOT EXISTS event_days (layout INTEGER PRIMARY KEY, density BLOB NOT NULL)"
LOAD = "SELECT density FROM event_days WHERE layout = :layout"
SAVE = "INSERT OR REPLACE INTO event_days (layout, density) VALUES (:layout, :density)"


def write_days(file: CaseFile, index: Indexed, tell: Callable[[int, int], None]) -> None:
    """Count the events of a case file, and keep their number for each day and lane.

    `tell` hears the number of events counted and their total. Raises CaseFileError on damage.
    """
    found = counted(file, tell).to_bytes()
    index.connection.execute(TABLE)
    index.connection.execute(SAVE, {"layout": _LAYOUT, "density": found})


def load_days(index: Indexed) -> Density | None:
    """The kept numbers of events, or None if there are none or they cannot be read."""
    try:
        row = index.connection.execute(LOAD, {"layout": _LAYOUT}).fetchone()
        return density_from(row[0]) if row else None
    except (sqlite3.OperationalError, DensityError):  # no table yet, or a damaged value
        return None
