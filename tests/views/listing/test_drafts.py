"""Drafts as rows of the list: counted apart, opened, deleted and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.models.listing.cases import CELLS_ROLE
from desktop.settings import SettingsKeeper
from desktop.views.window.window import MainWindow
from tests.drafts import CLEARVIEW, with_changes
from tests.furnished import furnished
from tests.views.edit.test_page import edited_session

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.theme import Look
    from desktop.views.listing.drafts import DraftRows


def rows_of(drafts: DraftRows) -> list[tuple[str, str, str]]:
    """Name, amount and pill of each row."""
    model = drafts.rows.model()
    cells = [model.index(place, 0).data(CELLS_ROLE) for place in range(model.rowCount())]
    return [(one.name, one.amount, one.state) for one in cells]


def test_that_drafts_are_rows_that_open_the_form_and_come_back_when_deleted(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    session = edited_session(tmp_path)
    window = MainWindow(session, look, SettingsKeeper(tmp_path / "settings.json"))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    furnished(window)
    window.show_draft()
    drafts, list_, kept = session.drafts, window.case_list, window.draft_rows
    drafts.put(CLEARVIEW)
    drafts.close()
    assert window.stack.currentWidget() is not window.draft_page
    window.show_draft()
    drafts.put(with_changes(respondent="", reference="", amount=""))
    drafts.close()
    assert rows_of(kept) == [
        ("Clearview AI, Inc.", "€144,300,000", "Draft"),
        ("Without a name", "—", "Draft"),
    ]
    count = list_.findChild(QLabel, "case_count")
    assert isinstance(count, QLabel)
    assert count.accessibleName() == "0 investigations, 2 drafts"
    assert session.info is not None
    assert session.info.investigations == 0

    rows = kept.rows
    rows.setCurrentIndex(rows.model().index(0, 0))
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert drafts.draft == CLEARVIEW
    assert window.stack.currentWidget() is window.draft_page
    assert list_.isVisible()
    window.resize(1024, 700)
    assert not list_.isVisible()
    window.resize(1440, 900)

    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert [name for name, _, _ in rows_of(kept)] == ["Without a name"]
    assert window.stack.currentWidget() is not window.draft_page
    assert kept.undo.isVisible()
    kept.undo.click()
    assert [name for name, _, _ in rows_of(kept)] == ["Clearview AI, Inc.", "Without a name"]
    assert not kept.undo.isVisible()
    session.editing.turn_off()
    assert not kept.isVisible()
    assert len(drafts.kept) == 2
    session.shut_down()
