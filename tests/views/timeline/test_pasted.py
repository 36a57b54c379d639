"""The preview of pasted lines, worked by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.timeline.chronicle import Chronicle
from desktop.domain.typed.dates import DayOrder
from desktop.views.timeline.pasted import PastedLines

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.domain.edit.events import EventFacts

PASTED = "27 May 2021 NGO complaint\r\n\r\nmai 2022: Réponse\nnothing\n"


@pytest.fixture
def pasted(qtbot: QtBot) -> PastedLines:
    made = PastedLines(DayOrder.DAY_FIRST)
    qtbot.addWidget(made)
    made.show()
    made.show_lines(PASTED, Chronicle(()))
    return made


def test_that_each_line_is_shown_as_understood_and_a_fault_is_told(pasted: PastedLines) -> None:
    no_date = "No date yet. Write 27 May 2021, May 2021, 2021 or EDTF such as 2021-05~."
    assert pasted.read.toPlainText().splitlines() == [
        "Thu 27 May 2021 · Complainants · Complaint · NGO complaint",
        "May 2022 · Respondent · Response · Réponse",
        no_date,
    ]
    assert pasted._sum.text().startswith(f"Line 3: {no_date} Nothing is added")
    assert not pasted.add.isEnabled()


def test_that_nothing_is_added_before_every_line_is_an_entry(pasted: PastedLines) -> None:
    added: list[tuple[EventFacts, ...]] = []
    pasted.entered.connect(lambda facts, _lines: added.append(facts))
    QTest.keyClick(pasted.lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert added == []
    pasted.lines.moveCursor(pasted.lines.textCursor().MoveOperation.End)
    for _ in "nothing":
        QTest.keyClick(pasted.lines, Qt.Key.Key_Backspace)
    QTest.keyClicks(pasted.lines, "2023 Fine")
    assert pasted.add.text() == "Add 3 entries"
    QTest.keyClick(pasted.lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [[one.title for one in facts] for facts in added] == [["NGO complaint", "Réponse", "Fine"]]
    assert pasted.lines.toPlainText() == ""


def test_that_escape_leaves_without_adding(pasted: PastedLines) -> None:
    told: list[str] = []
    pasted.entered.connect(lambda *_: told.append("entered"))
    pasted.left.connect(lambda: told.append("left"))
    QTest.keyClick(pasted.lines, Qt.Key.Key_Escape)
    assert told == ["left"]


def test_that_one_entry_is_counted_as_one(pasted: PastedLines) -> None:
    pasted.lines.setPlainText("2021 Fine")
    assert (pasted.add.text(), pasted._sum.text()) == ("Add 1 entry", "Ctrl+Enter adds · Esc leaves")
    pasted.lines.setPlainText("")
    assert not pasted.add.isEnabled()
