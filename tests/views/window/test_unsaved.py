"""Values that were typed and not saved: asked about before the file or the window is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.settings import SettingsKeeper
from desktop.theme import Look
from desktop.views.window.unsaved import UnsavedDialog, unsaved_in
from desktop.views.window.window import MainWindow
from tests.edited_file import edited_session
from tests.furnished import furnished
from tests.views.page.test_orders import choose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

COA = "nl-coa-westerwolde"


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a file that is edited, with another cap typed for order B."""
    session = edited_session(tmp_path, COA, "fr-cnil-free")
    made = furnished(MainWindow(session, Look("light"), SettingsKeeper(tmp_path / "settings.json")))
    made.resize(1200, 800)
    made.show()
    made.page.show_tab("penalty")
    choose(made.page._penalty, 1)
    assert unsaved_in(session) == 0
    editor = made.page._penalty.orders
    assert editor is not None
    editor.form.edited.emit("cap_amount", "4,000,000")
    assert unsaved_in(session) == 1
    yield made
    made._close_now()
    session.shut_down()
    made.deleteLater()


def asked(window: MainWindow) -> UnsavedDialog:
    found = [one for one in window.findChildren(UnsavedDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_that_the_window_asks_before_it_closes_over_unsaved_values(window: MainWindow) -> None:
    window.close()
    assert window.isVisible()
    dialog = asked(window)
    words = dialog.findChild(QLabel, "unsaved_words")
    assert isinstance(words, QLabel)
    assert words.text().startswith("1 investigation has values that you typed and did not save.")
    back = dialog.focusWidget()
    assert isinstance(back, QPushButton)
    back.click()
    assert window.isVisible()
    assert unsaved_in(window.session) == 1
    window.close()
    asked(window).accept()
    assert not window.isVisible()


def test_that_another_file_is_opened_only_on_a_yes(window: MainWindow, few_path: Path) -> None:
    window.open_file(few_path)
    asked(window).reject()
    info = window.session.info
    assert info is not None
    assert info.path != str(few_path)
    window.open_file(few_path)
    asked(window).accept()
    assert window.session.info is not None
    assert window.session.info.path == str(few_path)
    assert unsaved_in(window.session) == 0
    window.open_file(few_path)  # nothing is unsaved: nothing is asked
    assert not [one for one in window.findChildren(UnsavedDialog) if one.isVisible()]
