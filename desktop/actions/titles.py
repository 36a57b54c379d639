"""The menus: all that a start needs of the actions."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

tr = QCoreApplication.translate


class MenuSpec(NamedTuple):
    """One menu: its path, its title, and for a menu within a menu the action it stands below."""

    path: str
    title: str
    after: str = ""


def menu_titles() -> tuple[MenuSpec, ...]:
    """The menus in their order."""
    return (
        MenuSpec("file", tr("actions", "&File")),
        MenuSpec("file/recent", tr("actions", "Open &recent"), after="open"),
        MenuSpec("edit", tr("actions", "&Edit")),
        MenuSpec("view", tr("actions", "&View")),
        MenuSpec("view/theme", tr("actions", "T&heme"), after="text_normal"),
        MenuSpec("go", tr("actions", "&Go")),
        MenuSpec("case", tr("actions", "&Case")),
        MenuSpec("help", tr("actions", "&Help")),
    )
