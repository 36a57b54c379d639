"""The days and ids of events, and nothing else of them: enough to count them and to find them again."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from desktop.domain.cases import Lane
from desktop.domain.density import density
from desktop.domain.period import Precision, parse_day
from desktop.store.errors import reading

if TYPE_CHECKING:
    from desktop.domain.density import Density
    from desktop.store.casefile import CaseFile

_ONE_READ = 2_000  # events
_ONE_WALK = 100  # investigations

# Counted at the first day known, else at the last.
DAYS_OF_SOME = """
SELECT id, lane, date_precision,
       CASE WHEN substr(date_precision, 1, 1) IN ('.', '/') THEN date_end ELSE date_start END AS day
  FROM events
 WHERE investigation_id IN (SELECT value FROM json_each(:ids))
"""
DAYS_OF_ALL = """
SELECT id, lane, date_precision,
       CASE WHEN substr(date_precision, 1, 1) IN ('.', '/') THEN date_end ELSE date_start END AS day
  FROM events
 WHERE id > :after
 ORDER BY id
 LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Roll:
    """The ids of events by the day they are counted at, and of those without a date; how many a day."""

    days: array[int]
    ids: array[int]
    undated: array[int]
    density: Density

    def within(self, first: int, last: int) -> array[int]:
        """The events counted on the days (numbers) from `first` to `last`, both included."""
        return self.ids[bisect_left(self.days, first) : bisect_right(self.days, last)]

    @property
    def every(self) -> array[int]:
        """All events."""
        return self.ids + self.undated


class Rolling:
    """A roll of some investigations, or of all, while it is read, a short read at a time."""

    def __init__(self, file: CaseFile, investigations: array[int] | None = None) -> None:
        self._file = file
        self._investigations = investigations
        self._done = 0
        self._after = -(2**63)
        self._found: list[tuple[str, int]] = []
        self._undated = array("q")
        self._counts: Counter[tuple[str, str]] = Counter()

    @property
    def share(self) -> float:
        """How much of the way is done: 0 to 1."""
        if self._investigations is not None:
            return self._done / max(len(self._investigations), 1)
        return self._done / max(self._file.info.events, 1)

    def step(self) -> bool:
        """Read on; False where nothing was left. Raises CaseFileError on damage."""
        rows = self._some() if self._investigations is not None else self._next()
        dated = [row for row in rows if row[2] != Precision.UNDATED]
        self._found += [(row[3], row[0]) for row in dated]
        self._counts.update([(row[3], row[1]) for row in dated])
        if len(dated) < len(rows):
            self._undated.extend(row[0] for row in rows if row[2] == Precision.UNDATED)
        return bool(rows) or (self._investigations is not None and self._done < len(self._investigations))

    def roll(self) -> Roll:
        """What was read. Raises CaseFileError where a day is none."""
        number, found = cache(lambda day: parse_day(day).toordinal()), sorted(self._found)
        with reading(self._file.path):
            days = array("i", [number(day) for day, _ in found])
            counts = {(number(day), Lane(lane)): count for (day, lane), count in self._counts.items()}
        ids = array("q", [one for _, one in found])
        return Roll(days, ids, self._undated, density(counts, len(self._undated)))

    def _some(self) -> list[tuple[int, str, str, str]]:
        """The events of the next investigations."""
        wanted = (self._investigations or array("q"))[self._done : self._done + _ONE_WALK].tolist()
        self._done += len(wanted)
        return _tuples(self._file, DAYS_OF_SOME, ids=json.dumps(wanted))

    def _next(self) -> list[tuple[int, str, str, str]]:
        """The next events of all."""
        rows = _tuples(self._file, DAYS_OF_ALL, after=self._after, most=_ONE_READ)
        self._done += len(rows)
        self._after = rows[-1][0] if rows else self._after
        return rows


def roll_of(file: CaseFile, investigations: array[int] | None = None) -> Roll:
    """The events of some investigations, or of all. Raises CaseFileError on damage."""
    rolling = Rolling(file, investigations)
    while rolling.step():
        pass
    return rolling.roll()


def _tuples(file: CaseFile, sql: str, **parameters: object) -> list[tuple[int, str, str, str]]:
    """The rows of a query as plain tuples: id, lane, code and day."""
    return list(map(tuple, file.rows(sql, parameters)))
