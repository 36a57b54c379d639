"""The menu bar, built from the declared actions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMenuBar

from desktop import text
from desktop.actions import declared
from desktop.actions.titles import menu_titles
from desktop.theme import CHOICES
from desktop.views.parts.states import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QAction

    from desktop.session.session import Session
    from desktop.session.undoing import Undoing
    from desktop.settings import SettingsKeeper
    from desktop.theme import Look

_OF_FILE = (
    *("reload", "problems", "close", "show_overview", "show_history", "explain"),
    *("save", "save_copy", "backups", "edit_file", "parties"),
)
_OF_CASE = (
    "show_timeline",
    "show_penalty",
    "show_decision",
    "show_related",
    "copy_sources",
    "print_timeline",
    "fit_timeline",
    "what_if",
    "sources",
)
_OF_EDITED_CASE = ("add_event", "duplicate_case", "delete_case")


def build_menus(bar: QMenuBar) -> dict[str, QMenu]:
    """Make the menus, still empty, by their path, and show the top ones and the program's name in a bar."""
    menus: dict[str, QMenu] = {}
    for spec in menu_titles():
        menu = QMenu(spec.title, bar)
        menu.setObjectName("menu_" + spec.path.replace("/", "_"))
        menus[spec.path] = menu
        if not spec.after:
            bar.addMenu(menu)
    name = plain_label("heading", bar, text="Astreinte", name="app_name")
    name.setContentsMargins(6, 0, 8, 0)
    bar.setCornerWidget(name, Qt.Corner.TopLeftCorner)
    return menus


def fill_menus(menus: Mapping[str, QMenu], actions: Mapping[str, QAction]) -> None:
    """Put every action and every submenu in its place."""
    for spec in menu_titles():
        menu = menus[spec.path]
        menu.setToolTipsVisible(True)
        _fill(menu, spec.path, actions)
        if spec.after:
            _insert_below(menus[spec.path.partition("/")[0]], actions[spec.after], menu)
    from PySide6.QtGui import QActionGroup  # noqa: PLC0415 - after the first paint

    themes = QActionGroup(menus["view/theme"])
    for choice in CHOICES:
        themes.addAction(actions[f"theme_{choice}"])


def follow_recent(menu: QMenu, keeper: SettingsKeeper, open_file: Callable[[Path], object]) -> None:
    """Keep the recent files on top of a menu; missing files are greyed."""
    own = menu.actions()
    menu.aboutToShow.connect(lambda: _list_recent(menu, own, keeper, open_file))


def mark_actions(actions: Mapping[str, QAction], session: Session, look: Look) -> None:
    """Grey the impossible actions, and tick the chosen settings."""
    for name in _OF_FILE:
        actions[name].setEnabled(session.info is not None)
    for name in _OF_CASE:
        actions[name].setEnabled(session.selected is not None)
    actions["back"].setEnabled(session.trail.can_go_back)
    actions["forward"].setEnabled(session.trail.can_go_forward)
    for name in ("undo", "redo"):
        actions[name].setEnabled(False)  # until `mark_steps` names a step
    is_edited = "editing" in vars(session) and session.editing.is_on  # it is made after the first paint
    for name in ("new_investigation", "make_smaller", "add_holidays"):
        actions[name].setEnabled(session.info is not None and is_edited)
    for name in _OF_EDITED_CASE:
        actions[name].setEnabled(session.selected is not None and is_edited)
    actions["hindsight"].setEnabled(not session.as_of.live)
    actions["hindsight"].setChecked(session.as_of.hindsight)
    actions[f"theme_{look.choice}"].setChecked(True)


def mark_steps(actions: Mapping[str, QAction], undoing: Undoing) -> None:
    """Name the steps that are undone and redone next, and grey the commands without one."""
    from desktop.models.mode_words import redo_words, undo_words  # noqa: PLC0415 - after the first paint

    for name, turned, words in (
        ("undo", undoing.next_undo, undo_words),
        ("redo", undoing.next_redo, redo_words),
    ):
        actions[name].setEnabled(turned is not None)
        kind = turned.kind if turned is not None else None
        actions[name].setText(words(kind, is_there=turned is not None))


def _list_recent(
    menu: QMenu, own: list[QAction], keeper: SettingsKeeper, open_file: Callable[[Path], object]
) -> None:
    for action in menu.actions():
        if action not in own:
            menu.removeAction(action)
            action.deleteLater()
    from PySide6.QtGui import QAction  # noqa: PLC0415 - after the first paint

    for place in keeper.settings.recent:
        path = Path(place)
        action = QAction(text.printable(path.name).replace("&", "&&"), menu)
        action.setToolTip(text.printable(place))
        action.setStatusTip(text.printable(place))
        action.setEnabled(path.is_file())
        action.triggered.connect(lambda _checked=False, path=path: open_file(path))
        menu.insertAction(own[0], action)
    if keeper.settings.recent:
        menu.insertSeparator(own[0])
    own[0].setEnabled(bool(keeper.settings.recent))


def _fill(menu: QMenu, path: str, actions: Mapping[str, QAction]) -> None:
    specs = sorted((spec for spec in declared() if spec.menu == path), key=lambda spec: spec.group)
    for place, spec in enumerate(specs):
        if place and spec.group != specs[place - 1].group:
            menu.addSeparator()
        menu.addAction(actions[spec.id])


def _insert_below(menu: QMenu, action: QAction, inner: QMenu) -> None:
    below = menu.actions()[menu.actions().index(action) + 1 :]
    if below:
        menu.insertMenu(below[0], inner)
    else:
        menu.addMenu(inner)
