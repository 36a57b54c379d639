"""What a screen reader is told of everything the window can show, read as it reads it."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QTableView

from tests.views.whole import SCENES, scenes, whole_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

Role = QAccessible.Role
# What only holds others; it is not read by itself unless it takes the focus.
HOLDERS = {
    *(Role.Client, Role.Window, Role.Grouping, Role.LayeredPane, Role.Splitter, Role.Border, Role.Pane),
    *(Role.ToolBar, Role.MenuBar, Role.StatusBar, Role.Separator, Role.Dialog, Role.Whitespace, Role.Grip),
    *(Role.ScrollBar, Role.Row, Role.Column, Role.Indicator, Role.PopupMenu, Role.ButtonMenu),
}
MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z][^<>]*>|&(?:[a-z]+|#\d+);")
INTERNAL = re.compile(r"\bqt_|^[a-z]+(?:_[a-z]+)+$|^Q[A-Z]\w+$|^[A-Z_]+_[A-Z_]+$|\{[a-z0-9]*\}")
TYPED = re.compile(r"</?[bi]>")  # what the data of the scenes hold, said letter by letter
MOST = 40  # rows and cells of one list that are read: the rest are made alike


class Heard(NamedTuple):
    """One thing read: in which scene, which widget it is or is in, its role and all that is said of it."""

    scene: str
    place: str
    role: QAccessible.Role
    name: str
    description: str
    takes_focus: bool


def heard(scene: str, shown: QWidget) -> Iterator[Heard]:
    """Everything in a window that is to be seen."""
    found = QAccessible.queryAccessibleInterface(shown)
    assert found is not None
    yield from _read(scene, found, type(shown).__name__)


def _read(scene: str, item: QAccessibleInterface, place: str) -> Iterator[Heard]:
    state = item.state()
    if state.invisible or not item.isValid():
        return
    widget = item.object()
    if widget is not None:
        place = f"{type(widget).__name__} {widget.objectName()} in {place}"[:160]
    name, told = item.text(QAccessible.Text.Name), item.text(QAccessible.Text.Description)
    yield Heard(scene, place, item.role(), name, told, bool(state.focusable))
    for number in range(min(item.childCount(), MOST)):
        child = item.child(number)
        if child is not None:
            yield from _read(scene, child, place)


def headers(shown: QWidget) -> set[tuple[str, str]]:
    """What the first column and the first row of every table with rows are called."""
    tables = [table for table in shown.findChildren(QTableView) if table.isVisibleTo(shown)]
    # Qt's calendar names its days itself.
    models = [table.model() for table in tables if not table.objectName().startswith("qt_")]
    name = Qt.Orientation
    return {
        (str(model.headerData(0, name.Horizontal)), str(model.headerData(0, name.Vertical)))
        for model in models
        if model.rowCount()
    }


def nameless(one: Heard) -> bool:
    """Whether nothing is said where something is to be said."""
    return not one.name.strip() and (one.takes_focus or one.role not in HOLDERS)


@pytest.mark.timeout(900)  # in the long run
def test_that_everything_shown_is_named_in_words(
    qtbot: QtBot, tmp_path: Path, few_path: Path, index_folder: Path
) -> None:
    found: list[Heard] = []
    told: set[tuple[str, str]] = set()
    with whole_window(tmp_path, few_path, index_folder) as program:
        for scene, shown in scenes(program):
            found += heard(scene, shown)
            told |= headers(shown)
    assert {one.scene for one in found} == set(SCENES)
    silent = {(one.scene, one.place, one.role.name) for one in found if nameless(one)}
    both = {(one.scene, words) for one in found for words in (one.name, one.description)}
    tagged = {(scene, words) for scene, words in both if MARKUP.search(TYPED.sub("", words))}
    internal = {(one.scene, one.place, one.name) for one in found if INTERNAL.search(one.name)}
    numbers = {names for names in told if any(name.isdigit() for name in names)}
    sys.stdout.write(
        f"{len(found)} things read in {len(SCENES)} scenes: {len(silent)} nameless, {len(tagged)} with"
        f" markup, {len(internal)} with an inner name, {len(numbers)} headers that are numbers\n"
    )
    assert (silent, tagged, internal, numbers) == (set(), set(), set(), set())
