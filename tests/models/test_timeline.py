from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.domain.case.case import Event, Lane
from desktop.domain.case.ids import EventId
from desktop.domain.days.period import parse_date
from desktop.domain.source import Confidence, Source
from desktop.models.timeline import (
    AHEAD_ROLE,
    COPY_ROLE,
    DATE_ROLE,
    DESCRIPTION_ROLE,
    EVENT_ROLE,
    KIND_WORD_ROLE,
    SOURCES_ROLE,
    ChronologyModel,
    tip_of,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOTICE = Event(
    EventId(7),
    parse_date("2021-11"),
    "formal_notice",
    Lane.AUTHORITY,
    "Formal notice",
    "Two months\nto stop.",
    ("CNIL",),
    Confidence.SINGLE_SOURCE,
    (Source("https://cnil.example/notice", "CNIL"), Source("https://ngo.example/")),
)
FINE = dataclasses.replace(NOTICE, id=EventId(3), date=parse_date("2022-10-17"), kind="fine", title="Fine")


def _model(*events: Event, day: date = date(2022, 1, 1)) -> ChronologyModel:
    model = ChronologyModel()
    model.show_events(events, day)
    return model


def test_that_the_model_keeps_the_rules_of_models(qtbot: QtBot) -> None:
    model = _model(FINE, NOTICE)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    assert tester.model() is model
    model.show_events((NOTICE,), date(2023, 1, 1))
    model.show_events((), date(2023, 1, 1))
    assert model.rowCount() == 0


def test_that_events_are_listed_in_order_with_dates_as_precise_as_known() -> None:
    model = _model(FINE, NOTICE)
    assert [model.index(row).data(DATE_ROLE) for row in range(2)] == ["November 2021", "17 Oct 2022"]
    assert model.index(0).data(KIND_WORD_ROLE) == "Formal notice"
    assert model.index(0).data(DESCRIPTION_ROLE) == "Two months to stop."


def test_that_an_event_is_found_by_its_id() -> None:
    model = _model(FINE, NOTICE)
    assert (model.row_of(EventId(3)), model.row_of(EventId(99)), model.row_of(None)) == (1, -1, -1)
    assert model.index(1).data(EVENT_ROLE) == 3


def test_that_another_day_changes_only_what_lies_ahead() -> None:
    model = _model(FINE, NOTICE)
    resets, changes = [], []
    model.modelReset.connect(lambda: resets.append(True))
    model.dataChanged.connect(lambda first, last: changes.append((first.row(), last.row())))
    model.show_events((FINE, NOTICE), date(2022, 10, 17))
    model.show_events((FINE, NOTICE), date(2022, 10, 18))
    assert (resets, changes) == ([], [(1, 1)])
    assert model.index(1).data(AHEAD_ROLE) is False


def test_that_a_copied_event_has_its_date_title_text_and_sources() -> None:
    model = _model(NOTICE)
    assert model.index(0).data(COPY_ROLE).splitlines() == [
        "November 2021 (2021-11)",
        "Formal notice",
        "Two months",
        "to stop.",
        "Formal notice · One source",
        "CNIL: https://cnil.example/notice",
        "https://ngo.example/",
    ]


def test_that_sources_are_copied_one_a_line() -> None:
    model = _model(NOTICE)
    sources = model.index(0).data(SOURCES_ROLE)
    assert sources == "CNIL: https://cnil.example/notice\nhttps://ngo.example/"


def test_that_a_tip_escapes_what_the_file_says_and_counts_sources() -> None:
    tip = tip_of(dataclasses.replace(NOTICE, title="<b>bold</b>"))
    assert "&lt;b&gt;bold&lt;/b&gt;" in tip
    assert "November 2021" in tip
    assert "2 sources" in tip
    assert "1 source" in tip_of(dataclasses.replace(NOTICE, sources=NOTICE.sources[:1]))


def test_that_hidden_marks_in_a_title_are_shown() -> None:
    model = _model(dataclasses.replace(NOTICE, title="fdp\u202eexe"))
    assert model.index(0).data(Qt.ItemDataRole.DisplayRole) == "fdp[U+202E]exe"


def test_that_a_spoken_row_starts_with_its_date() -> None:
    model = _model(NOTICE)
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("November 2021, Formal notice, Authority")
