"""What the menu View holds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.actions.spec import ActionSpec

tr = QCoreApplication.translate


def view_actions() -> tuple[ActionSpec, ...]:
    """The actions of View and of its themes, in their order."""
    return (*_tabs(), *_view(), *_text_size(), *_themes())


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
