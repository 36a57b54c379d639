"""Editing as the window shows it: the lock, the menus, new files, backups, and what is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton

from desktop.app import build
from desktop.domain.edit.change import new_uid
from desktop.session.clock import Clock
from desktop.settings import SettingsKeeper, load
from desktop.views.mode.backups import BackupsWindow
from desktop.views.mode.upgrade import UpgradeDialog
from tests.disks import small_disk
from tests.furnished import furnished
from tests.inline import NOON, InlineRunner
from tests.old_files import write_schema_1
from tests.session.test_editing import SLUG, new_event, sample_in, titled
from tests.views.whole import settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop.app import Program
    from desktop.views.window.window import MainWindow

pytestmark = pytest.mark.costly

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def program(qapp: QApplication, home: Path, index_folder: Path, pair_path: Path) -> Iterator[Program]:
    """The program of all tests, started for the first time."""
    sample_in(home, pair_path).parents[1].rename(home / "own")
    program = program_in(home, index_folder)
    yield program
    program.session.shut_down()
    program.window.close()
    program.window.deleteLater()


def program_in(tmp_path: Path, index_folder: Path) -> Program:
    keeper = SettingsKeeper(tmp_path / "settings.json")
    clock = Clock(moment=lambda: NOON)
    own = tmp_path / "own"
    program = build(keeper, theme="light", runner=InlineRunner(), clock=clock, sample=own, index=index_folder)
    furnished(program.window).resize(1024, 700)
    program.window.show()
    program.window.activateWindow()
    settle()
    return program


@pytest.fixture
def window(program: Program) -> MainWindow:
    """The window without a file, and nothing over it."""
    for dialog in program.window.findChildren(QDialog):
        dialog.reject()
    program.session.file.close()
    program.window.fault_bar.hide()
    settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    program.window.show()
    program.window.activateWindow()
    settle()
    return program.window


@pytest.fixture
def path(tmp_path: Path, pair_path: Path) -> Path:
    path = tmp_path / "mine.casefile"
    path.write_bytes(pair_path.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE case_file SET case_uid = ?", (new_uid(),))  # a file that was never edited
    return path


def label(window: MainWindow, name: str) -> str:
    """What a label says; empty where it is not shown."""
    found = window.findChildren(QLabel, name)
    return next((label.text() for label in found if label.isVisible()), "")


def press(window: MainWindow, key: Qt.Key, how: Qt.KeyboardModifier) -> None:
    window.activateWindow()
    settle()
    QTest.keyClick(window, key, how)
    settle()


def shown_dialog(window: MainWindow) -> QDialog:
    (dialog,) = (dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    return dialog


def click(parent: QDialog | MainWindow, words: str) -> None:
    (button,) = (
        button for button in parent.findChildren(QPushButton) if button.isVisible() and button.text() == words
    )
    button.click()
    settle()


def test_that_the_lock_tells_and_switches_editing(window: MainWindow, path: Path) -> None:
    window.session.file.open(path)
    lock, action = window.status_row.lock.button, window.actions_by_id["edit_file"]
    assert (lock.text(), lock.accessibleName()) == ("Read-only", "Read-only")
    assert lock.accessibleDescription() == "Switch editing on, after a backup (Ctrl+Shift+E)"
    assert not lock.icon().isNull()
    assert not action.isChecked()
    closed = lock.icon().pixmap(16, 16).toImage()
    press(window, Qt.Key.Key_E, CONTROL_SHIFT)
    assert (lock.text(), lock.accessibleName()) == ("Editing", "Editing")
    assert lock.accessibleDescription() == "Switch editing off (Ctrl+Shift+E)"
    assert lock.property("editing")
    assert lock.icon().pixmap(16, 16).toImage() != closed
    assert action.isChecked()
    here = NOON.astimezone()
    assert label(window, "status_backup") == f"backup of {here:%H:%M}"
    assert label(window, "status_changes") == ""
    lock.setFocus()
    QTest.keyClick(lock, Qt.Key.Key_Space)
    assert lock.text() == "Read-only"
    assert label(window, "status_backup") == ""
    assert not action.isChecked()


def test_that_the_steps_are_named_and_a_text_field_keeps_its_keys(window: MainWindow, path: Path) -> None:
    session, undo = window.session, window.actions_by_id["undo"]
    session.file.open(path)
    session.select(SLUG)
    assert (undo.text(), undo.isEnabled()) == ("&Undo", False)
    session.editing.turn_on()
    session.editing.apply(new_event(path))
    session.editing.apply(titled(path, "Another title"))
    settle()
    assert label(window, "status_changes") == "2 changes since opening"
    assert (undo.text(), undo.isEnabled()) == ("&Undo: event changed", True)
    search = window.tool_row.search
    search.setFocus()
    QTest.keyClicks(search, "fines")
    QTest.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert search.text() == ""
    assert undo.text() == "&Undo: event changed"
    window.case_list.setFocus()
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undo.text() == "&Undo: event added"
    assert window.actions_by_id["redo"].text() == "&Redo: event changed"
    press(window, Qt.Key.Key_Z, CONTROL_SHIFT)
    assert undo.text() == "&Undo: event changed"


def test_that_the_sample_is_refused_and_a_copy_is_offered(window: MainWindow, tmp_path: Path) -> None:
    window.session.file.open_sample()
    press(window, Qt.Key.Key_E, CONTROL_SHIFT)
    assert label(window, "fault_sentence") == "The sample stays as it is. Save a copy to edit it."
    assert not window.actions_by_id["edit_file"].isChecked()
    assert window.status_row.lock.button.text() == "Read-only"
    click(window, "Save a copy…")
    dialog = shown_dialog(window)
    assert isinstance(dialog, QFileDialog)
    assert dialog.selectedFiles()[0].endswith("/sample copy.casefile")
    dialog.reject()
    window.session.editing.save_copy(tmp_path / "copy.casefile")
    settle()
    assert window.status_row.lock.button.text() == "Editing"
    assert label(window, "status_file") == "copy.casefile"
    assert label(window, "fault_sentence") == ""


def test_that_a_new_file_is_asked_for_and_opens_empty(window: MainWindow, tmp_path: Path) -> None:
    press(window, Qt.Key.Key_N, CONTROL_SHIFT)
    dialog = shown_dialog(window)
    assert isinstance(dialog, QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert dialog.defaultSuffix() == "casefile"
    assert dialog.selectedFiles()[0].endswith("/cases.casefile")
    dialog.fileSelected.emit(str(tmp_path / "cases.casefile"))
    dialog.reject()
    settle()
    assert label(window, "state_title") == "No investigations yet."
    assert window.status_row.lock.button.text() == "Editing"
    assert label(window, "status_counts") == "0 investigations · 0 events"
    window.session.editing.create(tmp_path / "cases.casefile")
    settle()
    assert (
        label(window, "fault_sentence")
        == "There is a file of this name. A case file never replaces another file."
    )
    assert label(window, "status_file") == "cases.casefile"


def test_that_backups_are_listed_and_opened_read_only(window: MainWindow, path: Path) -> None:
    window.session.file.open(path)
    window.actions_by_id["backups"].trigger()
    settle()
    dialog = shown_dialog(window)
    assert isinstance(dialog, BackupsWindow)
    assert dialog._title.text() == "No backup yet"
    dialog.close()
    window.session.editing.turn_on()
    window.actions_by_id["backups"].trigger()
    settle()
    dialog = shown_dialog(window)
    assert isinstance(dialog, BackupsWindow)
    assert dialog.table.accessibleName() == "Backups of this case file"
    (backup,) = dialog._model.rows
    assert backup == window.session.editing.backup
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    settle()
    assert window.session.info is not None
    assert window.session.info.path == str(backup.path)
    assert not dialog.isVisible()
    before = backup.path.read_bytes()
    press(window, Qt.Key.Key_E, CONTROL_SHIFT)
    assert (
        label(window, "fault_sentence") == "This is a backup, and it stays as it is. Save a copy to edit it."
    )
    assert backup.path.read_bytes() == before


def test_that_an_older_file_is_upgraded_on_a_yes_alone(
    window: MainWindow, pair_path: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.casefile"
    write_schema_1(pair_path, older)
    before = older.read_bytes()
    window.session.file.open(older)
    press(window, Qt.Key.Key_E, CONTROL_SHIFT)
    dialog = shown_dialog(window)
    assert isinstance(dialog, UpgradeDialog)
    assert dialog.focusWidget().text() == "Leave it as it is"  # type: ignore[attr-defined]
    click(dialog, "Leave it as it is")
    assert older.read_bytes() == before
    assert window.status_row.lock.button.text() == "Read-only"
    press(window, Qt.Key.Key_E, CONTROL_SHIFT)
    click(shown_dialog(window), "Bring up to date")
    assert window.status_row.lock.button.text() == "Editing"
    assert older.read_bytes() != before
    backup = window.session.editing.backup
    assert backup is not None
    window.session.editing.apply(titled(older, "Another title"))
    assert label(window, "status_changes") == "1 change since opening"


def test_that_what_is_refused_is_told_and_goes_when_it_is_done(window: MainWindow, path: Path) -> None:
    session = window.session
    session.file.open(path)
    session.editing.turn_on()
    session.editing.apply(titled(path, "Mine", before="What nobody wrote"))
    settle()
    assert label(window, "fault_sentence") == (
        "Another program changed title since it was read. Nothing was changed."
    )
    session.editing.apply(titled(path, "Mine"))
    settle()
    assert label(window, "fault_sentence") == ""


def test_that_a_full_disk_is_told_with_a_way_to_try_again(
    qtbot: QtBot, path: Path, tmp_path: Path, index_folder: Path
) -> None:
    with small_disk(tmp_path / "own", 100):
        program = program_in(tmp_path, index_folder)
        window = program.window
        qtbot.addWidget(window)
        program.session.file.open(path)
        press(window, Qt.Key.Key_E, CONTROL_SHIFT)
        assert label(window, "fault_sentence") == (
            "Editing is off: no backup could be written (disk full). Your file was not touched."
        )
        (tmp_path / "own" / "filling").unlink()
        click(window, "Try again")
        assert window.status_row.lock.button.text() == "Editing"
        program.session.shut_down()


def test_that_the_author_is_asked_for_and_kept(window: MainWindow, path: Path, home: Path) -> None:
    window.session.file.open(path)
    window.actions_by_id["author"].trigger()
    settle()
    dialog = shown_dialog(window)
    QTest.keyClicks(dialog.focusWidget(), " R. de Vries ")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert load(home / "settings.json")[0].author == "R. de Vries"
    assert window.session.editing.author == "R. de Vries"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (Qt.Key.Key_1, "sample.casefile"),
        (Qt.Key.Key_Escape, "sample.casefile"),
        (Qt.Key.Key_2, "new_file_dialog"),
        (Qt.Key.Key_3, "open_dialog"),
        (Qt.Key.Key_4, "import_dialog"),
    ],
)
def test_that_the_first_start_asks_what_to_begin_with(window: MainWindow, key: Qt.Key, name: str) -> None:
    assert window.keeper.is_first
    window.ask_what_to_begin_with()
    settle()
    first = window.stack.currentWidget()
    assert first is not None
    words = [button.accessibleName() for button in first.findChildren(QPushButton)]
    assert words == ["Look at the sample (53 real cases)", "New case file…", "Open…", "Import…"]
    QTest.keyClick(window.focusWidget(), key)
    settle()
    dialogs = [dialog.objectName() for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert name in {label(window, "status_file"), *dialogs}
    if dialogs:
        shown_dialog(window).reject()
        settle()
        assert window.stack.currentWidget() is first
    else:
        assert window.stack.currentWidget() is not first
