"""The button that tells and changes the order of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.domain.listing.facets import SortBy
from desktop.views.listing.sortbutton import SortButton
from tests.views.shelf import shelf_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QAction
    from pytestqt.qtbot import QtBot

    from desktop.session.session import Session

ORDERS = ["accrued", "respondent", "authority", "opened", "state"]
WAYS = ["Ascending", "Descending"]


@pytest.fixture
def session() -> Iterator[Session]:
    made = shelf_session()
    yield made
    made.shut_down()


@pytest.fixture
def button(qtbot: QtBot, session: Session) -> SortButton:
    made = SortButton(session)
    qtbot.addWidget(made)
    return made


def opened(button: SortButton) -> dict[str, QAction]:
    """The entries of the menu as it opens."""
    button.menu().aboutToShow.emit()
    return {action.text(): action for action in button.menu().actions() if not action.isSeparator()}


def chosen(button: SortButton) -> list[str]:
    return [words for words, action in opened(button).items() if action.isChecked()]


def test_that_the_order_is_told_and_marked(button: SortButton) -> None:
    assert button.text() == "Sort: accrued ▾"
    assert button.accessibleName() == "Sort: accrued, descending"
    assert list(opened(button)) == [*ORDERS, *WAYS]
    assert chosen(button) == ["accrued", "Descending"]


def test_that_an_entry_orders_the_list(session: Session, button: SortButton) -> None:
    opened(button)["respondent"].trigger()
    assert (session.query.sort, session.query.descending) == (SortBy.RESPONDENT, False)
    opened(button)["Descending"].trigger()
    assert (session.query.sort, session.query.descending) == (SortBy.RESPONDENT, True)
    assert chosen(button) == ["respondent", "Descending"]
    opened(button)["opened"].trigger()
    assert session.query.descending


def test_that_what_is_found_is_ranked_until_another_order_is_chosen(
    session: Session, button: SortButton
) -> None:
    session.list.find("goo")
    assert button.text() == "Sort: best match ▾"
    assert list(opened(button)) == ["best match", *ORDERS, *WAYS]
    assert chosen(button)[0] == "best match"
    assert not any(opened(button)[way].isEnabled() for way in WAYS)
    opened(button)["authority"].trigger()
    assert chosen(button) == ["authority", "Ascending"]
    opened(button)["best match"].trigger()
    assert session.query.ranked
