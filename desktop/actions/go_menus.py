"""The actions of the menus Go, Case and Help."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.actions.spec import ActionSpec

translate = QCoreApplication.translate


def go_actions() -> tuple[ActionSpec, ...]:
    """The actions of Go, Case and Help, in menu order."""
    return (*_go(), *_day(), *_case(), *_records(), *_help())


def _go() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "back",
            translate("actions", "&Back"),
            "go",
            translate("actions", "Show what was shown before"),
            ("Alt+Left",),
        ),
        ActionSpec(
            "forward",
            translate("actions", "&Forward"),
            "go",
            translate("actions", "Show again what was left by going back"),
            ("Alt+Right",),
        ),
        ActionSpec(
            "previous_case",
            translate("actions", "&Previous investigation"),
            "go",
            translate("actions", "Show the investigation above in the list"),
            ("Ctrl+Up",),
            group=1,
        ),
        ActionSpec(
            "next_case",
            translate("actions", "&Next investigation"),
            "go",
            translate("actions", "Show the investigation below in the list"),
            ("Ctrl+Down",),
            group=1,
        ),
    )


def _day() -> tuple[ActionSpec, ...]:
    words = (
        (
            "previous_day",
            translate("actions", "Previous &day"),
            translate("actions", "One day earlier"),
            "Ctrl+Left",
        ),
        ("next_day", translate("actions", "Next d&ay"), translate("actions", "One day later"), "Ctrl+Right"),
        (
            "previous_month",
            translate("actions", "Previous &month"),
            translate("actions", "One month earlier"),
            "Ctrl+Shift+Left",
        ),
        (
            "next_month",
            translate("actions", "Next m&onth"),
            translate("actions", "One month later"),
            "Ctrl+Shift+Right",
        ),
        (
            "go_to_date",
            translate("actions", "Go to da&te"),
            translate("actions", "Type the day to show figures of"),
            "Ctrl+T",
        ),
        ("live", translate("actions", "&Live"), translate("actions", "Return to today's figures"), "L"),
    )
    return (
        *(ActionSpec(name, text, "go", tip, (key,), group=2) for name, text, tip, key in words),
        ActionSpec(
            "hindsight",
            translate("actions", "&Use what is known today"),
            "go",
            translate("actions", "Apply later facts to the picked day, or only what was known then"),
            ("Ctrl+Shift+K",),
            group=3,
            checkable=True,
        ),
        ActionSpec(
            "palette",
            translate("actions", "&Command palette…"),
            "go",
            translate("actions", "Find any command, investigation or day by a few letters"),
            ("Ctrl+K", "Ctrl+Shift+P"),
            group=4,
        ),
    )


def _case() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "new_investigation",
            translate("actions", "&New investigation…"),
            "case",
            translate(
                "actions", "Write down a new investigation, its figure beside it, while the file is edited"
            ),
            ("Ctrl+N",),
        ),
        ActionSpec(
            "explain",
            translate("actions", "&Explain this figure"),
            "case",
            translate("actions", "Show step by step how the amount in focus is made"),
            ("Ctrl+E",),
            group=1,
        ),
        ActionSpec(
            "what_if",
            translate("actions", "&What if…"),
            "case",
            translate("actions", "Change the terms of a penalty in a scenario, beside the record"),
            ("Ctrl+Shift+I",),
            group=1,
        ),
        ActionSpec(
            "add_event",
            translate("actions", "&Add event"),
            "case",
            translate("actions", "Type an event into the timeline: 27 May 2021 NGO complaint"),
            ("Ctrl+Shift+A",),
            group=1,
        ),
        ActionSpec(
            "add_holidays",
            translate("actions", "Add &holidays…"),
            "case",
            translate("actions", "Write down the public holidays of a year without a checked list"),
            group=1,
        ),
    )


def _records() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "sources",
            translate("actions", "&Sources…"),
            "case",
            translate("actions", "Show the sources of the fact that is selected; while editing, add one"),
            ("Ctrl+L",),
            group=1,
        ),
        ActionSpec(
            "parties",
            translate("actions", "&Respondents and authorities…"),
            "case",
            translate("actions", "Find them; while the file is edited, rename and merge them"),
            group=2,
        ),
        ActionSpec(
            "duplicate_case",
            translate("actions", "D&uplicate investigation"),
            "case",
            translate("actions", "Add a copy of the investigation shown, while the file is edited"),
            group=2,
        ),
        ActionSpec(
            "delete_case",
            translate("actions", "&Delete investigation…"),
            "case",
            translate("actions", "Delete the investigation shown, while the file is edited"),
            group=2,
        ),
    )


def _help() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "keys",
            translate("actions", "&Keyboard shortcuts"),
            "help",
            translate("actions", "Show every key of the program"),
            ("F1",),
        ),
        ActionSpec(
            "about",
            translate("actions", "&About Astreinte"),
            "help",
            translate("actions", "Show the version and what it is made of"),
        ),
    )
