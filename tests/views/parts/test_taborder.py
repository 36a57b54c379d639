"""Tab walks as things lie, also over what was made later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget

from desktop.views.parts.taborder import follow_layout

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def walked(first: QWidget, steps: int) -> list[str]:
    """The names of what follows a control in the order of Tab, labels left out."""
    names: list[str] = []
    found = first.nextInFocusChain()
    while found is not None and found is not first and len(names) < steps:
        if isinstance(found, QPushButton | QLineEdit | QTableView):
            names.append(found.objectName())
        found = found.nextInFocusChain()
    return names


def test_that_what_was_made_last_is_reached_where_it_lies(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    rows = QVBoxLayout(box)
    first, last, table = QLineEdit(), QLineEdit(), QTableView()
    first.setObjectName("first")
    last.setObjectName("last")
    table.setObjectName("table")
    middle = QHBoxLayout()
    rows.addWidget(first)
    rows.addLayout(middle)
    rows.addWidget(QLabel("a label is no stop"))
    rows.addWidget(table)
    rows.addWidget(last)
    for name in ("left", "right"):
        button = QPushButton(name)
        button.setObjectName(name)
        middle.addWidget(button)
    box.show()
    assert walked(first, 4) != ["left", "right", "table", "last"]
    follow_layout(box)
    assert walked(first, 4) == ["left", "right", "table", "last"]
