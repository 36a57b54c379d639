"""The whole window as it looks: every theme, switched while it runs, over everything it can show."""

from __future__ import annotations

import sys
from random import Random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.theme import load_theme
from tests.counts import IS_LONG, SEED, counted
from tests.test_theme import INKS
from tests.views.whole import EDITING, PAGES, SCENES, WHAT_IFS, scenes, settle, whole_window

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from typing import Any

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from desktop.app import Program

NAMES = ("dark", "contrast")
STEP = 3  # pixels between two that are looked at
Pictures = dict[tuple[str, str], QImage]


def picture(shown: QWidget) -> QImage:
    """A window as it is, nothing in it in focus and no cursor to blink."""
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    settle()
    return shown.grab().toImage()


def differing(one: QImage, other: QImage) -> int:
    """How many of the pixels looked at differ."""
    assert one.size() == other.size()
    if one == other:
        return 0
    return sum(
        one.pixel(x, y) != other.pixel(x, y)
        for y in range(0, one.height(), STEP)
        for x in range(0, one.width(), STEP)
    )


def pictures(program: Program, wanted: Collection[str], themes: tuple[str, ...] = ("",)) -> Pictures:
    """The scenes wanted, each in the theme there is or in one after the other, by scene and theme."""
    found = {}
    for scene, shown in scenes(program, wanted):
        for theme in themes if scene in wanted else ():
            if theme:
                program.look.choose(theme)
            found[scene, program.look.theme.name] = picture(shown)
    return found


def scenes_tried() -> list[str]:
    """A share of the scenes, the same in every run; all in the long one."""
    return sorted(Random(SEED).sample(SCENES, counted(len(SCENES))))


@pytest.mark.timeout(2_400)  # in the long run
def test_that_every_widget_follows_a_theme_that_changes(
    qtbot: QtBot, tmp_path: Path, few_path: Path, index_folder: Path
) -> None:
    tried, themes = scenes_tried(), NAMES if IS_LONG else NAMES[:1]
    with whole_window(tmp_path, few_path, index_folder) as program:
        live = pictures(program, tried, (*themes, "light"))
    for theme in (*themes, "light") if IS_LONG else themes:
        with whole_window(tmp_path, few_path, index_folder, theme) as program:
            fresh = pictures(program, tried)
        found = {key: differing(live[key], fresh[key]) for key in fresh}
        assert {key: number for key, number in found.items() if number} == {}
    sys.stdout.write(
        f"{len(live)} pictures of {len(tried)} scenes, the theme changed while they show: 0 differ\n"
    )


def test_that_the_systems_own_change_is_followed(
    qtbot: QtBot, tmp_path: Path, few_path: Path, index_folder: Path
) -> None:
    with whole_window(tmp_path, few_path, index_folder, "system") as program:
        hints = QGuiApplication.styleHints()
        for scheme, name in ((Qt.ColorScheme.Dark, "dark"), (Qt.ColorScheme.Light, "light")):
            hints.setColorScheme(scheme)
            hints.colorSchemeChanged.emit(hints.colorScheme())
            if hints.colorScheme() is scheme:  # some platforms have none
                assert program.look.theme.name == name
                assert program.window.palette().window().color() == load_theme(name).colour("window")
        hints.unsetColorScheme()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, float], str]:
    """The colours that our own painting writes words in, each with the strength it is painted at."""
    found: dict[tuple[str, float], str] = {}

    def watched(name: str) -> Any:
        plain = getattr(QPainter, name)

        def write(painter: QPainter, *given: Any) -> Any:
            words = next((word for word in given if isinstance(word, str)), name)
            if words.strip():
                found.setdefault((painter.pen().color().name(), painter.opacity()), words)
            return plain(painter, *given)

        return write

    for name in ("drawText", "drawStaticText"):
        monkeypatch.setattr(QPainter, name, watched(name))
    return found


@pytest.mark.parametrize("name", [*NAMES, "light"] if IS_LONG else ["light"])
def test_that_words_are_painted_in_the_inks_that_can_be_read(
    written: dict[tuple[str, float], str],
    qtbot: QtBot,
    tmp_path: Path,
    few_path: Path,
    index_folder: Path,
    name: str,
) -> None:
    theme = load_theme(name)
    with whole_window(tmp_path, few_path, index_folder, name) as program:
        pictures(program, SCENES if IS_LONG else (*PAGES, *WHAT_IFS, *EDITING))
    # What stands on a plain colour is the surface, as read as that colour is on it.
    inks = {theme.colour(ink).name() for ink in (*INKS, "surface")}
    assert len(written) > 3
    assert {key: words for key, words in written.items() if key[0] not in inks or key[1] < 1} == {}
