"""Explanations in a window on a file whose fines are partly unknown."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.domain.explanation.figure import FigureKey, FigureKind
from desktop.domain.listing.facets import Section
from desktop.settings import SettingsKeeper
from desktop.views.window.window import MainWindow
from tests.furnished import furnished
from tests.views.explanation.test_explaining import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.domain.explanation.explanation import Explanation
    from desktop.session.session import Session
    from desktop.theme import Look

UNKNOWN = "UPDATE fines SET amount = NULL, currency = NULL WHERE investigation_id IN ({})"
UNDATED = """
UPDATE fines SET imposed_start = NULL, imposed_end = NULL, imposed_precision = NULL
 WHERE investigation_id IN ({})
"""
NAMED = "SELECT id FROM investigations WHERE slug IN ('{}', '{}')"
CLEARVIEW, GARANTE, KASPR = CHANGED = ("fr-cnil-clearview", "it-garante-clearview", "fr-cnil-kaspr")


@pytest.fixture
def sample_path(sample_path: Path, tmp_path: Path) -> Path:
    """A copy of the sample with fines of unknown amount, of an unknown day, and of neither known."""
    path = Path(shutil.copy(sample_path, tmp_path / "unknown.casefile"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(UNKNOWN.format(NAMED.format(CLEARVIEW, GARANTE)))
        connection.execute(UNDATED.format(NAMED.format(KASPR, GARANTE)))
    return path


@pytest.fixture
def window(qtbot: QtBot, session: Session, look: Look, tmp_path: Path) -> Iterator[MainWindow]:
    made = furnished(MainWindow(session, look, SettingsKeeper(tmp_path / "settings.json")))
    qtbot.addWidget(made)
    made.show()
    session.file.reload()
    yield made
    if made.explaining.opened is not None:
        made.explaining.opened.close()


def test_that_every_amount_beside_unknown_fines_explains_itself(window: MainWindow) -> None:
    window.session.day.pick(date(2025, 3, 15))
    asked: dict[FigureKey, tuple[Explanation, ...]] = {}
    found: list[str] = []
    for slug in CHANGED:
        window.session.select(slug)
        window.page.show_tab("decision")
        found += faults(window, asked)
    window.session.show_section(Section.OVERVIEW)
    assert [*found, *faults(window, asked)] == []


def test_that_the_main_figure_of_an_unknown_fine_is_explained_without_an_amount(window: MainWindow) -> None:
    window.session.select(GARANTE)
    key = FigureKey(FigureKind.FINES, GARANTE)
    assert window.explaining.main_keys() == (key,)
    window.explaining.explain((key,))
    explanation = window.explaining.window.explanation
    assert explanation is not None
    assert explanation.figure.currency == ""
