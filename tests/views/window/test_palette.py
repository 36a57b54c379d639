"""The command palette over the window."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.actions import declared, plain_text
from desktop.models.palette import LINE_ROLE, PaletteLine, PaletteLineKind
from desktop.settings import SettingsKeeper
from desktop.views.window.window import MainWindow
from tests.furnished import furnished
from tests.views.standing import standing_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.window.palette import Palette

KEY = Qt.Key


@pytest.fixture(scope="module")
def standing(
    qapp: QApplication, sample_path: Path, index_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """The window of all tests that run no command."""
    with standing_window(sample_path, index_folder, tmp_path_factory.mktemp("settings")) as made:
        made.session.file.open(sample_path)
        yield made


@pytest.fixture
def window(standing: MainWindow) -> MainWindow:
    standing.palette_view.close_again()
    standing.session.day.go_live()
    standing.session.select(None)
    standing.resize(1024, 700)
    standing.show()
    standing.activateWindow()
    return standing


@pytest.fixture
def own_window(qtbot: QtBot, session: Session, look: Look, tmp_path: Path) -> MainWindow:
    """A window of a single test."""
    made = furnished(MainWindow(session, look, SettingsKeeper(tmp_path / "settings.json")))
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    made.activateWindow()
    return made


@pytest.fixture
def palette(window: MainWindow) -> Palette:
    made = window.palette_view
    window.actions_by_id["palette"].trigger()
    return made


@pytest.fixture
def own_palette(own_window: MainWindow) -> Palette:
    own_window.actions_by_id["palette"].trigger()
    return own_window.palette_view


def shown(palette: Palette) -> list[PaletteLine]:
    model = palette.list.model()
    return [model.index(row, 0).data(LINE_ROLE) for row in range(model.rowCount())]


def chosen(palette: Palette) -> PaletteLine:
    line: PaletteLine = palette.list.currentIndex().data(LINE_ROLE)
    return line


def type_in(palette: Palette, words: str) -> None:
    palette.field.clear()
    QTest.keyClicks(palette.field, words)


def test_that_both_keys_open_it(window: MainWindow) -> None:
    keys = [key.toString() for key in window.actions_by_id["palette"].shortcuts()]
    assert keys == ["Ctrl+K", "Ctrl+Shift+P"]


def test_that_every_action_of_every_menu_is_reached_by_its_words(palette: Palette) -> None:
    for spec in declared():
        palette.field.setText(plain_text(spec))
        assert spec.id in {line.target for line in shown(palette)[:3]}, spec.id


def test_that_every_action_is_listed_with_its_keys(own_palette: Palette, own_window: MainWindow) -> None:
    assert [line.target for line in shown(own_palette)] == [spec.id for spec in declared()]
    for line in shown(own_palette):
        action = own_window.actions_by_id[str(line.target)]
        assert line.keys == action.shortcut().toString()
        assert line.enabled == action.isEnabled()


def test_that_enter_runs_the_command_and_it_comes_first_the_next_time(
    own_palette: Palette, own_window: MainWindow, look: Look
) -> None:
    type_in(own_palette, "theme dark")
    QTest.keyClick(own_palette.field, KEY.Key_Return)
    assert look.choice == "dark"
    assert not own_palette.isVisible()
    own_window.actions_by_id["palette"].trigger()
    assert chosen(own_palette).target == "theme_dark"
    assert own_palette.field.text() == ""


def test_that_a_greyed_command_does_nothing(palette: Palette) -> None:
    type_in(palette, "undo")
    assert not chosen(palette).enabled
    QTest.keyClick(palette.field, KEY.Key_Return)
    assert palette.isVisible()


def test_that_arrows_go_around_and_pages_stop_at_the_ends(palette: Palette) -> None:
    number = len(shown(palette))
    QTest.keyClick(palette.field, KEY.Key_Up)
    assert palette.list.currentIndex().row() == number - 1
    QTest.keyClick(palette.field, KEY.Key_Tab)
    assert palette.list.currentIndex().row() == 0
    QTest.keyClick(palette.field, KEY.Key_PageUp)
    assert palette.list.currentIndex().row() == 0
    for _ in range(number):
        QTest.keyClick(palette.field, KEY.Key_PageDown)
    assert palette.list.currentIndex().row() == number - 1


def test_that_an_investigation_is_shown(qtbot: QtBot, palette: Palette, window: MainWindow) -> None:
    type_in(palette, "clearview")
    qtbot.waitUntil(lambda: any(line.kind is PaletteLineKind.INVESTIGATION for line in shown(palette)))
    line = next(line for line in shown(palette) if line.kind is PaletteLineKind.INVESTIGATION)
    palette.choose(line)
    assert window.session.selected == line.target


def test_that_what_is_found_later_leaves_the_choice(qtbot: QtBot, palette: Palette) -> None:
    type_in(palette, "cl")
    QTest.keyClick(palette.field, KEY.Key_Down)
    before = chosen(palette)
    qtbot.waitUntil(lambda: any(line.kind is PaletteLineKind.INVESTIGATION for line in shown(palette)))
    assert chosen(palette) == before


def test_that_a_day_is_jumped_to_and_a_bad_one_is_not(palette: Palette, window: MainWindow) -> None:
    type_in(palette, "@2023-02-30")
    QTest.keyClick(palette.field, KEY.Key_Return)
    assert window.session.as_of.live
    type_in(palette, "@2023-02-08")
    QTest.keyClick(palette.field, KEY.Key_Return)
    assert window.session.as_of.picked == date(2023, 2, 8)


@pytest.mark.parametrize("way", ["escape", "beside", "again"])
def test_that_the_focus_returns_to_where_it_was(
    qtbot: QtBot, palette: Palette, window: MainWindow, way: str
) -> None:
    palette.close_again()
    window.sidebar.setFocus()
    qtbot.waitUntil(window.sidebar.hasFocus)
    window.actions_by_id["palette"].trigger()
    assert palette.field.hasFocus()
    match way:
        case "escape":
            QTest.keyClick(palette.field, KEY.Key_Escape)
        case "beside":
            QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(10, 600))
        case _:
            window.actions_by_id["palette"].trigger()
    assert not palette.isVisible()
    assert window.sidebar.hasFocus()


def test_that_a_click_chooses(own_palette: Palette, look: Look) -> None:
    type_in(own_palette, "theme contrast")
    place = own_palette.list.visualRect(own_palette.list.currentIndex()).center()
    QTest.mouseClick(own_palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert look.choice == "contrast"


def test_that_it_stays_over_the_whole_window(palette: Palette, window: MainWindow) -> None:
    window.resize(800, 600)
    assert palette.size() == window.size()
    assert not window.grab().isNull()


def test_that_screen_readers_get_names(palette: Palette) -> None:
    assert palette.field.accessibleName()
    assert palette.list.accessibleName()
