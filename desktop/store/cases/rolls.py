"""The days and ids of events, and nothing else of them: enough to count them and to find them again.

A query gives the day and the lane of an event as one number, since texts are slow to read: four times the
number of the day, and the place of the lane; -1 where there is no date. The day is the first one known, else
the last.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from desktop.domain.timeline.density import LANES, density
from desktop.store.cells.kinds import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.domain.timeline.density import Density
    from desktop.store.file.casefile import CaseFile

_ONE_READ = 1_500  # events


_ONE_WALK = 100  # investigations


# NULL where the row is one that is left out where events are read: a day, a lane or a precision that is none.
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


_DAYS = range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)


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
        self._places: list[tuple[int, int]] = []

    @property
    def share(self) -> float:
        """How much of the way is done: 0 to 1."""
        every = self._file.info.events if self._investigations is None else len(self._investigations)
        return min(self._done / max(every, 1), 1.0)

    def step(self) -> bool:
        """Read on; False where nothing was left. Raises CaseFileError on damage."""
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
        """What was read."""
        counted = counted_at(Counter(place for place, _ in self._places))
        found = sorted((place // len(LANES), number) for place, number in self._places)
        dated = found[bisect_left(found, (0,)) :]
        days, ids = array("i", [day for day, _ in dated]), array("q", [number for _, number in dated])
        undated = array("q", [number for _, number in found[: len(found) - len(dated)]])
        return Roll(days, ids, undated, counted)


def _is_place(place: int | None) -> bool:
    """Whether a day and a lane are those of an event that can be shown, or there is no date."""
    return place is not None and (place == -1 or place // len(LANES) in _DAYS)


def counted_at(counts: Mapping[int | None, int]) -> Density:
    """The density of so many events at each place; what is no place is left out."""
    places = {place: count for place, count in counts.items() if place is not None and _is_place(place)}
    dated = {divmod(place, len(LANES)): count for place, count in places.items() if place >= 0}
    by_lane = {(day, LANES[lane]): count for (day, lane), count in dated.items()}
    return density(by_lane, places.get(-1, 0))


def counted(file: CaseFile, tell: Callable[[int, int], None]) -> Density:
    """How many events of a whole file stand on each day; `tell` hears how many of how many are done.

    Raises CaseFileError on damage.
    """
    counts: Counter[int | None] = Counter()
    after, done = -(2**63), 0
    while rows := file.rows(PLACES_OF_ALL, {"after": after, "most": _ONE_READ}):
        counts.update(map(itemgetter("place"), rows))
        after, done = rows[-1]["id"], done + len(rows)
        tell(done, max(done, file.info.events))
    return counted_at(counts)
