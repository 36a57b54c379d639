"""Colours by role and the look on the application."""

from __future__ import annotations

import math
import re
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication

from desktop.assets import read_text
from desktop.domain.penalty.headline import Headline
from desktop.domain.penalty.stretch import State
from desktop.theme import Look, load_theme, palette, state_role, style_sheet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NAMES = ("light", "dark", "contrast")
GROUNDS = ("window", "surface", "sunken", "hover", "neutral_soft", "accent_soft")
STATES = ("running", "grace", "stayed", "settled", "uncalculated", "neutral")
LANES = ("complainants", "respondent", "courts")
# Every role that words are written in; tests/views/test_looks.py looks whether they are all.
INKS = ("text", "muted", "faint", "accent", *STATES, *LANES)
HANDLES = {("handle", ground) for ground in ("hover", "neutral_soft", "accent_soft")}
ENOUGH = {"light": 4.5, "dark": 4.5, "contrast": 7.0}


def _luminance(colour: QColor) -> float:
    channels = ((0.2126, colour.redF()), (0.7152, colour.greenF()), (0.0722, colour.blueF()))
    return sum(weight * _linear(part) for weight, part in channels)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def contrast(first: QColor, second: QColor) -> float:
    """The contrast ratio of WCAG 2."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", NAMES)
def test_that_words_can_be_read_on_every_ground(name: str) -> None:
    theme = load_theme(name)
    found = {
        (ink, ground): contrast(theme.colour(ink), theme.colour(ground))
        for ink in INKS
        for ground in (
            *GROUNDS,
            *(f"{state}_soft" for state in STATES if ink in {state, "text", "muted", "faint"}),
        )
    }
    least = min(found, key=lambda pair: found[pair])
    sys.stdout.write(f"{name}: least contrast {found[least]:.2f}, {least[0]} on {least[1]}\n")
    assert {pair: number for pair, number in found.items() if number < ENOUGH[name]} == {}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("glyph", [*STATES, *LANES, "accent", "handle"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_that_glyphs_stand_out_from_every_ground(name: str, glyph: str, ground: str) -> None:
    theme = load_theme(name)
    # A handle of a scroll bar stands on a plain ground.
    assert contrast(theme.colour(glyph), theme.colour(ground)) >= 3 or (glyph, ground) in HANDLES


@pytest.mark.parametrize("name", NAMES)
def test_that_the_banner_of_a_picked_day_can_be_read(name: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.colour("surface"), theme.colour("accent")) >= ENOUGH[name]


@pytest.mark.parametrize("name", NAMES)
def test_that_a_theme_is_read_as_toml_reads_it(name: str) -> None:
    data, theme = tomllib.loads(read_text(f"themes/{name}.toml")), load_theme(name)
    assert (theme.name, theme.dark) == (data["name"], data["dark"])
    assert dict(theme.colours) == data["colours"]


def test_that_all_themes_name_the_same_roles() -> None:
    assert len({tuple(role for role, _ in load_theme(name).colours) for name in NAMES}) == 1


@pytest.mark.parametrize("name", NAMES)
def test_that_the_style_sheet_is_filled_completely(name: str) -> None:
    filled = style_sheet(load_theme(name), 13)
    assert "@" not in re.sub(r"/\*.*?\*/", "", filled, flags=re.DOTALL)
    assert not re.search(r"\d+sp\b", re.sub(r"/\*.*?\*/", "", filled, flags=re.DOTALL))


def test_that_sizes_in_the_style_sheet_follow_the_text() -> None:
    assert "font-size: 20px" in style_sheet(load_theme("light"), 13)
    assert "font-size: 40px" in style_sheet(load_theme("light"), 26)


def test_that_red_is_for_running_money_alone() -> None:
    assert [state for state in Headline if state_role(state) == "running"] == [Headline.RUNNING]
    assert state_role(State.NOT_ORDERED) == "neutral"
    assert state_role(State.COMPLIED) == "settled"
    assert state_role(Headline.UNCALCULATED) == "uncalculated"


def test_that_the_palette_is_our_own(qtbot: QtBot) -> None:
    theme = load_theme("dark")
    assert palette(theme).window().color() == theme.colour("window")


def test_that_a_look_tells_when_it_changes(qtbot: QtBot) -> None:
    look = Look("light")
    with qtbot.waitSignal(look.changed):
        look.choose("dark")
    assert look.theme.dark
    with qtbot.waitSignal(look.changed):
        look.enlarge(2)
    assert (look.size, look.scaled(13)) == (15, 15)
    look.enlarge(0)
    assert look.size == 13


def test_that_text_never_grows_or_shrinks_out_of_bounds(qtbot: QtBot) -> None:
    assert Look("light", 500).size == 26
    assert Look("light", -500).size == 10


def test_that_an_unknown_choice_follows_the_system(qtbot: QtBot) -> None:
    look = Look("sepia")
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert (look.choice, look.theme.dark) == ("system", dark)


def test_that_the_system_is_followed_only_where_that_was_chosen(qtbot: QtBot) -> None:
    following, fixed = Look("system"), Look("contrast")
    with qtbot.waitSignal(following.changed), qtbot.assertNotEmitted(fixed.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
