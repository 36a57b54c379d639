"""Entries of a chronology read from typed lines."""

from __future__ import annotations

import pytest

from desktop.domain.case.case import Event, EventId, Lane
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.edit.events import EventFacts
from desktop.domain.source import Confidence
from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.typed.dates import DayOrder
from desktop.models.typed.entry import read_entry, written_lines

NOTHING = Chronicle(())


def _event(number: int, edtf: str, lane: Lane) -> Event:
    date = parse_edtf(edtf)
    return Event(EventId(number), date, "other", lane, "Before", "", (), Confidence.CONFIRMED, ())


@pytest.mark.parametrize("between", [" ", ": ", " – ", ", ", "\t"])
def test_that_a_line_is_a_date_and_a_title(between: str) -> None:
    entry = read_entry(f"27 May 2021{between}NGO complaint ", DayOrder.DAY_FIRST, NOTHING)
    assert entry.fault == ""
    expected = EventFacts(parse_edtf("2021-05-27"), "NGO complaint", "complaint", Lane.COMPLAINANTS)
    assert entry.facts() == expected
    assert entry.facts("fine", Lane.COURTS) == EventFacts(expected.date, "NGO complaint", "fine", Lane.COURTS)


def test_that_a_title_without_a_telling_word_has_the_lane_of_the_entry_above() -> None:
    events = (
        _event(1, "2020-01-01", Lane.COURTS),
        _event(2, "2021-05-27", Lane.RESPONDENT),
        _event(3, "2022", Lane.COMPLAINANTS),
    )
    lanes = [
        read_entry(f"{day} Findings shared", DayOrder.DAY_FIRST, Chronicle(events)).lane
        for day in ("2019", "2020-06", "27 May 2021", "2023")
    ]
    assert lanes == [Lane.AUTHORITY, Lane.COURTS, Lane.RESPONDENT, Lane.COMPLAINANTS]
    assert read_entry("2019 Findings shared", DayOrder.DAY_FIRST, NOTHING).kind == "other"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("NGO complaint", "No date yet. Write 27 May 2021, May 2021, 2021 or EDTF such as 2021-05~."),
        ("31 Nov 2022 Fine", "31 Nov 2022 does not exist."),
        ("27 May 2021 ", "No title yet. Write what happened after the date."),
        ("27 May 2021 " + "x" * 2001, "A title has at most 2,000 characters."),
    ],
)
def test_that_a_line_without_date_or_title_is_no_entry(line: str, fault: str) -> None:
    entry = read_entry(line, DayOrder.DAY_FIRST, NOTHING)
    assert (entry.fault, entry.facts()) == (fault, None)


def test_that_signs_that_cannot_be_stored_become_blanks() -> None:
    entry = read_entry("2021 a\x00b\u2028c", DayOrder.DAY_FIRST, NOTHING)
    assert entry.title == "a b c"


def test_that_blank_lines_are_left_out() -> None:
    assert written_lines("2021 a\r\n\r\n  \n2022 b\n") == ("2021 a", "2022 b")
