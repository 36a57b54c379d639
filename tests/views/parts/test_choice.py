"""A box to choose from in little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.views.edit.fields import Chooser
from desktop.views.parts.choice import ChoiceBox

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_that_words_without_room_are_shortened_and_never_cut(qtbot: QtBot) -> None:
    choice = ChoiceBox()
    qtbot.addWidget(choice)
    choice.addItems(["US · United States", "from notification"])
    measured = choice.fontMetrics().horizontalAdvance
    assert choice.shown_words(measured("US · United States")) == "US · United States"
    assert choice.shown_words(measured("US · United")) == "US"
    choice.setCurrentIndex(1)
    shown = choice.shown_words(measured("from notifi…"))
    assert shown.startswith("from not")
    assert shown.endswith("…")
    assert measured(shown) <= measured("from notifi…")


def test_that_a_box_has_room_for_its_longest_words_up_to_the_most(qtbot: QtBot) -> None:
    choice, narrow = ChoiceBox(most=150), ChoiceBox(most=60)
    for one in (choice, narrow):
        qtbot.addWidget(one)
        one.addItems(["no", "on the same date"])
    longest = choice.fontMetrics().horizontalAdvance("on the same date")
    assert choice.minimumSizeHint().width() >= longest
    assert narrow.minimumSizeHint().width() < choice.minimumSizeHint().width()


def test_that_typed_letters_choose_whole_short_names_before_longer_ones(qtbot: QtBot) -> None:
    chooser = Chooser("letters", "Letters")
    chosen: list[object] = []
    qtbot.addWidget(chooser)
    words = ("APD · BE · Other", "AP · NL · Autoriteit", "NA · Namibia", "NL · Netherlands", "the decision")
    chooser.show_choices(tuple((one, one) for one in words), None)
    chooser.chosen.connect(chosen.append)
    for typed, found in (("AP", words[1]), ("NL", words[3]), ("the dec", words[4]), ("n", words[2])):
        chooser._typed = ""  # after a pause
        QTest.keyClicks(chooser, typed)
        assert chooser.currentText() == found
        assert chosen[-1] == found
    QTest.keyClicks(chooser, "n")
    assert chooser.currentText() == words[3]
    letter = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_L, Qt.KeyboardModifier.NoModifier, "l")
    letter.ignore()
    QApplication.sendEvent(chooser, letter)
    assert letter.isAccepted()
