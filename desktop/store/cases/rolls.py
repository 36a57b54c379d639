"""The rolls of events: days and ids alone, to count events by day and to fetch them later.

A query gives the day and the lane of an event as one number, since texts are slow to read: four times the
number of the day, plus the place of the lane; -1 without a date. The day is the first known day, else the
last.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from desktop.domain.days.period import FIRST_DAY, LAST_DAY
from desktop.domain.timeline.density import LANES, density
from desktop.store.file.schema import BEFORE_ALL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.domain.timeline.density import Density
    from desktop.store.file.casefile import CaseFile

_ONE_READ = 1_500  # events
_ONE_WALK = 100  # investigations
_DAYS = range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)

# NULL for a row that is left out when events are read: its day, lane or precision is invalid.
# The Julian day of the first day of the calendar is 1721425.5; SQLite takes 31 February for 3 March.
_PLACE = """
CASE
  WHEN lane NOT IN ('complainants', 'authority', 'respondent', 'courts') THEN NULL
  WHEN NOT EXISTS (SELECT 1 FROM investigations i WHERE i.id = events.investigation_id) THEN NULL
  WHEN date_precision = 'undated' THEN -1
  WHEN date_start NOT LIKE '____-__-__' OR date_end NOT LIKE '____-__-__' OR date_end < date_start THEN NULL
  WHEN rtrim(date_precision, '?~%') NOT IN ('day', 'day-in-month', 'month', 'season', 'day-in-year',
       'month-in-year', 'year', 'range', 'decade', 'century') AND date_precision NOT LIKE '%/%' THEN NULL
  WHEN substr(date_start, 9) > '28' AND date(date_start, '+0 days') <> date_start THEN NULL
  WHEN substr(date_end, 9) > '28' AND date(date_end, '+0 days') <> date_end THEN NULL
  ELSE 4 * CAST(julianday(CASE WHEN substr(date_precision, 1, 1) IN ('.', '/') THEN date_end
                               ELSE date_start END) - 1721424.5 AS INTEGER)
       + CASE lane WHEN 'complainants' THEN 0 WHEN 'authority' THEN 1 WHEN 'respondent' THEN 2
                   WHEN 'courts' THEN 3 END
END AS place
"""
PLACES_OF_SOME = f"""
SELECT id, {_PLACE}
  FROM events
 WHERE investigation_id IN (SELECT value FROM json_each(:ids))
"""  # noqa: S608 - a part of our own
PLACES_OF_ALL = f"""
SELECT id, {_PLACE}
  FROM events
 WHERE id > :after
 ORDER BY id
 LIMIT :most
"""  # noqa: S608 - a part of our own


@dataclass(frozen=True, slots=True)
class Roll:
    """The ids of events, by counted day or undated, and the number of events on each day."""

    days: array[int]
    ids: array[int]
    undated: array[int]
    density: Density

    def within(self, first: int, last: int) -> array[int]:
        """The ids of events counted from the day number `first` to `last`, both included."""
        return self.ids[bisect_left(self.days, first) : bisect_right(self.days, last)]

    @property
    def every(self) -> array[int]:
        """The ids of all events."""
        return self.ids + self.undated


class Rolling:
    """The reading of a roll for a few investigations or for all, one short read at a time."""

    def __init__(self, file: CaseFile, investigations: array[int] | None = None) -> None:
        self._file = file
        self._investigations = investigations
        self._done = 0
        self._after = BEFORE_ALL
        self._places: list[tuple[int, int]] = []

    @property
    def share(self) -> float:
        """The share of the reading that is done, from 0 to 1."""
        every = self._file.info.events if self._investigations is None else len(self._investigations)
        return min(self._done / max(every, 1), 1.0)

    def step(self) -> bool:
        """Read the next rows; False if none were left. Raises CaseFileError on damage."""
        if self._investigations is None:
            rows = self._file.rows(PLACES_OF_ALL, {"after": self._after, "most": _ONE_READ})
            self._after = rows[-1]["id"] if rows else self._after
            self._done += len(rows)
        else:
            wanted = self._investigations[self._done : self._done + _ONE_WALK].tolist()
            rows = self._file.rows(PLACES_OF_SOME, {"ids": json.dumps(wanted)})
            self._done += len(wanted)
        self._places += [(row["place"], row["id"]) for row in rows if _is_place(row["place"])]
        return bool(rows) or (self._investigations is not None and self._done < len(self._investigations))

    def roll(self) -> Roll:
        """The roll of the events read so far."""
        counted = counted_at(Counter(place for place, _ in self._places))
        found = sorted((place // len(LANES), number) for place, number in self._places)
        dated = found[bisect_left(found, (0,)) :]
        days, ids = array("i", [day for day, _ in dated]), array("q", [number for _, number in dated])
        undated = array("q", [number for _, number in found[: len(found) - len(dated)]])
        return Roll(days, ids, undated, counted)


def _is_place(place: int | None) -> bool:
    """Whether a number is the day and lane of an event that can be shown, or -1 for no date."""
    return place is not None and (place == -1 or place // len(LANES) in _DAYS)


def counted_at(counts: Mapping[int | None, int]) -> Density:
    """The density of the given numbers of events at each place; invalid places are left out."""
    places = {place: count for place, count in counts.items() if place is not None and _is_place(place)}
    dated = {divmod(place, len(LANES)): count for place, count in places.items() if place >= 0}
    by_lane = {(day, LANES[lane]): count for (day, lane), count in dated.items()}
    return density(by_lane, places.get(-1, 0))


def counted(file: CaseFile, tell: Callable[[int, int], None]) -> Density:
    """The number of events on each day of a whole file; `tell` hears the events done and their total.

    Raises CaseFileError on damage.
    """
    counts: Counter[int | None] = Counter()
    done = 0
    for rows in file.pages(PLACES_OF_ALL, _ONE_READ):
        counts.update(map(itemgetter("place"), rows))
        done += len(rows)
        tell(done, max(done, file.info.events))
    return counted_at(counts)
