"""The history in the window, by keys and by the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from desktop.domain.edit.change import EditKind, added, changed, new_uid
from desktop.models.history_words import ARROW
from desktop.settings import SettingsKeeper
from desktop.theme import Look
from desktop.views.history.conflict import ConflictBox
from desktop.views.history.table import UNDO
from desktop.views.window.window import MainWindow
from tests.furnished import furnished
from tests.session.test_history import SLUG, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.views.history.page import HistoryPage


class Shown:
    """A window that shows the history of a file."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        keeper = SettingsKeeper(desk.folder / "settings.json")
        self.window = furnished(MainWindow(desk.session, Look("light"), keeper))
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()

    @property
    def page(self) -> HistoryPage:
        return self.window.history.page

    def press(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        QApplication.processEvents()

    def rows(self) -> list[list[str]]:
        model = self.page.table.model()
        places = range(model.rowCount())
        return [[str(model.index(n, c).data() or "") for c in range(model.columnCount())] for n in places]

    def label(self, name: str) -> str:
        found = self.page.findChild(QLabel, name)
        return found.text() if isinstance(found, QLabel) and found.isVisible() else ""

    def button(self, name: str) -> QPushButton:
        found = next(one for one in self.page.findChildren(QPushButton, name) if one.isVisible())
        assert found.accessibleName()
        return found

    def filter(self, name: str) -> None:
        found = self.page.findChild(QToolButton, f"history_filter_{name}")
        assert isinstance(found, QToolButton)
        found.click()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[Shown]:
    desk = Desk(tmp_path_factory.mktemp("shown"))
    found = Shown(desk)
    yield found
    desk.session.shut_down()
    found.window.close()
    found.window.deleteLater()


def test_that_ctrl_h_shows_an_empty_history_and_escape_leaves_it(shown: Shown) -> None:
    before = shown.window.stack.currentWidget()
    shown.press(Qt.Key.Key_H, ctrl=True)
    assert shown.window.is_in_history
    assert shown.label("history_empty") == "Nothing has been changed yet."
    assert not shown.page.table.isVisible()
    shown.press(Qt.Key.Key_Escape)
    assert not shown.window.is_in_history
    assert shown.window.stack.currentWidget() is before


def test_that_a_row_is_undone_by_enter_and_made_again_by_its_link(shown: Shown) -> None:
    desk = shown.desk
    uid = desk.events()[0]
    before = desk.title(uid)
    desk.retitle(uid, "Inspection ordered")
    shown.window.history.switch()
    (row,) = shown.rows()
    assert row[1:3] == ["You", "Title"]
    assert row[4] == f"{before}{ARROW}Inspection ordered"
    assert shown.button("history_undo").text() == "Undo: event changed"
    shown.page.table.setFocus()
    shown.press(Qt.Key.Key_Return)
    assert desk.title(uid) == before
    assert [row[2] for row in shown.rows()] == ["Undone: title", "Title (undone)"]
    assert [row[UNDO] for row in shown.rows()] == ["Redo", ""]
    assert shown.page.table.currentIndex().row() == 1  # the cursor stays on its step
    table = shown.page.table
    place = table.visualRect(table.model().index(0, UNDO)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)  # as a double click does
    assert desk.title(uid) == "Inspection ordered"


def test_that_a_conflict_lies_in_its_row_and_its_choices_are_reached_by_keys(shown: Shown) -> None:
    desk = shown.desk
    uid = desk.events()[1]
    before = desk.title(uid)
    desk.retitle(uid, "Mine")
    desk.outside("UPDATE events SET title = '<b>Theirs</b>' WHERE uid = ?", uid)
    assert shown.label("history_unseen") == "1 change by another program is new."
    assert shown.rows()[0][1] == "◆ Another program"
    table = shown.page.table
    table.setCurrentIndex(table.model().index(1, 0))
    table.setFocus()
    shown.press(Qt.Key.Key_Return)
    box = shown.page.findChild(ConflictBox)
    assert isinstance(box, ConflictBox)
    assert "after you did" in box.accessibleName()
    assert table.rowHeight(2) >= box.height_at(table.viewport().width())
    assert shown.rows()[2][0].startswith("Not undone. Another program changed this title at")
    values = [shown.label(f"history_value_{n}") for n in range(3)]
    assert values == [before, "Mine", "<b>Theirs</b>"]
    assert [link.text() for link in box.links] == [
        f"Restore “{before}”",
        "Restore yours",
        "Leave “<b>Theirs</b>”",
    ]
    assert QApplication.focusWidget() is box.links[-1]  # which changes nothing
    shown.press(Qt.Key.Key_Escape)
    assert shown.page.isVisible()
    assert desk.session.history.conflict is None
    assert QApplication.focusWidget() is table
    shown.press(Qt.Key.Key_Return)
    shown.button("history_mine").setFocus()
    shown.press(Qt.Key.Key_Space)
    assert desk.title(uid) == "Mine"
    assert len({table.rowHeight(n) for n in range(table.model().rowCount())}) == 1
    shown.button("history_see").click()
    assert shown.label("history_unseen") == ""


def test_that_the_filters_and_an_undo_by_the_menu_work(shown: Shown) -> None:
    shown.filter("by_others")
    assert {row[1] for row in shown.rows()} == {"◆ Another program"}
    shown.filter("by_me")
    assert {row[1] for row in shown.rows()} == {"You"}
    shown.filter("everything")
    assert {row[1] for row in shown.rows()} == {"You", "◆ Another program"}
    desk = shown.desk
    uid = desk.events()[2]
    desk.retitle(uid, "Mine")
    shown.window.history.leave()
    desk.outside("UPDATE events SET title = 'Theirs' WHERE uid = ?", uid)
    shown.window.deeds["undo"]()
    assert shown.window.is_in_history  # the conflict is shown where it can be settled
    assert shown.page.findChild(ConflictBox) is not None
    desk.session.history.leave()


def test_that_every_table_size_and_mode_shows_whole_links(shown: Shown) -> None:
    publisher = "A newspaper of a very long name that no column can show whole, not even in a wide window"
    source = added("sources", new_uid(), url="https://example.org/3", publisher=publisher, kind="press")
    shown.desk.make(EditKind.SOURCE_ADDED, source)
    table = shown.page.table
    for width, height in ((1440, 900), (1366, 768), (1024, 700)):
        shown.window.resize(width, height)
        QApplication.processEvents()
        assert table.horizontalScrollBar().maximum() == 0
        for name in ("history_undo", "history_close"):
            button = shown.button(name)
            assert button.width() >= button.sizeHint().width()
            assert shown.page.rect().contains(button.mapTo(shown.page, button.rect().bottomRight()))


def test_that_a_read_only_file_shows_its_history_without_links(shown: Shown) -> None:
    shown.desk.session.editing.turn_off()
    QApplication.processEvents()
    assert shown.rows()
    assert shown.page.table.model().columnCount() == UNDO
    assert not any(one.isVisible() for one in shown.page.findChildren(QPushButton, "history_undo"))
    shown.desk.session.editing.turn_on()
    assert shown.page.table.model().columnCount() == UNDO + 1


def test_that_choosing_an_investigation_leaves_the_history(shown: Shown) -> None:
    window = shown.window
    shown.desk.session.select(SLUG)
    assert not window.is_in_history
    assert window.stack.currentWidget() is window.page_area
    window.history.switch()
    rows = window.case_list.rows_view
    place = rows.visualRect(rows.currentIndex()).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)  # it is chosen already
    assert window.stack.currentWidget() is window.page_area


def test_that_problems_and_history_share_a_page_and_each_entry_leads_to_its_part(shown: Shown) -> None:
    window = shown.window
    window.actions_by_id["problems"].trigger()
    whole = window.file_page
    assert window.stack.currentWidget() is whole
    assert not window.is_in_history  # it lies over nothing: the problems are the place
    assert QApplication.focusWidget() is whole.problems.findChild(QPushButton, "problem_check")
    assert not any(one.isVisible() for one in whole.findChildren(QPushButton, "history_close"))
    shown.press(Qt.Key.Key_H, ctrl=True)
    assert whole.is_in_history
    assert QApplication.focusWidget() is whole.history.table
    shown.press(Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is whole
    assert not whole.is_in_history
    assert whole.history.geometry().top() == whole.problems.geometry().bottom() + 1
    shown.desk.session.select(SLUG)
    shown.press(Qt.Key.Key_H, ctrl=True)
    assert window.stack.currentWidget() is whole
    shown.button("history_close").click()
    assert window.stack.currentWidget() is window.page_area
    shown.press(Qt.Key.Key_H, ctrl=True)
    window.actions_by_id["problems"].trigger()  # the history lay over the page: now it is beside the problems
    assert window.stack.currentWidget() is whole
    assert not window.is_in_history


def test_that_the_history_of_an_order_is_reached_from_its_form(shown: Shown) -> None:
    window, session = shown.window, shown.desk.session
    session.select(SLUG)
    window.page.show_tab("penalty")
    QApplication.processEvents()
    (link,) = (one for one in window.page.findChildren(QPushButton, "order_history") if one.isVisible())
    assert link.text() == "History of this order"
    link.click()
    assert window.is_in_history
    assert shown.label("history_about").startswith("Only changes of order P1, CNIL v. Clearview AI")
    assert shown.label("history_empty") == "Nothing of it has been changed yet."
    term = str(
        shown.desk.cell(
            "SELECT t.uid FROM penalty_terms t JOIN investigations i ON i.id ="
            " t.investigation_id WHERE i.slug = ?",
            SLUG,
        )
    )
    shown.desk.make(
        EditKind.ORDER_CHANGED, changed("penalty_terms", term, {"grace_length": 2}, {"grace_length": 3})
    )
    shown.desk.retitle(shown.desk.events()[3], "Another record")
    assert [row[2] for row in shown.rows()] == ["Grace period"]
    shown.button("history_all").click()
    assert [row[2] for row in shown.rows()][:2] == ["Title", "Grace period"]
    assert shown.label("history_about") == ""
    QTest.keyClick(shown.page.table, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.page_area
