"""The quick entry, typed into by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.domain.case.case import Event, EventId, Lane
from desktop.domain.days.edtf import parse_edtf
from desktop.domain.edit.events import EventFacts
from desktop.domain.source import Confidence
from desktop.domain.timeline.chronicle import Chronicle
from desktop.theme import Look
from desktop.views.drawing.paint import Ghost
from desktop.views.timeline.entry import QuickEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def entry(qtbot: QtBot) -> Iterator[QuickEntry]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    made = QuickEntry(Look())
    qtbot.addWidget(made)
    made.resize(860, 80)
    made.show()
    made.line.setFocus()
    yield made
    QLocale.setDefault(before)


def _told(entry: QuickEntry) -> list[str]:
    labels = (entry._said, entry._length, entry._hint)
    return [label.text() for label in labels if label.text() and not label.isHidden()]


def test_that_a_typed_line_is_said_as_understood_and_added_by_enter(entry: QuickEntry) -> None:
    added: list[tuple[EventFacts, ...]] = []
    entry.entered.connect(added.append)
    QTest.keyClicks(entry.line, "27 May 2021 NGO complaint")
    assert _told(entry) == [
        "Thu 27 May 2021",
        "· a day · EDTF 2021-05-27",
        "lane and kind guessed from “complaint” · Tab changes them",
    ]
    assert (entry.lane.currentText(), entry.kind.currentText()) == ("Complainants", "Complaint")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    date = parse_edtf("2021-05-27")
    assert added == [(EventFacts(date, "NGO complaint", "complaint", Lane.COMPLAINANTS),)]
    assert entry.line.text() == ""
    assert entry.line.hasFocus()
    QTest.keyClicks(entry.line, "4/5/2021 Reply")
    assert _told(entry)[0] == "Tue 4 May 2021 (day first)"
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    assert added[1][0].kind == "response"


def test_that_numbers_are_read_in_the_order_of_the_locale(qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    try:
        made = QuickEntry(Look())
    finally:
        QLocale.setDefault(before)
    qtbot.addWidget(made)
    made.line.setText("03/04/2022 x")
    assert made._said.text() == "Fri 4 Mar 2022 (month first)"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("NGO complaint", "No date yet. Write 27 May 2021, May 2021, 2021 or EDTF such as 2021-05~."),
        ("31 Nov 2022 Fine", "31 Nov 2022 does not exist."),
        ("27 May 2021", "No title yet. Write what happened after the date."),
        ("", "Type a date and what happened. Several lines can be pasted."),
    ],
)
def test_that_nothing_is_added_and_nothing_lost_without_date_or_title(
    entry: QuickEntry, typed: str, sentence: str
) -> None:
    added: list[object] = []
    entry.entered.connect(added.append)
    QTest.keyClicks(entry.line, typed)
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    assert (added, entry.line.text(), _told(entry)) == ([], typed, [sentence])
    assert entry._hint.property("invalid")
    QTest.keyClicks(entry.line, "x")
    assert not entry._hint.property("invalid")


def test_that_tab_leads_to_lane_and_kind_and_they_stay_as_chosen(entry: QuickEntry) -> None:
    added: list[tuple[EventFacts, ...]] = []
    entry.entered.connect(added.append)
    QTest.keyClicks(entry.line, "27 May 2021 NGO complaint")
    QTest.keyClick(entry.line, Qt.Key.Key_Tab)
    assert entry.lane.hasFocus()
    QTest.keyClick(entry.lane, Qt.Key.Key_Down)
    QTest.keyClick(entry.lane, Qt.Key.Key_Tab)
    assert entry.kind.hasFocus()
    QTest.keyClicks(entry.kind, "Hea")
    entry.line.setFocus()
    QTest.keyClicks(entry.line, " heard")
    assert _told(entry)[-1] == "Enter adds"
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    facts = added[0][0]
    assert (facts.title, facts.lane, facts.kind) == ("NGO complaint heard", Lane.AUTHORITY, "hearing")
    QTest.keyClicks(entry.line, "28 May 2021 complaint")
    assert entry.lane.currentText() == "Complainants"


def test_that_enter_adds_from_lane_and_kind_as_well(entry: QuickEntry) -> None:
    added: list[object] = []
    entry.entered.connect(added.append)
    QTest.keyClicks(entry.line, "27 May 2021 NGO complaint")
    entry.kind.setFocus()
    QTest.keyClick(entry.kind, Qt.Key.Key_Return)
    assert len(added) == 1
    assert entry.line.hasFocus()


def test_that_no_guess_gives_the_lane_of_the_entry_above(entry: QuickEntry) -> None:
    date = parse_edtf("2021-01-01")
    event = Event(EventId(1), date, "other", Lane.COURTS, "Before", "", (), Confidence.CONFIRMED, ())
    entry.show_chronicle(Chronicle((event,)))
    QTest.keyClicks(entry.line, "27 May 2021 Findings shared")
    assert (entry.lane.currentText(), entry.kind.currentText()) == ("Courts", "Other")


def test_that_the_understood_part_is_marked(entry: QuickEntry) -> None:
    QTest.keyClicks(entry.line, "27 May 2021 NGO complaint")
    picture = entry.line.grab().toImage()
    soft = entry.line._look.theme.colour("accent_soft").rgb()
    marked = [x for x in range(picture.width()) if picture.pixel(x, picture.height() // 2 - 6) == soft]
    width = entry.line.fontMetrics().horizontalAdvance("27 May 2021")
    assert abs(len(marked) - width) < width * 0.6
    assert max(marked) < 20 + width


def test_that_what_was_typed_so_far_is_told(entry: QuickEntry) -> None:
    told: list[object] = []
    entry.typed.connect(told.append)
    QTest.keyClicks(entry.line, "2021 NGO complaint")
    assert told[-1] == Ghost(parse_edtf("2021"), Lane.COMPLAINANTS, "NGO complaint")
    QTest.keyClick(entry.line, Qt.Key.Key_Escape)
    assert [*told[-1:], entry.line.text()] == [None, ""]


def test_that_a_line_that_was_not_added_comes_back_or_is_named(entry: QuickEntry) -> None:
    QTest.keyClicks(entry.line, "2021 x")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    entry.take_back("The file is busy.")
    assert (entry.line.text(), _told(entry)) == ("2021 x", ["The file is busy."])
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    QTest.keyClicks(entry.line, "2022 y")
    entry.take_back("The file is busy.")
    assert (entry.line.text(), _told(entry)) == ("2022 y", ["Not added: “2021 x”. The file is busy."])


def test_that_several_pasted_lines_are_previewed_and_added_together(entry: QuickEntry) -> None:
    added: list[tuple[EventFacts, ...]] = []
    entry.entered.connect(added.append)
    QGuiApplication.clipboard().setText("27 May 2021 NGO complaint\n28 May 2021 Reply\n")
    QTest.keyClick(entry.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert entry.line.text() == ""
    assert entry._pasted is not None
    assert entry._pasted.isVisible()
    assert entry._pasted.lines.hasFocus()
    QTest.keyClick(entry._pasted.lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [one.title for one in added[0]] == ["NGO complaint", "Reply"]
    assert not entry._pasted.isVisible()
    assert entry.line.hasFocus()
    entry.take_back("The file is busy.")
    assert entry._pasted.lines.toPlainText() == "27 May 2021 NGO complaint\n28 May 2021 Reply"
    assert entry._pasted._sum.text() == "The file is busy."


def test_that_lane_and_kind_lie_below_the_line_where_there_is_little_room(entry: QuickEntry) -> None:
    assert entry._first.indexOf(entry.kind) > 0
    entry.resize(500, 120)
    assert entry._second.indexOf(entry.kind) > 0
    assert entry._first.count() == 1


def test_that_one_pasted_line_is_typed_into_the_line(entry: QuickEntry) -> None:
    QGuiApplication.clipboard().setText("27 May 2021 NGO complaint\n")
    QTest.keyClick(entry.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert entry.line.text().strip() == "27 May 2021 NGO complaint"
