"""The bar that says what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.file import Problem
from desktop.views.window.faultbar import FaultBar

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FIRST, SECOND = Problem("a", "The disk is full."), Problem("b", "The file is locked.")


@pytest.fixture
def bar(qtbot: QtBot) -> FaultBar:
    made = FaultBar()
    qtbot.addWidget(made)
    return made


def said(bar: FaultBar) -> str:
    label = bar.findChild(QLabel, "fault_sentence")
    assert label is not None
    return label.text() if not bar.isHidden() else ""


def click(bar: FaultBar, words: str) -> None:
    next(button for button in bar.findChildren(QPushButton) if button.text() == words).click()


def test_that_a_fault_whose_cause_is_gone_uncovers_the_one_told_before(bar: FaultBar) -> None:
    bar.show_problem(FIRST, of_file=False)
    bar.show_problem(SECOND)
    assert said(bar) == SECOND.sentence
    bar.take_back(SECOND)
    assert said(bar) == FIRST.sentence
    bar.take_back(SECOND)
    assert said(bar) == FIRST.sentence
    bar.take_back(FIRST)
    assert said(bar) == ""


def test_that_a_fault_below_another_goes_without_a_word(bar: FaultBar) -> None:
    bar.show_problem(FIRST)
    bar.show_problem(SECOND)
    bar.take_back(FIRST)
    assert said(bar) == SECOND.sentence
    click(bar, "Dismiss")
    assert said(bar) == ""


def test_that_a_file_opened_ends_faults_of_files_alone(bar: FaultBar) -> None:
    bar.show_problem(FIRST, of_file=False)
    bar.show_problem(SECOND, of_file=True)
    bar.overcome()
    assert said(bar) == FIRST.sentence


def test_that_only_what_can_be_tried_again_offers_it(bar: FaultBar) -> None:
    tried: list[int] = []
    bar.show_problem(FIRST, retry=lambda: tried.append(1))
    click(bar, "Try again")
    assert tried == [1]
    bar.show_problem(SECOND)
    again = next(button for button in bar.findChildren(QPushButton) if button.text() == "Try again")
    assert again.isHidden()
