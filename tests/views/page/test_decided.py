"""Decisions, fines and provisions of the Decision tab, edited as a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from desktop.domain.edit.decided import DecidedKind
from desktop.theme import Look
from desktop.views.page.decided import DecidedEditor
from desktop.views.page.decision import DecisionTab
from tests.edited_file import edited_session, take_back, written_by_another

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.edit.change import Edit
    from desktop.session.session import Session

FREE, COA = "fr-cnil-free", "nl-coa-westerwolde"


@pytest.fixture(scope="module")
def session(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = edited_session(tmp_path_factory.mktemp("decided"), FREE, COA)
    yield session
    session.shut_down()


@pytest.fixture(scope="module")
def tab(session: Session) -> Iterator[DecisionTab]:
    """The tab of a session that edits a file of two investigations."""
    tab = DecisionTab(Look("light"))
    tab.resize(900, 900)
    session.page_changed.connect(tab.show_page)
    tab.follow_editing(session)
    assert session.page is not None
    tab.show_page(session.page)
    tab.show()
    yield tab
    tab.close()


@pytest.fixture
def editor(session: Session, tab: DecisionTab) -> Iterator[DecidedEditor]:
    session.select(FREE)
    editor = tab._editor
    assert isinstance(editor, DecidedEditor)
    made: list[Edit] = []
    connection = session.editing.saved.connect(made.append)
    yield editor
    editor.form.left.emit()
    take_back(session, made)
    session.editing.saved.disconnect(connection)
    QApplication.processEvents()


def rows(editor: DecidedEditor, kind: DecidedKind) -> list[str]:
    model = editor._cards[kind].table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def typed(editor: DecidedEditor, **words: str) -> None:
    for name, text in words.items():
        line = editor.form._lines[name]
        line.setText(text)
        line.textEdited.emit(text)


def press(inside: DecisionTab, name: str) -> None:
    QApplication.processEvents()
    buttons = inside.findChildren(QAbstractButton, name)
    next(button for button in buttons if button.isVisible()).click()


def key(editor: DecidedEditor, kind: DecidedKind, pressed: Qt.Key) -> None:
    table = editor._cards[kind].table
    table.selectRow(0)
    QTest.keyClick(table, pressed)


def test_that_a_fine_without_amount_is_added_and_taken_back(
    session: Session, tab: DecisionTab, editor: DecidedEditor
) -> None:
    press(tab, "fines_add")
    assert editor.form.form.title == "New fine"
    typed(editor, imposed="May 2024", note="Sum not published")
    assert session.page is not None
    assert session.page.is_unsaved
    assert len(rows(editor, DecidedKind.FINE)) == 2
    editor.form.save()
    assert not editor.form.isVisible()
    assert rows(editor, DecidedKind.FINE)[1] == "amount not known"
    press(tab, "edit_undo")
    assert len(rows(editor, DecidedKind.FINE)) == 1


def test_that_a_fine_is_changed_in_its_form_and_left_as_it_was(editor: DecidedEditor) -> None:
    assert rows(editor, DecidedKind.FINE) == ["€300,000"]
    key(editor, DecidedKind.FINE, Qt.Key.Key_Return)
    assert editor.form._lines["amount"].text() == "300,000"
    typed(editor, amount="52.500")
    assert editor.form.note("amount") == "52.500 can be read two ways. Write 52,500 or 52.50."
    typed(editor, amount="400,000")
    assert rows(editor, DecidedKind.FINE) == ["€400,000"]
    QTest.keyClick(editor.form._lines["amount"], Qt.Key.Key_Escape)
    assert rows(editor, DecidedKind.FINE) == ["€300,000"]
    assert not editor.form.isVisible()


def test_that_a_decision_is_deleted_and_brought_back(tab: DecisionTab, editor: DecidedEditor) -> None:
    before = rows(editor, DecidedKind.DECISION)
    key(editor, DecidedKind.DECISION, Qt.Key.Key_Delete)
    assert rows(editor, DecidedKind.DECISION) == before[1:]
    notes = [one.text() for one in tab.findChildren(QLabel, "edit_note") if one.isVisible()]
    assert notes == ["Decision deleted."]
    press(tab, "edit_undo")
    assert rows(editor, DecidedKind.DECISION) == before


def test_that_a_decision_is_added_with_the_days_that_are_known(
    tab: DecisionTab, editor: DecidedEditor
) -> None:
    press(tab, "decisions_add")
    editor.form.save()
    assert editor.form.isVisible()
    typed(editor, title="Penalty liquidated", decided="about 2025", source="legifrance.gouv.fr/x")
    editor.form.save()
    assert rows(editor, DecidedKind.DECISION)[-1] == "Penalty liquidated"


def test_that_a_provision_is_added_and_its_finding_changed(
    session: Session, tab: DecisionTab, editor: DecidedEditor
) -> None:
    press(tab, "investigation_provisions_add")
    typed(editor, law="GDPR", article="99")
    editor.form.save()
    assert session.page is not None
    assert session.page.case.provisions[-1].text == "GDPR Art. 99"
    number = len(rows(editor, DecidedKind.PROVISION))
    table = editor._cards[DecidedKind.PROVISION].table
    table.selectRow(number - 1)
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert editor.form._lines["article"].text() == "99"
    editor.form._choosers["finding"].chosen.emit("alleged")
    editor.form.save()
    assert session.page.case.provisions[-1].finding.value == "alleged"


def test_that_a_field_changed_by_another_program_is_asked(
    session: Session, tab: DecisionTab, editor: DecidedEditor
) -> None:
    key(editor, DecidedKind.FINE, Qt.Key.Key_F2)
    typed(editor, amount="400,000")
    sql = (
        "UPDATE fines SET amount = ? WHERE investigation_id IN (SELECT id FROM investigations WHERE slug = ?)"
    )
    written_by_another(session, sql, 50_000_000, FREE)
    session._pages.ask_for_page()
    QApplication.processEvents()
    values = [one.text() for one in tab.findChildren(QLabel, "conflict_value") if one.isVisible()]
    assert values == ["400,000", "500,000"]
    assert not editor.foot.save_button.isEnabled()
    press(tab, "conflict_yours")
    editor.form.save()
    assert rows(editor, DecidedKind.FINE) == ["€400,000"]
    session.editing.undo()
    key(editor, DecidedKind.FINE, Qt.Key.Key_F2)
    typed(editor, amount="400,000")
    written_by_another(session, sql, 30_000_000, FREE)
    session._pages.ask_for_page()
    press(tab, "conflict_file")
    assert editor.form._lines["amount"].text() == "300,000"


def test_that_an_empty_card_says_so_and_a_form_waits_for_its_investigation(
    session: Session, tab: DecisionTab, editor: DecidedEditor
) -> None:
    press(tab, "fines_add")
    typed(editor, amount="5,000")
    session.select(COA)
    assert not editor.form.isVisible()
    assert editor._none[DecidedKind.FINE].isVisible()
    session.select(FREE)
    assert editor.form.isVisible()
    assert editor.form._lines["amount"].text() == "5,000"


def test_that_nothing_is_edited_when_editing_ends(
    session: Session, tab: DecisionTab, editor: DecidedEditor
) -> None:
    session.editing.turn_off()
    key(editor, DecidedKind.FINE, Qt.Key.Key_Return)
    assert not editor.form.isVisible()
    assert not editor._links[DecidedKind.FINE].isVisible()
    session.editing.turn_on()
    assert editor._links[DecidedKind.FINE].isVisible()


def test_that_a_stage_of_a_fine_is_added_with_what_it_makes_of_the_fine(
    session: Session, tab: DecisionTab, editor: DecidedEditor
) -> None:
    press(tab, "fine_stages_add")
    assert editor.form.form.title == "New stage of a fine"
    typed(editor, day="1 Jun 2024", amount="200,000")
    assert editor.form.form.preview == "The fine becomes: Reduced, €200,000"
    assert rows(editor, DecidedKind.FINE) == ["€200,000"]
    editor.form.save()
    model = editor._cards[DecidedKind.STAGE].table.model()
    shown = [[model.index(row, column).data() for column in (1, 2, 3)] for row in range(model.rowCount())]
    assert shown == [["Imposed", "30 Nov 2022", "€300,000"], ["Reduced", "1 Jun 2024", "€200,000"]]
    editor._cards[DecidedKind.STAGE].table.selectRow(1)
    QTest.keyClick(editor._cards[DecidedKind.STAGE].table, Qt.Key.Key_F2)
    assert editor.form._choosers["kind"].currentText() == "Reduced"
    editor.form._choosers["kind"].chosen.emit("suspended")
    assert editor.form.form.preview == "The fine stays as it is: figures count its sum and status."
    typed(editor, source="conseil-etat.fr/x")
    editor.form.save()
    assert session.page is not None
    (fine,) = session.page.case.fines
    assert [stage.kind.value for stage in fine.stages] == ["suspended", "imposed"]
    assert [source.url for source in fine.stages[0].sources] == ["conseil-etat.fr/x"]
    key(editor, DecidedKind.STAGE, Qt.Key.Key_Delete)
    assert model.rowCount() == 1
    for _ in range(3):
        session.editing.undo()
    assert not model.rowCount()
    assert rows(editor, DecidedKind.FINE) == ["€300,000"]
