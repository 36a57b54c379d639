"""What comes after the first paint comes in steps, whatever is opened meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.domain.file import Problem
from desktop.settings import SettingsKeeper
from desktop.startup.furnishing import MODULES, Furnishing
from desktop.theme import Look
from desktop.views.window.laterparts import AT_ONCE, PARTS
from desktop.views.window.window import MainWindow
from tests.inline import InlineRunner, undressed
from tests.views.shelf import FILE, shelf_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from pytestqt.qtbot import QtBot


SLUG = "fr-cnil-clearview"


class ForgetfulRunner(InlineRunner):
    """Forgets the first request, as the worker does with what waits when a file is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.forgotten = 0

    def submit(
        self,
        key: str,
        job: Callable[[], Any],
        answer: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        if self.forgotten:
            super().submit(key, job, answer, failed)
        self.forgotten += 1


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    session = shelf_session(opened=False)
    made = MainWindow(session, Look("light"), SettingsKeeper(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    yield made
    session.shut_down()


def made(window: MainWindow) -> set[str]:
    return set(PARTS) & set(vars(window))


def test_that_a_bare_window_holds_none_of_it(window: MainWindow) -> None:
    window.show()
    assert made(window) == set()


def test_that_everything_is_made_once_there_is_something_to_see(qtbot: QtBot, window: MainWindow) -> None:
    runner = InlineRunner()
    furnishing = Furnishing(window, runner)
    with qtbot.waitSignal(furnishing.finished):
        window.session.file.open(FILE)
    assert made(window) == set(PARTS)
    assert runner.keys == ["furnish"] * len(MODULES)
    assert not window.furnish()


def test_that_a_step_that_was_dropped_is_made_good_when_the_file_is_open(
    qtbot: QtBot, window: MainWindow
) -> None:
    runner = ForgetfulRunner()
    furnishing = Furnishing(window, runner, MODULES[:1])
    furnishing.begin()
    qtbot.waitUntil(lambda: runner.forgotten == 1)
    assert made(window) == set(AT_ONCE)
    with qtbot.waitSignal(furnishing.finished):
        window.session.file.open(FILE)
    assert made(window) == set(PARTS)


def test_that_a_window_with_nothing_to_show_is_soon_complete(qtbot: QtBot, window: MainWindow) -> None:
    Furnishing(window, InlineRunner())
    window.show()
    assert made(window) == set()
    qtbot.waitUntil(lambda: made(window) == set(AT_ONCE))


def test_that_nothing_moves_when_a_window_is_complete(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with undressed(qapp):
        look = Look("light")
        look.dress(qapp)
        window = MainWindow(shelf_session(), look, SettingsKeeper(tmp_path / "settings.json"))
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        row = window.tool_row
        seen = (row, window.side_pane, window.case_list, window.stack, row.search, row.day, row.day.edit)
        watched = (*seen, *row.findChildren(QAbstractButton))
        before = [widget.geometry() for widget in watched]
        window.complete()
        qapp.processEvents()
        assert [widget.geometry() for widget in watched] == before
        window.session.shut_down()


def test_that_tab_comes_to_the_sidebar_before_the_list(qtbot: QtBot, window: MainWindow) -> None:
    window.session.file.open(FILE)
    window.complete()
    order: list[QWidget | None] = [window.tool_row.search]
    while order[-1] is not None and (after := order[-1].nextInFocusChain()) is not order[0]:
        order.append(after)
    assert order.index(window.sidebar) < order.index(window.case_list.rows_view)


def test_that_a_file_that_cannot_be_read_does_not_stop_it(qtbot: QtBot, window: MainWindow) -> None:
    furnishing = Furnishing(window, InlineRunner())
    with qtbot.waitSignal(furnishing.finished):
        window.session.file_failed.emit(Problem("damaged", "It is damaged."))


def test_that_what_is_wanted_before_is_made_at_once(window: MainWindow) -> None:
    window.session.file.open(FILE)
    window.show()
    window.session.select(SLUG)
    assert "page_area" in made(window)
