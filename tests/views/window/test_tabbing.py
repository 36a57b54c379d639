"""Tab through the whole window, forwards and back, over everything that stands beside the page as well."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.counts import some
from tests.views.whole import PAGES, SCENES, scenes, settle, whole_window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.views.window.window import MainWindow

MOST = 200  # steps of one round
IN_WINDOW = SCENES[: SCENES.index("the palette")]


def round_of(window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """Where Tab comes to, from what has the focus until it comes back there."""
    walked: list[QWidget] = []
    while len(walked) < MOST:
        focus = window.focusWidget()
        assert focus is not None
        if walked and focus is walked[0]:
            return walked
        walked.append(focus)
        QTest.keyClick(focus, key)
        settle()
    names = [f"{type(one).__name__} {one.objectName()}" for one in walked[:20]]
    pytest.fail(f"Tab never comes back: {names}")


def stops(window: MainWindow) -> set[QWidget]:
    """Everything that Tab is to come to."""
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.isVisibleTo(window)
        and widget.window() is window
        and widget.focusProxy() is None
    }


@pytest.mark.timeout(900)  # in the long run
def test_that_tab_walks_the_whole_window_both_ways(
    qtbot: QtBot, tmp_path: Path, few_path: Path, index_folder: Path
) -> None:
    number, tried = 0, some(IN_WINDOW)
    with whole_window(tmp_path, few_path, index_folder) as program:
        window = program.window
        for scene, _ in scenes(program, IN_WINDOW):
            if scene not in tried:
                continue
            window.tool_row.search.setFocus(Qt.FocusReason.TabFocusReason)
            there = round_of(window, Qt.Key.Key_Tab)
            window.tool_row.search.setFocus(Qt.FocusReason.TabFocusReason)
            back = round_of(window, Qt.Key.Key_Backtab)
            assert there[1:] == back[:0:-1], scene
            missed = {one.objectName() for one in stops(window) - set(there)}
            # Of buttons that exclude one another, Tab comes to the chosen one and arrows to the others.
            assert {name for name in missed if not name.startswith("scope_")} == set(), scene
            number += 2 * len(there)
    sys.stdout.write(f"{number} steps of Tab in {len(tried)} scenes, both ways: 0 stops missed\n")


def test_that_tab_walks_as_things_lie(
    qtbot: QtBot, tmp_path: Path, few_path: Path, index_folder: Path
) -> None:
    with whole_window(tmp_path, few_path, index_folder) as program:
        window = program.window
        for scene, _ in scenes(program, PAGES):
            window.tool_row.search.setFocus(Qt.FocusReason.TabFocusReason)
            every = round_of(window, Qt.Key.Key_Tab)
            for part in (window.tool_row, window.case_list, window.stack):
                walked = [one for one in every if part.isAncestorOf(one)]
                for before, after in pairwise(walked):
                    above, below = before.mapTo(window, QPoint(0, 0)), after.mapTo(window, QPoint(0, 0))
                    if before.isAncestorOf(after):  # it may be scrolled
                        continue
                    is_right = below.x() >= above.x() + before.width() - 1
                    assert is_right or below.y() >= above.y(), (
                        scene,
                        before.objectName(),
                        after.objectName(),
                    )
