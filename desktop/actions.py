"""Every action once, as data: its words, its place in the menus, its keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QObject

tr = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `menu` is a path of menu ids; `group` numbers divide a menu by lines."""

    id: str
    text: str
    menu: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: int = 0
    checkable: bool = False


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """One menu: its path, its title, and for a menu within a menu the action it stands below."""

    path: str
    title: str
    after: str = ""


class HandlerError(LookupError):
    """Actions and handlers do not match."""

    def __init__(self, missing: set[str], spare: set[str]) -> None:
        super().__init__(f"actions without a handler: {sorted(missing)}; without an action: {sorted(spare)}")


def declared() -> tuple[ActionSpec, ...]:
    """All actions, in the order of the menus."""
    return (
        *_file(),
        *_edit(),
        *_tabs(),
        *_view(),
        *_text_size(),
        *_themes(),
        *_go(),
        *_day(),
        *_case(),
        *_help(),
    )


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


def make_actions(parent: QObject, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """A QAction for every declared action, bound to its handler. Raises HandlerError on a mismatch."""
    specs = {spec.id: spec for spec in declared()}
    if specs.keys() != handlers.keys():
        raise HandlerError(set(specs.keys() - handlers.keys()), set(handlers.keys() - specs.keys()))
    return {spec.id: _made(spec, parent, handlers[spec.id]) for spec in specs.values()}


def plain_text(spec: ActionSpec) -> str:
    """The words of an action without the mark of its mnemonic."""
    return spec.text.replace("&", "")


def _made(spec: ActionSpec, parent: QObject, handler: Callable[[], object]) -> QAction:
    action = QAction(spec.text, parent)
    action.setObjectName(f"action_{spec.id}")
    action.setShortcuts([QKeySequence(key) for key in spec.keys])
    action.setStatusTip(spec.tip)
    action.setToolTip(spec.tip)
    action.setCheckable(spec.checkable)
    action.triggered.connect(lambda _checked=False: handler())
    return action


def _file() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "open",
            tr("actions", "&Open…"),
            "file",
            tr("actions", "Open a case file, read-only"),
            ("Ctrl+O",),
            "open",
        ),
        ActionSpec(
            "clear_recent",
            tr("actions", "&Clear this list"),
            "file/recent",
            tr("actions", "Forget the files opened so far"),
            group=1,
        ),
        ActionSpec(
            "open_sample",
            tr("actions", "Open &sample"),
            "file",
            tr("actions", "Open the cases that come along"),
        ),
        ActionSpec(
            "reload",
            tr("actions", "Re&load"),
            "file",
            tr("actions", "Read the same file again"),
            ("F5", "Ctrl+R"),
            "reload",
            1,
        ),
        ActionSpec(
            "close", tr("actions", "&Close"), "file", tr("actions", "Close the file"), ("Ctrl+W",), group=1
        ),
        ActionSpec(
            "quit", tr("actions", "&Quit"), "file", tr("actions", "Leave the program"), ("Ctrl+Q",), group=2
        ),
    )


def _edit() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "undo",
            tr("actions", "&Undo"),
            "edit",
            tr("actions", "Take back the last change of a scenario"),
            ("Ctrl+Z",),
            group=-1,
        ),
        ActionSpec(
            "redo",
            tr("actions", "&Redo"),
            "edit",
            tr("actions", "Make again the change that was taken back"),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            group=-1,
        ),
        ActionSpec(
            "copy",
            tr("actions", "&Copy"),
            "edit",
            tr("actions", "Copy what is selected"),
            ("Ctrl+C",),
            "copy",
        ),
        ActionSpec(
            "copy_with_headers",
            tr("actions", "Copy with &headers"),
            "edit",
            tr("actions", "Copy the selected rows with the titles of their columns"),
            ("Ctrl+Shift+C",),
        ),
        ActionSpec(
            "copy_sources",
            tr("actions", "Copy &sources of this case"),
            "edit",
            tr("actions", "Copy the addresses of all sources of the investigation shown"),
        ),
        ActionSpec(
            "find",
            tr("actions", "&Find"),
            "edit",
            tr("actions", "Search the investigations"),
            ("Ctrl+F",),
            "search",
            1,
        ),
    )


def _tabs() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "show_timeline",
            tr("actions", "&Timeline"),
            "view",
            tr("actions", "Show the events of the investigation in time"),
            ("Ctrl+1",),
        ),
        ActionSpec(
            "show_penalty",
            tr("actions", "&Penalty"),
            "view",
            tr("actions", "Show how the accrued figure is made"),
            ("Ctrl+2",),
        ),
        ActionSpec(
            "show_decision",
            tr("actions", "&Decision"),
            "view",
            tr("actions", "Show fines, provisions and orders"),
            ("Ctrl+3",),
        ),
        ActionSpec(
            "show_related",
            tr("actions", "&Related"),
            "view",
            tr("actions", "Show other investigations against the same respondent"),
            ("Ctrl+4",),
        ),
    )


def _view() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "show_overview",
            tr("actions", "&Overview"),
            "view",
            tr("actions", "Show the sums of all investigations"),
            ("Ctrl+5",),
        ),
        ActionSpec(
            "fit_timeline",
            tr("actions", "F&it timeline"),
            "view",
            tr("actions", "Show the whole timeline"),
            ("Ctrl+9",),
            group=2,
        ),
        ActionSpec(
            "full_screen",
            tr("actions", "&Full screen"),
            "view",
            tr("actions", "Use the whole screen, or return from it"),
            ("F11",),
            group=2,
            checkable=True,
        ),
    )


def _themes() -> tuple[ActionSpec, ...]:
    words = (
        ("system", tr("actions", "&System"), tr("actions", "Follow the light or dark mode of the system")),
        ("light", tr("actions", "&Light"), tr("actions", "Dark words on a light ground")),
        ("dark", tr("actions", "&Dark"), tr("actions", "Light words on a dark ground")),
        ("contrast", tr("actions", "&High contrast"), tr("actions", "The strongest contrast")),
    )
    return tuple(
        ActionSpec(f"theme_{name}", text, "view/theme", tip, checkable=True) for name, text, tip in words
    )


def _text_size() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "text_larger",
            tr("actions", "Text &larger"),
            "view",
            tr("actions", "Make all text larger"),
            ("Ctrl++", "Ctrl+="),
            group=1,
        ),
        ActionSpec(
            "text_smaller",
            tr("actions", "Text &smaller"),
            "view",
            tr("actions", "Make all text smaller"),
            ("Ctrl+-",),
            group=1,
        ),
        ActionSpec(
            "text_normal",
            tr("actions", "Text in &usual size"),
            "view",
            tr("actions", "Return to the usual size of text"),
            ("Ctrl+0",),
            group=1,
        ),
    )


def _go() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "back", tr("actions", "&Back"), "go", tr("actions", "Show what was shown before"), ("Alt+Left",)
        ),
        ActionSpec(
            "forward",
            tr("actions", "&Forward"),
            "go",
            tr("actions", "Show again what was left by going back"),
            ("Alt+Right",),
        ),
        ActionSpec(
            "previous_case",
            tr("actions", "&Previous investigation"),
            "go",
            tr("actions", "Show the investigation above in the list"),
            ("Ctrl+Up",),
            group=1,
        ),
        ActionSpec(
            "next_case",
            tr("actions", "&Next investigation"),
            "go",
            tr("actions", "Show the investigation below in the list"),
            ("Ctrl+Down",),
            group=1,
        ),
    )


def _day() -> tuple[ActionSpec, ...]:
    words = (
        ("previous_day", tr("actions", "Previous &day"), tr("actions", "One day earlier"), "Ctrl+Left"),
        ("next_day", tr("actions", "Next d&ay"), tr("actions", "One day later"), "Ctrl+Right"),
        (
            "previous_month",
            tr("actions", "Previous &month"),
            tr("actions", "One month earlier"),
            "Ctrl+Shift+Left",
        ),
        ("next_month", tr("actions", "Next m&onth"), tr("actions", "One month later"), "Ctrl+Shift+Right"),
        (
            "go_to_date",
            tr("actions", "Go to da&te"),
            tr("actions", "Type the day to show figures of"),
            "Ctrl+T",
        ),
        ("live", tr("actions", "&Live"), tr("actions", "Return to today's figures"), "L"),
    )
    return (
        *(ActionSpec(name, text, "go", tip, (key,), group=2) for name, text, tip, key in words),
        ActionSpec(
            "hindsight",
            tr("actions", "&Use what is known today"),
            "go",
            tr("actions", "Apply later facts to the picked day, or only what was known then"),
            ("Ctrl+Shift+K",),
            group=3,
            checkable=True,
        ),
    )


def _case() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "explain",
            tr("actions", "&Explain this figure"),
            "case",
            tr("actions", "Show step by step how the amount in focus is made"),
            ("Ctrl+E",),
        ),
        ActionSpec(
            "what_if",
            tr("actions", "&What if…"),
            "case",
            tr("actions", "Change the terms of a penalty in a scenario, beside the record"),
            ("Ctrl+Shift+I",),
        ),
    )


def _help() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "keys",
            tr("actions", "&Keyboard shortcuts"),
            "help",
            tr("actions", "Show every key of the program"),
            ("F1",),
        ),
        ActionSpec(
            "about",
            tr("actions", "&About Astreinte"),
            "help",
            tr("actions", "Show the version and what it is made of"),
        ),
    )
