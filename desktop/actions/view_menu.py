"""The actions of the menu View and of its submenu Theme."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.actions.spec import ActionSpec

translate = QCoreApplication.translate


def view_actions() -> tuple[ActionSpec, ...]:
    """The actions of View and Theme, in menu order."""
    return (*_tabs(), *_view(), *_text_size(), *_themes())


def _tabs() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "show_timeline",
            translate("actions", "&Timeline"),
            "view",
            translate("actions", "Show the events of the investigation in time"),
            ("Ctrl+1",),
        ),
        ActionSpec(
            "show_penalty",
            translate("actions", "&Penalty"),
            "view",
            translate("actions", "Show how the accrued figure is made"),
            ("Ctrl+2",),
        ),
        ActionSpec(
            "show_decision",
            translate("actions", "&Decision"),
            "view",
            translate("actions", "Show fines, provisions and orders"),
            ("Ctrl+3",),
        ),
        ActionSpec(
            "show_related",
            translate("actions", "&Related"),
            "view",
            translate("actions", "Show other investigations against the same respondent"),
            ("Ctrl+4",),
        ),
    )


def _view() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "show_overview",
            translate("actions", "&Overview"),
            "view",
            translate("actions", "Show the sums of all investigations"),
            ("Ctrl+5",),
        ),
        ActionSpec(
            "show_history",
            translate("actions", "Histor&y"),
            "view",
            translate("actions", "Show every change of this file, and undo any of them"),
            ("Ctrl+H",),
        ),
        ActionSpec(
            "fit_timeline",
            translate("actions", "F&it timeline"),
            "view",
            translate("actions", "Show the whole timeline"),
            ("Ctrl+9",),
            group=2,
        ),
        ActionSpec(
            "full_screen",
            translate("actions", "&Full screen"),
            "view",
            translate("actions", "Use the whole screen, or return from it"),
            ("F11",),
            group=2,
            checkable=True,
        ),
    )


def _text_size() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "text_larger",
            translate("actions", "Text &larger"),
            "view",
            translate("actions", "Make all text larger"),
            ("Ctrl++", "Ctrl+="),
            group=1,
        ),
        ActionSpec(
            "text_smaller",
            translate("actions", "Text &smaller"),
            "view",
            translate("actions", "Make all text smaller"),
            ("Ctrl+-",),
            group=1,
        ),
        ActionSpec(
            "text_normal",
            translate("actions", "Text in &usual size"),
            "view",
            translate("actions", "Return to the usual size of text"),
            ("Ctrl+0",),
            group=1,
        ),
    )


def _themes() -> tuple[ActionSpec, ...]:
    words = (
        (
            "system",
            translate("actions", "&System"),
            translate("actions", "Follow the light or dark mode of the system"),
        ),
        ("light", translate("actions", "&Light"), translate("actions", "Dark words on a light ground")),
        ("dark", translate("actions", "&Dark"), translate("actions", "Light words on a dark ground")),
        ("contrast", translate("actions", "&High contrast"), translate("actions", "The strongest contrast")),
    )
    return tuple(
        ActionSpec(f"theme_{name}", text, "view/theme", tip, checkable=True) for name, text, tip in words
    )
