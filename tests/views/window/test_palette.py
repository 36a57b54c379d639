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

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.window.palette import Palette

KEY = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, session: Session, look: Look, tmp_path: Path) -> MainWindow:
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


def test_that_every_action_is_listed_with_its_keys(palette: Palette, window: MainWindow) -> None:
    assert [line.target for line in shown(palette)] == [spec.id for spec in declared()]
    for line in shown(palette):
        action = window.actions_by_id[str(line.target)]
        assert line.keys == action.shortcut().toString()
        assert line.enabled == action.isEnabled()


def test_that_enter_runs_the_command_and_it_comes_first_the_next_time(
    palette: Palette, window: MainWindow, look: Look
) -> None:
    type_in(palette, "theme dark")
    QTest.keyClick(palette.field, KEY.Key_Return)
    assert look.choice == "dark"
    assert not palette.isVisible()
    window.actions_by_id["palette"].trigger()
    assert chosen(palette).target == "theme_dark"
    assert palette.field.text() == ""


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


def test_that_an_investigation_is_shown(qtbot: QtBot, palette: Palette, session: Session) -> None:
    type_in(palette, "clearview")
    qtbot.waitUntil(lambda: any(line.kind is PaletteLineKind.INVESTIGATION for line in shown(palette)))
    line = next(line for line in shown(palette) if line.kind is PaletteLineKind.INVESTIGATION)
    palette.choose(line)
    assert session.selected == line.target


def test_that_what_is_found_later_leaves_the_choice(qtbot: QtBot, palette: Palette) -> None:
    type_in(palette, "cl")
    QTest.keyClick(palette.field, KEY.Key_Down)
    before = chosen(palette)
    qtbot.waitUntil(lambda: any(line.kind is PaletteLineKind.INVESTIGATION for line in shown(palette)))
    assert chosen(palette) == before


def test_that_a_day_is_jumped_to_and_a_bad_one_is_not(palette: Palette, session: Session) -> None:
    type_in(palette, "@2023-02-30")
    QTest.keyClick(palette.field, KEY.Key_Return)
    assert session.as_of.live
    type_in(palette, "@2023-02-08")
    QTest.keyClick(palette.field, KEY.Key_Return)
    assert session.as_of.picked == date(2023, 2, 8)


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


def test_that_a_click_chooses(palette: Palette, look: Look) -> None:
    type_in(palette, "theme contrast")
    place = palette.list.visualRect(palette.list.currentIndex()).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert look.choice == "contrast"


def test_that_it_stays_over_the_whole_window(palette: Palette, window: MainWindow) -> None:
    window.resize(800, 600)
    assert palette.size() == window.size()
    assert not window.grab().isNull()


def test_that_screen_readers_get_names(palette: Palette) -> None:
    assert palette.field.accessibleName()
    assert palette.list.accessibleName()
