"""The windows of respondents and authorities, used as a person does."""

from __future__ import annotations

import dataclasses
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop.domain.case.case import CaseId, EventId
from desktop.domain.case.terms import TermsId
from desktop.domain.edit.change import EditKind
from desktop.domain.shared.parties import AUTHORITIES
from desktop.session.clock import Clock
from desktop.session.reader.reader import Reader
from desktop.session.session import Session
from desktop.store.cases.cases import load_case
from desktop.store.cases.writing import create_case_file
from desktop.store.file.casefile import open_case_file
from desktop.theme import Look
from desktop.views.edit.authority import AuthorityDialog
from desktop.views.edit.parties import PartiesWindow
from tests.inline import InlineRunner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.case.case import Authority

WidgetT = TypeVar("WidgetT", bound=QWidget)
SLUG = "fr-cnil-clearview"
# Paris has the next day already, New York has not.
NIGHT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def session(
    qapp: QApplication, sample_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A session that edits a case of the CNIL, and the same one under an authority in New York."""
    folder = tmp_path_factory.mktemp("parties")
    session = Session(InlineRunner(), Reader(None), Clock(moment=lambda: NIGHT), folder / "sample")
    for keep in (session.keep_modes_in, session.keep_views_in, session.keep_scenarios_in):
        keep(folder)
    session.file.open(_written(sample_path, folder / "mine.casefile"))
    session.editing.turn_on()
    session.select(SLUG)
    yield session
    session.shut_down()


def _written(sample_path: Path, path: Path) -> Path:
    with closing(open_case_file(sample_path)) as sample:
        first = load_case(sample, SLUG)
    assert first is not None
    one, zone = first.investigation, "America/New_York"
    authority = dataclasses.replace(one.authority, name="C.N.I.L.", short_name="C.N.I.L.", zone=zone)
    second = dataclasses.replace(
        first,
        investigation=dataclasses.replace(
            one, id=CaseId(900), slug="second", title="Second", authority=authority
        ),
        events=(dataclasses.replace(first.events[0], id=EventId(900_000)),),
        terms=(dataclasses.replace(first.terms[0], id=TermsId(900), zone=zone),),
    )
    create_case_file(path, [first, second])
    return path


@pytest.fixture
def parent(session: Session) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    made.close()
    made.deleteLater()
    QApplication.processEvents()
    while session.editing.steps.undo is not None:
        session.editing.undo()


@pytest.fixture
def window(session: Session, parent: QWidget) -> PartiesWindow:
    made = PartiesWindow(session, Look("light"), parent)
    made.open()
    return made


def seen(window: QWidget, kind: type[WidgetT], name: str) -> list[WidgetT]:
    """The visible widgets of a name."""
    QApplication.processEvents()
    return [one for one in window.findChildren(kind, name) if one.isVisible()]


def typed(window: QWidget, name: str, words: str) -> None:
    (line,) = seen(window, QLineEdit, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, words)


def saved(window: QWidget, form: str) -> None:
    (line,) = seen(window, QLineEdit, f"{form}_name")
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def names(window: PartiesWindow) -> list[str]:
    model = window.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_that_the_respondent_of_the_case_is_renamed(
    session: Session, window: PartiesWindow, qtbot: QtBot
) -> None:
    assert names(window) == ["Clearview AI · Clearview AI, Inc."]
    typed(window, "party_form_short_name", "Clearview")
    window.form.edited.emit("lei", "529900T8BM49AURSDO54")
    saved(window, "party_form")
    assert window.form.note("lei").startswith("No LEI")
    window.form.edited.emit("lei", "529900t8bm49aursdo55")
    box = window.findChild(QPlainTextEdit, "party_form_other_names")
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText("Smartcheckr")
    saved(window, "party_form")
    assert session.editing.steps.undo is EditKind.PARTY_CHANGED
    assert names(window) == ["Clearview · Clearview AI, Inc."]
    assert session.page is not None
    assert session.page.case.investigation.respondents[0].short_name == "Clearview"
    for words, found in (("smart", ["Clearview · Clearview AI, Inc."]), ("nobody", [])):
        with qtbot.waitSignal(session.parties.found):
            typed(window, "party_search", words)
        assert names(window) == found
    assert window.form.isHidden()


def test_that_what_is_typed_is_not_lost_and_escape_restores_it(
    session: Session, window: PartiesWindow
) -> None:
    window.kind.chosen.emit(AUTHORITIES)
    assert len(names(window)) == 2
    typed(window, "party_form_name", "Changed")
    before = window.table.currentIndex().row()
    window.table.selectRow(1 - before)
    assert window.table.currentIndex().row() == before
    said = window.findChild(QLabel, "parties_said")
    assert isinstance(said, QLabel)
    assert said.isVisible()
    (line,) = seen(window, QLineEdit, "party_form_name")
    assert line.text() == "Changed"
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() != "Changed"
    assert window.isVisible()
    assert session.editing.steps.undo is None


def test_that_a_merge_shows_both_figures_where_the_time_zone_changes_them(
    session: Session, window: PartiesWindow
) -> None:
    window.kind.chosen.emit(AUTHORITIES)
    card = window.merging
    assert card.other.count() == 1
    card.other.chosen.emit(window.table.model().rows[1 - window.table.currentIndex().row()])  # type: ignore[attr-defined]
    words = card.findChild(QLabel, "merge_words")
    assert isinstance(words, QLabel)
    assert "1 investigation moves." in words.text()
    assert "“C.N.I.L.”" in words.text()
    assert "midnight in Europe/Paris, no more in America/New_York" in words.text()
    # It is the 22nd in New York and the 23rd in Paris: one day of €100,000 more.
    (figure,) = seen(card, QLabel, "merge_figure")
    assert figure.text() == "Second: €143,500,000, then €143,600,000"
    card.stays[1].setChecked(True)
    assert words.text().startswith("“C.N.I.L.” stays.")
    card.stays[0].setChecked(True)
    card.merge_button.click()
    assert session.editing.steps.undo is EditKind.PARTIES_MERGED
    assert len(names(window)) == 1
    session.select("second")
    assert session.page is not None
    assert session.page.case.investigation.authority.zone == "Europe/Paris"
    session.select(SLUG)


def test_that_parties_are_shown_and_not_changed_while_editing_is_off(
    session: Session, window: PartiesWindow
) -> None:
    session.editing.turn_off()
    assert not window.form.isEnabled()
    assert window.merging.isHidden()
    session.editing.turn_on()
    assert window.form.isEnabled()


def test_that_a_new_authority_is_one_of_the_directory_or_written_by_hand(
    session: Session, parent: QWidget
) -> None:
    chosen: list[Authority] = []
    dialog = AuthorityDialog(session.parties, chosen.append, parent)
    dialog.open()
    dialog.form.edited.emit("name", "datatilsynet")
    assert len(seen(dialog, QAbstractButton, "authority_use")) == 2  # of Denmark and of Norway
    dialog.form.edited.emit("country", "NO")
    (offer,) = seen(dialog, QAbstractButton, "authority_use")
    offer.click()
    assert [(one.name, one.zone) for one in chosen] == [("Datatilsynet", "Europe/Oslo")]
    dialog = AuthorityDialog(session.parties, chosen.append, parent)
    dialog.open()
    dialog.form.edited.emit("name", "Office of Kopavogur")
    typed(dialog, "authority_form_short_name", "PK")
    saved(dialog, "authority_form")
    assert len(chosen) == 1
    dialog.form.edited.emit("country", "IS")
    dialog.form.edited.emit("zone", "Atlantic/Reykjavik")
    saved(dialog, "authority_form")
    assert (chosen[1].short_name, chosen[1].country, chosen[1].regime) == ("PK", "IS", "")
