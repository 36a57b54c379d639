"""The timelines of respondents and of everything, on the sample and without a thread."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.domain.days.asof import AsOf
from desktop.domain.timeline.scopes import Scope, Stock, Window
from desktop.session.reader import timelines as timeline_reader
from desktop.session.shown import Shown
from desktop.session.timelines import Timelines
from desktop.store.file.casefile import CaseFile, open_case_file
from desktop.store.index.days import write_days
from desktop.store.index.opening import open_index
from tests.inline import InlineRunner
from tests.sampled import sampled
from tests.whole import density_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.case.ids import EventId
    from desktop.store.index.opening import Index

CLEARVIEW = "fr-cnil-clearview"
EVENTS = [event for case in sampled() for event in case.events]
FIRST, LAST = date(2021, 1, 1).toordinal(), date(2021, 12, 31).toordinal()


class Open:
    """What is open on the worker's side."""

    def __init__(self, file: CaseFile) -> None:
        self.file: CaseFile | None = file
        self.index: Index | None = None


@pytest.fixture
def opened(sample_path: Path) -> Iterator[Open]:
    with closing(open_case_file(sample_path)) as file:
        found = Open(file)
        yield found
        if found.index is not None:
            found.index.close()


@pytest.fixture
def shown(qtbot: QtBot, opened: Open) -> Shown:
    made = Shown(AsOf(today=date(2026, 11, 22)))
    assert opened.file is not None
    made.info, made.selected = opened.file.info, CLEARVIEW
    return made


@pytest.fixture
def timelines(shown: Shown, opened: Open) -> Timelines:
    return Timelines(shown, InlineRunner(), opened)


def _windows(timelines: Timelines) -> list[Window]:
    found: list[Window] = []
    timelines.window_changed.connect(found.append)
    return found


def _stocks(timelines: Timelines) -> list[Stock]:
    found: list[Stock] = []
    timelines.changed.connect(found.append)
    return found


def _kin() -> list[EventId]:
    cases = [
        case
        for case in sampled()
        if "Clearview AI" in {respondent.short_name for respondent in case.investigation.respondents}
    ]
    return [event.id for case in cases for event in case.events]


def test_that_it_begins_with_the_investigation_shown(timelines: Timelines) -> None:
    assert timelines.scope is Scope.INVESTIGATION
    timelines.want_events(FIRST, LAST)
    assert timelines.window is None


def test_that_few_events_of_a_respondent_are_all_there_at_once(timelines: Timelines) -> None:
    timelines.show_scope(Scope.RESPONDENT)
    stock = timelines.stock
    assert stock.names == ("Clearview AI",)
    assert stock.chronicle is not None
    assert sorted(event.id for event in stock.chronicle.events) == sorted(_kin())
    timelines.want_events(FIRST, LAST)
    assert timelines.window is None


def test_that_counting_is_told_in_steps_and_ends(
    timelines: Timelines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_reader, "_SLICE", -1.0)
    monkeypatch.setattr("desktop.store.cases.rolls._ONE_READ", 100)
    stocks = _stocks(timelines)
    timelines.show_scope(Scope.EVERYTHING)
    shares = [stock.share for stock in stocks if stock.density is None and stock.share is not None]
    assert len(shares) == 3
    assert shares == sorted(shares)
    assert timelines.stock.density == density_of(EVENTS)


def test_that_many_events_come_a_window_at_a_time(
    timelines: Timelines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_reader, "FEW", 10)
    timelines.show_scope(Scope.EVERYTHING)
    assert timelines.stock.chronicle is None
    windows = _windows(timelines)
    timelines.want_events(FIRST, LAST)
    (window,) = windows
    assert window.holds(FIRST, LAST)
    expected = {
        one.id
        for one in EVENTS
        if one.date.anchor and window.first <= one.date.anchor.toordinal() <= window.last
    }
    assert {one.id for one in window.chronicle.events} == expected


def test_that_days_at_hand_are_not_fetched_again(
    timelines: Timelines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_reader, "FEW", 10)
    timelines.show_scope(Scope.EVERYTHING)
    windows = _windows(timelines)
    for shift in (0, 10, -20, 30):
        timelines.want_events(FIRST + shift, LAST + shift)
    assert len(windows) == 1
    timelines.want_events(FIRST + 300, LAST + 300)
    assert len(windows) == 2


def test_that_a_large_file_waits_for_its_index(
    timelines: Timelines, opened: Open, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_reader, "COUNTED", 10)
    timelines.show_scope(Scope.EVERYTHING)
    assert timelines.stock == Stock(Scope.EVERYTHING)
    assert opened.file is not None
    opened.index = open_index(None, opened.file)
    write_days(opened.file, opened.index, lambda done, of: None)  # noqa: ARG005
    shown.rows_outdated.emit()
    assert timelines.stock.density == density_of(EVENTS)
    windows = _windows(timelines)
    timelines.want_events(FIRST, LAST)
    assert len(windows[0].chronicle) > 0


def test_that_another_investigation_may_have_another_respondent(timelines: Timelines, shown: Shown) -> None:
    timelines.show_scope(Scope.RESPONDENT)
    before = timelines.stock
    kin = next(
        case.investigation.slug
        for case in sampled()
        if case.investigation.slug != CLEARVIEW and {one.id for one in case.events} & set(_kin())
    )
    shown.selected = kin
    shown.selection_changed.emit(kin)
    assert timelines.stock is before
    shown.selected = "be-apd-iab"
    shown.selection_changed.emit("be-apd-iab")
    assert timelines.stock.names != before.names


def test_that_closing_the_file_returns_to_the_investigation(timelines: Timelines, shown: Shown) -> None:
    timelines.show_scope(Scope.EVERYTHING)
    shown.info = None
    shown.file_closed.emit()
    assert timelines.stock == Stock(Scope.INVESTIGATION)


def test_that_a_closed_file_has_nothing_to_count(opened: Open) -> None:
    reader = timeline_reader.TimelineReader(opened)
    opened.file = None
    assert reader.stock(Scope.EVERYTHING, "") == Stock(Scope.EVERYTHING)
    assert len(reader.window(Scope.EVERYTHING, "", FIRST, LAST).chronicle) == 0


def test_that_damage_is_told(timelines: Timelines, shown: Shown, opened: Open) -> None:
    problems: list[object] = []
    shown.file_failed.connect(problems.append)
    assert opened.file is not None
    opened.file.connection.set_authorizer(None)
    opened.file.connection.set_progress_handler(lambda: 1, 1)  # every query is cut off, as a lost disk would
    timelines.show_scope(Scope.EVERYTHING)
    opened.file.connection.set_progress_handler(None, 0)
    assert len(problems) == 1
