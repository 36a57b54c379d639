"""The page of problems in a window: what it tells, and what its links do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QPushButton

from desktop.app import build
from desktop.domain.listing.facets import Section
from desktop.exchange.sample.sample import sample_cases
from desktop.models.listing.cases import FLAWED_ROLE
from desktop.session.clock import Clock
from desktop.settings import SettingsKeeper
from desktop.store.cases.writing import create_case_file
from desktop.views.mode.repair import RepairReport
from desktop.views.problems.row import FlawedRowView
from tests.furnished import furnished
from tests.inline import NOON, InlineRunner
from tests.views.whole import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.views.window.window import MainWindow

pytestmark = pytest.mark.costly

SLUG = "fr-cnil-clearview"
SPOILT = (
    "UPDATE fines SET status = 'suspended' WHERE id = (SELECT min(id) FROM fines)",
    """UPDATE events SET date_start = '2024-5-9', date_end = '2024-5-9', date_precision = 'day'
        WHERE id = (SELECT min(e.id) FROM events e JOIN investigations i ON i.id = e.investigation_id
                     WHERE i.slug = 'fr-cnil-clearview')""",
    "UPDATE _sqlite_migrations SET applied_at = 'x' WHERE id = 1",
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case file of three investigations."""
    path = tmp_path_factory.mktemp("source") / "three.casefile"
    wanted = {SLUG, "fr-cnil-amazon-2020", "nl-acm-apple"}
    create_case_file(path, [case for case in sample_cases() if case.investigation.slug in wanted])
    return path


@pytest.fixture(scope="module")
def window(
    qapp: object,
    tmp_path_factory: pytest.TempPathFactory,
    source: Path,
) -> Iterator[MainWindow]:
    assert qapp
    folder = tmp_path_factory.mktemp("problems")
    path = folder / "mine.casefile"
    path.write_bytes(source.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in SPOILT:
            connection.execute(statement)
    keeper, clock = SettingsKeeper(folder / "settings.json"), Clock(moment=lambda: NOON)
    program = build(
        keeper,
        theme="dark",
        runner=InlineRunner(),
        clock=clock,
        sample=folder / "own",
        index=folder / "index",
    )
    furnished(program.window).resize(1366, 768)
    program.window.show()
    program.session.file.open(path)
    settle()
    yield program.window
    program.session.shut_down()
    program.window.close()


def rows(window: MainWindow) -> dict[str, FlawedRowView]:
    settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # of the rows shown before
    return {view.row.table: view for view in window.file_page.problems.findChildren(FlawedRowView)}


def links(view: FlawedRowView) -> list[str]:
    return [link.text() for link in view.links]


def follow(view: FlawedRowView, words: str) -> None:
    next(link for link in view.links if link.text() == words).click()
    settle()


def press(window: MainWindow, name: str) -> None:
    (button,) = window.file_page.problems.findChildren(QPushButton, name)
    button.click()
    settle()


def section(window: MainWindow) -> Section:
    return window.session.query.section


def said(window: MainWindow, name: str) -> str:
    return next(label.text() for label in window.file_page.problems.findChildren(QLabel, name))


def cell(window: MainWindow, sql: str) -> object:
    assert window.session.info is not None
    with closing(sqlite3.connect(window.session.info.path)) as connection:
        return connection.execute(sql).fetchone()[0]


def test_that_problems_are_counted_marked_and_told_before_anything_is_edited(window: MainWindow) -> None:
    model = window.sidebar.model()
    lines = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert lines[4] == "Problems"
    shown = window.case_list.rows_view.model()
    marked = [shown.index(row, 0) for row in range(shown.rowCount())]
    names = {index.data() for index in marked if index.data(FLAWED_ROLE)}
    assert len(names) == 2
    assert all(name.endswith("has rows that could not be read") for name in names)
    totals = window.overview.body.findChildren(QPushButton, "overview_unread")[0]
    assert totals.accessibleName() == "3 rows could not be read: the sums leave out what cannot be read"
    totals.click()
    assert section(window) is Section.PROBLEMS
    window.session.show_section(Section.ALL)
    window.status_row.unread.click()
    assert section(window) is Section.PROBLEMS
    assert window.stack.currentWidget() is window.file_page
    assert said(window, "problem_words").startswith("3 rows could not be read. Everything else is shown.")
    there = rows(window)
    assert links(there["events"]) == ["Switch editing on to correct it.", "Show row"]
    assert links(there["_sqlite_migrations"]) == []
    follow(there["events"], "Show row")
    assert (window.session.selected, window.page.isVisible()) == (SLUG, True)
    window.session.go_back()
    assert window.stack.currentWidget() is window.file_page
    window.session.list.find("Clearview")  # words narrow the list, and the page gives way
    assert section(window) is Section.ALL
    window.session.list.find("")
    window.actions_by_id["problems"].trigger()
    assert window.stack.currentWidget() is window.file_page


def test_that_rows_are_corrected_and_deleted_and_brought_back_by_undo(window: MainWindow) -> None:
    follow(rows(window)["events"], "Switch editing on to correct it.")
    assert window.session.editing.is_on
    event = rows(window)["events"]
    assert links(event) == ["Use Thu 9 May 2024", "Show row", "Delete row"]
    event.links[0].setFocus()
    follow(event, "Use Thu 9 May 2024")
    assert rows(window).keys() == {"fines", "_sqlite_migrations"}
    assert said(window, "problem_done") == "Row corrected."
    assert cell(window, "SELECT count(*) FROM events WHERE date_start = '2024-05-09'") == 1
    press(window, "problem_undo")
    assert cell(window, "SELECT count(*) FROM events WHERE date_start = '2024-5-9'") == 1
    assert rows(window).keys() == {"events", "fines", "_sqlite_migrations"}
    fine = rows(window)["fines"]
    assert links(fine) == ["Choose status ▾", "Show row", "Delete row"]
    follow(fine, "Choose status ▾")
    (menu,) = (menu for menu in fine.findChildren(QMenu) if menu.actions())
    menu.close()
    next(action for action in menu.actions() if action.text() == "annulled").trigger()
    assert rows(window).keys() == {"events", "_sqlite_migrations"}
    follow(rows(window)["events"], "Delete row")
    assert said(window, "problem_done") == "Row deleted."
    assert rows(window).keys() == {"_sqlite_migrations"}
    window.session.undoing.undo()
    assert rows(window).keys() == {"events", "_sqlite_migrations"}


def test_that_the_list_is_copied_and_looked_for_again(window: MainWindow) -> None:
    press(window, "problem_check")
    assert said(window, "problem_done") == "Checked again."
    press(window, "problem_copy")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "Investigation\tRow\tColumn\tAs written\tAllowed"
    assert any("2024-5-9" in line for line in copied[1:])
    with closing(sqlite3.connect(window.session.info.path, isolation_level=None)) as connection:  # type: ignore[union-attr]
        connection.execute("UPDATE _sqlite_migrations SET applied_at = '2026-11-22T12:00:00+00:00'")
        connection.execute(
            "UPDATE events SET date_start = '2024-05-09', date_end = '2024-05-09' WHERE date_end = '2024-5-9'"
        )
    press(window, "problem_check")
    assert said(window, "problem_words") == "Every row can be read. Nothing in this file is left out."
    assert rows(window) == {}


def test_that_a_damaged_file_is_saved_as_a_repaired_copy_which_says_what_is_lost(
    window: MainWindow, source: Path, tmp_path: Path
) -> None:
    data = bytearray(source.read_bytes())
    with closing(sqlite3.connect(source)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'fines'").fetchone()
    data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    damaged, path = tmp_path / "damaged.casefile", tmp_path / "damaged repaired.casefile"
    damaged.write_bytes(data)
    window.session.file.open(damaged)
    settle()
    (offer,) = (
        button for button in window.fault_bar.findChildren(QPushButton) if "repaired" in button.text()
    )
    assert offer.isVisible()
    offer.click()
    dialog = window.findChild(QFileDialog, "repair_dialog")
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]) == path
    dialog.accept()
    settle()
    assert window.session.info is not None
    assert window.session.info.path == str(path)
    report = window.findChild(RepairReport)
    assert isinstance(report, RepairReport)
    report.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[-1] == "fines\t0\tall, if there were any\t—"
    report.close()
    assert damaged.read_bytes() == bytes(data)
    assert not offer.isVisible()


def test_that_an_edited_file_is_made_smaller_and_says_by_how_much(window: MainWindow) -> None:
    action = window.actions_by_id["make_smaller"]
    window.session.editing.turn_off()
    assert not action.isEnabled()
    window.session.editing.turn_on()
    assert action.isEnabled()
    assert window.session.info is not None
    with closing(sqlite3.connect(window.session.info.path, isolation_level=None)) as connection:
        connection.execute("UPDATE events SET description = printf('%.40000c', 'x')")
        connection.execute("UPDATE events SET description = ''")
    action.trigger()
    settle()
    said = window.fault_bar.findChildren(QLabel, "fault_sentence")[0].text()
    assert said.startswith("The file is ")
    assert "smaller now" in said


def test_that_a_file_in_a_synchronised_folder_is_warned_of_until_it_is_dismissed(
    window: MainWindow, source: Path, tmp_path: Path
) -> None:
    assert "shared_bar" not in vars(window)
    path = tmp_path / "Nextcloud" / "mine.casefile"
    path.parent.mkdir()
    path.write_bytes(source.read_bytes())
    window.session.file.open(path)
    settle()
    bar = window.shared_bar
    assert bar.isVisible()
    assert "a folder that Nextcloud synchronises" in bar.accessibleName()
    elsewhere = tmp_path / "other.casefile"
    elsewhere.write_bytes(source.read_bytes())
    window.session.file.open(elsewhere)
    assert not bar.isVisible()
    window.session.file.open(path)
    assert bar.isVisible()
    dismiss = next(one for one in bar.findChildren(QPushButton) if one.text() == "Do not warn again")
    dismiss.click()
    assert not bar.isVisible()
    window.session.file.open(elsewhere)
    window.session.file.open(path)
    assert not bar.isVisible()
    assert window.keeper.settings.unwarned == (str(path),)
