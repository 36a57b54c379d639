"""The density of a timeline: the number of events by day and lane, drawn if they are too many for marks."""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from itertools import accumulate
from operator import itemgetter, le, lt, sub
from typing import TYPE_CHECKING

from desktop.domain.case.case import Lane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANES = tuple(Lane)
_HEADER = struct.Struct("<8sII")  # the mark, the number of days with events, the number of undated events
_MARK = b"DENSITY1"
_BYTES = 4  # of a number
_LAST = 3_652_059  # the ordinal of the last day of the calendar


class DensityError(ValueError):
    """Bytes that are not those of a density."""


class Density:
    """Events counted at their first known day (an ordinal); undated events are counted apart.

    Only days with events take room, so that an event of the year 1 costs no more than one of this year.
    """

    __slots__ = ("_days", "_sums", "undated")

    def __init__(self, days: array[int], sums: tuple[array[int], ...], undated: int = 0) -> None:
        """Take ascending `days`, and in `sums` each lane's number of events before each day and in all."""
        self._days, self._sums, self.undated = days, sums, undated

    @property
    def dated(self) -> int:
        """The number of dated events."""
        return sum(sums[-1] for sums in self._sums)

    @property
    def total(self) -> int:
        """The number of all events."""
        return self.dated + self.undated

    @property
    def reach(self) -> tuple[int, int] | None:
        """The first and the last day with an event; None without any."""
        return (self._days[0], self._days[-1]) if self._days else None

    def of_lane(self, lane: Lane) -> int:
        """The number of dated events of a lane."""
        return self._sums[LANES.index(lane)][-1]

    def count(self, lane: Lane, start: int, end: int) -> int:
        """The number of events of a lane from the day `start` until before the day `end`."""
        sums = self._sums[LANES.index(lane)]
        return sums[self._place(max(start, end))] - sums[self._place(start)]

    def within(self, start: int, end: int) -> int:
        """The number of events of all lanes from the day `start` until before the day `end`."""
        first, after = self._place(start), self._place(max(start, end))
        return sum(sums[after] - sums[first] for sums in self._sums)

    def between(self, edges: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        """For each lane, the number of events between neighbouring days (at least two, in order)."""
        chosen = itemgetter(*map(self._place, edges))
        return tuple(tuple(map(sub, (places := chosen(sums))[1:], places)) for sums in self._sums)

    def nearest(self, day: int, *, after: bool) -> int | None:
        """The next day with an event after a day, or the last one before it; None without any."""
        place = self._place(day + 1) if after else self._place(day) - 1
        return self._days[place] if 0 <= place < len(self._days) else None

    def to_bytes(self) -> bytes:
        """The density as bytes for `density_from`, the same on every machine."""
        head = _HEADER.pack(_MARK, len(self._days), self.undated)
        return head + b"".join(_little(numbers).tobytes() for numbers in (self._days, *self._sums))

    def _place(self, day: int) -> int:
        return bisect_left(self._days, day)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Density) and self.to_bytes() == other.to_bytes()

    __hash__ = None  # type: ignore[assignment]  # too large to be looked up by


def density(counts: Mapping[tuple[int, Lane], int], undated: int = 0) -> Density:
    """The density of event counts by day (an ordinal) and lane."""
    days = array("i", sorted({day for day, _ in counts}))
    sums = tuple(
        array("I", accumulate((counts.get((day, lane), 0) for day in days), initial=0)) for lane in LANES
    )
    return Density(days, sums, undated)


def density_from(data: bytes) -> Density:
    """The density in bytes of `Density.to_bytes`. Raises DensityError for other bytes."""
    if len(data) < _HEADER.size:
        raise DensityError("too short")
    mark, count, undated = _HEADER.unpack_from(data)
    sizes = [count, *(count + 1 for _ in LANES)]
    if mark != _MARK or len(data) != _HEADER.size + _BYTES * sum(sizes):
        raise DensityError("not a density")
    numbers, start = [], _HEADER.size
    for size, code in zip(sizes, "iIIII", strict=True):
        numbers.append(_little(array(code, data[start : start + _BYTES * size])))
        start += _BYTES * size
    days, *sums = numbers
    if not _holds(days, sums):
        raise DensityError("numbers that cannot be")
    return Density(days, tuple(sums), undated)


def _holds(days: array[int], sums: list[array[int]]) -> bool:
    """Whether days are in order and within the calendar, and sums begin at nought and never fall."""
    if not all(map(lt, days, days[1:])) or (days and not 0 < days[0] <= days[-1] <= _LAST):
        return False
    return all(one[0] == 0 and all(map(le, one, one[1:])) for one in sums)


def _little(numbers: array[int]) -> array[int]:
    """The numbers with their lowest byte first, or turned back from that."""
    if sys.byteorder == "little":
        return numbers
    turned = numbers[:]  # pragma: no cover - on few machines
    turned.byteswap()  # pragma: no cover
    return turned  # pragma: no cover
