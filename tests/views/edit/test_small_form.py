"""The small form as a widget: it shows what it is given, tells what is typed, and holds nothing itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.models.edit.shown_form import Control, ShownField, ShownForm
from desktop.views.edit.fields import Chooser
from desktop.views.edit.small_form import FormFoot, SmallForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

PAID = ShownField("paid", "Paid", "Paid", "May 2024", beside="a month")
AMOUNT = ShownField("amount", "Amount", "Amount", "52.500", note="Two ways.", role="fault")
CURRENCY = ShownField("currency", "", "Currency", "EUR", Control.CHOICE, (("EUR", "EUR"), ("USD", "USD")))
NOTE = ShownField("note", "Note", "Note", "", Control.TEXT)
WRONG = ShownForm(
    "New payment, order A", (PAID, AMOUNT, CURRENCY, NOTE), "Outstanding stays €1", "1 value to correct"
)
SOUND = replace(
    WRONG,
    fields=(PAID, replace(AMOUNT, value="52,500", note="", role="caption"), CURRENCY, NOTE),
    waits="",
    can_save=True,
    is_dirty=True,
)


@pytest.fixture(scope="module")
def page(qapp: QApplication) -> Iterator[QWidget]:
    """A page with a form and its foot."""
    page = QWidget()
    column = QVBoxLayout(page)
    form, foot = SmallForm("tried"), FormFoot("tried_foot")
    foot.follow(form)
    column.addWidget(form)
    column.addWidget(foot)
    page.resize(340, 420)
    page.show()
    page.activateWindow()
    yield page
    page.close()


@pytest.fixture
def form(page: QWidget) -> SmallForm:
    found = page.findChild(SmallForm)
    assert isinstance(found, SmallForm)
    found.show()
    found.show_form(WRONG)
    return found


@pytest.fixture
def foot(page: QWidget, form: SmallForm) -> FormFoot:
    found = page.findChild(FormFoot)
    assert isinstance(found, FormFoot)
    assert form.form is WRONG
    return found


def line(form: SmallForm, name: str) -> QLineEdit:
    found = form.findChild(QLineEdit, f"tried_{name}")
    assert isinstance(found, QLineEdit)
    return found


def test_that_every_field_stands_in_its_row_with_its_words(form: SmallForm) -> None:
    assert form.accessibleName() == "New payment, order A"
    assert (line(form, "paid").text(), line(form, "amount").text()) == ("May 2024", "52.500")
    assert (form.note("amount"), form.note("currency"), form.note("paid")) == ("Two ways.", "Two ways.", "")
    assert line(form, "amount").property("invalid") is True
    assert not line(form, "paid").property("invalid")
    assert line(form, "amount").accessibleDescription() == "Two ways."
    beside = form.findChild(QLabel, "paid_beside")
    assert isinstance(beside, QLabel)
    assert (beside.text(), beside.isVisible()) == ("a month", True)
    preview = form.findChild(QLabel, "tried_preview")
    assert isinstance(preview, QLabel)
    assert preview.text() == "Outstanding stays €1"
    chooser = form.findChild(Chooser, "tried_currency")
    assert isinstance(chooser, Chooser)
    assert (chooser.currentText(), chooser.accessibleName()) == ("EUR", "Currency")


def test_that_what_is_typed_and_chosen_is_told_and_showing_tells_nothing(form: SmallForm) -> None:
    told: list[tuple[str, object]] = []
    form.edited.connect(lambda name, value: told.append((name, value)))
    form.show_form(SOUND)
    form.show_form(WRONG)
    assert told == []
    amount = line(form, "amount")
    amount.setFocus()
    amount.selectAll()
    QTest.keyClicks(amount, "7")
    chooser = form.findChild(Chooser, "tried_currency")
    assert isinstance(chooser, Chooser)
    chooser.activated.emit(1)
    box = form.findChild(QPlainTextEdit, "tried_note")
    assert isinstance(box, QPlainTextEdit)
    QTest.keyClicks(box, "x")
    assert told == [("amount", "7"), ("currency", "USD"), ("note", "x")]


def test_that_the_cursor_stays_where_something_else_is_shown(form: SmallForm) -> None:
    amount = line(form, "amount")
    amount.setCursorPosition(2)
    form.show_form(replace(WRONG, preview="Another", title="Payment"))
    assert line(form, "amount") is amount
    assert amount.cursorPosition() == 2


def test_that_only_a_form_that_can_be_saved_is_saved(form: SmallForm, foot: FormFoot) -> None:
    saved: list[None] = []
    form.save_wanted.connect(lambda: saved.append(None))
    assert (foot.isVisible(), foot.save_button.isEnabled()) == (True, False)
    line(form, "paid").setFocus()
    QTest.keyClick(line(form, "paid"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved == []
    assert form.window().focusWidget() is line(form, "amount")  # where something is wrong
    form.show_form(SOUND)
    assert foot.save_button.isEnabled()
    QTest.keyClick(line(form, "paid"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    foot.save_button.click()
    assert len(saved) == 2
    form.show_form(replace(SOUND, is_dirty=False))
    assert not foot.save_button.isEnabled()


def test_that_escape_and_two_buttons_leave_it(form: SmallForm, foot: FormFoot) -> None:
    left: list[None] = []
    form.left.connect(lambda: left.append(None))
    line(form, "paid").setFocus()
    QTest.keyClick(line(form, "paid"), Qt.Key.Key_Escape)
    form.close_button.click()
    foot.leave_button.click()
    assert len(left) == 3
    form.hide()
    foot.look()
    assert not foot.isVisible()


def test_that_a_strip_is_shown_in_the_form_and_taken_away(form: SmallForm) -> None:
    strip = QLabel("Another program changed the cap.")
    form.show_strip(strip)
    assert form.isAncestorOf(strip)
    form.show_strip(None)
    assert strip.isHidden()
