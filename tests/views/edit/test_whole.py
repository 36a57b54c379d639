"""An investigation duplicated, and deleted after the question, in a session that edits two real cases."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from desktop.domain.edit.change import EditKind
from desktop.models.edit.whole_words import copy_title
from desktop.store.cases.cases import load_case
from desktop.store.cases.writing import create_case_file
from desktop.store.file.casefile import open_case_file
from desktop.views.edit.whole import DeleteDialog, ask_to_delete
from tests.inline import inline_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.session.session import Session

SLUG, OTHER = "fr-cnil-clearview", "nl-ap-clearview"


@pytest.fixture(scope="module")
def session(
    qapp: QApplication, sample_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("whole")
    path = folder / "mine.casefile"
    with closing(open_case_file(sample_path)) as sample:
        found = (load_case(sample, slug) for slug in (SLUG, OTHER))
        create_case_file(path, [case for case in found if case is not None])
    session = inline_session(folder / "sample")
    for keep in (session.keep_modes_in, session.keep_views_in, session.keep_scenarios_in):
        keep(folder)
    session.file.open(path)
    session.editing.turn_on()
    yield session
    session.shut_down()


@pytest.fixture
def parent(session: Session) -> Iterator[QWidget]:
    session.select(SLUG)
    made = QWidget()
    yield made
    while session.editing.steps.undo is not None:
        session.editing.undo()
    made.deleteLater()
    QApplication.processEvents()


def asked(session: Session, parent: QWidget) -> DeleteDialog:
    ask_to_delete(session, parent)
    dialog = parent.findChild(DeleteDialog)
    assert isinstance(dialog, DeleteDialog)
    return dialog


def count(session: Session) -> int:
    return session.info.investigations if session.info is not None else 0


@pytest.mark.usefixtures("parent")
def test_that_a_copy_is_shown_under_a_slug_of_its_own(session: Session) -> None:
    assert session.page is not None
    first = session.page
    session.investigations.duplicate(copy_title(first.case.investigation.title))
    copy = session.page
    assert session.selected == f"{SLUG}-2"
    assert copy is not None
    assert copy.case.investigation.title == f"{first.case.investigation.title} (copy)"
    assert [(one.date, one.title) for one in copy.case.events] == [
        (one.date, one.title) for one in first.case.events
    ]
    assert copy.amounts == first.amounts
    assert (copy.case.decisions, copy.case.fines) == (first.case.decisions, first.case.fines)
    session.investigations.duplicate(copy_title(copy.case.investigation.title))
    assert session.selected == f"{SLUG}-2-2"
    session.editing.undo()
    session.editing.undo()
    assert count(session) == 2


def test_that_an_investigation_is_deleted_after_a_yes_and_comes_back_as_one_step(
    session: Session, parent: QWidget
) -> None:
    before = session.page
    dialog = asked(session, parent)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert before is not None
    assert len(before.case.events) == 18
    assert words[0] == before.case.investigation.title
    assert words[1].startswith("With it go 18 events, 3 decisions, 1 fine, 2 orders, 1 penalty, 1 fact.")
    dialog.reject()
    assert count(session) == 2
    QApplication.processEvents()
    button = asked(session, parent).findChild(QPushButton, "delete_now")
    assert isinstance(button, QPushButton)
    button.click()
    assert (count(session), session.selected) == (1, None)
    assert session.editing.steps.undo is EditKind.INVESTIGATION_DELETED
    session.editing.undo()
    session.select(SLUG)
    assert session.page == before


def test_that_nothing_is_asked_while_editing_is_off(session: Session, parent: QWidget) -> None:
    session.editing.turn_off()
    ask_to_delete(session, parent)
    assert parent.findChild(DeleteDialog) is None
    session.editing.turn_on()


def test_that_a_copy_of_what_another_program_deleted_is_refused_in_a_sentence(
    session: Session, parent: QWidget, qtbot: QtBot
) -> None:
    assert session.page is not None
    shown = session.page
    session.investigations.delete(shown.case.investigation)
    session.show_page(shown)  # as it is until the next look at the file
    with qtbot.waitSignal(session.noticed) as told:
        session.investigations.duplicate("Copy")
    assert told.args[0].sentence.startswith("This is not in the file any more")
    assert parent.findChild(DeleteDialog) is None
