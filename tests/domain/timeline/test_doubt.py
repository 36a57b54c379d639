"""The order, the reach and the places of events whose dates are in doubt."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.case.case import Decision, Event, Lane
from desktop.domain.case.ids import EventId
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.days.period import CALENDAR_END, DAY, Span
from desktop.domain.explanation.facts import explain_quoted
from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.explanation.ledger import ledger_of
from desktop.domain.page.build import since
from desktop.domain.source import Confidence
from desktop.domain.timeline.chronicle import in_order, reach
from desktop.domain.timeline.clusters import OPEN, is_ahead
from desktop.domain.timeline.timescale import Scale
from tests.making import case_of
from tests.whole import arrange, place_of


def event(number: int, when: str, title: str = "") -> Event:
    confirmed = Confidence.CONFIRMED
    return Event(EventId(number), parse_edtf(when), "other", Lane.AUTHORITY, title, "", (), confirmed, ())


def test_that_doubtful_events_come_by_the_day_they_are_drawn_at_and_undated_ones_last() -> None:
    written = ["..", "2022~", "2022", "2022-01-01", "2022-01-01?", "../2023", "2022/..", "2022-21", "2022-01"]
    order = ["2022-01-01", "2022-01-01?", "2022-01", "2022", "2022~", "2022/..", "2022-21", "../2023", "XXXX"]
    events = [event(number, text) for number, text in enumerate(written)]
    assert [one.date.iso for one in in_order(events)] == order


@pytest.mark.parametrize(
    ("text", "ahead"),
    [("..", False), ("../2030", False), ("2030/..", True), ("2022~", False), ("2024-21", True)],
)
def test_that_an_event_without_a_first_day_never_lies_ahead(text: str, ahead: bool) -> None:  # noqa: FBT001
    assert is_ahead(event(1, text), date(2023, 1, 1)) is ahead


def test_that_the_reach_stops_at_the_days_that_are_known() -> None:
    events = (event(1, "../2020-05"), event(2, "2022-03/.."), event(3, ".."))
    assert reach(events, date(2021, 1, 1)) == Span(date(2020, 5, 31), date(2022, 3, 2))
    assert reach((event(3, ".."),), date(2021, 1, 1)) == Span(date(2021, 1, 1), date(2021, 1, 2))
    assert reach((event(1, "9999"),), date(2021, 1, 1)).end == CALENDAR_END + DAY


def test_that_what_has_no_end_stands_by_the_end_it_has_and_stays_in_sight() -> None:
    size, scale = 10.0, Scale(date(2022, 1, 1).toordinal(), 1.0, 365.0)
    assert place_of(event(1, "2022-02/.."), scale, size) == (31.0, 31.0 + OPEN * size)
    assert place_of(event(1, "2020/.."), scale, size) == (0.0, OPEN * size)
    assert place_of(event(1, "../2022-01"), scale, size) == (31.0 - OPEN * size, 31.0)
    assert place_of(event(1, "../2030"), scale, size) == (365.0 - OPEN * size, 365.0)
    assert arrange((event(1, "../2020"), event(2, "2030/..")), scale, size, 20).outside == 2


_texts = st.sampled_from(
    [
        "..",
        "2022",
        "2022-03~",
        "2022-03-05?",
        "../2022-05",
        "2022-05/..",
        "/2020",
        "202X",
        "2022-23",
        "2030/..",
    ]
)


@given(
    st.lists(_texts, max_size=30),
    st.builds(Scale, st.floats(700000, 760000), st.floats(0.01, 60), st.floats(100, 2000)),
)
def test_that_every_event_is_drawn_counted_out_of_range_or_undated(texts: list[str], scale: Scale) -> None:
    events = [event(number, text) for number, text in enumerate(texts)]
    layout = arrange(events, scale, 12, 20)
    assert layout.undated == texts.count("..")
    assert layout.drawn + layout.clustered + layout.outside + layout.undated == len(texts)


@pytest.mark.parametrize(
    ("opened", "decided", "expected"),
    [
        ("2020~", "2021", date(2020, 1, 1)),
        ("../2020-05", "2021", date(2021, 1, 1)),
        ("..", "../2021", None),
        (None, "2021-03?", date(2021, 3, 1)),
    ],
)
def test_that_an_investigation_runs_since_a_day_somebody_knows(
    opened: str | None, decided: str, expected: date | None
) -> None:
    case = case_of()
    begun = None if opened is None else parse_edtf(opened)
    decision = Decision("", "", parse_edtf(decided), None, None)
    investigation = dataclasses.replace(case.investigation, opened=begun)
    assert since(dataclasses.replace(case, investigation=investigation, decisions=(decision,))) == expected


def test_that_a_quoted_event_keeps_its_date_as_it_is_written() -> None:
    case = dataclasses.replace(
        case_of(), events=(event(1, "2022-03~", "Claims €100"), event(2, "2022-03", "Claims €200"))
    )
    key = FigureKey(FigureKind.QUOTED, "case")
    day = date(2023, 1, 1)
    first, second = explain_quoted(key, ledger_of(case, day, day)).steps
    assert first.in_doubt == parse_edtf("2022-03~")
    assert second.in_doubt == parse_edtf("2022-03")
