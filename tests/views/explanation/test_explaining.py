"""Ctrl+E: every amount that is painted explains itself, and the window that tells it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QTableView

from desktop.domain.explanation.figure import FigureKind
from desktop.domain.listing.facets import Section
from desktop.models.explanation.explanation import LineKind
from desktop.settings import SettingsKeeper
from desktop.views.page.page import TABS
from desktop.views.parts.explained import mark
from desktop.views.window.window import MainWindow
from tests.counts import IS_LONG
from tests.explaining import cases
from tests.furnished import furnished
from tests.views.orphans import FULL, amounts_of, painted
from tests.views.standing import opened_anew, standing_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.explanation.explanation import Explanation
    from desktop.domain.explanation.figure import FigureKey
    from desktop.session.session import Session
    from desktop.theme import Look
    from desktop.views.explanation.window import ExplanationWindow


@pytest.fixture(scope="module")
def standing(
    qapp: QApplication, sample_path: Path, index_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    with standing_window(sample_path, index_folder, tmp_path_factory.mktemp("settings")) as made:
        yield made


@pytest.fixture
def window(standing: MainWindow, sample_path: Path) -> Iterator[MainWindow]:
    made = opened_anew(standing, sample_path)
    made.show()
    yield made
    if made.explaining.opened is not None:
        made.explaining.opened.close()


@pytest.fixture
def fresh(qtbot: QtBot, session: Session, look: Look, tmp_path: Path) -> MainWindow:
    """A window that holds nothing of what was shown before."""
    made = furnished(MainWindow(session, look, SettingsKeeper(tmp_path / "settings.json")))
    qtbot.addWidget(made)
    made.show()
    session.file.reload()
    return made


def faults(window: MainWindow, asked: dict[FigureKey, tuple[Explanation, ...]] | None = None) -> list[str]:
    """Every painted amount that leads to no explanation, or to one that does not name it."""
    found: list[str] = []
    asked = {} if asked is None else asked
    for item in painted(window):
        if not item.keys:
            found.append(f"{item.where}: {item.words!r} leads nowhere")
            continue
        for key in item.keys:
            if key not in asked:
                asked[key] = window.session._asking.reader.explain((key,), window.session.as_of)
        told = tuple(one for key in item.keys for one in asked[key])
        if not told:
            found.append(f"{item.where}: {item.words!r} leads to no explanation: {item.keys}")
        elif item.own and (lacking := set(FULL.findall(item.words)) - amounts_of(told)):
            found.append(f"{item.where}: {item.words!r} leads to explanations without {sorted(lacking)}")
    return found


def chosen(window: MainWindow, slug: str, tab: str = "penalty") -> ExplanationWindow:
    """The explanation of the main figure of an investigation, opened by its key."""
    window.session.select(slug)
    window.page.show_tab(tab)
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    opened = window.explaining.opened
    assert opened is not None
    return opened


@pytest.mark.parametrize("day", [None, date(2023, 3, 15)])
def test_that_every_amount_of_every_investigation_explains_itself(
    fresh: MainWindow, day: date | None
) -> None:
    if day is not None:
        fresh.session.day.pick(day)
    orphans: dict[str, None] = {}
    asked: dict[FigureKey, tuple[Explanation, ...]] = {}
    every = (1 if day is None else 4) if IS_LONG else (12 if day is None else 36)
    for slug in list(cases())[::every]:
        fresh.session.select(slug)
        for tab in TABS:
            fresh.page.show_tab(tab)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        orphans.update(dict.fromkeys(f"{slug}: {fault}" for fault in faults(fresh, asked)))
    assert list(orphans) == []


@pytest.mark.parametrize(
    "day", [None, date(2021, 10, 5), date(2024, 9, 1)] if IS_LONG else [date(2024, 9, 1)]
)
def test_that_every_amount_of_the_overview_explains_itself(fresh: MainWindow, day: date | None) -> None:
    fresh.session.show_section(Section.OVERVIEW)
    if day is not None:
        fresh.session.day.pick(day)
    assert faults(fresh) == []
    assert sum(1 for _ in painted(fresh)) > 5


def test_that_an_amount_without_an_explanation_is_found(window: MainWindow) -> None:
    stray = QLabel("€5", window)
    stray.setObjectName("stray")
    assert [fault for fault in faults(window) if "stray" in fault] == ["window > stray: '€5' leads nowhere"]


def test_that_an_amount_its_explanation_does_not_name_is_found(window: MainWindow) -> None:
    window.session.select("fr-cnil-clearview")
    card = window.page.findChild(QLabel, "value_accrued")
    assert isinstance(card, QLabel)
    card.setText("€143,500,001")
    assert any("without ['€143,500,001']" in fault for fault in faults(window))


def test_that_the_key_explains_the_main_figure_where_none_is_in_focus(window: MainWindow) -> None:
    opened = chosen(window, "fr-cnil-clearview")
    assert opened.findChild(QLabel, "explanation_figure").text() == "€143,500,000"  # type: ignore[union-attr]
    assert not opened.isModal()


def test_that_the_key_explains_the_cell_in_focus(window: MainWindow) -> None:
    window.session.select("nl-ap-clearview")
    window.page.show_tab("penalty")
    table = window.page.findChild(QTableView, "lines_table")
    assert isinstance(table, QTableView)
    table.setFocus()
    table.setCurrentIndex(table.model().index(2, 3))
    QTest.keyClick(table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    explanation = window.explaining.window.explanation
    assert explanation is not None
    assert (explanation.key.kind, explanation.line) == (FigureKind.ACCRUED, "III")


def test_that_enter_follows_a_step_and_back_returns(window: MainWindow) -> None:
    opened = chosen(window, "nl-ap-clearview")
    lines = opened.list.lines.lines
    row = next(number for number, line in enumerate(lines) if line.words.startswith("III"))
    opened.list.setCurrentIndex(opened.list.lines.index(row))
    QTest.keyClick(opened.list, Qt.Key.Key_Return)
    assert opened.explanation is not None
    assert opened.explanation.line == "III"
    opened.go_back()
    assert opened.explanation.line == ""


def test_that_it_follows_the_day_while_it_is_open(window: MainWindow) -> None:
    opened = chosen(window, "fr-cnil-clearview")
    window.session.day.pick(date(2023, 3, 15))
    assert opened.explanation is not None
    assert opened.explanation.figure.decimal == 8_700_000


def test_that_the_copy_keys_copy_markdown(window: MainWindow) -> None:
    opened = chosen(window, "fr-cnil-clearview")
    QTest.keyClick(opened.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("# Accrued penalty: EUR 143,500,000.00")


def test_that_a_source_is_copied_and_never_opened(window: MainWindow) -> None:
    opened = chosen(window, "fr-cnil-clearview")
    lines = opened.list.lines.lines
    row = next(number for number, line in enumerate(lines) if line.kind is LineKind.SOURCE)
    opened.list.setCurrentIndex(opened.list.lines.index(row))
    QTest.keyClick(opened.list, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == lines[row].source


def test_that_escape_closes_it(window: MainWindow) -> None:
    opened = chosen(window, "fr-cnil-clearview")
    QTest.keyClick(opened.list, Qt.Key.Key_Escape)
    assert not opened.isVisible()


def test_that_the_arrows_walk_every_line_in_the_order_it_is_read(window: MainWindow) -> None:
    opened = chosen(window, "fr-cnil-clearview")
    told = []
    for _ in opened.list.lines.lines:
        told.append(opened.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
        QTest.keyClick(opened.list, Qt.Key.Key_Down)
    assert told == [line.spoken for line in opened.list.lines.lines]


def test_that_the_menu_of_the_pointer_offers_to_explain(window: MainWindow, qtbot: QtBot) -> None:
    window.session.select("fr-cnil-clearview")
    card = window.page.findChild(QLabel, "value_fine")
    assert isinstance(card, QLabel)
    spot = card.mapTo(window, QPoint(5, 5))
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(window, QContextMenuEvent(reason, spot, window.mapToGlobal(spot)))
    menu = window.findChild(QMenu, "figure_menu")
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    menu.close()
    explanation = window.explaining.window.explanation
    assert explanation is not None
    assert explanation.key.kind is FigureKind.FINES


def test_that_a_mark_on_a_widget_serves_everything_in_it(qtbot: QtBot, window: MainWindow) -> None:
    window.session.show_section(Section.OVERVIEW)
    mark(window.state)
    assert window.explaining.main_keys() != ()
