"""Sums that change on single days, such as fines imposed, per time zone and currency."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.case.fines import FinesApart
from desktop.domain.money import Money, totals
from desktop.domain.overview.columns import Column, column_of, grouped, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desktop.domain.case.case import Fine
    from desktop.domain.days.asof import AsOf

_ALWAYS = 1  # the ordinal of the first day of all


class FineChange(NamedTuple):
    """A change of a sum by `minor` units and of its items by `number`, on a day (an ordinal) of a zone.

    Items of unknown amount have no currency. Items that are `undated` are in no sum of a past day.
    """

    zone: str
    currency: str
    day: int
    minor: int
    number: int
    undated: bool = False


class SumSteps(NamedTuple):
    """The sum and the number of items of one currency and time zone, from each of the days `starts` on."""

    zone: str
    currency: str
    undated: bool
    starts: Column
    sums: Column
    counts: Column


class DaySum(NamedTuple):
    """The sums per currency on a day, sums of nothing left out, their items, and the items beside them."""

    sums: tuple[Money, ...]
    number: int
    apart: FinesApart


@dataclass(frozen=True, slots=True)
class DaySums:
    """Sums over time by time zone and currency."""

    steps: tuple[SumSteps, ...]

    def on(self, as_of: AsOf) -> DaySum:
        """The sums as of a day."""
        found, number, unknown, doubtful = [], 0, 0, 0
        for steps in self.steps:
            day = min(as_of.day_in(steps.zone), as_of.known_in(steps.zone)).toordinal()
            place = bisect_right(steps.starts, day) - 1
            if place < 0:
                continue
            if steps.undated and as_of.is_past_in(steps.zone):
                doubtful += steps.counts[place]
            elif not steps.currency:
                unknown += steps.counts[place]
            else:
                found.append(Money(steps.sums[place], steps.currency))
                number += steps.counts[place]
        sums = totals(tuple(amount for amount in found if amount))
        return DaySum(sums, number, FinesApart(unknown, doubtful))

    def to_bytes(self) -> bytes:
        """The sums as bytes for `day_sums_from`."""
        head = [[steps.zone, steps.currency, steps.undated] for steps in self.steps]
        return packed(head, (column for steps in self.steps for column in steps[3:]))


def day_sums(changes: Iterable[FineChange]) -> DaySums:
    """The sums over time that changes make."""
    by_key: defaultdict[tuple[str, str, bool], defaultdict[int, list[int]]] = defaultdict(
        lambda: defaultdict(lambda: [0, 0])
    )
    for zone, currency, day, minor, number, undated in changes:
        step = by_key[zone, currency, undated][day]
        step[0] += minor
        step[1] += number
    return DaySums(tuple(_steps(*key, by_key[key]) for key in sorted(by_key)))


def day_sums_from(data: bytes) -> DaySums:
    """The sums in bytes of `DaySums.to_bytes`. Raises ValueError where they are damaged."""
    found = []
    for key, columns in grouped(*unpacked(data), (1, 1, 1), "sums"):
        zone, currency, undated = key
        found.append(SumSteps(str(zone), str(currency), bool(undated), *columns))
    return DaySums(tuple(found))


def fine_changes(fine: Fine, zone: str) -> Iterator[FineChange]:
    """The changes a fine makes to the sum imposed: from its day on, until it is annulled.

    A fine without a day is undated, until the day of its status.
    """
    undated = fine.imposed is None
    first = _ALWAYS if fine.imposed is None else fine.imposed.latest.toordinal()
    later = first if fine.status_on is None else max(first, fine.status_on.latest.toordinal())
    # A fine of unknown amount is beside the sum, and has no currency.
    amounts = [
        (first if day is None else max(first, day.toordinal()), 0 if amount is None else amount.minor)
        for day, amount in fine.amounts
    ]
    in_force = fine.status.is_in_force
    sums = [(day, minor) for day, minor in amounts if in_force or day == first or day < later]
    minor = [minor for day, minor in sums if day <= later][-1]
    if later > first or fine.status.is_in_force:
        yield FineChange(zone, fine.currency, first, sums[0][1], 1, undated)
        for (_, before), (day, after) in pairwise(sums):
            yield FineChange(zone, fine.currency, day, after - before, 0, undated and day < later)
    if later > first and (undated or not fine.status.is_in_force):
        yield FineChange(zone, fine.currency, later, -minor, -1, undated)
    if later > first and undated and fine.status.is_in_force:
        yield FineChange(zone, fine.currency, later, minor, 1)


def _steps(zone: str, currency: str, undated: bool, by_day: dict[int, list[int]]) -> SumSteps:  # noqa: FBT001
    days = [day for day in sorted(by_day) if any(by_day[day])]
    sums, counts = (column_of(accumulate(by_day[day][part] for day in days)) for part in (0, 1))
    return SumSteps(zone, currency, undated, column_of(days), sums, counts)
