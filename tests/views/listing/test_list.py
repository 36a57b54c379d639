"""The list of investigations in a file of many, under a query and with what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.domain.listing.facets import Choice, FacetKind, Section, SortBy
from desktop.models.listing.cases import CELLS_ROLE, HIT_ROLE
from desktop.views.listing.list import CaseList
from desktop.views.window.toolrow import SearchField
from tests.inline import inline_session, shown_slugs
from tests.session.many import LIMITS, MANY, write_many

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.session.session import Session
    from desktop.theme import Look


@pytest.fixture(autouse=True)
def soon_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in LIMITS.items():
        monkeypatch.setattr(name, limit)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    write_many(folder / "many.casefile")
    return folder


@pytest.fixture
def large(qtbot: QtBot, many: Path, look: Look) -> Iterator[tuple[Session, CaseList]]:
    """A file of many, by name."""
    session = inline_session(many / "sample", many / "index")
    session.file.open(many / "many.casefile")
    qtbot.waitUntil(lambda: len(session.answer.ids) == MANY)
    session.list.sort(SortBy.RESPONDENT, descending=False)
    yield session, shown(qtbot, session, look)
    session.shut_down()


@pytest.fixture
def cases(qtbot: QtBot, session: Session, look: Look) -> CaseList:
    session.show_section(Section.ALL)
    return shown(qtbot, session, look)


def shown(qtbot: QtBot, session: Session, look: Look) -> CaseList:
    cases = CaseList(session, look)
    qtbot.addWidget(cases)
    cases.resize(330, 700)
    cases.show()
    return cases


def name(cases: CaseList, place: int) -> str:
    return str(cases.rows_view.model().index(place, 0).data(CELLS_ROLE).name)


def words(cases: CaseList, label: str) -> str:
    found = cases.findChild(QLabel, label)
    assert found is not None
    return found.text()


def test_that_the_end_of_a_long_list_is_scrolled_to_with_the_right_rows(
    qtbot: QtBot, large: tuple[Session, CaseList]
) -> None:
    _, cases = large
    bar = cases.rows_view.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: name(cases, MANY - 1) == f"Name {MANY:04}")
    last = [name(cases, place) for place in range(MANY - 8, MANY)]
    assert last == [f"Name {number:04}" for number in range(MANY - 7, MANY + 1)]
    bar.setValue(bar.maximum() // 2)
    middle = cases.rows_view.first_seen + 2
    qtbot.waitUntil(lambda: name(cases, middle) == f"Name {middle + 1:04}")


def test_that_a_row_chosen_before_it_was_read_is_selected_when_it_is(
    qtbot: QtBot, large: tuple[Session, CaseList]
) -> None:
    session, cases = large
    cases.rows_view.setCurrentIndex(cases.rows_view.model().index(MANY - 100, 0))
    qtbot.waitUntil(lambda: session.selected == f"case-{MANY - 99:04}")


def test_that_what_is_selected_elsewhere_is_marked_and_brought_to_sight(
    large: tuple[Session, CaseList],
) -> None:
    session, cases = large
    session.select(f"case-{MANY // 2:04}")
    assert cases.rows_view.currentIndex().row() == MANY // 2 - 1
    assert cases.rows_view.first_seen > MANY // 2 - 100
    session.select(None)
    assert not cases.rows_view.currentIndex().isValid()


def test_that_another_query_begins_at_the_top_and_another_day_does_not(
    large: tuple[Session, CaseList],
) -> None:
    session, cases = large
    bar = cases.rows_view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    session.day.step(days=-1)
    assert bar.value() == place
    session.list.sort(SortBy.RESPONDENT, descending=True)
    assert bar.value() == 0


def test_that_the_selected_row_stays_selected_under_another_order(large: tuple[Session, CaseList]) -> None:
    session, cases = large
    session.select("case-0003")
    session.list.sort(SortBy.RESPONDENT, descending=True)
    assert session.selected == "case-0003"
    assert cases.rows_view.currentIndex().row() == MANY - 3


def test_that_the_number_is_told_as_far_as_it_is_known(large: tuple[Session, CaseList]) -> None:
    session, cases = large
    assert words(cases, "case_count") == f"{MANY:,} investigations"
    session.list.find("name")
    assert words(cases, "case_count") == "60+ investigations"
    session.list.find_all()
    assert words(cases, "case_count") == f"{MANY:,} investigations"


def test_that_rows_of_a_search_have_a_line_more_and_lead_to_the_event(
    qtbot: QtBot, session: Session, cases: CaseList
) -> None:
    view = cases.rows_view
    height = view.rowHeight(0)
    session.list.find("liquidated")
    session.list.find_all()
    assert view.rowHeight(0) > height
    qtbot.waitUntil(lambda: view.model().index(0, 0).data(HIT_ROLE) is not None)
    place = next(n for n in range(5) if view.model().index(n, 0).data(HIT_ROLE).event_id is not None)
    event = view.model().index(place, 0).data(HIT_ROLE).event_id
    rect = view.visualRect(view.model().index(place, 0))
    with qtbot.waitSignal(cases.event_chosen):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 30, rect.bottom() - 14)
        )
    assert session.selected == shown_slugs(session)[place]
    assert session.selected_event == event
    session.select_event(None)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert session.selected_event == event
    session.list.find("")
    assert view.rowHeight(0) == height


def test_that_a_fault_in_a_query_is_told_above_the_list(session: Session, cases: CaseList) -> None:
    session.list.find("country:xx")
    assert "“xx” is no country" in words(cases, "query_fault")
    session.list.find("")
    assert words(cases, "query_fault") == ""


def test_that_a_place_among_many_choices_is_shown_after_they_are_cleared(
    session: Session, cases: CaseList
) -> None:
    session.select("nl-ap-menzis")
    session.list.toggle(Choice(FacetKind.COUNTRY, "FR"))
    assert not cases.rows_view.currentIndex().isValid()
    session.list.clear_choices()
    assert cases.rows_view.currentIndex().row() == shown_slugs(session).index("nl-ap-menzis")


def test_that_down_leads_from_the_search_field_into_the_list(
    qtbot: QtBot, session: Session, cases: CaseList, look: Look
) -> None:
    field = SearchField(session, look)
    qtbot.addWidget(field)
    field.list_wanted.connect(cases.enter)
    field.show()
    QTest.keyClicks(field, "menzis")
    assert shown_slugs(session) == ["nl-ap-menzis"]
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert session.selected == "nl-ap-menzis"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert session.query.text == ""
