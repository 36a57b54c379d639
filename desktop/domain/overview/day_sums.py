"""Sums that change on single days, such as fines imposed, per time zone and currency."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.case.case import FineStatus
from desktop.domain.money import Money, totals
from desktop.domain.overview.columns import Column, column_of, grouped, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.domain.case.case import Fine
    from desktop.domain.days.asof import AsOf

_OUT = (FineStatus.PROPOSED, FineStatus.ANNULLED)


class FineChange(NamedTuple):
    """A change of a sum by `minor` units and of its items by `number`, on a day (an ordinal) of a zone."""

    zone: str
    currency: str
    day: int
    minor: int
    number: int


class SumSteps(NamedTuple):
    """The sum and the number of items of one currency and time zone, from each of the days `starts` on."""

    zone: str
    currency: str
    starts: Column
    sums: Column
    counts: Column


@dataclass(frozen=True, slots=True)
class DaySums:
    """Sums over time by time zone and currency."""

    steps: tuple[SumSteps, ...]

    def on(self, as_of: AsOf) -> tuple[tuple[Money, ...], int]:
        """The sums per currency as of a day, sums of nothing left out, and the number of items in them."""
        found, number = [], 0
        for steps in self.steps:
            day = min(as_of.day_in(steps.zone), as_of.known_in(steps.zone)).toordinal()
            place = bisect_right(steps.starts, day) - 1
            if place >= 0:
                found.append(Money(steps.sums[place], steps.currency))
                number += steps.counts[place]
        return totals(tuple(amount for amount in found if amount)), number

    def to_bytes(self) -> bytes:
        """The sums as bytes for `day_sums_from`."""
        head = [[steps.zone, steps.currency] for steps in self.steps]
        return packed(head, (column for steps in self.steps for column in steps[2:]))


def day_sums(changes: Iterable[FineChange]) -> DaySums:
    """The sums over time that changes make."""
    by_key: defaultdict[tuple[str, str], defaultdict[int, list[int]]] = defaultdict(
        lambda: defaultdict(lambda: [0, 0])
    )
    for zone, currency, day, minor, number in changes:
        step = by_key[zone, currency][day]
        step[0] += minor
        step[1] += number
    return DaySums(tuple(_steps(*key, by_key[key]) for key in sorted(by_key)))


def day_sums_from(data: bytes) -> DaySums:
    """The sums in bytes of `DaySums.to_bytes`. Raises ValueError where they are damaged."""
    found = []
    for key, columns in grouped(*unpacked(data), (1, 1, 1), "sums"):
        zone, currency = map(str, key)
        found.append(SumSteps(zone, currency, *columns))
    return DaySums(tuple(found))


def fine_changes(fine: Fine, zone: str) -> Iterator[FineChange]:
    """The changes a fine makes to the sum imposed: from its day on, until it is annulled."""
    first = fine.imposed.latest.toordinal()
    later = first if fine.status_on is None else max(first, fine.status_on.latest.toordinal())
    minor, currency = fine.amount.minor, fine.amount.currency
    if later > first or fine.status not in _OUT:
        yield FineChange(zone, currency, first, minor, 1)
    if later > first and fine.status in _OUT:
        yield FineChange(zone, currency, later, -minor, -1)


def _steps(zone: str, currency: str, by_day: dict[int, list[int]]) -> SumSteps:
    days = [day for day in sorted(by_day) if any(by_day[day])]
    sums, counts = (column_of(accumulate(by_day[day][part] for day in days)) for part in (0, 1))
    return SumSteps(zone, currency, column_of(days), sums, counts)
