from __future__ import annotations

import struct
from array import array
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import Event, Lane
from desktop.domain.case.ids import EventId
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.source import Confidence
from desktop.domain.timeline.density import LANES, Density, DensityError, density, density_from
from tests.whole import density_of

if TYPE_CHECKING:
    from collections.abc import Callable

days = st.integers(730_000, 730_060)
placed = st.lists(st.tuples(days, st.sampled_from(LANES)), max_size=60)


def counted(events: list[tuple[int, Lane]], undated: int = 0) -> Density:
    return density({one: events.count(one) for one in events}, undated)


def naive(events: list[tuple[int, Lane]], lane: Lane, start: int, end: int) -> int:
    return sum(start <= day < end and one is lane for day, one in events)


@given(placed, days, days)
def test_that_counts_between_days_are_those_of_counting_one_by_one(
    events: list[tuple[int, Lane]], start: int, end: int
) -> None:
    found = counted(events)
    for lane in LANES:
        assert found.count(lane, start, end) == naive(events, lane, start, end)
        assert found.of_lane(lane) == sum(one is lane for _, one in events)
    assert found.within(start, end) == sum(naive(events, lane, start, end) for lane in LANES)


@given(placed, st.lists(days, min_size=2, max_size=12).map(sorted))
def test_that_columns_are_those_of_counting_one_by_one(
    events: list[tuple[int, Lane]], edges: list[int]
) -> None:
    columns = counted(events).between(edges)
    for lane, counts in zip(LANES, columns, strict=True):
        assert list(counts) == [naive(events, lane, start, end) for start, end in pairwise(edges)]


@given(placed, st.integers(0, 5))
def test_that_bytes_give_the_same_again(events: list[tuple[int, Lane]], undated: int) -> None:
    found = counted(events, undated)
    again = density_from(found.to_bytes())
    assert again == found
    assert (again.total, again.undated, again.dated) == (len(events) + undated, undated, len(events))


@given(placed, days)
def test_that_the_nearest_day_with_an_event_is_found(events: list[tuple[int, Lane]], day: int) -> None:
    found, there = counted(events), {one for one, _ in events}
    assert found.nearest(day, after=True) == min((one for one in there if one > day), default=None)
    assert found.nearest(day, after=False) == max((one for one in there if one < day), default=None)
    assert found.reach == ((min(there), max(there)) if there else None)


def test_that_an_event_counts_at_its_first_day_known_and_an_undated_one_apart() -> None:
    def event(number: int, when: str) -> Event:
        confirmed = Confidence.CONFIRMED
        return Event(EventId(number), parse_edtf(when), "other", Lane.COURTS, "", "", (), confirmed, ())

    written = ("2022-03", "2022-03-01", "../2021-05-07", "2020-02/..", "..")
    found = density_of(event(number, when) for number, when in enumerate(written))
    assert found.undated == 1
    for day, count in (((2022, 3, 1), 2), ((2021, 5, 7), 1), ((2020, 2, 1), 1)):
        number = date(*day).toordinal()
        assert found.count(Lane.COURTS, number, number + 1) == count


def test_that_one_event_of_long_ago_costs_no_more_than_one_of_today() -> None:
    apart = density({(1, Lane.COURTS): 1, (3_652_059, Lane.COURTS): 1})
    assert len(apart.to_bytes()) == len(density({(1, Lane.COURTS): 1, (2, Lane.COURTS): 1}).to_bytes())


GOOD = density({(5, Lane.COURTS): 2, (9, Lane.AUTHORITY): 1}).to_bytes()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:0],
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: b"X" + data[1:],
        lambda data: data[:8] + struct.pack("<I", 3) + data[12:],
        lambda data: data[:16] + struct.pack("<ii", 9, 5) + data[24:],
        lambda data: data[:16] + struct.pack("<ii", 0, 9) + data[24:],
        lambda data: data[:16] + struct.pack("<ii", 5, 4_000_000) + data[24:],
        lambda data: data[:24] + struct.pack("<I", 1) + data[28:],
        lambda data: data[:24] + struct.pack("<III", 0, 3, 1) + data[36:],
    ],
)
def test_that_bytes_of_anything_else_are_refused(spoil: Callable[[bytes], bytes]) -> None:
    assert density_from(GOOD).total == 3
    with pytest.raises(DensityError):
        density_from(spoil(GOOD))


def test_that_densities_are_compared_by_what_they_hold() -> None:
    empty = Density(array("i"), tuple(array("I", [0]) for _ in LANES))
    assert empty == density({})
    assert empty != density({}, undated=1)
    assert empty != "empty"
