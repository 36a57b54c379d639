"""The Penalty tab where something cannot be calculated."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.case.terms import Stay
from desktop.domain.days.asof import AsOf
from desktop.domain.law.kinds import Unit
from desktop.domain.page.build import build_page
from desktop.views.chart.chart import CurveChart
from desktop.views.page.penalty import PenaltyTab
from desktop.views.page.settled import SettledCard
from desktop.views.parts.card import CELL
from desktop.views.parts.table import TableView
from tests.making import case_of, line

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.session.session import Session
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


def test_that_the_texts_of_a_table_start_under_the_heading_and_its_titles_are_whole(
    session: Session, look: Look, qtbot: QtBot
) -> None:
    tab = PenaltyTab(session, look)
    qtbot.addWidget(tab)
    tab.show()
    session.select("nl-ap-clearview")
    assert session.page is not None
    for width in (560, 900, 400, 560):
        tab.resize(width, 900)
        tab.show_page(session.page)
        table = tab.findChild(TableView, "lines_table")
        assert isinstance(table, TableView)
        header = table.horizontalHeader()
        shown = [place for place in range(1, header.count()) if not table.isColumnHidden(place)]
        assert all(table.columnWidth(place) >= header.sectionSizeHint(place) for place in shown)
    QCoreApplication.sendPostedEvents()
    heading = next(label for label in tab.findChildren(QLabel) if label.text() == "Penalty lines")
    assert table is not None
    assert table.x() + CELL == heading.x()


def test_that_sources_of_a_settled_sum_are_never_cut(session: Session, look: Look, qtbot: QtBot) -> None:
    tab = PenaltyTab(session, look)
    qtbot.addWidget(tab)
    tab.resize(900, 1200)
    tab.show()
    session.select("nl-ap-police")
    assert session.page is not None
    tab.show_page(session.page)
    QCoreApplication.sendPostedEvents()
    settled = tab.findChild(SettledCard)
    assert settled is not None
    buttons = settled.findChildren(QPushButton, "copy_link")
    assert len(buttons) > 3
    assert all(button.width() >= button.sizeHint().width() for button in buttons)


def test_that_red_is_for_money_that_runs(session: Session, look: Look, qtbot: QtBot) -> None:
    tab = PenaltyTab(session, look)
    qtbot.addWidget(tab)
    roles = {}
    for slug in ("fr-cnil-clearview", "eu-poland-judges", "nl-ap-clearview"):
        session.select(slug)
        assert session.page is not None
        tab.show_page(session.page)
        chart = tab.findChild(CurveChart)
        assert chart is not None
        (label,) = [item for item in chart.labels() if item.kind == "as_of"]
        roles[slug] = label.role
    assert roles == {
        "fr-cnil-clearview": "running",
        "eu-poland-judges": "settled",
        "nl-ap-clearview": "neutral",
    }
