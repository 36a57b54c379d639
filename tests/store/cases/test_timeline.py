"""Events of stretches of days and of respondents, beside looking at every event of every case."""

from __future__ import annotations

import dataclasses
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.ids import EventId
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.timeline.chronicle import in_order
from desktop.store.cases.rolls import PLACES_OF_ALL, PLACES_OF_SOME, Rolling, counted
from desktop.store.cases.timeline import (
    EVENTS_BETWEEN,
    EVENTS_NAMED,
    EVENTS_OPENING,
    KIN,
    events_between,
    events_named,
    kin_of,
    names_of,
)
from desktop.store.cases.writing import create_case_file
from desktop.store.file.casefile import CaseFile, open_case_file
from desktop.store.index.days import load_days, write_days
from tests.sampled import sampled
from tests.whole import density_of, roll_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.case.case import Case, Event, Respondent

CLEARVIEW = "fr-cnil-clearview"
DOUBTFUL = ("..", "../2021-05-07", "2020-02/..", "/2019-03-04", "2022~", "XXXX", "1700", "9997-12-31")


def _doubtful(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The sample with dates of every kind."""
    made = []
    for case in cases:
        events = tuple(
            dataclasses.replace(one, date=parse_edtf(DOUBTFUL[one.id % len(DOUBTFUL)]))
            if one.id % 7 == 0
            else one
            for one in case.events
        )
        made.append(dataclasses.replace(case, events=events))
    return tuple(made)


CASES = _doubtful(sampled())
EVENTS = [event for case in CASES for event in case.events]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFile]:
    path = tmp_path_factory.mktemp("timeline") / "doubtful.casefile"
    create_case_file(path, CASES)
    with closing(open_case_file(path)) as opened:
        yield opened


def _bare(event: Event) -> Event:
    return dataclasses.replace(event, description="", actors=(), sources=())


def _kin(slug: str) -> list[Case]:
    names = {one.short_name for case in CASES if case.investigation.slug == slug for one in _parties(case)}
    return [case for case in CASES if names & {one.short_name for one in _parties(case)}]


def _parties(case: Case) -> tuple[Respondent, ...]:
    return case.investigation.respondents


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2021, 1, 1), date(2023, 6, 30)),
        (date(2022, 10, 17), date(2022, 10, 17)),
        (date.min, date.max),
        (date(2019, 3, 4), date(2021, 5, 7)),
    ],
)
def test_that_a_window_has_every_event_counted_on_its_days(file: CaseFile, first: date, last: date) -> None:
    found = events_between(file, first, last, 10_000)
    expected = [one for one in EVENTS if one.date.anchor is not None and first <= one.date.anchor <= last]
    assert found.events == in_order(_bare(one) for one in expected)


def test_that_a_window_names_the_investigation_of_each_event(file: CaseFile) -> None:
    found = events_between(file, date(2020, 1, 1), date(2024, 1, 1), 10_000)
    for case in CASES:
        for event in case.events:
            owner = found.owner_of(event.id)
            if owner is not None:
                assert owner.slug == case.investigation.slug
                assert owner.title == case.investigation.title
                assert owner.authority == case.investigation.authority.short_name


def test_that_a_window_stops_at_its_limit_however_many_reads_that_takes(
    file: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.cases.timeline._ONE_READ", 7)
    whole = events_between(file, date(1990, 1, 1), date(2030, 1, 1), 10_000)
    assert len(whole) == sum(
        one.date.anchor is not None and date(1990, 1, 1) <= one.date.anchor <= date(2030, 1, 1)
        for one in EVENTS
    )
    assert len(events_between(file, date(1990, 1, 1), date(2030, 1, 1), 30)) == 30


def test_that_events_are_fetched_by_their_ids(file: CaseFile) -> None:
    wanted = EVENTS[3:60:4]
    found = events_named(file, [one.id for one in wanted])
    assert found.events == in_order(_bare(one) for one in wanted)


@pytest.mark.parametrize("slug", [CLEARVIEW, "be-apd-iab", "nobody"])
def test_that_kin_share_a_respondent(file: CaseFile, slug: str) -> None:
    assert list(kin_of(file, slug)) == sorted(case.investigation.id for case in _kin(slug))
    expected = [one.investigation.respondents for one in CASES if one.investigation.slug == slug]
    assert set(names_of(file, slug)) == {one.short_name for parties in expected for one in parties}


def test_that_a_roll_counts_the_events_of_a_respondent(file: CaseFile) -> None:
    roll = roll_of(file, kin_of(file, CLEARVIEW))
    events = [event for case in _kin(CLEARVIEW) for event in case.events]
    assert roll.density == density_of(events)
    assert sorted(roll.every) == sorted(one.id for one in events)
    first, last = date(2021, 1, 1), date(2021, 1, 1) + timedelta(600)
    expected = {one.id for one in events if one.date.anchor and first <= one.date.anchor <= last}
    assert {EventId(one) for one in roll.within(first.toordinal(), last.toordinal())} == expected


def test_that_a_roll_of_all_is_read_a_little_at_a_time(
    file: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.cases.rolls._ONE_READ", 100)
    rolling, shares = Rolling(file), []
    while rolling.step():
        shares.append(rolling.share)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert rolling.roll().density == density_of(EVENTS)


class Kept:
    """An index that is a connection."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)


def test_that_the_days_of_a_file_are_counted_kept_and_loaded_again(file: CaseFile) -> None:
    index, told = Kept(), []
    assert load_days(index) is None
    write_days(file, index, lambda done, of: told.append((done, of)))
    assert load_days(index) == density_of(EVENTS)
    assert told[-1] == (len(EVENTS), len(EVENTS))
    index.connection.execute("UPDATE event_days SET density = x'00'")
    assert load_days(index) is None
    index.connection.close()


@pytest.mark.costly
@pytest.mark.parametrize(
    "change",
    [
        "lane = 'nobody'",
        "date_start = 'soon'",
        "date_start = '01/06/2022'",
        "date_start = '2022-02-30', date_end = '2022-03-30', date_precision = 'range'",
        "date_start = '9999-01-01', date_end = '9999-01-01'",
        "date_start = '1066-10-14', date_end = '1066-10-14'",
        "date_end = '1999-01-01'",
        "date_precision = 'hour'",
        "lane = 'nobody', date_start = '9999-12-31', date_end = '9999-12-31', date_precision = 'undated'",
        "investigation_id = 999",
    ],
)
def test_that_an_event_that_cannot_be_shown_is_not_counted(
    sample_path: Path, tmp_path: Path, change: str
) -> None:
    path = tmp_path / "odd.casefile"
    shutil.copy(sample_path, path)
    with closing(open_case_file(path)) as opened:
        before = counted(opened, lambda *_: None).total
        last = max(roll_of(opened).every)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE events SET {change} WHERE id = :id", {"id": last})  # noqa: S608 - ours
        connection.commit()
    with closing(open_case_file(path)) as opened:
        roll = roll_of(opened)
        assert counted(opened, lambda *_: None).total == roll.density.total == before - 1
        assert last not in roll.every
        assert len(events_named(opened, roll.every)) == before - 1
        assert len(events_named(opened, [last])) == 0


@pytest.mark.parametrize(
    "sql", [EVENTS_BETWEEN, EVENTS_NAMED, EVENTS_OPENING, KIN, PLACES_OF_ALL, PLACES_OF_SOME]
)
def test_that_no_query_looks_at_every_row(file: CaseFile, sql: str) -> None:
    given = {
        "after": "2020-01-01", "last": "2021-01-01", "first": "2020-01-01", "no_start": "0001-01-01", "id": 0,
        "ids": "[1]", "slug": "x", "most": 5,
    }  # fmt: skip
    plan = [row["detail"] for row in file.rows(f"EXPLAIN QUERY PLAN {sql}", given)]
    assert not [step for step in plan if step.startswith("SCAN") and "json_each" not in step]
