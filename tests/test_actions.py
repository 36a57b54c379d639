"""Actions as data, bound to handlers by their ids."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from desktop.actions import HandlerError, declared, make_actions
from desktop.actions.titles import menu_titles

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


def _handlers(done: list[str]) -> dict[str, Callable[[], object]]:
    return {spec.id: lambda name=spec.id: done.append(name) for spec in declared()}  # type: ignore[misc]


def test_that_no_two_actions_share_a_key() -> None:
    counts = Counter(QKeySequence(key).toString() for spec in declared() for key in spec.keys)
    assert [key for key, number in counts.items() if number > 1] == []


def test_that_every_key_is_one_that_qt_knows() -> None:
    assert all(QKeySequence(key).toString() for spec in declared() for key in spec.keys)


def test_that_every_action_has_words_a_tip_and_a_menu() -> None:
    paths = {menu.path for menu in menu_titles()}
    assert all(spec.text and spec.tip and spec.menu in paths for spec in declared())


def test_that_ids_are_unique() -> None:
    ids = [spec.id for spec in declared()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", [menu.path for menu in menu_titles()])
def test_that_mnemonics_are_unique_in_a_menu(path: str) -> None:
    texts = [spec.text for spec in declared() if spec.menu == path]
    texts += [menu.title for menu in menu_titles() if menu.path.startswith(f"{path}/")]
    letters = [words[words.index("&") + 1].casefold() for words in texts if "&" in words]
    assert len(letters) == len(set(letters)) == len(texts)


def test_that_triggering_an_action_calls_its_handler(qtbot: QtBot) -> None:
    done: list[str] = []
    parent = QObject()
    actions = make_actions(parent, _handlers(done))
    actions["live"].trigger()
    actions["theme_dark"].trigger()
    assert done == ["live", "theme_dark"]


@pytest.mark.parametrize(("drop", "add"), [("open", ""), ("", "spare")])
def test_that_a_missing_or_spare_handler_raises(qtbot: QtBot, drop: str, add: str) -> None:
    handlers = _handlers([])
    handlers.pop(drop, None)
    if add:
        handlers[add] = list
    parent = QObject()
    with pytest.raises(HandlerError, match=drop or add):
        make_actions(parent, handlers)
