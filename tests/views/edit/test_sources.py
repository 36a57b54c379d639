"""The window of sources, used as a person does."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QTableView, QWidget

from desktop.domain.edit.change import EditKind
from desktop.domain.shared.sources import FactKey
from desktop.domain.source import SourceKind
from desktop.models.timeline import SOURCE_COUNT_ROLE
from desktop.store.cases.cases import load_case
from desktop.store.cases.writing import create_case_file
from desktop.store.file.casefile import open_case_file
from desktop.theme import Look
from desktop.views.edit.fields import Chooser
from desktop.views.edit.sources import SourcesWindow, pasted_link
from desktop.views.page.page import PageView
from tests.inline import inline_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.session.session import Session

SLUG = "fr-cnil-clearview"
LINK = "https://www.lemonde.fr/a"


@pytest.fixture(scope="module")
def session(
    qapp: QApplication, sample_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A session that edits one real case."""
    folder = tmp_path_factory.mktemp("sources")
    path = folder / "mine.casefile"
    with closing(open_case_file(sample_path)) as sample:
        create_case_file(path, [case for case in (load_case(sample, SLUG),) if case is not None])
    session = inline_session(folder / "sample")
    for keep in (session.keep_modes_in, session.keep_views_in, session.keep_scenarios_in):
        keep(folder)
    session.file.open(path)
    session.editing.turn_on()
    session.select(SLUG)
    yield session
    session.shut_down()


@pytest.fixture(scope="module")
def view(session: Session) -> Iterator[PageView]:
    """The page of the case."""
    page = PageView(session, Look("light"))
    page.resize(1000, 700)
    page.show()
    yield page
    page.hide()
    page.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def window(session: Session, view: PageView) -> Iterator[SourcesWindow]:
    """The window on the only fine, which has no source."""
    view.show_tab("decision")
    number = session.page.case.investigation.id if session.page is not None else 0
    view.show_sources(FactKey("fines", number))
    yield shown(view)
    for opened in view.findChildren(SourcesWindow):
        opened.accept()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    while session.editing.steps.undo is not None:
        session.editing.undo()


def shown(view: PageView) -> SourcesWindow:
    found = view.findChild(SourcesWindow)
    assert isinstance(found, SourcesWindow)
    return found


def pressed(window: SourcesWindow, name: str) -> None:
    (button,) = (one for one in window.findChildren(QAbstractButton, name) if one.isVisible())
    button.click()
    QApplication.processEvents()


def typed(window: SourcesWindow, name: str, words: str) -> None:
    """Paste words into a field."""
    line = window.findChild(QLineEdit, f"source_form_{name}")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QGuiApplication.clipboard().setText(words)
    line.paste()


def saved(window: SourcesWindow) -> None:
    line = window.findChild(QLineEdit, "source_form_url")
    assert isinstance(line, QLineEdit)
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def lines(window: SourcesWindow) -> list[str]:
    """The words on the sources shown."""
    found = [one for one in window.findChildren(QWidget, "cited_source") if not one.isHidden()]
    return [label.text() for one in found for label in one.findChildren(QLabel)]


def test_that_a_source_is_added_to_a_fine_and_shown_in_its_row(
    session: Session, view: PageView, window: SourcesWindow
) -> None:
    assert not lines(window)
    pressed(window, "add_source")
    typed(window, "url", LINK)
    kind = window.findChild(Chooser, "source_form_kind")
    assert isinstance(kind, Chooser)
    assert kind.currentText() == "Press"
    typed(window, "title", "Amende")
    saved(window)
    assert window.form.isHidden()
    assert lines(window) == ["Amende", LINK, "press · read on 22 Nov 2026"]
    assert session.page is not None
    assert [source.url for source in session.page.case.fines[0].sources] == [LINK]
    assert session.editing.steps.undo is EditKind.SOURCE_ADDED
    table = view.findChild(QTableView, "fines_table")
    assert isinstance(table, QTableView)
    model = table.model()
    assert model.index(0, model.columnCount() - 1).data() == "1 source"


def test_that_a_chosen_kind_stays_whatever_is_typed(session: Session, window: SourcesWindow) -> None:
    pressed(window, "add_source")
    window.form.edited.emit("kind", SourceKind.PARTY.value)
    typed(window, "url", LINK)
    saved(window)
    assert lines(window)[-1].startswith("party")
    pressed(window, "edit_source")
    typed(window, "url", "https://curia.europa.eu/b")
    typed(window, "accessed_on", "1 Oct 2026")
    saved(window)
    assert lines(window) == [
        "curia.europa.eu",
        "https://curia.europa.eu/b",
        "party · read on 1 Oct 2026",
    ]
    pressed(window, "remove_source")
    assert not lines(window)
    assert session.editing.steps.undo is EditKind.SOURCE_DELETED


def test_that_the_same_link_twice_and_a_wrong_day_are_refused(window: SourcesWindow) -> None:
    pressed(window, "add_source")
    typed(window, "url", LINK)
    saved(window)
    pressed(window, "add_source")
    typed(window, "url", LINK)
    assert window.form.note("url") == "This is a source of this fact already."
    saved(window)
    assert not window.form.isHidden()
    typed(window, "url", f"{LINK}?b")
    typed(window, "accessed_on", "31 Feb 2026")
    assert window.form.note("accessed_on") == "31 Feb 2026 does not exist."
    QTest.keyClick(window.form, Qt.Key.Key_Escape)
    assert window.form.isHidden()
    assert window.isVisible()


def test_that_what_is_typed_is_not_lost_by_leaving(window: SourcesWindow) -> None:
    pressed(window, "add_source")
    typed(window, "url", LINK)
    window.table.selectRow(0)
    assert window.table.currentIndex().siblingAtColumn(0).data() == "Fine"
    window.close()
    assert window.isVisible()
    said = window.findChild(QLabel, "sources_said")
    assert isinstance(said, QLabel)
    assert said.text() == "Save what you typed, or leave it as it was, first."
    QTest.keyClick(window.form, Qt.Key.Key_Escape)
    window.close()
    assert not window.isVisible()


def test_that_a_pasted_link_opens_the_form_of_the_fact_selected(session: Session, view: PageView) -> None:
    view.show_tab("timeline")
    assert session.page is not None
    event = next(one for one in session.page.case.events if len(one.sources) == 2)
    session.select_event(event.id)
    for words, link in ((f" {LINK}\n", LINK), ("SAN-2022-019", ""), (f"{LINK} and {LINK}", "")):
        QGuiApplication.clipboard().setText(words)
        assert pasted_link() == link
    view.show_sources(link=LINK)
    window = shown(view)
    assert window.form.form.fields[0].value == LINK
    rows = view.findChild(QListView, "chronology")
    assert isinstance(rows, QListView)
    assert rows.currentIndex().data(SOURCE_COUNT_ROLE) == "2 sources"
    chosen = window.table.currentIndex().siblingAtColumn(1).data()
    assert chosen.endswith(event.title)
    window.accept()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_that_the_sources_of_the_row_in_focus_are_shown(session: Session, view: PageView) -> None:
    view.follow_editing()
    view.show_tab("penalty")
    QApplication.processEvents()
    (link,) = (one for one in view.findChildren(QAbstractButton, "fact_sources") if one.isVisible())
    assert link.text() == "3 sources"
    rows = view.findChildren(QWidget, "fact_row")
    view.show_tab("decision")
    QApplication.processEvents()
    table = view.findChild(QTableView, "decisions_table")
    assert isinstance(table, QTableView)
    places = []

    def told(kind: str) -> None:
        """The window is on a fact of a kind."""
        index = shown(view).table.currentIndex()
        assert index.siblingAtColumn(0).data() == kind
        places.append(index.siblingAtColumn(1).data())
        shown(view).close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    view.show_tab("penalty")
    link.click()
    told("Liquidation")
    rows[0].setFocus()
    view.show_sources()
    told("Liquidation")
    view.setFocus()
    view.show_sources()
    told("Penalty")
    view.show_tab("decision")
    table.selectRow(2)
    table.setFocus()
    view.show_sources()
    told("Decision")
    table.clicked.emit(table.model().index(1, table.model().columnCount() - 1))
    told("Decision")
    assert places[0] == places[1]
    assert places[0].startswith("13 Apr 2023 · €5,200,000")
    assert [words.partition(" · ")[0] for words in places[3:]] == ["13 Apr 2023", "17 Oct 2022"]


def test_that_sources_are_read_and_not_changed_while_editing_is_off(session: Session, view: PageView) -> None:
    session.editing.turn_off()
    view.show_sources()
    window = shown(view)
    assert lines(window)
    for name in ("edit_source", "remove_source"):
        assert window.findChild(QAbstractButton, name) is None
    assert not window.findChild(QAbstractButton, "add_source").isVisible()  # type: ignore[union-attr]
    window.close()
    session.editing.turn_on()
