"""The page of an investigation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget

from desktop.domain.listing.answer import RELATED
from desktop.theme import Look
from desktop.views.page.figures import FiguresView
from desktop.views.page.page import TABS, PageView
from desktop.views.parts.card import ElidedLabel
from desktop.views.parts.pill import Chip, Pill
from tests.counts import some
from tests.inline import inline_session
from tests.pages import page_of, slugs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.session.session import Session

WidgetT = TypeVar("WidgetT", bound=QWidget)


def child(view: QWidget, kind: type[WidgetT], name: str) -> WidgetT:
    found = view.findChild(kind, name)
    assert found is not None, name
    return found


@pytest.fixture(scope="module")
def session(qapp: QApplication, sample_path: Path, index_folder: Path) -> Iterator[Session]:
    session = inline_session(sample_path, index_folder)
    session.file.open(sample_path)
    yield session
    session.shut_down()


@pytest.fixture(scope="module")
def standing(session: Session) -> Iterator[PageView]:
    """The page of all tests."""
    made = PageView(session, Look("light"))
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def view(standing: PageView, session: Session) -> PageView:
    """The page with nothing chosen, live."""
    session.select(None)
    session.day.go_live()
    standing.show_tab(TABS[0])
    standing.resize(870, 760)
    standing.show()
    return standing


def test_that_an_empty_page_asks_for_a_choice(view: PageView) -> None:
    assert child(view, QLabel, "state_title").text() == "No investigation is chosen"


def test_that_the_selected_investigation_is_shown(view: PageView, session: Session) -> None:
    session.select("fr-cnil-clearview")
    session.day.pick(date(2023, 2, 8))
    assert child(view, QLabel, "page_title").text() == "Clearview AI"
    assert child(view, Pill, "page_state").word == "Running"
    assert child(view, QLabel, "value_accrued").text() == "€5,200,000"
    assert "CNIL, France" in child(view, QLabel, "page_facts").text()


def test_that_the_figures_follow_the_day(view: PageView, session: Session) -> None:
    session.select("fr-cnil-clearview")
    session.day.pick(date(2022, 12, 18))
    assert child(view, Pill, "page_state").word == "Grace period"
    session.day.pick(date(2022, 12, 19))
    assert child(view, FiguresView, "figures").card("accrued").value == "€100,000"


@pytest.mark.parametrize("slug", some(slugs()))
def test_that_every_investigation_fills_every_tab(view: PageView, session: Session, slug: str) -> None:
    session.select(slug)
    for tab in TABS:
        view.show_tab(tab)
        assert view.tab == tab
        assert not view.grab().isNull()


def test_that_a_tab_in_the_back_is_filled_when_it_comes_to_the_front(
    view: PageView, session: Session
) -> None:
    session.select("fr-cnil-clearview")
    view.show_tab("penalty")
    session.select("no-datatilsynet-meta")
    assert child(view, QLabel, "start_headline").text() == "Why it starts on 14 Aug 2023."


def test_that_a_page_without_a_penalty_says_one_quiet_sentence(view: PageView, session: Session) -> None:
    session.select("it-garante-clearview")
    view.show_tab("penalty")
    words = child(view, QLabel, "no_penalty")
    assert words.isVisible()
    assert words.text() == "No penalty order was made in this investigation."


def test_that_choosing_a_line_shows_how_it_is_made(view: PageView, session: Session) -> None:
    session.select("nl-ap-clearview")
    session.day.pick(date(2025, 6, 30))
    view.show_tab("penalty")
    lines, stretches = child(view, QTableView, "lines_table"), child(view, QTableView, "stretches_table")
    lines.selectRow(3)
    last = stretches.model().rowCount() - 1
    assert stretches.model().index(last, 4).data() == "€600,000"
    session.day.pick(date(2025, 7, 1))
    assert stretches.model().index(stretches.model().rowCount() - 1, 4).data() == "€600,000"


def test_that_the_copied_table_names_its_day(view: PageView, session: Session) -> None:
    session.select("fr-cnil-clearview")
    session.day.pick(date(2023, 3, 15))
    view.show_tab("penalty")
    child(view, QPushButton, "copy_table").click()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].endswith("as of 2023-03-15")
    assert lines[-1].split("\t")[-1] == "€8,700,000"


def test_that_a_source_is_copied_and_not_opened(view: PageView, session: Session) -> None:
    session.select("fr-cnil-clearview")
    view.show_tab("decision")
    child(view, QPushButton, "copy_link").click()
    assert QGuiApplication.clipboard().text().startswith("http")


def test_that_a_related_investigation_is_selected_by_enter(view: PageView, session: Session) -> None:
    session.select("fr-cnil-clearview")
    view.show_tab("related")
    table = child(view, QTableView, "related_table")
    others = session.related or ()
    assert table.model().rowCount() == len(others) > 0
    first = others[0].case.investigation.slug
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert session.selected == first


def test_that_a_list_cut_short_says_so(view: PageView, session: Session) -> None:
    session.select("fr-cnil-clearview")
    view.show_tab("related")
    note = child(view, QLabel, "more_related")
    assert not note.isVisible()
    others = [page_of(slug, "2023-02-08") for slug in slugs() if slug != "fr-cnil-clearview"]
    session.related_changed.emit(tuple(others[:RELATED]))
    assert note.isVisible()
    assert "No more than 50" in note.text()


def test_that_an_investigation_alone_has_no_related_ones(view: PageView, session: Session) -> None:
    session.select("fr-cnil-kourou")
    view.show_tab("related")
    assert child(view, QLabel, "no_related").isVisible() is (not session.related)


@pytest.mark.usefixtures("dressed")
def test_that_nothing_is_wider_than_a_small_page(view: PageView, session: Session) -> None:
    session.select("fr-cnil-clearview")
    view.resize(560, 630)
    QApplication.processEvents()  # now it is compact
    view.resize(560, 600)
    for tab in TABS:
        view.show_tab(tab)
        assert view.minimumSizeHint().width() <= 560
        assert view.minimumSizeHint().height() <= 600
    assert view.size().height() == 600


def test_that_narrow_pages_put_the_figures_in_two_rows(view: PageView, session: Session) -> None:
    session.select("fr-cnil-clearview")
    view.resize(560, 600)
    cards = child(view, FiguresView, "figures")
    assert cards.card("accrued").y() < cards.card("outstanding").y()
    view.resize(870, 760)
    assert cards.card("accrued").y() == cards.card("outstanding").y()


@pytest.mark.usefixtures("dressed")
@pytest.mark.parametrize("slug", ["fr-cnil-clearview", "nl-ap-clearview"])
def test_that_the_figures_have_one_row_on_a_laptop_and_no_line_of_them_is_cut(
    view: PageView, session: Session, slug: str
) -> None:
    session.select(slug)
    view.resize(829, 640)  # what a screen of 1366 pixels leaves beside list and sidebar
    QApplication.processEvents()
    cards = child(view, FiguresView, "figures")
    assert cards.card("accrued").y() == cards.card("outstanding").y()
    assert not [label.text() for label in cards.findChildren(ElidedLabel) if label.elided()]


def test_that_closing_the_selection_empties_the_page(view: PageView, session: Session) -> None:
    session.select("fr-cnil-clearview")
    session.select(None)
    assert child(view, QLabel, "state_title").isVisible()


@pytest.mark.parametrize("width", [870, 1000, 1300])
def test_that_no_key_figure_is_cut(view: PageView, session: Session, width: int) -> None:
    view.resize(width, 760)
    session.select("eu-commission-microsoft")
    values = [label for label in view.findChildren(ElidedLabel) if label.objectName().startswith("value_")]
    view.grab()
    assert len(values) == len({label.text() for label in values}) + 1
    assert not [label.text() for label in values if label.elided()]


def test_that_every_provision_stands_beside_the_facts(view: PageView, session: Session) -> None:
    session.select("eu-commission-microsoft")
    view.grab()
    session.select("fr-cnil-clearview")
    view.grab()
    title = child(view, QLabel, "page_title")
    bottom = title.mapTo(view, title.rect().bottomLeft()).y()
    chips = [chip for chip in view.findChildren(Chip) if chip.isVisible()]
    assert chips
    heights = [chip.mapTo(view, chip.rect().topLeft()).y() for chip in chips]
    assert len(set(heights)) == 1
    assert heights[0] > bottom


@pytest.mark.usefixtures("dressed")
def test_that_a_tab_scrolls_by_itself_what_makes_it_higher_than_the_page(
    view: PageView, session: Session
) -> None:
    session.select("fr-cnil-clearview")
    for tab in TABS:
        view.show_tab(tab)
        QApplication.processEvents()
        assert view.heightForWidth(820) <= 662  # what a screen of 768 pixels leaves
