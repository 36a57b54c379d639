"""The page of an import in a window, used as a person does: by mouse, by key, from the file to the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMessageBox, QPushButton

from desktop.domain.listing.facets import Section
from desktop.models.importing.refused import CORRECTION, FaultLine
from desktop.settings import SettingsKeeper
from desktop.store.cases.fresh import create_empty
from desktop.theme import Look
from desktop.views.importing.dialogs import LineDialog, ListDialog
from desktop.views.window.window import MainWindow
from tests.inline import inline_session, undressed
from tests.session.edits.test_importing import LINES, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.views.importing.page import ImportPage


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("importing")


@pytest.fixture(scope="module")
def window(qapp: QApplication, folder: Path) -> Iterator[MainWindow]:
    """A window with what an import needs, on an empty file that is edited."""
    path = folder / "dossiers.casefile"
    create_empty(path)
    session = inline_session(folder / "sample")
    for keep in (session.keep_modes_in, session.keep_views_in, session.keep_scenarios_in):
        keep(folder / "own")
    session.keep_profiles_in(folder / "profiles")
    with undressed(qapp):
        look = Look("light", 0)
        look.dress(qapp)
        made = MainWindow(session, look, SettingsKeeper(folder / "settings.json"))
        for part in ("actions_by_id", "dropping", "mode"):
            getattr(made, part)
        session.file.open(path)
        session.editing.turn_on()
        made.resize(1440, 900)
        made.show()
        yield made
        made.close()
        session.shut_down()
        made.deleteLater()


@pytest.fixture
def page(window: MainWindow, folder: Path) -> Iterator[ImportPage]:
    """The page with the table of the session's test."""
    path = folder / "fines.csv"
    path.write_text("\n".join(LINES), encoding="utf-8")
    window.take_file(path)
    QApplication.processEvents()
    yield window.importer.page
    window.importer.page.leave()
    while window.session.undoing.next_undo is not None:
        window.session.undoing.undo()


def press(window: MainWindow, name: str) -> None:
    button = window.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def line_of(page: ImportPage, number: int) -> FaultLine:
    return next(row for row in page.refused._model.rows if row.line == number)


def words(page: ImportPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_that_a_dropped_table_is_corrected_by_key_and_imported(window: MainWindow, page: ImportPage) -> None:
    assert window.stack.currentWidget() is page
    assert not window.case_list.isVisible()
    assert page.counts.accessibleName().startswith("4 rows in = 1 will be imported + 3 refused.")
    assert words(page, "import_size").endswith("4 rows · 9 columns. A dry run: nothing has been written.")
    table = page.refused.table
    place = [row.line for row in page.refused._model.rows].index(3)
    index = table.model().index(place, CORRECTION)
    table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit, "import_correction")
    assert isinstance(editor, QLineEdit)
    assert editor.placeholderText() == "Year, month or day"
    QTest.keyClicks(editor, "2019-05")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert page.counts.accessibleName().startswith("4 rows in = 2 will be imported + 2 refused.")
    assert line_of(page, 3).is_mended
    offers = {action.text(): action for action in page.refused.menu(line_of(page, 5)).actions()}
    assert "Use CNIL (FR)" in offers
    assert not any(words.startswith("In all") for words in offers)
    offers["Use CNIL (FR)"].trigger()
    swap = next(
        action
        for action in page.refused.menu(line_of(page, 4)).actions()
        if action.text() == "Exchange the two"
    )
    swap.trigger()
    assert page.import_button.text() == "Import 4 rows"
    page.refused.menu(line_of(page, 5)).actions()[0].trigger()  # taken back
    assert page.import_button.text() == "Import 3 rows"
    press(window, "import_write")
    assert page.counts.accessibleName() == "3 imported. 1 refused."
    assert words(page, "import_step_2") == "Done"
    assert not page.import_button.isVisible()
    page.refused.corrected.emit(5, {"authority": "CNIL (FR)"})
    assert page.import_button.text() == "Import 1 row"
    press(window, "import_write")
    assert page.counts.accessibleName() == "1 imported. 3 in the file already. 0 refused."
    press(window, "import_leave")
    assert window.case_list.isVisible()
    assert window.session.info is not None
    assert window.session.info.investigations == 4


def test_that_settings_and_columns_read_the_table_anew(window: MainWindow, page: ImportPage) -> None:
    order = page.settings.order
    order.setCurrentIndex(0)
    order.activated.emit(0)
    assert page.counts.accessibleName().startswith("4 rows in = 1 will be imported")
    rows = page.columns._model.rows
    (day,) = [row for row in rows if row.heading == "date"]
    assert (day.read, day.doubt) == ("10 Sep 2019", "not 9 Oct 2019")
    page.settings.no_date.setText("")
    page.settings.no_date.editingFinished.emit()
    assert page.counts.accessibleName().startswith("4 rows in = 2 will be imported")
    (day,) = [row for row in page.columns._model.rows if row.heading == "date"]
    menu = page.columns.menu(day)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Decision day"]
    menu.actions()[-1].trigger()  # not imported
    assert "No column holds the day of the decision." in page.counts.accessibleName()
    assert not page.import_button.isEnabled()
    page.settings.taken.setText("31 Nov 2026")
    page.settings.taken.editingFinished.emit()
    assert page.settings.taken.property("invalid")
    page.settings.taken.setText("30 Nov 2026")
    page.settings.taken.editingFinished.emit()
    assert page.importing.on == "2026-11-30"


def test_that_rows_that_changed_are_asked_about(window: MainWindow, page: ImportPage, folder: Path) -> None:
    page.write()
    (folder / "fines.csv").write_text("\n".join(LINES).replace("60000", "70000"), encoding="utf-8")
    window.take_file(folder / "fines.csv")
    QApplication.processEvents()
    assert words(page, "import_changed").startswith("1 row has changed since it was imported.")
    assert not page.import_button.isEnabled()
    page.changed_choice.chosen.emit(False)
    assert page.import_button.text() == "Import 0 rows"
    assert words(page, "import_kept").startswith("Each row keeps")
    assert not page.import_button.isEnabled()
    page.changed_choice.chosen.emit(True)
    page.import_button.click()
    assert page.counts.accessibleName() == "0 imported. 1 overwritten. 3 refused."


def test_that_escape_ends_a_run_and_then_leaves(window: MainWindow, page: ImportPage) -> None:
    page.importing.progressed.connect(page.importing.cancel, Qt.ConnectionType.SingleShotConnection)
    page.write()
    assert page.counts.accessibleName() == "Cancelled. Nothing was written."
    assert window.session.undoing.next_undo is None
    page.counts.again_wanted.emit()
    assert page.counts.accessibleName().startswith("4 rows in")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.is_open
    buttons = {button.text() for button in window.stack.findChildren(QAbstractButton) if button.isVisible()}
    assert {"New investigation (Ctrl+N)", "Import…"} <= buttons


def test_that_lists_and_a_profile_are_reached_from_the_page(window: MainWindow, page: ImportPage) -> None:
    page.counts.names_wanted.emit()
    (dialog,) = page.findChildren(ListDialog)
    dialog.close()
    page.columns.review_button.click()
    page.settings.save_button.click()
    (asked,) = [one for one in page.findChildren(LineDialog) if one.isVisible()]
    assert asked.line.text() == "Generic fines list of mine"
    asked.accept()
    assert page.settings.profile.currentText() == "Generic fines list of mine"
    page.refused.copy()
    assert QGuiApplication.clipboard().text().startswith("Line\tColumn\tAs written\tWhy\t")
    page.refused.matched.emit("CNL", "CNIL (FR)")
    assert page.counts.accessibleName().startswith("4 rows in = 2 will be imported")
    page.refused.show_column("date")
    assert [row.line for row in page.refused._model.rows] == [3]


def test_that_an_import_taken_back_is_offered_again_and_the_page_gives_way(
    window: MainWindow, page: ImportPage
) -> None:
    page.write()
    assert page.is_done
    window.session.undoing.undo()
    assert page.import_button.text() == "Import 1 row"
    assert page.import_button.isVisible()
    window.session.show_section(Section.ALL)
    window.session.show_section(Section.OVERVIEW)
    assert not page.is_open
    assert window.stack.currentWidget() is not page


def test_that_a_table_is_pasted_and_a_file_that_is_none_is_refused(window: MainWindow, folder: Path) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("\n".join(line.replace(",", "\t") for line in LINES))
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page = window.importer.page
    assert words(page, "import_title") == "Import Pasted table.tsv"
    page.leave()
    clipboard.setText("no table")
    assert not window.importer.paste()
    path = folder / "letter.csv"
    path.write_bytes(b"%PDF-1.7")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    keys = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    for event in (QDragEnterEvent(QPoint(5, 5), *keys), QDropEvent(QPoint(5, 5), *keys)):
        QApplication.sendEvent(window, event)
    assert page.counts.accessibleName().startswith("“letter.csv” is not a spreadsheet this program reads.")
    page.leave()


def test_that_a_dropped_text_is_imported(window: MainWindow, page: ImportPage, folder: Path) -> None:
    path = folder / "acme.toml"
    path.write_text(TEXT, encoding="utf-8")
    window.take_file(path)
    assert page.counts.accessibleName() == "1 new. 0 in the file already."
    assert page.import_button.text() == "Import 1 investigation"
    page.import_button.click()
    assert page.counts.accessibleName() == "1 imported. 0 refused."
    path.write_text(TEXT + 'note = "new"\n', encoding="utf-8")
    window.take_file(path)
    assert words(page, "import_changed").startswith("1 investigation differs.")
    assert words(page, "import_listed").startswith("acme: ")
    assert not page.import_button.isEnabled()


def test_that_a_file_that_is_not_edited_is_asked_about(window: MainWindow, page: ImportPage) -> None:
    window.session.editing.turn_off()
    page.import_button.click()
    (box,) = window.findChildren(QMessageBox, "import_where")
    assert box.text() == "“dossiers.casefile” is open for reading only."
    (here,) = [button for button in box.buttons() if button.text() == "Switch editing on"]
    here.click()
    QApplication.processEvents()
    assert window.session.editing.is_on
    assert page.counts.accessibleName() == "1 imported. 3 refused."
