from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.case.case import Event, Lane
from desktop.domain.case.ids import EventId
from desktop.domain.days.period import Span, UncertainDate, on_day, parse_date
from desktop.domain.source import Confidence
from desktop.domain.timeline.chronicle import Chronicle, in_order, rank, reach
from desktop.domain.timeline.clusters import GAP, LONG, WIDE, Marking, arranged, is_ahead
from desktop.domain.timeline.labels import Ground, Want, place
from desktop.domain.timeline.timescale import Scale, fit
from tests.counts import counted
from tests.whole import arrange, place_of

pytestmark = pytest.mark.costly


def event(number: int, when: str, kind: str = "other", lane: Lane = Lane.AUTHORITY) -> Event:
    return _event(number, parse_date(when), kind, lane)


def _event(number: int, when: UncertainDate, kind: str, lane: Lane) -> Event:
    return Event(EventId(number), when, kind, lane, f"Event {number}", "", (), Confidence.CONFIRMED, ())


days = st.dates(date(1990, 1, 1), date(2040, 12, 31))
dates = st.one_of(
    days.map(on_day),
    days.map(lambda day: parse_date(day.isoformat()[:7])),
    days.map(lambda day: parse_date(day.isoformat()[:4])),
)
kinds = st.sampled_from(["fine", "complaint", "liquidation", "hearing"])
events = st.lists(st.tuples(dates, kinds, st.sampled_from(Lane)), max_size=40).map(
    lambda given: tuple(_event(number, *one) for number, one in enumerate(given))
)
scales = st.builds(Scale, st.floats(726000, 745000), st.floats(0.01, 60), st.floats(100, 2000))


def test_that_events_come_by_day_then_by_precision_then_by_id() -> None:
    given = (
        event(3, "2022"),
        event(2, "2022-01"),
        event(5, "2022-01-01"),
        event(4, "2022-01-01"),
        event(1, "2021-12"),
    )
    assert [one.id for one in in_order(given)] == [1, 4, 5, 2, 3]


def test_that_an_event_lies_ahead_only_when_its_whole_range_does() -> None:
    assert is_ahead(event(1, "2022-06"), date(2022, 5, 31))
    assert not is_ahead(event(1, "2022-06"), date(2022, 6, 1))


def test_that_the_reach_holds_the_as_of_day_and_whole_ranges() -> None:
    assert reach((event(1, "2020-05"), event(2, "2022")), date(2021, 1, 1)) == Span(
        date(2020, 5, 1), date(2023, 1, 1)
    )
    assert reach((event(1, "2020-05-03"),), date(2024, 2, 1)) == Span(date(2020, 5, 3), date(2024, 2, 2))
    assert reach((), date(2024, 2, 1)) == Span(date(2024, 2, 1), date(2024, 2, 2))
    assert reach((event(1, "2025"),), date(2024, 2, 1)) == Span(date(2025, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(("kind", "expected"), [("fine", 0), ("liquidation", 1), ("publication", 2)])
def test_that_decisions_matter_before_turning_points_and_the_rest(kind: str, expected: int) -> None:
    assert rank(event(1, "2022", kind)) == expected


def test_that_a_day_is_a_dot_and_a_month_is_as_wide_as_it_is_long() -> None:
    scale = Scale(date(2022, 1, 1).toordinal(), 10.0, 1000.0)
    assert place_of(event(1, "2022-01-11"), scale, 12) == (99.0, 111.0)
    assert place_of(event(1, "2022-02"), scale, 12) == (310.0, 590.0)


def test_that_a_month_too_short_to_see_keeps_the_size_of_a_dot() -> None:
    scale = Scale(date(2022, 1, 1).toordinal(), 0.1, 1000.0)
    left, right = place_of(event(1, "2022-02"), scale, 12)
    assert right - left == pytest.approx(12)


def test_that_a_cluster_is_led_by_the_decision_in_it() -> None:
    given = (event(1, "2022-10-13", "hearing"), event(2, "2022-10-17", "fine"), event(3, "2022-10-20"))
    (cluster,) = arrange(given, fit(Span(date(2020, 1, 1), date(2026, 1, 1)), 600), 12, 20).clusters
    assert (cluster.lead.id, cluster.others) == (2, 2)


def test_that_a_dot_on_a_wide_bar_keeps_its_own_mark() -> None:
    given = (event(1, "2022"), event(2, "2022-06-01"))
    layout = arrange(given, fit(Span(date(2022, 1, 1), date(2023, 1, 1)), 600), 12, 20)
    assert (layout.drawn, layout.clustered) == (2, 0)


def test_that_the_same_days_in_two_lanes_do_not_collide() -> None:
    given = (event(1, "2022-06-01"), event(2, "2022-06-01", lane=Lane.COURTS))
    assert arrange(given, fit(Span(date(2022, 1, 1), date(2023, 1, 1)), 600), 12, 20).drawn == 2


@given(events, scales)
def test_that_every_event_is_drawn_counted_in_a_badge_or_out_of_range(
    given: tuple[Event, ...], scale: Scale
) -> None:
    layout = arrange(given, scale, 12, 20)
    assert layout.drawn + layout.clustered + layout.outside == len(given)
    shown = [one.id for cluster in layout.clusters for one in cluster.events]
    assert len(shown) == len(set(shown))
    for cluster in layout.clusters:
        assert cluster.first is cluster.events[0]
        assert cluster.events == in_order(cluster.events)
        assert cluster.others == len(cluster.events) - 1


@given(events, scales)
def test_that_marks_and_badges_of_a_lane_never_overlap(given: tuple[Event, ...], scale: Scale) -> None:
    clusters = arrange(given, scale, 12, 20).clusters
    for lane in Lane:
        for wide in (True, False):
            row = [cluster for cluster in clusters if cluster.lane is lane and cluster.wide is wide]
            assert all(a.end + GAP <= b.left for a, b in pairwise(row))


def _many(count: int) -> tuple[Event, ...]:
    dice = random.Random(4)
    kinds = ("hearing", "fine", "complaint", "liquidation")
    made = []
    for number in range(count):
        day = (date(1990, 1, 1) + timedelta(dice.randrange(13_000))).isoformat()
        text = dice.choice((day, day, day, day, day[:7], day[:4]))
        made.append(event(number, text, dice.choice(kinds), dice.choice(tuple(Lane))))
    return tuple(made)


@cache
def many() -> tuple[Event, ...]:
    return _many(10_000)


@cache
def chronicle() -> Chronicle:
    return Chronicle(many())


_zooms = st.tuples(st.floats(0, 13_000), st.floats(-2, 1.8), st.floats(200, 1600))


def _oracle(scale: Scale) -> dict[int, tuple[float, float, Lane]]:
    """The place of every event in sight, by looking at all of them."""
    places = {one.id: (*place_of(one, scale, 12), one.lane) for one in many()}
    return {number: one for number, one in places.items() if one[1] >= 0 and one[0] <= scale.width}


@settings(max_examples=counted(40))
@given(st.lists(_zooms, min_size=5, max_size=5))
def test_that_no_zoom_loses_an_event_or_lets_two_labels_overlap(
    zooms: list[tuple[float, float, float]],
) -> None:
    for number, (middle, power, width) in enumerate(zooms):
        scale = Scale(date(1990, 1, 1).toordinal() + middle - width / 10**power / 2, 10**power, width)
        layout = arranged(chronicle(), scale, Marking(12, 20))
        shown = [one.id for cluster in layout.clusters for one in cluster.events]
        assert layout.total == len(many())
        assert layout.in_sight == len(shown) == len(set(shown))
        assert number or set(shown) == set(_oracle(scale))
        for lane in Lane:
            clusters = [cluster for cluster in layout.clusters if cluster.lane is lane]
            wants = [
                Want(one.left, one.end, one.lead.title, rank=rank(one.lead), hollow=one.wide)
                for one in clusters
            ]
            labels = place(wants, Ground(width), lambda text, bold: len(text) * (6.5 if bold else 6.0))
            narrow = [(one.left, one.end) for one in clusters if not one.wide]
            beside = sorted([(label.left, label.right) for label in labels if not label.below] + narrow)
            beneath = sorted((label.left, label.right) for label in labels if label.below)
            assert all(a[1] <= b[0] + 1e-6 for row in (beside, beneath) for a, b in pairwise(row))


@settings(max_examples=counted(30))
@given(_zooms)
def test_that_clusters_hold_what_they_hold_by_looking_at_everything(
    zoom: tuple[float, float, float],
) -> None:
    middle, power, width = zoom
    scale = Scale(date(1990, 1, 1).toordinal() + middle - width / 10**power / 2, 10**power, width)
    seen = _oracle(scale)
    layout = arranged(chronicle(), scale, Marking(12, 20))
    for cluster in layout.clusters:
        inside = [seen[one.id] for one in cluster.events]
        assert cluster.left == pytest.approx(min(left for left, _, _ in inside))
        assert all(left < cluster.end + GAP for left, _, _ in inside)
        assert cluster.end - cluster.left <= (LONG + 1) * 12 + 20 + GAP or cluster.wide or cluster.others == 0
        assert all((right - left >= WIDE * 12) is cluster.wide for left, right, _ in inside)
        assert cluster.lead_right - cluster.lead_left == pytest.approx(
            seen[cluster.lead.id][1] - seen[cluster.lead.id][0]
        )
        shown = [one for one in cluster.events if seen[one.id][1] + 20 <= cluster.end or one is cluster.lead]
        assert cluster.lead is min(shown, key=lambda one: (rank(one), chronicle().place_of(one.id)))
        assert cluster.lead_right <= cluster.end + 1e-6


def test_that_a_crowd_becomes_several_clusters_that_are_none_too_long() -> None:
    crowd = tuple(event(number, f"2022-{1 + number % 12:02}-{1 + number % 28:02}") for number in range(400))
    layout = arrange(crowd, fit(Span(date(2022, 1, 1), date(2023, 1, 1)), 1200), 12, 20)
    assert 5 < layout.drawn < 20
    assert layout.total == 400


def test_that_events_reaching_into_sight_can_be_left_out() -> None:
    given = Chronicle((event(1, "2022"), event(2, "2022-06-10"), event(3, "2022-06")))
    scale = Scale(date(2022, 6, 5).toordinal(), 10.0, 200.0)
    seen = [arranged(given, scale, Marking(12, 20, reaching=reaching)) for reaching in (True, False)]
    assert [layout.in_sight for layout in seen] == [3, 1]
    assert [layout.total for layout in seen] == [3, 3]


def test_that_a_mark_that_touches_an_edge_of_what_is_shown_is_in_sight() -> None:
    scale = Scale(date(2022, 6, 2).toordinal(), 12.0, 348.0)
    given = (event(1, "2022-06-01"), event(2, "2022-07-01"), event(3, "2022-07"))
    assert [place_of(one, scale, 12) for one in given] == [(-12.0, 0.0), (348.0, 360.0), (348.0, 720.0)]
    assert arrange(given, scale, 12, 20).in_sight == 3


def test_that_a_mark_reaches_into_sight_from_as_many_days_as_it_covers() -> None:
    scale = Scale(date(2022, 6, 7).toordinal(), 1.0, 100.0)
    given = tuple(event(number, f"2022-06-0{number}") for number in range(1, 8))
    assert [place_of(one, scale, 12)[1] for one in given] == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5]
    assert arrange(given, scale, 12, 20).in_sight == 7


def on_days(kinds: dict[int, str]) -> tuple[Event, ...]:
    """Events so many days after New Year's Day."""
    first = date(2022, 1, 1)
    return tuple(event(days, (first + timedelta(days)).isoformat(), kind) for days, kind in kinds.items())


def test_that_a_cluster_as_long_as_may_be_takes_in_what_collides_and_grows_no_more() -> None:
    given = on_days(dict.fromkeys([*range(0, 91, 10), 96, 100, 110], "hearing"))
    first, second = arrange(given, Scale(date(2022, 1, 1).toordinal(), 1.0, 400.0), 12, 20).clusters
    assert (first.left, first.end - first.left) == (-5.5, LONG * 12)
    assert [one.id for one in (first.events[-1], *second.events)] == [100, 110]


def test_that_a_decision_beside_the_lead_of_a_long_cluster_leads_it() -> None:
    given = on_days(dict.fromkeys(range(0, 71, 10), "hearing") | {80: "liquidation"})
    given += (event(81, given[-1].date.iso, "fine"),)
    (cluster,) = arrange(given, Scale(date(2022, 1, 1).toordinal(), 1.0, 400.0), 12, 20).clusters
    assert cluster.end - cluster.left > LONG * 12
    assert cluster.lead.kind == "fine"
