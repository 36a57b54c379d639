"""How many events stand on each day, kept in the index file as one value."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

from desktop.domain.cases import Lane
from desktop.domain.density import DensityError, density, density_from
from desktop.domain.period import parse_day
from desktop.store.errors import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.domain.density import Density
    from desktop.store.casefile import CaseFile
    from desktop.store.index.texts import Indexed

_AT_ONCE = 10_000  # events in one short read
_LAYOUT = 1  # raised when what is kept changes

TABLE = "CREATE TABLE IF NOT EXISTS event_days (layout INTEGER PRIMARY KEY, density BLOB NOT NULL)"
LOAD = "SELECT density FROM event_days WHERE layout = :layout"
SAVE = "INSERT OR REPLACE INTO event_days (layout, density) VALUES (:layout, :density)"
# Counted at the first day known, else at the last; those without a date by a day of their own.
DAYS = """
SELECT CASE WHEN date_precision = 'undated' THEN '' WHEN substr(date_precision, 1, 1) IN ('.', '/')
       THEN date_end ELSE date_start END AS day, lane, count(*) AS events, max(id) AS last_id
  FROM (SELECT id, lane, date_precision, date_start, date_end
          FROM events
         WHERE id > :after
         ORDER BY id
         LIMIT :most)
 GROUP BY 1, 2
"""


def write_days(file: CaseFile, index: Indexed, tell: Callable[[int, int], None]) -> None:
    """Count the events of a case file and keep their number for each day and lane.

    `tell` hears how many events of how many are counted. Raises CaseFileError on damage.
    """
    found = _counted(file, tell).to_bytes()
    index.connection.execute(TABLE)
    index.connection.execute(SAVE, {"layout": _LAYOUT, "density": found})


def load_days(index: Indexed) -> Density | None:
    """What was counted, or None where nothing was, or where it cannot be read."""
    try:
        row = index.connection.execute(LOAD, {"layout": _LAYOUT}).fetchone()
    except sqlite3.OperationalError:  # there is no such table yet
        return None
    try:
        return density_from(row[0]) if row else None
    except DensityError:
        return None


def _counted(file: CaseFile, tell: Callable[[int, int], None]) -> Density:
    """All events of a file by day and lane, in short reads."""
    counts: Counter[tuple[str, str]] = Counter()
    after, done, every = -(2**63), 0, file.info.events
    while rows := file.rows(DAYS, {"after": after, "most": _AT_ONCE}):
        for row in rows:
            counts[row["day"], row["lane"]] += row["events"]
        done += sum(row["events"] for row in rows)
        after = max(row["last_id"] for row in rows)
        tell(done, max(done, every))
    with reading(file.path):
        dated = {
            (parse_day(day).toordinal(), Lane(lane)): count for (day, lane), count in counts.items() if day
        }
    return density(dated, sum(count for (day, _), count in counts.items() if not day))
