"""Saving by key: the form that is open, of whatever kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from desktop.views.window.laterparts import LaterParts


def save_open(window: LaterParts) -> None:
    """Save what is open and not saved: a draft as an investigation, a row, else the forms.

    Without any the status bar says that nothing waits to be saved.
    """
    if not window.session.editing.is_on or not _saved(window):
        window.status_row.say(QCoreApplication.translate("Saving", "Saved as you go"))


def _saved(window: LaterParts) -> bool:
    """Whether anything was open that is saved now, or that the cursor is in to be corrected."""
    from desktop.views.edit.small_form import SmallForm  # noqa: PLC0415 - few save by key, many start
    from desktop.views.timeline.row_editor import RowEditor  # noqa: PLC0415 - as above

    if window.is_drafting:
        window.draft_page.save()
        return True
    for row in window.frame.findChildren(RowEditor):
        if row.isVisible():
            row.save()
            return True
    every = window.frame.findChildren(SmallForm)
    forms = [one for one in every if one.isVisible() and one.window() is window.frame and one.form.is_dirty]
    for form in forms:
        form.save()
    return bool(forms)
