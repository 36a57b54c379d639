"""A name and its value, side by side or below one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.views.parts.card import plain_label
from desktop.views.parts.pair import pair_labels

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONG = "notification of the decision to the addressee in person"


def shown(qtbot: QtBot, value: str, width: int) -> tuple[QWidget, QLabel, QLabel]:
    box = QWidget()
    qtbot.addWidget(box)
    rows = QVBoxLayout(box)
    rows.setContentsMargins(0, 0, 0, 0)
    name, words = plain_label("Runs from"), plain_label(value, wrap=True)
    rows.addLayout(pair_labels(name, words))
    box.setFixedWidth(width)
    box.show()
    return box, name, words


def test_that_a_short_value_ends_at_the_right_edge(qtbot: QtBot) -> None:
    box, name, value = shown(qtbot, "2 months", 230)
    ink = value.fontMetrics().horizontalAdvance(value.text())
    assert value.y() == name.y()
    assert value.x() + ink == box.width()
    assert value.height() < 2 * value.fontMetrics().lineSpacing()


def test_that_a_long_value_stands_below_and_is_not_cut(qtbot: QtBot) -> None:
    box, name, value = shown(qtbot, LONG, 230)
    assert value.y() > name.y() + name.height()
    assert value.width() == box.width()
    assert value.height() >= value.heightForWidth(box.width()) > value.fontMetrics().lineSpacing()
    assert box.heightForWidth(230) == value.y() + value.height()


@pytest.mark.parametrize("width", [600, 230])
def test_that_room_alone_decides(qtbot: QtBot, width: int) -> None:
    _, name, value = shown(qtbot, LONG, width)
    assert (value.y() == name.y()) == (width == 600)
