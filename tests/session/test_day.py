"""The as-of day while it is dragged, stepped and at rest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from desktop.domain.days.period import CALENDAR_END
from desktop.domain.listing.facets import Section
from tests.inline import InlineRunner, inline_session, shown_slugs

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.session.session import Session

SLUG = "fr-cnil-clearview"
DAYS = [date(2022, 11, 1) + timedelta(number) for number in range(200)]


@pytest.fixture
def session(qtbot: QtBot, sample_path: Path, index_folder: Path) -> Iterator[Session]:
    session = inline_session(sample_path, index_folder)
    with patch("desktop.session.file.MANY", 0):  # as a large file opens: without summing all of it
        session.file.open(sample_path)
    session.select(SLUG)
    yield session
    session.shut_down()


def keys(session: Session) -> list[str]:
    """What was asked of the worker since this was called last."""
    runner = session._asking.runner
    assert isinstance(runner, InlineRunner)
    asked, runner.keys = runner.keys, []
    return asked


def connections(session: Session) -> list[sqlite3.Connection]:
    file, index = session._asking.reader.file, session._asking.reader.index
    assert file is not None
    assert index is not None
    return [file.connection, index.connection]


def test_that_dragging_over_200_days_asks_for_no_list_and_runs_no_statement(session: Session) -> None:
    statements: list[str] = []
    days: list[date] = []
    session.page_changed.connect(lambda page: days.append(page.day))
    for connection in connections(session):
        connection.set_trace_callback(statements.append)
    keys(session)
    for day in DAYS:
        session.day.drag(day)
    assert days == DAYS
    assert statements == []
    assert set(keys(session)) & {"list", "overview", "related", "rows"} == set()
    assert not session.day.is_at_rest


def test_that_the_list_follows_once_when_the_day_rests(qtbot: QtBot, session: Session) -> None:
    keys(session)
    for day in DAYS[:20]:
        session.day.drag(day)
    keys(session)
    with qtbot.waitSignal(session.answer_changed):
        pass
    assert keys(session).count("list") == 1
    assert session.day.is_at_rest


def test_that_a_day_typed_and_live_are_answered_at_once(session: Session) -> None:
    session.day.pick(DAYS[0])
    assert "list" in keys(session)
    session.day.go_live()
    assert "list" in keys(session)


def test_that_a_day_typed_after_dragging_to_it_needs_no_rest(session: Session) -> None:
    session.day.drag(DAYS[5])
    keys(session)
    session.day.pick(DAYS[5])
    assert "list" in keys(session)
    assert session.day.is_at_rest


def test_that_the_first_step_is_answered_at_once_and_quick_ones_wait(session: Session) -> None:
    keys(session)
    session.day.step(days=-1)
    assert "list" in keys(session)
    session.day.step(days=-1)
    session.day.step(days=-1)
    assert "list" not in keys(session)


def test_that_the_order_of_the_list_is_that_of_the_day_after_resting(qtbot: QtBot, session: Session) -> None:
    session.show_section(Section.RUNNING)
    before = shown_slugs(session)
    session.day.drag(date(2023, 1, 10))
    assert shown_slugs(session) == before
    qtbot.waitUntil(lambda: shown_slugs(session) != before)
    assert SLUG in shown_slugs(session)


def test_that_dragging_stops_at_the_calendars_end(session: Session) -> None:
    session.day.drag(date.max)
    assert session.as_of.day == CALENDAR_END
