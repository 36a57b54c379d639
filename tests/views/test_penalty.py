"""The Penalty tab where something cannot be calculated."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from desktop.domain.asof import AsOf
from desktop.domain.penalty import Stay, Unit
from desktop.domain.report import build_page
from desktop.views.penalty import PenaltyTab
from tests.making import case_of, line

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.session import Session
    from desktop.theme import Look

FIRST = date(2023, 1, 1)
STAYS = (Stay(date(2023, 2, 1), date(2023, 2, 5), date(2022, 1, 1)),)


def test_that_a_line_that_cannot_be_calculated_is_named_beside_the_others(
    session: Session, look: Look, qtbot: QtBot
) -> None:
    tab = PenaltyTab(session, look)
    qtbot.addWidget(tab)
    tab.show()
    problems = tab.findChild(QLabel, "penalty_problems")
    assert problems is not None
    months = line(2, FIRST, unit=Unit.MONTH, stays=STAYS)
    day = AsOf(today=date(2026, 11, 22), picked=date(2023, 6, 1))
    tab.show_page(build_page(case_of(line(1, FIRST), months), day))
    assert problems.isVisible()
    assert "P2" in problems.text()
    tab.show_page(build_page(case_of(line(1, FIRST)), day))
    assert not problems.isVisible()
    tab.show_page(build_page(case_of(months), day))
    nothing = tab.findChild(QLabel, "no_penalty")
    assert nothing is not None
    assert "P2" in nothing.text()
