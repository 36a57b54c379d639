from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.models.table import Column, TableModel
from desktop.views.parts.table import TableView, make_table

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.theme import Look

Fact = tuple[str, int]
ROWS: tuple[Fact, ...] = (("b", 10), ("a", 9), ("c", 100))
COLUMNS: tuple[Column[Fact], ...] = (
    Column("Name", lambda row: row[0], lambda row: row[0], stretch=True),
    Column("State", lambda row: str(row[1]), lambda row: row[1], pill=lambda _row: "running", bold=True),
)


@pytest.fixture
def table(qtbot: QtBot, look: Look) -> TableView[Fact]:
    model = TableModel(COLUMNS)
    table = make_table(model, look)
    model.setParent(table)
    qtbot.addWidget(table)
    model.set_rows(ROWS)
    table.resize(400, 200)
    table.show()
    return table


def model_of(table: TableView[Fact]) -> TableModel[Fact]:
    return table.model()  # type: ignore[return-value]  # it was given this one


def test_that_a_filled_table_always_has_a_current_row(table: TableView[Fact]) -> None:
    assert table.currentIndex().row() == 0
    table.setCurrentIndex(model_of(table).index(2, 0))
    model_of(table).set_rows((("c", 100), ("d", 1)))
    assert table.currentIndex().row() == 0
    table.setCurrentIndex(model_of(table).index(1, 0))
    model_of(table).set_rows((("x", 1),))
    assert table.currentIndex().row() == 0
    model_of(table).set_rows(())
    assert not table.currentIndex().isValid()


def test_that_the_current_row_stays_current_when_sorted(table: TableView[Fact]) -> None:
    table.setCurrentIndex(model_of(table).index(0, 0))
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert table.currentIndex().data() == "b"
    assert table.currentIndex().row() == 1


def test_that_ctrl_c_copies_the_selected_rows_in_the_order_shown(table: TableView[Fact]) -> None:
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "b\t10\na\t9\nc\t100"


def test_that_ctrl_shift_c_copies_with_headers_and_the_day(table: TableView[Fact]) -> None:
    table.set_stamp("As of 9 Feb 2023")
    table.clearSelection()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(table, Qt.Key.Key_C, both)
    assert QGuiApplication.clipboard().text() == "Name\tState\nb\t10\nAs of 9 Feb 2023"


def test_that_enter_and_a_double_click_activate_a_row(table: TableView[Fact], qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.row_activated) as entered:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert entered.args == [("b", 10)]
    place = table.visualRect(model_of(table).index(1, 0)).center()
    with qtbot.waitSignal(table.row_activated) as clicked:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert clicked.args == [("a", 9)]


def test_that_a_table_paints_in_every_theme(table: TableView[Fact], look: Look) -> None:
    for theme in ("dark", "contrast", "light"):
        look.choose(theme)
        assert not table.grab().isNull()


def test_that_the_height_follows_the_rows(table: TableView[Fact]) -> None:
    three, two = table.content_height(), table.content_height(2)
    assert three - two == table.verticalHeader().defaultSectionSize()
    assert table.sizeHint().height() == three
