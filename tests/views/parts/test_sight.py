"""Parts of a page scrolled to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.views.parts.sight import bring_into_sight

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_that_a_part_below_the_edge_is_scrolled_to(qtbot: QtBot) -> None:
    area, page, last = QScrollArea(), QWidget(), QLabel("last")
    qtbot.addWidget(area)
    column = QVBoxLayout(page)
    high = QWidget()
    high.setFixedHeight(900)
    column.addWidget(high)
    column.addWidget(last)
    area.setWidget(page)
    area.resize(300, 200)
    area.show()
    assert last.visibleRegion().isEmpty()
    bring_into_sight(last)
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())
