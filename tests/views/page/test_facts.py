"""The facts of the Penalty tab: listed, typed with their figures before they are saved, deleted, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from desktop.domain.days.edtf import parse_edtf
from desktop.domain.edit.facts import FactKind
from desktop.domain.listing.facets import Section
from desktop.models.listing.cases import CELLS_ROLE
from desktop.theme import Look
from desktop.views.listing.list import CaseList
from desktop.views.page.facts import FactsSection
from desktop.views.page.header import HeaderView
from desktop.views.page.penalty import PenaltyTab
from desktop.views.page.stretches import stamp
from tests.edited_file import edited_session, written_by_another

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.session.session import Session

COA, FREE, NONE = "nl-coa-westerwolde", "fr-cnil-free", "at-dsb-clearview"
COUNT = 6  # facts of COA
TALLY = "UPDATE tallies SET units = ? WHERE by_day = '2024-05-09'"


@pytest.fixture(scope="module")
def shared(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FactsSection]:
    """The facts of a session that edits a file of three investigations."""
    session = edited_session(tmp_path_factory.mktemp("facts"), COA, FREE, NONE)
    section = FactsSection(session)
    section.resize(308, 900)
    session.page_changed.connect(section.show_page)
    section.show()
    yield section
    session.shut_down()
    section.close()


@pytest.fixture
def facts(shared: FactsSection) -> Iterator[FactsSection]:
    """The facts of COA, as the file had them at first, and no form."""
    session = session_of(shared)
    session.select(None)
    session.select(COA)
    yield shared
    session.select(COA)
    shared.form.left.emit()
    while len(titles(shared)) != COUNT:
        session.editing.undo()
    written_by_another(session, TALLY, 71)


def session_of(facts: FactsSection) -> Session:
    return facts._session


def titles(facts: FactsSection) -> list[str]:
    return [row.accessibleName() for row in facts.card.rows]


def typed(facts: FactsSection, name: str, words: str) -> None:
    line = facts.form.findChild(QLineEdit, f"fact_form_{name}")
    assert isinstance(line, QLineEdit)
    line.setText(words)
    line.textEdited.emit(words)


def told(facts: FactsSection) -> str:
    label = facts.card.findChild(QLabel, "edit_note")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def pressed(facts: FactsSection, name: str) -> None:
    (button,) = (one for one in facts.findChildren(QAbstractButton, name) if one.isVisible())
    button.click()


def is_unsaved(facts: FactsSection) -> bool:
    page = session_of(facts).page
    assert page is not None
    return page.is_unsaved


def test_that_a_payment_is_typed_with_its_figure_saved_and_undone(facts: FactsSection) -> None:
    before = titles(facts)
    facts.card.new_wanted.emit(FactKind.PAYMENT, False)
    assert facts.form.form.title == "New payment, order A"
    assert facts.form.form.waits == "still to write: paid, amount"
    typed(facts, "paid", "Jun 2024")
    typed(facts, "amount", "52.500")
    assert facts.form.note("amount") == "52.500 can be read two ways. Write 52,500 or 52.50."
    assert not is_unsaved(facts)
    assert facts.form.form.preview == "Outstanding stays up to €6,447,500"
    typed(facts, "amount", "52,500")
    assert is_unsaved(facts)
    assert facts.form.form.preview == "Outstanding becomes up to €6,395,000, now up to €6,447,500"
    assert len(titles(facts)) == len(before) + 1
    facts.form.save()
    assert (told(facts), facts.form.isVisible(), is_unsaved(facts)) == ("Payment added.", False, False)
    assert "June 2024, Payment, order A, €52,500" in titles(facts)
    pressed(facts, "edit_undo")
    assert (titles(facts), told(facts)) == (before, "")


def test_that_escape_leaves_everything_as_it_was(facts: FactsSection) -> None:
    before = titles(facts)
    facts.add_payment(parse_edtf("2024-06"))
    typed(facts, "amount", "5")
    assert is_unsaved(facts)
    line = facts.form.findChild(QLineEdit, "fact_form_paid")
    assert isinstance(line, QLineEdit)
    assert line.text() == "June 2024"
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert (facts.form.isVisible(), is_unsaved(facts), titles(facts)) == (False, False, before)


def test_that_a_row_is_opened_by_its_keys_changed_and_deleted(facts: FactsSection) -> None:
    before = titles(facts)
    row = next(row for row in facts.card.rows if row.accessibleName().startswith("9 May 2024"))
    QTest.keyClick(row, Qt.Key.Key_F2)
    assert facts.form.form.title == "Tally, order A"
    assert not facts.form.form.is_dirty
    typed(facts, "units", "72")
    facts.form.save()
    assert told(facts) == "Tally changed."
    assert any("72" in title for title in titles(facts))
    pressed(facts, "edit_undo")
    assert titles(facts) == before
    row = next(row for row in facts.card.rows if row.accessibleName().startswith("9 May 2024"))
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert told(facts) == "Tally deleted."
    assert titles(facts) == [title for title in before if not title.startswith("9 May 2024")]
    pressed(facts, "edit_undo")
    assert titles(facts) == before


def test_that_the_arrow_keys_go_from_row_to_row(facts: FactsSection) -> None:
    first, second = facts.card.rows[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second is facts.focusWidget()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first is facts.focusWidget()
    QTest.keyClick(first, Qt.Key.Key_Up)
    assert first is facts.focusWidget()


def test_that_typed_values_outlast_another_investigation_and_bar_another_form(facts: FactsSection) -> None:
    session = session_of(facts)
    facts.card.new_wanted.emit(FactKind.PAYMENT, False)
    typed(facts, "paid", "Jun 2024")
    typed(facts, "amount", "1,000")
    session.select(NONE)  # it has no penalty that a fact could be about
    assert (facts.form.isVisible(), is_unsaved(facts), facts.card.isVisible()) == (False, False, False)
    session.select(FREE)
    assert (facts.form.isVisible(), is_unsaved(facts), facts.card.isVisible()) == (False, False, True)
    session.select(COA)
    assert (facts.form.isVisible(), is_unsaved(facts)) == (True, True)
    assert facts.form.form.can_save
    facts.card.new_wanted.emit(FactKind.STAY, False)
    assert facts.form.form.title == "New payment, order A"
    assert facts.form.form.waits == "Save what you typed first, or leave it as it was."


def test_that_a_new_fact_can_be_about_the_other_order(facts: FactsSection) -> None:
    facts.card.new_wanted.emit(FactKind.PAYMENT, False)
    typed(facts, "paid", "Jun 2024")
    typed(facts, "amount", "1,000")
    page = session_of(facts).page
    assert page is not None
    facts.form.edited.emit("order", page.case.terms[1].id)
    assert facts.form.form.title == "New payment, order B"
    facts.form.save()
    assert "June 2024, Payment, order B, €1,000" in titles(facts)


def test_that_what_another_program_wrote_stands_against_the_form(facts: FactsSection) -> None:
    def opened() -> None:
        row = next(row for row in facts.card.rows if row.accessibleName().startswith("9 May 2024"))
        row.opened.emit()
        typed(facts, "units", "80")

    def values() -> list[str]:
        labels = facts.form.findChildren(QLabel, "conflict_value")
        return [label.text() for label in labels if label.isVisible()]

    opened()
    assert values() == []
    written_by_another(session_of(facts), TALLY, 75)
    assert values() == ["80", "75"]
    assert not facts.form.form.can_save
    pressed(facts, "fact_keep")
    assert (values(), facts.form.form.can_save) == ([], True)
    written_by_another(session_of(facts), TALLY, 76)
    pressed(facts, "fact_take")
    line = facts.form.findChild(QLineEdit, "fact_form_units")
    assert isinstance(line, QLineEdit)
    assert (line.text(), values()) == ("76", [])


def test_that_a_fact_deleted_by_another_program_is_restored_with_the_typed_values(
    facts: FactsSection,
) -> None:
    session = session_of(facts)
    facts.card.new_wanted.emit(FactKind.COMPLIANCE, True)
    typed(facts, "on_day", "3 Jun 2024")
    facts.form.save()
    assert told(facts) == "Relapse added."
    row = next(row for row in facts.card.rows if "Relapse" in row.accessibleName())
    row.opened.emit()
    typed(facts, "note", "seen by the court")
    written_by_another(session, "DELETE FROM compliance")
    what = facts.form.findChild(QLabel, "conflict_what")
    assert isinstance(what, QLabel)
    assert what.text().endswith("Another program deleted this. Restore it with your values?")
    pressed(facts, "fact_restore")
    facts.form.save()
    row = next(row for row in facts.card.rows if "Relapse" in row.accessibleName())
    assert row.accessibleName() == "3 Jun 2024, Relapse, order A, seen by the court"


def test_that_read_only_shows_neither_facts_nor_form(facts: FactsSection) -> None:
    session = session_of(facts)
    tab = PenaltyTab(session, Look("light"))
    tab.follow_editing()
    assert tab._facts is not None
    assert not tab._facts.isHidden()
    assert session.page is not None
    tab.show_page(session.page)
    settled = tab._settled
    assert settled.accessibleName() == "Liquidated and calculated"
    assert len(settled.findChildren(QWidget, "settled_entry")) == 1  # the other facts are listed above it
    tab._choose(session.page.penalties[1].terms.id)
    assert settled.isHidden()
    session.editing.turn_off()
    assert tab._facts.isHidden()
    assert settled.accessibleName() == "Settled by the authority"
    assert not settled.isHidden()
    session.editing.turn_on()
    assert not tab._facts.isHidden()
    tab.close()


def test_that_head_and_list_tell_of_unsaved_values(facts: FactsSection) -> None:
    session = session_of(facts)
    look = Look("light")
    head, cases = HeaderView(look), CaseList(session, look)
    cases.resize(330, 700)
    cases.show()
    session.show_section(Section.ALL)
    cases.follow_forms()
    session.page_changed.connect(head.show_page)
    facts.add_payment(parse_edtf("2024-06"))
    typed(facts, "amount", "5")

    def row() -> tuple[str, str]:
        QApplication.processEvents()
        place = next(n for n in range(cases._rows.rowCount()) if cases._rows.slug(n) == COA)
        cells = cases._rows.index(place).data(CELLS_ROLE)
        return cells.amount, cells.state

    pill = head.findChild(QLabel, "page_unsaved")
    assert isinstance(pill, QLabel)
    assert (pill.isHidden(), pill.text()) == (False, "✎ with your unsaved values")
    assert row() == ("€6,500,000", "Unsaved")
    assert session.page is not None
    stamped = stamp(session.page.penalties[0], session.page)
    assert stamped.endswith(", with unsaved values, not the record")
    facts.form.left.emit()
    assert (pill.isHidden(), row()) == (True, ("€6,500,000", "Capped"))
    session.page_changed.disconnect(head.show_page)
    for view in (head, cases):
        view.close()
