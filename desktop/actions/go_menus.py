"""What the menus Go, Case and Help hold."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.actions.spec import ActionSpec

tr = QCoreApplication.translate


def go_actions() -> tuple[ActionSpec, ...]:
    """The actions of Go, Case and Help, in their order."""
    return (*_go(), *_day(), *_case(), *_help())


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
        ActionSpec(
            "palette",
            tr("actions", "&Command palette…"),
            "go",
            tr("actions", "Find any command, investigation or day by a few letters"),
            ("Ctrl+K", "Ctrl+Shift+P"),
            group=4,
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
