"""The orders of the Penalty tab, edited as a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from desktop.domain.law.kinds import Unit
from desktop.theme import Look
from desktop.views.edit.fields import Chooser
from desktop.views.edit.small_form import FormFoot
from desktop.views.page.penalty import PenaltyTab
from tests.edited_file import edited_session, take_back, written_by_another

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.edit.change import Edit
    from desktop.session.session import Session
    from desktop.views.page.orders import OrdersEditor

COA, FREE, NONE = "nl-coa-westerwolde", "fr-cnil-free", "at-dsb-clearview"
CAP = "UPDATE penalty_terms SET cap = ? WHERE label = 'B'"


@pytest.fixture(scope="module")
def shown(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PenaltyTab]:
    """The tab of a session that edits a file of three investigations."""
    session = edited_session(tmp_path_factory.mktemp("orders"), COA, FREE, NONE)
    tab = PenaltyTab(session, Look("light"))
    tab.resize(860, 900)
    session.page_changed.connect(tab.show_page)
    tab.follow_editing()
    assert session.page is not None
    tab.show_page(session.page)
    tab.show()
    yield tab
    session.shut_down()
    tab.close()


@pytest.fixture
def tab(shown: PenaltyTab) -> Iterator[PenaltyTab]:
    """The tab with order B of COA chosen, as the file had it at first."""
    session = session_of(shown)
    made: list[Edit] = []
    session.select(COA)
    choose(shown, 1)
    connection = session.editing.saved.connect(made.append)
    yield shown
    session.orders.leave()
    session.select(COA)
    take_back(session, made)
    session.editing.saved.disconnect(connection)
    if session.page is not None and session.page.case.terms[-1].cap != 500_000_000:
        written_by_another(session, CAP, 500_000_000)


def editor(tab: PenaltyTab) -> OrdersEditor:
    assert tab.orders is not None
    return tab.orders


def session_of(tab: PenaltyTab) -> Session:
    return tab._session


def choose(tab: PenaltyTab, row: int) -> None:
    editor(tab)._table.setCurrentIndex(editor(tab)._table.model().index(row, 0))


def line(tab: PenaltyTab, name: str) -> QLineEdit:
    return editor(tab).form._lines[name]


def typed(tab: PenaltyTab, name: str, words: str) -> None:
    line(tab, name).setText(words)
    line(tab, name).textEdited.emit(words)


def press(tab: PenaltyTab, name: str) -> None:
    QApplication.processEvents()
    buttons = editor(tab).card.findChildren(QAbstractButton, name)
    buttons += editor(tab).form.findChildren(QAbstractButton, name)
    next(button for button in buttons if button.isVisible()).click()


def labels(tab: PenaltyTab, name: str) -> list[str]:
    return [one.text() for one in editor(tab).form.findChildren(QLabel, name) if one.isVisible()]


def foot(tab: PenaltyTab) -> FormFoot:
    found = tab.findChild(FormFoot)
    assert isinstance(found, FormFoot)
    return found


def waits(tab: PenaltyTab) -> str:
    return next(one.text() for one in foot(tab).findChildren(QLabel))


def rows(tab: PenaltyTab) -> list[str]:
    model = editor(tab)._table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_that_choosing_an_order_opens_its_terms(tab: PenaltyTab) -> None:
    assert rows(tab) == ["A   dwangsom · 31 Jan 2024", "B   dwangsom · 30 Oct 2024", "All orders"]
    assert editor(tab).form.form.title == "Terms of order B"
    assert line(tab, "decided").text() == "30 Oct 2024"
    assert (line(tab, "cap_amount").text(), line(tab, "cap_units").text()) == ("5,000,000", "100")
    assert not foot(tab).save_button.isEnabled()
    choose(tab, 0)
    assert line(tab, "cap_amount").text() == "1,500,000"


def test_that_ctrl_enter_saves_and_the_note_undoes(tab: PenaltyTab) -> None:
    typed(tab, "cap_amount", "4,000,000")
    assert foot(tab).save_button.isEnabled()
    page = session_of(tab).page
    assert page is not None
    assert page.is_unsaved
    tab.activateWindow()
    QTest.keyClick(line(tab, "cap_amount"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    if session_of(tab).orders.is_dirty:  # without a window manager no shortcut is told
        editor(tab).form.save()
    assert not session_of(tab).orders.is_dirty
    press(tab, "edit_undo")
    assert line(tab, "cap_amount").text() == "5,000,000"


def test_that_escape_leaves_an_order_as_it_was(tab: PenaltyTab) -> None:
    typed(tab, "cap_amount", "4,000,000")
    QTest.keyClick(line(tab, "cap_amount"), Qt.Key.Key_Escape)
    assert line(tab, "cap_amount").text() == "5,000,000"


def test_that_a_wrong_amount_is_said_below_it_and_counted(tab: PenaltyTab) -> None:
    typed(tab, "amount", "52.500")
    assert editor(tab).form.note("amount") == "52.500 can be read two ways. Write 52,500 or 52.50."
    assert waits(tab) == "1 amount to correct"
    assert not foot(tab).save_button.isEnabled()
    typed(tab, "decided", "31 Nov 2024")
    assert waits(tab) == "1 amount to correct  ·  1 value to correct"


def test_that_a_conflict_shows_both_values_with_their_figures(tab: PenaltyTab) -> None:
    typed(tab, "cap_amount", "4,000,000")
    written_by_another(session_of(tab), CAP, 50_000_000)
    QApplication.processEvents()
    assert labels(tab, "conflict_what") == ["⚠ Another program changed the cap (12:00)."]
    assert labels(tab, "conflict_value") == ["€4,000,000", "€500,000"]
    assert labels(tab, "conflict_figure") == ["all orders €5,500,000", "all orders €2,000,000"]
    assert waits(tab) == "1 value to choose"
    assert not foot(tab).save_button.isEnabled()
    press(tab, "conflict_yours")
    assert not labels(tab, "conflict_what")
    assert foot(tab).save_button.isEnabled()


def test_that_the_rate_changes_on_a_day_or_a_number(tab: PenaltyTab) -> None:
    press(tab, "order_add_step")
    kind = tab.findChild(Chooser, "order_step_kind 0")
    assert isinstance(kind, Chooser)
    kind.activated.emit(1)
    typed(tab, "step_start 0", "51")
    typed(tab, "step_amount 0", "20,000")
    page = session_of(tab).page
    assert page is not None
    assert [rate.from_unit for rate in page.case.terms[1].rates] == [None, 51]
    press(tab, "order_remove_step 0")
    assert not session_of(tab).orders.is_dirty


def test_that_a_unit_set_by_hand_goes_back_to_the_regime(tab: PenaltyTab) -> None:
    session_of(tab).select(FREE)
    unit = tab.findChild(Chooser, "order_unit")
    assert isinstance(unit, Chooser)
    unit.chosen.emit(Unit.WEEK)
    assert editor(tab).form.note("amount") == "✎ Set by you. The regime says: day"
    press(tab, "order_unit_back")
    assert not session_of(tab).orders.is_dirty
    press(tab, "order_rules")
    assert editor(tab).terms.rules.isVisible()
    press(tab, "order_rules")


def test_that_an_order_is_added_deleted_and_brought_back(tab: PenaltyTab) -> None:
    press(tab, "order_add")
    assert editor(tab).form.form.title == "New order C"
    none = tab.findChild(Chooser, "order_grace_unit")
    assert isinstance(none, Chooser)
    none.activated.emit(none.count() - 1)
    box = tab.findChild(QPlainTextEdit, "order_order")
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText("Report each week")
    typed(tab, "amount", "10,000")
    editor(tab).form.save()
    assert rows(tab)[2].startswith("C   Report each week")
    assert editor(tab).form.form.title == "Terms of order C"
    press(tab, "order_delete")
    assert len(rows(tab)) == 3
    assert editor(tab).form.form.title == "Terms of order A"
    press(tab, "edit_undo")
    assert rows(tab)[2].startswith("C   Report each week")


def test_that_an_investigation_without_orders_gets_its_first(tab: PenaltyTab) -> None:
    session_of(tab).select(NONE)
    assert not rows(tab)
    assert not editor(tab).form.isVisible()
    press(tab, "order_add")
    typed(tab, "amount", "10,000")
    assert editor(tab).form.note("grace_length") == "How long is the grace period? Write it, or choose none."
    QTest.keyClick(line(tab, "amount"), Qt.Key.Key_Escape)
    assert not editor(tab).form.isVisible()


def test_that_every_control_of_the_form_has_a_name(tab: PenaltyTab) -> None:
    press(tab, "order_add_step")
    kinds = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractButton)
    controls = [control for kind in kinds for control in editor(tab).form.findChildren(kind)]
    assert all(control.accessibleName() for control in controls if control.isVisible())


def test_that_the_order_is_read_alone_when_editing_ends(tab: PenaltyTab) -> None:
    session_of(tab).editing.turn_off()
    assert not editor(tab).card.isVisible()
    assert not editor(tab).form.isVisible()
    assert tab._terms.isVisible()
    session_of(tab).editing.turn_on()
    assert editor(tab).card.isVisible()
