"""The label that chooses its words by the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.views.parts.fittinglabel import FittingLabel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LONG, SHORT = "100,000 investigations", "100,000"


def test_that_the_longest_words_with_room_are_shown(qtbot: QtBot) -> None:
    label = FittingLabel("muted")
    qtbot.addWidget(label)
    label.set_wordings(LONG, SHORT)
    label.show()
    wide, narrow = label.fontMetrics().horizontalAdvance(LONG), label.fontMetrics().horizontalAdvance(SHORT)
    shown = []
    for width in (wide, wide - 1, narrow, wide):
        label.resize(width, 20)
        shown.append(label.text())
    assert shown == [LONG, SHORT, SHORT, LONG]
    assert label.accessibleName() == LONG
    assert label.minimumSizeHint().width() < narrow
