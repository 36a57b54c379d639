"""What the command palette lists for what is typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from desktop.domain.listing.answer import Suggestion
from desktop.models.palette import LINE_ROLE, Command, PaletteLineKind, PaletteModel, lines, still_fitting

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

TODAY = date(2026, 11, 22)
COMMANDS = (
    Command("open", "Open…", "File", "Ctrl+O", enabled=True),
    Command("undo", "Undo", "Edit", "Ctrl+Z", enabled=False),
    Command("dark", "Dark", "Theme", "", enabled=True),
    Command("larger", "Text larger", "View", "Ctrl++", enabled=True),
)
MENZIS = Suggestion("nl-ap-menzis", "Coöperatie Menzis", "AP", "z2018-02009", "Menzis")
NAMELESS = Suggestion("x", "", "CNIL", "", "On cookies")


def words(typed: str, *suggestions: Suggestion, recent: tuple[str, ...] = ()) -> list[str]:
    return [line.words for line in lines(typed, COMMANDS, recent, suggestions, TODAY)]


def test_that_nothing_typed_lists_every_command_the_last_used_first() -> None:
    assert words("") == ["Open…", "Undo", "Dark", "Text larger"]
    assert words(" ", recent=("larger", "dark")) == ["Text larger", "Dark", "Open…", "Undo"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("OPE", "Open…"),
        ("tl", "Text larger"),
        ("theme da", "Dark"),
        ("edit", "Undo"),
        ("larg", "Text larger"),
    ],
)
def test_that_a_command_is_found_by_a_few_letters_of_it_or_of_its_menu(typed: str, first: str) -> None:
    assert words(typed)[0] == first


def test_that_a_greyed_command_is_listed_as_such() -> None:
    (line,) = lines("undo", COMMANDS, (), (), TODAY)
    assert not line.enabled
    assert line.spoken == "Undo, Edit, Ctrl+Z, not possible now"


def test_that_investigations_are_found_without_accents() -> None:
    line = lines("cooperatie", COMMANDS, (), (MENZIS,), TODAY)[0]
    assert (line.kind, line.words, line.detail, line.target) == (
        PaletteLineKind.INVESTIGATION,
        "Coöperatie Menzis",
        "AP · z2018-02009",
        "nl-ap-menzis",
    )


def test_that_an_investigation_found_by_other_words_stands_below() -> None:
    assert words("larger", MENZIS) == ["Text larger", "Coöperatie Menzis"]


def test_that_an_investigation_without_a_name_shows_its_title() -> None:
    assert words("cookies", NAMELESS) == ["On cookies"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("@2023-02-08", date(2023, 2, 8)),
        (" @8 Feb 2023", date(2023, 2, 8)),
        ("@2023-02", date(2023, 2, 1)),
        ("@today", TODAY),
    ],
)
def test_that_a_day_is_offered(typed: str, day: date) -> None:
    (line,) = lines(typed, COMMANDS, (), (MENZIS,), TODAY)
    assert (line.kind, line.target, line.enabled) == (PaletteLineKind.DAY, day, True)


@pytest.mark.parametrize("typed", ["@", "@2023-02-30", "@soon", "@0001-01-01", "@9999"])
def test_that_a_bad_day_is_told_how_to_write_it(typed: str) -> None:
    (line,) = lines(typed, COMMANDS, (), (), TODAY)
    assert (line.kind, line.enabled) == (PaletteLineKind.HINT, False)
    assert "2023-02-08" in line.words


def test_that_what_fits_nothing_is_told() -> None:
    (line,) = lines("xyz\u202e", COMMANDS, (), (), TODAY)
    assert line.kind is PaletteLineKind.HINT
    assert "xyz[U+202E]" in line.words
    assert line.spoken == line.words


def test_that_only_investigations_that_still_fit_are_kept_while_typing() -> None:
    assert still_fitting("menz", (MENZIS, NAMELESS)) == (MENZIS,)
    assert still_fitting(" ", (MENZIS,)) == ()


def test_that_the_model_follows_its_lines(qtmodeltester: ModelTester) -> None:
    model = PaletteModel()
    made = lines("", COMMANDS, (), (), TODAY)
    model.set_lines(made)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt says no types
    index = model.index(1, 0)
    assert index.data(LINE_ROLE) is made[1]
    assert index.data() == "Undo"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Undo, Edit, Ctrl+Z, not possible now"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.data(model.index(9, 0)) is None
    assert (model.place(made[2]), model.place(made[2]._replace(words="?"))) == (2, -1)
