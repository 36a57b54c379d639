"""Editing in words: the backup, the number of changes, the step to undo, the list of backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import text
from desktop.domain.edit.change import EditKind
from desktop.models.table import Column

if TYPE_CHECKING:
    from datetime import date, datetime

    from desktop.domain.file import Backup, Repair, Shrunk, TakenRows

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


def smaller_words(shrunk: Shrunk) -> str:
    """How much smaller a file is now."""
    size = QLocale().formattedDataSize
    if shrunk.after >= shrunk.before:
        words = translate("mode", "The file is as small as it can be ({0}). A backup was made.")
        return words.format(size(shrunk.after))
    words = translate("mode", "The file is {0} smaller now: {1} in place of {2}. A backup was made first.")
    return words.format(size(shrunk.before - shrunk.after), size(shrunk.after), size(shrunk.before))


def repair_words(repair: Repair) -> str:
    """What a repaired copy holds, and where it lies."""
    name, rows = text.printable(repair.path.name), text.count(repair.taken)
    if not repair.losses:
        words = translate("mode", "“{0}” holds all {1} rows of the file, and is open now.")
    else:
        words = translate(
            "mode",
            "“{0}” holds the {1} rows that could be read, and is open now. The rest could not be taken.",
        )
    kept = translate("mode", "The damaged file is as it was: {0}")
    return f"{words.format(name, rows)} {kept.format(text.printable(str(repair.source)))}"


def loss_columns() -> tuple[Column[TakenRows], ...]:
    """The columns of tables with lost rows: table, rows taken, rows lost, their ids."""
    return (
        Column(
            translate("mode", "Table"),
            lambda loss: loss.table.replace("_", " "),
            lambda loss: loss.table,
            bold=True,
        ),
        Column(translate("mode", "Taken"), lambda loss: text.count(loss.taken), lambda loss: loss.taken),
        Column(translate("mode", "Not taken"), _lost_words, lambda loss: loss.lost),
        Column(
            translate("mode", "Rows"),
            lambda loss: _ids_words(loss.ids, loss.lost),
            lambda loss: loss.ids[:1],
            stretch=True,
        ),
    )


def _lost_words(loss: TakenRows) -> str:
    if not loss.is_cut:
        return text.count(loss.lost)
    if not loss.taken:
        return translate("mode", "all, if there were any")
    return translate("mode", "all after these, if there were any")


def _ids_words(ids: tuple[int, ...], number: int) -> str:
    """The ids of rows, neighbours as one range."""
    ranges: list[list[int]] = []
    for one in sorted(ids):
        if ranges and one == ranges[-1][1] + 1:
            ranges[-1][1] = one
        else:
            ranges.append([one, one])
    said = [str(first) if first == last else f"{first}\N{EN DASH}{last}" for first, last in ranges]
    return ", ".join([*said, "…"] if number > len(ids) else said) or text.NOTHING


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
        EditKind.PROVISION_ADDED: translate("mode", "provision added"),
        EditKind.PROVISION_CHANGED: translate("mode", "provision changed"),
        EditKind.PROVISION_DELETED: translate("mode", "provision deleted"),
        EditKind.SOURCE_ADDED: translate("mode", "source added"),
        EditKind.SOURCE_CHANGED: translate("mode", "source changed"),
        EditKind.SOURCE_DELETED: translate("mode", "source deleted"),
        EditKind.PARTY_CHANGED: translate("mode", "party changed"),
        EditKind.PARTIES_MERGED: translate("mode", "parties merged"),
        EditKind.HOLIDAYS_CHANGED: translate("mode", "holidays changed"),
        EditKind.ROW_CORRECTED: translate("mode", "row corrected"),
        EditKind.ROW_DELETED: translate("mode", "row deleted"),
        EditKind.IMPORTED: translate("mode", "import"),
    }
