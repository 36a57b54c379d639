"""The Decision tab."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.domain.case.terms import Rate
from desktop.domain.days.asof import AsOf
from desktop.domain.page.build import build_page
from desktop.models.table import COLOUR_ROLE
from desktop.store.law.laws import laws_of
from desktop.views.page.decision import DecisionTab
from desktop.views.parts.card import Card
from desktop.views.parts.table import TableView
from tests.pages import page_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.domain.page.page import Page
    from desktop.theme import Look


@pytest.fixture
def tab(qtbot: QtBot, look: Look) -> DecisionTab:
    tab = DecisionTab(look)
    qtbot.addWidget(tab)
    tab.resize(870, 760)
    tab.show()
    return tab


def limits(tab: DecisionTab) -> list[tuple[str, str]]:
    """The sentences of the card of legal limits, each with the role of its label."""
    for card in tab.findChildren(Card):
        labels = card.findChildren(QLabel)
        if labels and labels[0].text() == "Legal limits" and card.isVisible():
            return [(label.text(), str(label.property("role"))) for label in labels[1:]]
    return []


def dearer(page: Page) -> Page:
    """The page with a rate one cent above the statutory maximum of EUR 100,000."""
    (terms,) = page.case.terms
    case = dataclasses.replace(page.case, terms=(dataclasses.replace(terms, rates=(Rate(10_000_001),)),))
    return build_page(case, page.as_of, laws_of("FR-CNIL"))


def test_that_fines_and_rates_stand_against_the_law(tab: DecisionTab) -> None:
    tab.show_page(page_of("fr-cnil-clearview", "2023-03-15"))
    fine, rate = limits(tab)
    assert fine[0].startswith("€20,000,000: 100% of the Art. 83(5) ceiling of €20,000,000 (lower bound")
    assert (fine[1], rate[1]) == ("muted", "muted")


def test_that_a_rate_above_the_statutory_maximum_is_a_warning(tab: DecisionTab) -> None:
    tab.show_page(dearer(page_of("fr-cnil-clearview", "2023-03-15")))
    assert [role for _, role in limits(tab)] == ["muted", "problem"]


def test_that_a_case_without_limits_has_no_such_card(tab: DecisionTab) -> None:
    tab.show_page(page_of("it-garante-clearview", "2020-01-01"))
    assert limits(tab) == []


def test_that_decisions_of_later_are_dimmed_until_their_day(tab: DecisionTab) -> None:
    table = tab.findChild(TableView, "decisions_table")
    assert table is not None
    for day, colours, told in ((12, ["text", "text", "faint"], 1), (13, ["text", "text", "text"], 0)):
        tab.show_page(page_of("fr-cnil-clearview", date(2023, 4, day).isoformat()))
        model = table.model()
        cells = [model.index(row, 0) for row in range(model.rowCount())]
        assert [cell.data(COLOUR_ROLE) for cell in cells] == colours
        shown = [label for label in tab.findChildren(QLabel) if label.text().startswith("Dimmed: decided")]
        assert [label.isVisible() for label in shown] == [True] * told
        assert all(label.textFormat() is Qt.TextFormat.PlainText for label in shown)


def test_that_fines_that_are_not_known_say_so_and_their_notes_stay(tab: DecisionTab) -> None:
    page = page_of("fr-cnil-clearview", "2023-03-15")
    noted = dataclasses.replace(page.case.fines[0], amount=None, note="Read in the press.")
    undated = dataclasses.replace(page.case.fines[0], imposed=None, status_on=None)
    case = dataclasses.replace(page.case, fines=(noted, undated))
    as_of = AsOf(today=date(2026, 11, 22), picked=date(2023, 3, 15))
    tab.show_page(build_page(case, as_of, laws_of("FR-CNIL")))
    shown = [label.text() for label in tab.findChildren(QLabel) if label.isVisible()]
    assert (
        "Fine of unknown amount: Read in the press.\n"
        "Dimmed: of an unknown day, and perhaps imposed after 15 Mar 2023."
    ) in shown
    table = tab.findChild(TableView, "fines_table")
    assert table is not None
    model = table.model()
    assert [model.index(row, 0).data() for row in range(2)] == ["amount not known", "€20,000,000"]
    assert [model.index(row, 1).data() for row in range(2)] == ["17 Oct 2022", "day not known"]


def test_that_every_provision_has_its_ceiling(tab: DecisionTab) -> None:
    table = tab.findChild(TableView, "provisions_table")
    assert table is not None
    tab.show_page(page_of("fr-cnil-clearview", "2023-03-15"))
    model = table.model()
    texts = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert sorted(texts) == ["Art. 83(4)"] + ["Art. 83(5)"] * 4
