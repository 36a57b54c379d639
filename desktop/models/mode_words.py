"""Editing in words: the backup, the number of changes, the step to undo, the list of backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import text
from desktop.domain.edit.change import EditKind
from desktop.models.table import Column

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.domain.file import Backup

translate = QCoreApplication.translate


def backup_words(at: datetime, today: date) -> str:
    """The moment of a backup on the user's own clock; with its day if that is not today."""
    here = at.astimezone()
    time = f"{here:%H:%M}"
    if here.date() == today:
        return translate("mode", "backup of {0}").format(time)
    return translate("mode", "backup of {0}, {1}").format(text.day(here.date()), time)


def changes_words(number: int) -> str:
    """The number of changes since the file was opened; empty without any."""
    if number == 0:
        return ""
    if number == 1:
        return translate("mode", "1 change since opening")
    return translate("mode", "{0} changes since opening").format(text.count(number))


def step_words(kind: EditKind | None) -> str:
    """The kind of a step, for menus and lists; None is a step of a scenario."""
    return _step_words()[kind]


def undo_words(step: EditKind | None, *, is_there: bool) -> str:
    """The command that takes a step back; None is a step of a scenario."""
    return (
        translate("mode", "&Undo: {0}").format(step_words(step)) if is_there else translate("mode", "&Undo")
    )


def redo_words(step: EditKind | None, *, is_there: bool) -> str:
    """The command that makes a step again; None is a step of a scenario."""
    return (
        translate("mode", "&Redo: {0}").format(step_words(step)) if is_there else translate("mode", "&Redo")
    )


def backup_columns() -> tuple[Column[Backup], ...]:
    """The columns of backups: when, size and path."""
    return (
        Column(
            translate("mode", "Made"),
            lambda backup: _moment(backup.at),
            lambda backup: backup.at.isoformat(),
            bold=True,
        ),
        Column(
            translate("mode", "Size"),
            lambda backup: QLocale().formattedDataSize(backup.size),
            lambda backup: backup.size,
        ),
        Column(
            translate("mode", "Path"),
            lambda backup: text.printable(str(backup.path)),
            lambda backup: str(backup.path),
            stretch=True,
            tip=lambda backup: text.printable(str(backup.path)),
        ),
    )


def _moment(at: datetime) -> str:
    here = at.astimezone()
    return f"{text.long_day(here.date())}, {here:%H:%M:%S}"


def _step_words() -> dict[EditKind | None, str]:
    return {
        None: translate("mode", "scenario changed"),
        EditKind.INVESTIGATION_ADDED: translate("mode", "investigation added"),
        EditKind.INVESTIGATION_CHANGED: translate("mode", "investigation changed"),
        EditKind.INVESTIGATION_DELETED: translate("mode", "investigation deleted"),
        EditKind.EVENT_ADDED: translate("mode", "event added"),
        EditKind.EVENT_CHANGED: translate("mode", "event changed"),
        EditKind.EVENT_DELETED: translate("mode", "event deleted"),
        EditKind.EVENTS_ADDED: translate("mode", "events added"),
        EditKind.ORDER_ADDED: translate("mode", "order added"),
        EditKind.ORDER_CHANGED: translate("mode", "order changed"),
        EditKind.ORDER_DELETED: translate("mode", "order deleted"),
        EditKind.FACT_ADDED: translate("mode", "fact added"),
        EditKind.FACT_CHANGED: translate("mode", "fact changed"),
        EditKind.FACT_DELETED: translate("mode", "fact deleted"),
        EditKind.FINE_ADDED: translate("mode", "fine added"),
        EditKind.FINE_CHANGED: translate("mode", "fine changed"),
        EditKind.FINE_DELETED: translate("mode", "fine deleted"),
        EditKind.DECISION_ADDED: translate("mode", "decision added"),
        EditKind.DECISION_CHANGED: translate("mode", "decision changed"),
        EditKind.DECISION_DELETED: translate("mode", "decision deleted"),
        EditKind.SOURCE_ADDED: translate("mode", "source added"),
        EditKind.SOURCE_CHANGED: translate("mode", "source changed"),
        EditKind.SOURCE_DELETED: translate("mode", "source deleted"),
        EditKind.PARTY_CHANGED: translate("mode", "party changed"),
        EditKind.PARTIES_MERGED: translate("mode", "parties merged"),
        EditKind.ROW_CORRECTED: translate("mode", "row corrected"),
        EditKind.ROW_DELETED: translate("mode", "row deleted"),
        EditKind.IMPORTED: translate("mode", "import"),
    }
