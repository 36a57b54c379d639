"""The order of the tables from one run to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from desktop.domain.listing.facets import Section
from desktop.settings import SettingsKeeper
from desktop.views.window.window import MainWindow
from tests.furnished import furnished

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.session.session import Session
    from desktop.theme import Look


def orders(window: MainWindow) -> QTableView:
    table = window.findChild(QTableView, "orders")
    assert table is not None
    return table


def test_that_a_table_is_sorted_as_it_was_last(
    session: Session, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    session.show_section(Section.OVERVIEW)
    first = furnished(MainWindow(session, look, SettingsKeeper(path)))
    qtbot.addWidget(first)
    orders(first).sortByColumn(1, Qt.SortOrder.DescendingOrder)
    later = furnished(MainWindow(session, look, SettingsKeeper(path)))
    qtbot.addWidget(later)
    header = orders(later).horizontalHeader()
    assert (header.sortIndicatorSection(), header.sortIndicatorOrder()) == (1, Qt.SortOrder.DescendingOrder)
    model = orders(later).model()
    days = [str(model.index(row, 1).data()).split() for row in range(model.rowCount())]
    assert days == [["1,435", "days"], ["893", "days"], ["893", "days"]]


def test_that_an_order_that_cannot_be_is_left_out(
    session: Session, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    keeper = SettingsKeeper(tmp_path / "settings.json")
    usual = furnished(MainWindow(session, look, keeper))
    keeper.change(table_orders=("orders:99", "orders:x", "orders", ":1", "orders:²", "nothing:1"))
    window = furnished(MainWindow(session, look, keeper))
    for made in (usual, window):
        qtbot.addWidget(made)
    headers = [orders(made).horizontalHeader() for made in (usual, window)]
    assert len({(one.sortIndicatorSection(), one.sortIndicatorOrder()) for one in headers}) == 1
