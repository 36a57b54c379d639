"""Dates in doubt, written to a case file and read from it."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import Decision, Event, Fine, FineStatus, Lane
from desktop.domain.case.ids import EventId
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.money import Money
from desktop.domain.source import Confidence
from desktop.store.cases.cases import load_case
from desktop.store.cases.writing import create_case_file
from desktop.store.file.casefile import open_case_file
from tests.making import case_of

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.domain.case.case import Case

WRITTEN = {
    "2022-03-05": ("2022-03-05", "2022-03-05", "day"),
    "2022-03-05?": ("2022-03-05", "2022-03-05", "day?"),
    "2022-03~": ("2022-03-01", "2022-03-31", "month~"),
    "2022": ("2022-01-01", "2022-12-31", "year"),
    "202X": ("2020-01-01", "2029-12-31", "decade"),
    "2022-21%": ("2022-03-01", "2022-05-31", "season%"),
    "2022-XX": ("2022-01-01", "2022-12-31", "month-in-year"),
    "2022-01-11/2022-02-03": ("2022-01-11", "2022-02-03", "range"),
    "2022-03~/2022-06": ("2022-03-01", "2022-06-30", "month~/month"),
    "../2022-05": ("0001-01-01", "2022-05-31", "../month"),
    "2022-05/..": ("2022-05-01", "9999-12-31", "month/.."),
    "/2022": ("0001-01-01", "2022-12-31", "/year"),
    "XXXX": ("9999-12-31", "9999-12-31", "undated"),
}
EVENTS = "SELECT date_start, date_end, date_precision FROM events ORDER BY id"
SPOIL_EVENT = "UPDATE events SET date_precision = :code WHERE id = 1"
SPOIL_FINE = "UPDATE fines SET imposed_precision = 'month~'"


def doubtful_case() -> Case:
    events = tuple(
        Event(EventId(number), parse_edtf(text), "other", Lane.COURTS, text, "", (), Confidence.CONFIRMED, ())
        for number, text in enumerate(WRITTEN, 1)
    )
    decided = Decision("", "", parse_edtf("2022~"), parse_edtf("2022-03/.."), parse_edtf(".."))
    fine = Fine(Money(100, "EUR"), parse_edtf("2022-03"), FineStatus.IMPOSED, None, "", "", "")
    case = case_of(fines=(fine,))
    opened = dataclasses.replace(case.investigation, opened=parse_edtf("../2020-05"), closed=parse_edtf(".."))
    return dataclasses.replace(case, investigation=opened, events=events, decisions=(decided,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "doubt.casefile"
    create_case_file(path, (doubtful_case(),))
    return path


def test_that_dates_in_doubt_come_back_as_they_were_written(path: Path) -> None:
    with closing(open_case_file(path)) as file:
        assert load_case(file, "case") == doubtful_case()


def test_that_a_date_lies_in_its_three_columns_in_words(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(EVENTS).fetchall() == list(WRITTEN.values())


@pytest.mark.parametrize("code", ["monht", "", "month/range", "undated~"])
def test_that_an_event_of_an_unknown_precision_is_left_out(path: Path, code: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(SPOIL_EVENT, {"code": code})
        connection.commit()
    whole = doubtful_case()
    with closing(open_case_file(path)) as file:
        assert load_case(file, "case") == dataclasses.replace(whole, events=whole.events[1:])


def test_that_a_fine_whose_day_is_in_doubt_is_left_out(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(SPOIL_FINE)
        connection.commit()
    with closing(open_case_file(path)) as file:
        assert load_case(file, "case") == dataclasses.replace(doubtful_case(), fines=())
