"""The page of a new investigation, typed into as a person does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from desktop.domain.edit.draft import DraftField, DraftStep, GraceKind, RateStart
from desktop.domain.file import Problem
from desktop.settings import SettingsKeeper
from desktop.store.cases.fresh import create_empty
from desktop.views.edit.fields import Chooser
from desktop.views.edit.page import DraftPage
from desktop.views.parts.calendar import CalendarLine
from desktop.views.parts.keyed import KeyedButton
from desktop.views.window.window import MainWindow
from tests.drafts import CLEARVIEW, with_changes
from tests.furnished import furnished
from tests.inline import inline_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.edit.draft import Draft
    from desktop.session.session import Session
    from desktop.theme import Look


def edited_session(folder: Path) -> Session:
    """A session that edits an empty file, on 30 November 2026."""
    path = folder / "dossiers.casefile"
    create_empty(path)
    session = inline_session(folder / "sample")
    for keep in (session.keep_modes_in, session.keep_views_in, session.keep_scenarios_in):
        keep(folder)
    session.file.open(path)
    session.editing.turn_on()
    session.day.pick(date(2026, 11, 30))
    return session


@pytest.fixture
def page(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[DraftPage]:
    """The page alone."""
    session = edited_session(tmp_path)
    page = DraftPage(session, look)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.begin()
    yield page
    session.shut_down()


def show(page: DraftPage, draft: Draft = CLEARVIEW) -> None:
    page.form.show_draft(draft)
    page.form.edited.emit(draft)


def offered(window: MainWindow) -> bool:
    """Whether the empty file offers a new investigation."""
    buttons = window.stack.findChildren(QAbstractButton)
    return any(button.text() == "New investigation (Ctrl+N)" and button.isVisible() for button in buttons)


def typed(qtbot: QtBot, page: DraftPage, name: str, words: str) -> None:
    line = page.findChild(QLineEdit, f"draft_{name}_line")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, words)


def chosen(page: DraftPage, name: str, words: str) -> None:
    chooser = page.findChild(Chooser, f"draft_{name}_choice")
    assert isinstance(chooser, Chooser)
    place = next(n for n in range(chooser.count()) if chooser.itemText(n).startswith(words))
    chooser.setCurrentIndex(place)
    chooser.activated.emit(place)


def clicked(page: QWidget, name: str) -> None:
    button = page.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    assert button.isVisible()
    button.click()


def label(page: DraftPage, name: str) -> str:
    QApplication.processEvents()
    shown = [one.text() for one in page.findChildren(QLabel, name) if one.isVisible()]
    return shown[0] if shown else ""


def test_that_typing_the_fields_of_the_drawing_gives_its_figure(qtbot: QtBot, page: DraftPage) -> None:
    typed(qtbot, page, "respondent", "Clearview AI, Inc.")
    chosen(page, "country", "US")
    chosen(page, "authority", "CNIL")
    typed(qtbot, page, "reference", "SAN-2022-019")
    typed(qtbot, page, "decided", "17 Oct 2022")
    typed(qtbot, page, "notified", "18 Oct 2022")
    chosen(page, "certainty", "Inferred")
    box = page.findChild(QPlainTextEdit, "draft_order")
    assert isinstance(box, QPlainTextEdit)
    QTest.keyClicks(box, "Stop collecting data")
    typed(qtbot, page, "grace_length", "2")
    assert label(page, "draft_live_sentence") == "What is the penalty? Write its amount."
    typed(qtbot, page, "amount", "100,000")
    assert label(page, "draft_live_amount") == "€144,300,000"
    assert label(page, "draft_live_title") == "Accrued on 30 Nov 2026 · day 1,443"
    assert label(page, "draft_reading").replace("\u00a0", " ") == ("20 Dec 2022 · 1,442 days · €144,200,000")
    assert page.form.draft.regime == "FR-CNIL"
    assert page.form.row(DraftField.PENALTY).note.startswith("€100,000 / day is the most the law allows")


def test_that_a_wrong_field_takes_the_figure_away_and_says_why(qtbot: QtBot, page: DraftPage) -> None:
    show(page)
    typed(qtbot, page, "amount", "52.500")
    sentence = "52.500 can be read two ways. Write 52,500 or 52.50."
    assert page.form.row(DraftField.PENALTY).note == sentence
    assert label(page, "draft_live_sentence") == sentence
    assert not label(page, "draft_live_amount")
    typed(qtbot, page, "amount", "52,500")
    assert label(page, "draft_live_amount") == "€75,757,500"


def test_that_ctrl_n_opens_the_form_while_the_file_is_edited_and_ctrl_enter_creates(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    session = edited_session(tmp_path)
    window = MainWindow(session, look, SettingsKeeper(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.show()
    furnished(window)
    action = window.actions_by_id["new_investigation"]
    assert [key.toString() for key in action.shortcuts()] == ["Ctrl+N"]
    session.editing.turn_off()
    window.mark_actions()
    assert not action.isEnabled()
    window.show_draft()
    assert "draft_page" not in vars(window)
    assert not offered(window)
    session.editing.turn_on()
    assert offered(window)
    window.mark_actions()
    action.trigger()
    page = window.draft_page
    assert window.stack.currentWidget() is page
    show(page)
    window.show_problem(Problem("x", "Something else is wrong."))
    assert window.stack.currentWidget() is page
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.form.focus_first()
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert session.selected == "fr-cnil-clearview-ai-inc"
    assert window.stack.currentWidget() is window.page_area
    assert not session.drafts.kept
    action.trigger()
    typed(qtbot, page, "respondent", "COA")
    session.select(None)
    assert window.stack.currentWidget() is not page
    assert [kept.draft.respondent for kept in session.drafts.kept] == ["COA"]
    check_saving_by_key(qtbot, window)
    session.shut_down()


def check_saving_by_key(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl+S creates an open draft and saves an open form, else says that nothing waits; + provision."""
    save, session, page = window.actions_by_id["save"], window.session, window.draft_page
    assert [key.toString() for key in save.shortcuts()] == ["Ctrl+S"]
    said = window.findChild(QLabel, "status_said")
    assert isinstance(said, QLabel)
    assert said.isHidden()
    save.trigger()
    assert said.isVisible()
    assert said.text() == "Saved as you go"
    window.show_draft(session.drafts.kept[0].name)
    chosen(page, "country", "NL")
    chosen(page, "authority", "ACM")
    save.trigger()
    assert session.selected == "nl-acm-coa"
    assert not session.drafts.kept
    window.page.show_tab("decision")
    for by_key in (False, True):
        clicked(window, "decisions_add")
        line = window.findChild(QLineEdit, "decided_title")
        assert isinstance(line, QLineEdit)
        qtbot.waitUntil(line.hasFocus)
        QTest.keyClicks(line, "Order")
        if by_key:
            QTest.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        else:
            save.trigger()
        qtbot.waitUntil(lambda line=line: not line.isVisible())  # type: ignore[misc] # this line
    assert session.page is not None
    assert [one.title for one in session.page.case.decisions] == ["Order", "Order"]
    window.page.show_tab("timeline")
    clicked(window, "page_add_provision")
    assert window.page.tab == "decision"
    article = window.findChild(QLineEdit, "decided_article")
    assert isinstance(article, QLineEdit)
    QTest.keyClicks(article, "5")
    save.trigger()
    assert [one.text for one in session.page.case.provisions] == ["Art. 5"]
    session.editing.turn_off()
    assert window.findChild(QAbstractButton, "page_add_provision").isHidden()  # type: ignore[union-attr] # it is there


def test_that_creating_leads_to_the_first_field_that_is_missing(qtbot: QtBot, page: DraftPage) -> None:
    page.create_button.click()
    assert page.form.row(DraftField.RESPONDENT).note == "Write a name."
    typed(qtbot, page, "respondent", "COA")
    page.create_button.click()
    assert page.form.row(DraftField.RESPONDENT).note == "Choose the country of the respondent."


def test_that_escape_keeps_the_draft_and_discard_forgets_it(qtbot: QtBot, page: DraftPage) -> None:
    drafts, left = page.drafts, []
    page.left.connect(lambda: left.append(1))
    typed(qtbot, page, "respondent", "COA")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    (kept,) = drafts.kept
    assert kept.draft.respondent == "COA"
    page.begin()
    chooser = page.findChild(Chooser, "draft_kept")
    assert isinstance(chooser, Chooser)
    chooser.activated.emit(0)
    line = page.findChild(QLineEdit, "draft_respondent_line")
    assert isinstance(line, QLineEdit)
    assert line.text() == "COA"
    page.findChild(QAbstractButton, "draft_discard").click()  # type: ignore[union-attr] # it is there
    assert not drafts.kept
    assert left == [1, 1]


def test_that_the_calendar_of_a_day_opens_by_key_and_fills_the_day_in(page: DraftPage) -> None:
    show(page)
    line = page.findChild(CalendarLine, "draft_notified_line")
    assert isinstance(line, CalendarLine)
    QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = line.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.selectedDate() == QDate(2022, 10, 18)
    calendar.clicked.emit(QDate(2022, 10, 19))
    assert page.form.draft.notified == "Wed 19 Oct 2022"
    assert label(page, "draft_live_amount") == "€144,200,000"


def test_that_nothing_is_cut_at_any_width(page: DraftPage) -> None:
    show(page)
    for width in (790, 870, 1180):
        page.resize(width, 560)
        QApplication.processEvents()
        page.resize(width, 561)
        QApplication.processEvents()
        area = page.findChild(QScrollArea, "draft_form_area")
        assert isinstance(area, QScrollArea)
        assert page.form.width() <= area.viewport().width()
        assert page.form.draft.reference == "SAN-2022-019"
        for button in page.findChildren(KeyedButton):
            assert button.width() >= button.sizeHint().width()
    page.resize(620, 600)
    QApplication.processEvents()
    form, figure = (page.findChild(QScrollArea, f"draft_{name}_area") for name in ("form", "live"))
    assert isinstance(form, QScrollArea)
    assert isinstance(figure, QScrollArea)
    assert figure.geometry().bottom() < form.geometry().top()


def test_that_the_text_of_the_orders_grows_with_its_lines(page: DraftPage) -> None:
    show(page, with_changes(order="One\nTwo"))
    box = page.findChild(QPlainTextEdit, "draft_order")
    assert isinstance(box, QPlainTextEdit)
    low = box.height()
    show(page, with_changes(order="One\nTwo\nThree\nFour"))
    assert box.height() == low + 2 * box.fontMetrics().lineSpacing()


def test_that_a_rule_set_by_hand_changes_the_figure_and_can_be_taken_back(page: DraftPage) -> None:
    show(page)
    chooser = page.findChild(Chooser, "draft_rule_rollover")
    assert isinstance(chooser, Chooser)
    chooser.activated.emit(1)
    assert label(page, "draft_live_amount") == "€144,200,000"
    back = page.findChild(QAbstractButton, "draft_back_rollover")
    assert isinstance(back, QAbstractButton)
    back.click()
    assert label(page, "draft_live_amount") == "€144,300,000"


def test_that_only_the_fields_of_the_chosen_kind_are_shown(page: DraftPage) -> None:
    page.form.show_draft(with_changes(grace=GraceKind.LAST_DAY))
    shown = {line.objectName() for line in page.findChildren(QLineEdit) if line.isVisibleTo(page)}
    assert "draft_grace_last_day_line" in shown
    assert not {"draft_grace_length_line", "draft_cap_amount_line", "draft_cap_units_line"} & shown


def test_that_every_control_has_a_name_and_is_reached_by_tab(qtbot: QtBot, page: DraftPage) -> None:
    steps = tuple(DraftStep(RateStart.DAY, f"1 Jan {year}", "200,000") for year in (2024, 2025))
    show(page, with_changes(first_day="1 Jan 2023", steps=steps))
    controls: list[QWidget] = [
        control
        for kind in (QLineEdit, QComboBox, QPlainTextEdit, QAbstractButton)
        for control in page.findChildren(kind)
        if control.isVisibleTo(page)
        and control.isEnabled()
        and control.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert all(control.accessibleName() for control in controls)
    page.form.focus_first()
    reached: list[QWidget] = []
    for _ in range(2 * len(controls)):
        focused = page.focusWidget()
        if focused is not None:
            reached.append(focused)
            QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert set(controls) <= set(reached)
    names = [one.objectName() for one in dict.fromkeys(reached)]
    first = names.index("draft_first_day_line")
    assert names[first - 1] == "draft_grace_from_choice"
    assert names[first + 1] == "draft_count_first_day"
    ways = names.index("draft_unit_choice")
    assert names[ways + 1 : ways + 10] == [
        "draft_add_step",
        *(f"draft_step_{part}_{place}" for place in (0, 1) for part in ("kind", "start", "amount", "remove")),
    ]


def test_that_the_form_of_a_liquidation_opens_and_is_removed(qtbot: QtBot, page: DraftPage) -> None:
    show(page, with_changes(liquidation=None))
    page.findChild(QAbstractButton, "draft_add_liquidation").click()  # type: ignore[union-attr] # it is there
    for name, words in (
        ("decided", "13 Apr 2023"),
        ("amount", "5,200,000"),
        ("reference", "SAN-2023-005"),
        ("published_from", "19 Dec 2022"),
        ("published_to", "9 Feb 2023"),
    ):
        line = page.findChild(QLineEdit, f"draft_fixed_{name}")
        assert isinstance(line, QLineEdit)
        QTest.keyClicks(line, words)
    assert label(page, "draft_agreement") == "Agrees with SAN-2023-005"
    page.findChild(QAbstractButton, "draft_remove_liquidation").click()  # type: ignore[union-attr] # it is there
    assert page.form.draft.liquidation is None


def test_that_the_rate_changes_and_the_first_day_is_named(qtbot: QtBot, page: DraftPage) -> None:
    show(page, with_changes(liquidation=None))
    clicked(page, "draft_add_step")
    start = page.focusWidget()
    assert isinstance(start, QLineEdit)
    assert label(page, "draft_live_sentence") == "Write where the rate changes, and the new rate."
    QTest.keyClicks(start, "1 Jan 2023")
    QTest.keyClick(start, Qt.Key.Key_Tab)
    QTest.keyClicks(page.focusWidget() or page, "200,000")
    # 13 days of 2022 at 100,000, and 1,430 days from 1 January 2023 to 30 November 2026 at 200,000.
    assert label(page, "draft_live_amount") == "€287,300,000"
    clicked(page, "draft_name_first_day")
    QTest.keyClicks(page.focusWidget() or page, "1 Jan 2023")
    assert label(page, "draft_live_amount") == "€286,000,000"
    assert label(page, "draft_first day_note") == ""
    # From the 101st day on nothing more is added.
    clicked(page, "draft_step_remove_0")
    clicked(page, "draft_add_step")
    kind = page.findChild(Chooser, "draft_step_kind_0")
    assert isinstance(kind, Chooser)
    kind.activated.emit(1)
    for name, words in (("start", "101"), ("amount", "0")):
        line = page.findChild(QLineEdit, f"draft_step_{name}_0")
        assert isinstance(line, QLineEdit)
        QTest.keyClicks(line, words)
    assert label(page, "draft_live_amount") == "€10,000,000"
    clicked(page, "draft_count_first_day")
    assert not page.form.draft.first_day
    assert page.focusWidget() == page.findChild(QAbstractButton, "draft_name_first_day")
