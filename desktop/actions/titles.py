"""The titles of the menus, which are all that a start needs of the actions."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class MenuSpec(NamedTuple):
    """A menu: its path and title; `after` is the action above a submenu."""

    path: str
    title: str
    after: str = ""


def menu_titles() -> tuple[MenuSpec, ...]:
    """The menus in display order."""
    return (
        MenuSpec("file", translate("actions", "&File")),
        MenuSpec("file/recent", translate("actions", "Open &recent"), after="open"),
        MenuSpec("edit", translate("actions", "&Edit")),
        MenuSpec("view", translate("actions", "&View")),
        MenuSpec("view/theme", translate("actions", "T&heme"), after="text_normal"),
        MenuSpec("go", translate("actions", "&Go")),
        MenuSpec("case", translate("actions", "&Case")),
        MenuSpec("help", translate("actions", "&Help")),
    )
