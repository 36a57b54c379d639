"""What is in doubt about a date: how it is painted and told, and where what has no date is found."""

from __future__ import annotations

import dataclasses
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QPushButton

from desktop.domain.case.case import Event, Lane
from desktop.domain.case.ids import EventId
from desktop.domain.days.asof import AsOf
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.page.build import build_page
from desktop.domain.source import Confidence
from desktop.models.timeline import doubt_words, tip_of, undated_words
from desktop.store.cases.writing import create_case_file
from desktop.views.drawing.doubt import MarkPlace, paint_dated
from desktop.views.timeline.canvas import LaneCanvas
from desktop.views.timeline.tab import TimelineTab
from tests.inline import inline_session
from tests.making import case_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.theme import Look

PATTERNS = (
    "2022-03-05",
    "2022-03-05~",
    "2022-03-05?",
    "2022",
    "2022~",
    "2022?",
    "2022%",
    "../2022",
    "2022/..",
)


def event(number: int, when: str) -> Event:
    confirmed = Confidence.CONFIRMED
    return Event(
        EventId(number), parse_edtf(when), "hearing", Lane.COURTS, f"Event {number}", "", (), confirmed, ()
    )


def grey(when: str, look: Look) -> bytes:
    """What is painted for a date, without its colours."""
    image = QImage(160, 24, QImage.Format.Format_RGB32)
    image.fill(look.theme.colour("surface"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shown, theme = event(1, when), look.theme
    box = QRectF(60, 6, 12 if when.startswith("2022-03-05") else 40, 12)
    paint_dated(painter, shown, MarkPlace(box, 0, 160), theme.colour("courts"), theme)
    painter.end()
    return bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def test_that_every_doubt_looks_different_without_colours(look: Look) -> None:
    painted = {when: grey(when, look) for when in PATTERNS}
    for one, other in combinations(PATTERNS, 2):
        darker = sum(abs(a - b) > 24 for a, b in zip(painted[one], painted[other], strict=True))
        assert darker > 12, (one, other)


def test_that_an_open_end_fades_to_the_edge_and_a_known_one_is_a_line(look: Look) -> None:
    row = grey("2022/..", look)[12 * 160 : 13 * 160]
    assert row[20] == 255
    assert row[60] < row[64] < row[110] < row[150] < 255


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2022", ""),
        ("..", ""),
        ("2022~", "Fading ends: approximate"),
        ("2022?", "Hatched: uncertain"),
        ("2022%", "Fading ends: approximate · Hatched: uncertain"),
        ("../2022", "Fading to the edge: no end known"),
    ],
)
def test_that_a_pattern_is_explained(when: str, words: str) -> None:
    assert doubt_words(parse_edtf(when)) == words
    assert words in tip_of(event(1, when))


def test_that_a_drawing_of_doubtful_dates_can_be_painted_at_any_zoom(qtbot: QtBot, look: Look) -> None:
    canvas = LaneCanvas(look)
    qtbot.addWidget(canvas)
    canvas.resize(900, 320)
    dates = (*PATTERNS, "..", "202X", "/2020", "2022-21~", "2022-03~/2022-06")
    case = dataclasses.replace(case_of(), events=tuple(event(n, when) for n, when in enumerate(dates)))
    canvas.show_page(build_page(case, AsOf(today=date(2023, 1, 1))))
    assert canvas.scale.per_day > 0.05
    for factor in (1.0, 30.0, 30.0, 0.0001):
        canvas.zoom(factor)
        canvas.grab()
    for number in range(len(dates)):
        canvas.show_event(EventId(number))
        canvas.grab()


def test_that_what_has_no_date_is_counted_above_the_list_and_reached_from_there(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    path = tmp_path / "doubt.casefile"
    events = (event(1, ".."), event(2, "2022"), event(3, ".."))
    create_case_file(path, (dataclasses.replace(case_of(), events=events),))
    session = inline_session(path)
    session.file.open(path)
    tab = TimelineTab(session, look)
    qtbot.addWidget(tab)
    session.select("case")
    button = tab.findChild(QPushButton, "undated")
    assert isinstance(button, QPushButton)
    assert button.text() == "2 undated, at the end of the list"
    assert not button.isHidden()
    button.click()
    assert session.selected_event == EventId(1)
    assert [one.id for one in tab.model.events] == [2, 1, 3]
    session.shut_down()


def test_that_nothing_is_said_of_undated_events_where_there_are_none() -> None:
    assert undated_words((event(1, "2022"),)) == ""
