"""The whole program on the sample: the real worker, the real window, every tab, the playhead dragged."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView, QTabWidget, QWidget

from desktop.app import build
from desktop.domain.listing.facets import Section
from desktop.models.listing.cases import CELLS_ROLE
from desktop.session.clock import Clock
from desktop.settings import SettingsKeeper
from desktop.views.timeline.canvas import LaneCanvas
from tests.counts import some
from tests.furnished import furnished
from tests.inline import NOON, undressed
from tests.painted import curve_text, playhead_text
from tests.tokens import texts_of, tokens_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.app import Program
    from desktop.models.listing.words import CaseCells

WidgetT = TypeVar("WidgetT", bound=QWidget)


@pytest.fixture(scope="module")
def standing(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, sample_path: Path, index_folder: Path
) -> Iterator[Program]:
    """The program of all tests, the sample open."""
    folder = tmp_path_factory.mktemp("program")
    keeper = SettingsKeeper(folder / "settings.json")
    with undressed(qapp):
        clock = Clock(moment=lambda: NOON)
        program = build(keeper, theme="light", clock=clock, sample=folder, index=index_folder)
        furnished(program.window).resize(1440, 900)
        program.session.file.open(sample_path)
        yield program
        program.session.shut_down()
        program.window.close()
        program.window.deleteLater()


@pytest.fixture
def program(standing: Program, qtbot: QtBot) -> Program:
    """The program in its look, live, nothing looked for and nothing chosen."""
    session, window = standing.session, standing.window
    standing.look.choose("light")
    window.tool_row.search.clear()
    session.day.go_live()
    session.select(None)
    while window.fault_bar.isVisibleTo(window):
        window.fault_bar._dismiss()
    window.show()
    settle(standing, qtbot)
    child(standing, QTabWidget, "page_tabs").setCurrentIndex(0)
    return standing


def settle(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not program.session.is_busy, timeout=10_000)


def child(program: Program, kind: type[WidgetT], name: str) -> WidgetT:
    found = program.window.findChild(kind, name)
    assert found is not None, name
    return found


def words(program: Program, name: str) -> str:
    return child(program, QLabel, name).text()


def rows_in_list(program: Program) -> list[CaseCells]:
    model = child(program, QTableView, "case_list_rows").model()
    return [model.index(number, 0).data(CELLS_ROLE) for number in range(model.rowCount())]


def slugs_in_list(program: Program) -> list[str]:
    return [row.slug for row in rows_in_list(program)]


def amount_in_list(program: Program, slug: str) -> str:
    return next(row.amount for row in rows_in_list(program) if row.slug == slug)


def test_that_the_first_start_shows_the_overview_of_the_sample(
    program: Program, qtbot: QtBot, sample_path: Path
) -> None:
    program.session.file.close()
    program.session.file.open(sample_path)
    settle(program, qtbot)
    assert program.window.stack.currentWidget() is program.window.overview
    assert words(program, "status_counts") == "53 investigations · 300 events"
    orders = child(program, QTableView, "orders").model()
    shown = {
        orders.index(row, column).data()
        for row in range(orders.rowCount())
        for column in range(orders.columnCount())
    }
    assert "€143,500,000" in shown
    assert "1,435\N{NO-BREAK SPACE}days" in shown


@pytest.mark.costly
def test_that_every_tab_of_every_investigation_can_be_shown(program: Program, qtbot: QtBot) -> None:
    tabs = child(program, QTabWidget, "page_tabs")
    for slug in some(slugs_in_list(program)):
        program.session.select(slug)
        settle(program, qtbot)
        assert program.session.page is not None
        assert program.session.page.case.investigation.slug == slug
        assert program.session.page.problems == ()
        for number in range(tabs.count()):
            QTest.mouseClick(
                tabs.tabBar(), Qt.MouseButton.LeftButton, pos=tabs.tabBar().tabRect(number).center()
            )
            assert tabs.currentIndex() == number
            assert not program.window.grab().isNull()


@pytest.mark.timeout(600)
@pytest.mark.costly
def test_that_no_token_of_the_program_is_read_on_any_page(program: Program, qtbot: QtBot) -> None:
    tabs = child(program, QTabWidget, "page_tabs")
    page = tabs.parentWidget()
    assert page is not None
    slugs = some(slugs_in_list(program))
    read = 0
    for slug in slugs:
        program.session.select(slug)
        settle(program, qtbot)
        for number in range(tabs.count()):
            tabs.setCurrentIndex(number)
        texts = [*texts_of(page)]
        read += len(texts)
        assert (slug, tokens_in(texts)) == (slug, set())
    sys.stdout.write(f"{read} texts on {len(slugs)} pages: no token\n")
    assert read > 100 * len(slugs)


def test_that_dragging_the_playhead_moves_every_figure(program: Program, qtbot: QtBot) -> None:
    program.session.select("fr-cnil-clearview")
    settle(program, qtbot)
    canvas = child(program, LaneCanvas, "timeline_canvas")
    canvas.grab()
    wanted = date(2023, 2, 8)
    canvas.zoom(12.0, canvas.x_of(wanted))
    middle = canvas.height() // 2
    strip = 8  # the axis above the lanes: pressing there takes the playhead
    start, end = (QPoint(round(canvas.x_of(day)), strip) for day in (date(2023, 1, 20), wanted))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for x in range(start.x(), end.x(), 4):
        QTest.mouseMove(canvas, QPoint(x, middle))
    QTest.mouseMove(canvas, QPoint(end.x(), middle))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(end.x(), middle))
    settle(program, qtbot)
    assert program.session.as_of.picked == wanted
    assert words(program, "value_accrued") == "€5,200,000"
    assert amount_in_list(program, "fr-cnil-clearview") == "€5,200,000"
    assert curve_text(canvas) == "€5.2M"
    assert playhead_text(canvas) == "8 Feb 2023"
    assert words(program, "banner_words").startswith("Figures as of 8 Feb 2023")


@pytest.mark.costly
def test_that_one_key_returns_to_live(program: Program, qtbot: QtBot) -> None:
    program.session.select("fr-cnil-clearview")
    program.session.day.pick(date(2023, 2, 8))
    settle(program, qtbot)
    canvas = child(program, LaneCanvas, "timeline_canvas")
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_L)
    settle(program, qtbot)
    assert program.session.as_of.live
    assert words(program, "value_accrued") == "€143,500,000"


@pytest.mark.costly
def test_that_the_key_for_live_is_a_letter_in_the_search_field(program: Program, qtbot: QtBot) -> None:
    program.session.day.pick(date(2023, 2, 8))
    field = child(program, QLineEdit, "search_field")
    field.setFocus()
    QTest.keyClicks(field, "l")
    assert field.text() == "l"
    assert not program.session.as_of.live


def test_that_typing_finds_without_accents_and_escape_shows_all_again(program: Program, qtbot: QtBot) -> None:
    field = child(program, QLineEdit, "search_field")
    program.session.show_section(Section.ALL)
    field.setFocus()
    QTest.keyClicks(field, "cooperatie")
    qtbot.waitUntil(lambda: len(program.session.answer.ids) == 1)
    assert slugs_in_list(program) == ["nl-ap-menzis"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(program.session.answer.ids) == 53)


@pytest.mark.costly
def test_that_a_bad_file_is_told_and_the_window_stays_usable(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.casefile"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    program.session.file.open(picture)
    settle(program, qtbot)
    assert "picture.casefile" in words(program, "fault_sentence")
    program.session.select("fr-cnil-kourou")
    settle(program, qtbot)
    assert words(program, "page_title") == "Kourou"


@pytest.mark.costly
def test_that_the_event_chosen_in_the_drawing_is_copied(program: Program, qtbot: QtBot) -> None:
    program.session.select("fr-cnil-clearview")
    settle(program, qtbot)
    canvas = child(program, LaneCanvas, "timeline_canvas")
    program.window.activateWindow()
    canvas.setFocus()
    qtbot.waitUntil(canvas.hasFocus)
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    program.window.actions_by_id["copy"].trigger()
    assert "First complaints" in QGuiApplication.clipboard().text()
