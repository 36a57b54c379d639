"""Editing events in the Timeline tab by keys, in a copy of the sample."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtTest import QTest

from desktop.domain.case.case import Lane
from desktop.domain.edit.events import event_changed, facts_of
from desktop.session.clock import Clock
from desktop.session.reader.reader import Reader
from desktop.session.session import Session
from desktop.store.cases.uids import uid_of_event
from desktop.store.cases.writing import create_case_file
from desktop.store.edit.editor import Editor
from desktop.store.file.casefile import open_case_file
from desktop.views.page.page import PageView
from desktop.views.timeline.tab import TimelineTab
from tests.inline import NOON, InlineRunner
from tests.sampled import sampled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.domain.case.case import Event
    from desktop.theme import Look
    from desktop.views.timeline.row_editor import RowEditor

SLUG = "fr-cnil-clearview"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A case file of one investigation."""
    path = tmp_path_factory.mktemp("small") / "small.casefile"
    create_case_file(path, [case for case in sampled() if case.investigation.slug == SLUG])
    return path.read_bytes()


@pytest.fixture
def edited(qtbot: QtBot, small: bytes, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "mine.casefile"
    path.write_bytes(small)
    session = Session(InlineRunner(), Reader(), Clock(moment=lambda: NOON), tmp_path / "sample")
    session.keep_modes_in(tmp_path)
    session.file.open(path)
    session.select(SLUG)
    yield session
    session.shut_down()


@pytest.fixture
def tab(qtbot: QtBot, edited: Session, look: Look) -> Iterator[TimelineTab]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    made = TimelineTab(edited, look)
    qtbot.addWidget(made)
    made.resize(860, 640)
    made.follow_editing()
    edited.editing.turn_on()
    made.show()
    made.add_event()
    yield made
    QLocale.setDefault(before)


def _typed(tab: TimelineTab, words: str) -> None:
    assert tab._editor is not None
    QTest.keyClicks(tab._editor.entry.line, words)


def _entered(tab: TimelineTab, words: str) -> None:
    _typed(tab, words)
    assert tab._editor is not None
    QTest.keyClick(tab._editor.entry.line, Qt.Key.Key_Return)


def _titles(tab: TimelineTab) -> list[str]:
    return [event.title for event in tab.model.events]


def _told(tab: TimelineTab) -> str:
    assert tab._editor is not None
    return tab._editor._note._words.text() if tab._editor._note.isVisible() else ""


def _event(tab: TimelineTab, title: str) -> Event:
    return next(event for event in tab.model.events if event.title == title)


def test_that_nothing_can_be_typed_while_editing_is_off(edited: Session, look: Look, qtbot: QtBot) -> None:
    tab = TimelineTab(edited, look)
    qtbot.addWidget(tab)
    tab.follow_editing()
    tab.show()
    assert tab._editor is None
    edited.editing.turn_on()
    assert tab._editor is not None
    assert tab._editor.isVisible()
    edited.editing.turn_off()
    assert not tab._editor.isVisible()


def test_that_a_typed_event_stands_in_its_place_and_can_be_undone(tab: TimelineTab, edited: Session) -> None:
    before = _titles(tab)
    _entered(tab, "27 May 2021 Complaint typed by hand")
    assert len(_titles(tab)) == len(before) + 1
    event = _event(tab, "Complaint typed by hand")
    assert (event.date.iso, event.kind, event.lane) == ("2021-05-27", "complaint", Lane.COMPLAINANTS)
    assert _told(tab) == "Event added."
    assert tab._editor is not None
    assert tab._editor.entry.line.text() == ""
    tab._editor._note._undo.click()
    assert (_titles(tab), _told(tab)) == (before, "")


def test_that_events_entered_one_after_another_are_all_added(tab: TimelineTab) -> None:
    before = len(_titles(tab))
    for number in range(3):
        _entered(tab, f"{number + 1} May 2021 Entry {number}")
    assert len(_titles(tab)) == before + 3


def test_that_the_place_of_an_entry_is_shown_in_the_list(tab: TimelineTab) -> None:
    _typed(tab, "27 May 2021 Complaint")
    place = tab.chronology._place
    assert place is not None
    row, words = place
    assert words == "27 May 2021 goes here"
    days = [event.date.earliest.isoformat() for event in tab.model.events]
    assert days[row - 1] <= "2021-05-27" < days[row]
    accent = tab._look.theme.colour("accent").rgb()
    picture = tab.chronology.viewport().grab().toImage()
    line = tab.chronology.visualRect(tab.model.index(row)).top()
    assert picture.pixel(3, line) == accent
    assert tab._editor is not None
    scene = tab.canvas.scene
    assert scene is not None
    lane = next(one for one in scene.drawing.lanes if one.lane is Lane.COMPLAINANTS)
    x = round(tab.canvas.x_of(date(2021, 5, 27)))
    around = QRect(x - 8, round(lane.middle) - 8, 16, 16)
    with_ghost = tab.canvas.grab(around).toImage()
    QTest.keyClick(tab._editor.entry.line, Qt.Key.Key_Escape)
    assert tab.chronology._place is None
    assert tab.canvas.grab(around).toImage() != with_ghost


def test_that_a_deleted_event_comes_back_by_undo(tab: TimelineTab) -> None:
    before = tab.model.events
    tab.chronology.setCurrentIndex(tab.model.index(2))
    QTest.keyClick(tab.chronology, Qt.Key.Key_Delete)
    assert tab.model.events == before[:2] + before[3:]
    assert _told(tab) == "Event deleted."
    assert tab._editor is not None
    assert tab._editor._note._undo.isVisible()
    tab._editor._note._undo.click()
    assert tab.model.events == before


def test_that_a_refused_entry_comes_back_with_the_reason(tab: TimelineTab, edited: Session) -> None:
    before = _titles(tab)
    words = "27 May 2021 " + "\N{REPLACEMENT CHARACTER}"
    assert tab._editor is not None
    tab._editor.entry.line.setText(words)
    QTest.keyClick(tab._editor.entry.line, Qt.Key.Key_Return)
    assert (_titles(tab), tab._editor.entry.line.text()) == (before, words)
    assert "title: “\N{REPLACEMENT CHARACTER}” is not" in tab._editor.entry._hint.text()


def test_that_adding_an_event_brings_the_timeline_and_its_line_to_the_front(
    edited: Session, look: Look, qtbot: QtBot
) -> None:
    page = PageView(edited, look)
    qtbot.addWidget(page)
    page.follow_editing()
    page.show()
    page.show_tab("penalty")
    page.add_event()
    assert page._timeline._editor is None
    edited.editing.turn_on()
    page.show_tab("penalty")
    page.add_event()
    assert page.tab == "timeline"
    assert page._timeline._editor is not None
    assert page.focusWidget() is page._timeline._editor.entry.line


def _opened(tab: TimelineTab, row: int) -> RowEditor:
    tab.chronology.setFocus()
    tab.chronology.setCurrentIndex(tab.model.index(row))
    QTest.keyClick(tab.chronology, Qt.Key.Key_F2)
    assert tab._editor is not None
    assert tab._editor._row is not None
    return tab._editor._row


def test_that_enter_saves_the_fields_of_an_event(tab: TimelineTab) -> None:
    before = tab.model.events
    row = _opened(tab, 3)
    assert row.title.hasFocus()
    assert row.date.text() == before[3].date.iso
    row.title.selectAll()
    QTest.keyClicks(row.title, "Another title")
    row.date.selectAll()
    QTest.keyClicks(row.date, "about May 2021")
    assert row._said.text() == "c. May 2021\na month"
    QTest.keyClick(row.date, Qt.Key.Key_Return)
    event = _event(tab, "Another title")
    assert (event.date.iso, event.description, event.sources) == (
        "2021-05~",
        before[3].description,
        before[3].sources,
    )
    assert (_told(tab), tab.chronology.hasFocus()) == ("Event changed.", True)
    assert tab._editor is not None
    tab._editor._note._undo.click()
    assert tab.model.events == before


def test_that_escape_restores_an_event(tab: TimelineTab) -> None:
    before = tab.model.events
    row = _opened(tab, 3)
    QTest.keyClicks(row.title, "x")
    QTest.keyClick(row.title, Qt.Key.Key_Escape)
    assert tab._editor is not None
    assert (tab._editor._row, tab.model.events) == (None, before)


def test_that_what_is_not_valid_stays_open_with_its_reason(tab: TimelineTab) -> None:
    before = tab.model.events
    row = _opened(tab, 3)
    row.date.selectAll()
    QTest.keyClicks(row.date, "31 Nov 2022")
    QTest.keyClick(row.date, Qt.Key.Key_Return)
    assert row.isVisible()
    assert row._said.text() == "31 Nov 2022 does not exist."
    assert tab._editor is not None
    tab._editor.entry.line.setFocus()
    assert row.isVisible()
    assert tab.model.events == before


def test_that_leaving_saves_what_is_valid(tab: TimelineTab) -> None:
    row = _opened(tab, 3)
    QTest.keyClicks(row.title, "Left: ")
    assert tab._editor is not None
    tab._editor.entry.line.setFocus()
    assert [title for title in _titles(tab) if title.startswith("Left: ")]
    assert tab._editor.entry.line.hasFocus()


def test_that_alt_and_an_arrow_save_and_open_the_next_event(tab: TimelineTab) -> None:
    titles = _titles(tab)
    row = _opened(tab, 3)
    QTest.keyClick(row.title, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert tab._editor is not None
    assert tab._editor._row is not None
    assert tab._editor._row.title.text() == titles[4]
    QTest.keyClick(tab._editor._row.title, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert tab._editor._row is not None
    assert tab._editor._row.title.text() == titles[3]


def test_that_a_source_is_added_with_its_kind_and_the_day_it_was_read(tab: TimelineTab) -> None:
    before = tab.model.events[3]
    row = _opened(tab, 3)
    QTest.mouseClick(row.add_source, Qt.MouseButton.LeftButton)
    assert row.source.hasFocus()
    QTest.keyClicks(row.source, "https://www.cnil.fr/new")
    QTest.keyClick(row.source, Qt.Key.Key_Return)
    assert "https://www.cnil.fr/new (official, read 22 Nov 2026)" in row._sources.accessibleName()
    QTest.keyClick(row.title, Qt.Key.Key_Return)
    after = next(event for event in tab.model.events if event.id == before.id)
    assert [one.url for one in after.sources] == [one.url for one in before.sources] + [
        "https://www.cnil.fr/new"
    ]
    assert _told(tab) == "Source added."


def test_that_typed_facts_come_back_where_another_program_was_faster(
    tab: TimelineTab, edited: Session
) -> None:
    event = tab.model.events[3]
    row = _opened(tab, 3)
    row.title.setText("Mine")
    assert edited.info is not None
    other = Editor(Path(edited.info.path), "Other")
    reading = open_case_file(Path(edited.info.path))
    theirs = dataclasses.replace(facts_of(event), title="Theirs")
    edit = event_changed(uid_of_event(reading, event.id), facts_of(event), theirs)
    assert edit is not None
    other.apply(edit)
    other.close()
    reading.close()
    QTest.keyClick(row.title, Qt.Key.Key_Return)
    assert _told(tab) == "Another program changed title since it was read. Nothing was changed."
    assert tab._editor is not None
    assert tab._editor._row is not None
    assert tab._editor._row.title.text() == "Mine"


def test_that_the_fields_stand_in_the_place_of_their_row(tab: TimelineTab) -> None:
    row = _opened(tab, 5)
    box = tab.chronology.visualRect(tab.model.index(5))
    assert row.geometry().top() == box.top()
    assert row.height() == box.height() > tab.chronology.visualRect(tab.model.index(6)).height()
    tab.chronology.verticalScrollBar().setValue(tab.chronology.verticalScrollBar().value() - 20)
    assert row.geometry().top() == tab.chronology.visualRect(tab.model.index(5)).top()
