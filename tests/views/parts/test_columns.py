"""Two columns of cards where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from desktop.views.parts.columns import Columns

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_that_the_side_stands_beside_where_there_is_room_and_below_where_not(qtbot: QtBot) -> None:
    columns = Columns("cards")
    qtbot.addWidget(columns)
    main, side = QLabel("main"), QLabel("side")
    columns.main.addWidget(main)
    columns.side.addWidget(side)
    columns.resize(900, 500)
    columns.show()
    assert side.isVisible()
    assert place(columns, side).x() > place(columns, main).x() + main.width()
    columns.resize(560, 500)
    assert side.isVisible()
    assert place(columns, side).y() > place(columns, main).y()


def place(columns: Columns, label: QLabel) -> QPoint:
    return label.mapTo(columns, QPoint(0, 0))
