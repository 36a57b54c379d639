from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import Event, Lane
from desktop.domain.case.ids import EventId
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.source import Confidence
from desktop.domain.timeline.chronicle import Chronicle, Owner, in_order, reach
from desktop.domain.timeline.clusters import is_ahead
from tests.whole import density_of

TEXTS = (
    "2022-03-05", "2022-03-05?", "2021-03-05", "2022", "2022-03", "2022-03~", "../2022-05", "2021-05/..",
    "/2020", "202X", "2022-23", "..", "2022-02-03/2022-07-01",
)  # fmt: skip


def event(number: int, when: str, lane: Lane = Lane.AUTHORITY) -> Event:
    return Event(
        EventId(number), parse_edtf(when), "other", lane, f"{number}", "", (), Confidence.CONFIRMED, ()
    )


events = st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(Lane)), max_size=30).map(
    lambda given: tuple(event(number, *one) for number, one in enumerate(given))
)
days = st.dates(date(2019, 1, 1), date(2025, 1, 1))


@given(events, days)
def test_that_it_tells_the_same_as_looking_at_every_event(given: tuple[Event, ...], day: date) -> None:
    chronicle = Chronicle(given)
    assert chronicle.events == in_order(given)
    assert len(chronicle) == len(given)
    assert chronicle.density == density_of(given)
    assert chronicle.density is chronicle.density
    assert chronicle.reach(day) == reach(given, day)
    assert set(chronicle.undated) == {one for one in given if one.date.is_undated}
    ahead = [place for place, one in enumerate(chronicle.events) if is_ahead(one, day)]
    known = [place for place, one in enumerate(chronicle.events) if one.date.first is not None]
    assert ahead == [place for place in range(chronicle.ahead_of(day), chronicle.dated) if place in known]


def test_that_what_ends_at_a_day_stands_there_as_it_is_drawn() -> None:
    whens = ("2019-05-25", "../2021-05-27", "2021-05-28", "2021-05-20", "/2020-06-01", "2021", "2021-06/..")
    found = in_order(event(number, when) for number, when in enumerate(whens))
    assert [one.date.iso for one in found] == [
        *("2019-05-25", "/2020-06-01", "2021", "2021-05-20", "../2021-05-27", "2021-05-28", "2021-06/.."),
    ]


@given(events, days, st.integers(0, 400))
def test_that_a_stretch_of_days_holds_every_event_that_meets_it(
    given: tuple[Event, ...], day: date, length: int
) -> None:
    chronicle, last = Chronicle(given), day + timedelta(length)
    for lane in Lane:
        held = chronicle.lane(lane)
        places = [place for _, place in held.dots_within(day.toordinal(), last.toordinal())]
        places += [bar.place for bar in held.bars_within(day.toordinal(), last.toordinal())]
        met = {
            place
            for place, one in enumerate(chronicle.events[: chronicle.dated])
            if one.lane is lane and one.date.earliest <= last and one.date.latest >= day
        }
        assert met <= set(places)
        assert len(places) == len(set(places))


def test_that_events_are_found_by_their_ids_with_the_investigation_they_belong_to() -> None:
    owner = Owner("fr-case", "A case", "CNIL")
    chronicle = Chronicle((event(7, "2022"), event(3, "2021-03-05")), [(EventId(7), owner)])
    assert [chronicle.place_of(EventId(number)) for number in (3, 7, 8)] == [0, 1, None]
    assert chronicle.place_of(None) is None
    found = chronicle.event(EventId(7))
    assert found is not None
    assert found.id == 7
    assert chronicle.event(EventId(8)) is None
    assert chronicle.owner_of(EventId(7)) == owner
    assert chronicle.owner_of(EventId(3)) is None


@pytest.mark.parametrize("day", [date(2021, 1, 1), date(9999, 12, 31)])
def test_that_a_chronicle_of_nothing_reaches_over_one_day(day: date) -> None:
    assert Chronicle(()).reach(day).days == 1
    assert Chronicle(()).density.reach is None


def test_that_of_the_same_days_the_more_exactly_dated_event_comes_first() -> None:
    given = (event(1, "2022-02-01/2022-02-28"), event(2, "2022-02"))
    assert [one.id for one in in_order(given)] == [2, 1]
