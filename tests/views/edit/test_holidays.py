"""The dialog for public holidays, filled in as a person does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.views.edit.holidays import HolidaysDialog
from desktop.views.edit.page import DraftPage
from tests.session.edits.test_holidays import DRAFT
from tests.views.edit.test_page import edited_session, label

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.theme import Look


def test_that_a_draft_in_doubt_leads_to_its_holidays_and_then_has_one_result(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    session = edited_session(tmp_path)
    session.day.pick(date(2031, 2, 1))
    page = DraftPage(session, look)
    qtbot.addWidget(page)
    page.show()
    page.begin()
    page.form.show_draft(DRAFT)
    page.form.edited.emit(DRAFT)
    assert label(page, "draft_live_amount").replace("\u00a0", " ") == "€2,900,000 to €3,100,000"
    wanted: list[int] = []
    page.holidays_wanted.connect(lambda: wanted.append(1))
    link = page.findChild(QPushButton, "draft_holidays")
    assert isinstance(link, QPushButton)
    assert link.isVisible()
    link.click()
    assert wanted

    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = HolidaysDialog(session.holidays, session.holidays.wanted(page.case), parent)
    dialog.open()
    assert (dialog.calendar.currentText(), dialog.year.text()) == ("FR · France", "2031")
    assert not dialog.save.isEnabled()
    for typed, note in (
        ("New Year", "“New Year” begins with no day. Write 1 Jan 2031 New Year."),
        ("1 Jan 2030 New Year", "1 Jan 2030 is no day of 2031. Write one day of that year on each line."),
        ("30 Feb 2031 x", "30 Feb 2031 does not exist."),
        ("1 Jan 2031 New Year", "1 holiday · Wed 1 Jan 2031"),
    ):
        dialog.days.setPlainText(typed)
        assert dialog.row.note == note
    assert dialog.save.isEnabled()
    dialog.year.setText("2022")
    dialog.year.textEdited.emit("2022")
    assert not dialog.save.isEnabled()
    dialog.year.setText("2031")
    dialog.year.textEdited.emit("2031")
    dialog.save.click()
    assert not dialog.isVisible()
    assert label(page, "draft_live_amount") == "€3,000,000"
    assert not link.isVisible()
    session.shut_down()
