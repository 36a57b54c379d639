"""Changes of other programs to the open file: found beside its last backup, and noted in its side file."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

from desktop.domain.edit.outside import OutsideChange
from desktop.store.edit.comparing import FileComparison, can_be_compared
from desktop.store.edit.history import cells_text
from desktop.store.edit.telling import note_change
from desktop.store.file.backup import backup_folder, list_backups
from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError
from desktop.store.side.opening import SideFileError, side_path
from desktop.store.side.outside import OutsideNotes, OutsideRow, Unseen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from desktop.domain.edit.change import Change
    from desktop.session.reader.reader import Reader
    from desktop.store.file.casefile import CaseFile
    from desktop.store.side.outside import Compared

_TRIES = 3  # of noting, where another window notes at the same time


class OutsideWatch:
    """The notes on other programs; on the worker's thread. A side file that cannot be used has none."""

    def __init__(self, reader: Reader, folder: Path | None) -> None:
        """Keep the notes below a folder, beside the backups; without a folder there are none."""
        self._reader, self._folder = reader, folder

    def compare(self, at: datetime, backup: str) -> int:
        """Note what other programs changed since the last comparison; the number of changes noted.

        `backup` is the name of the backup with which the file is compared from now on: it was made when
        editing was switched on. Raises CaseFileError.
        """
        file, notes = self._reader.file, self._notes
        if file is None or notes is None or self._folder is None or not can_be_compared(file):
            return 0
        noted = 0
        copies = backup_folder(self._folder, file.uid)
        with suppress(SideFileError):
            known = notes.compared()
            if backup and self._is_newer(backup, known.backup):
                noted += self._go_on_to(copies, known, backup, at)
                known = notes.compared()
            noted += self._note(copies / known.backup, known, file, at) if known.backup else 0
        return noted

    def notes(self, before: int, most: int) -> tuple[OutsideChange, ...]:
        """The latest notes before one, the newest first."""
        notes = self._notes
        with suppress(SideFileError):
            return _changes(notes.before(before, most)) if notes is not None else ()
        return ()

    def notes_of(self, uid: str) -> tuple[OutsideChange, ...]:
        """The notes on a record, the newest first."""
        notes = self._notes
        with suppress(SideFileError):
            return _changes(notes.of_record(uid)) if notes is not None else ()
        return ()

    def unseen(self) -> Unseen:
        """The notes that nobody has seen yet."""
        notes = self._notes
        with suppress(SideFileError):
            return notes.unseen() if notes is not None else Unseen()
        return Unseen()

    def see(self, last: int) -> None:
        """Take the notes up to one for seen."""
        notes = self._notes
        with suppress(SideFileError):
            if notes is not None:
                notes.see(last)

    @property
    def _notes(self) -> OutsideNotes | None:
        """The notes on the open file, in its side file."""
        file, folder = self._reader.file, self._folder
        if file is None or folder is None:
            return None
        return OutsideNotes(side_path(folder / "side", file.uid or str(file.path)), file.path.absolute())

    def _is_newer(self, backup: str, known: str) -> bool:
        """Whether a backup was made after another one; another window may have compared with a newer one."""
        file = self._reader.file
        if backup == known or file is None or self._folder is None:
            return False
        names = [found.path.name for found in list_backups(self._folder, file.uid)]
        if backup not in names:
            return False
        return known not in names or names.index(backup) < names.index(known)

    def _go_on_to(self, copies: Path, known: Compared, backup: str, at: datetime) -> int:
        """Compare the last copy with a newer one, which takes its place; the number of changes noted."""
        try:
            with closing(open_case_file(copies / backup)) as newer:
                if not can_be_compared(newer):
                    return 0
                return self._note(copies / known.backup, known, newer, at, backup)
        except CaseFileError:  # the backup is gone, or damaged
            return 0

    def _note(self, copy: Path, known: Compared, now: CaseFile, at: datetime, backup: str = "") -> int:
        """Note the changes from a copy to a file."""
        notes = self._notes
        if notes is None:
            return 0
        for _ in range(_TRIES):
            rows = tuple(_found(copy, known, now, at))
            if (not rows and not backup) or notes.note(rows, known.last, backup):
                return len(rows)
            known = notes.compared()
        return 0


def _found(copy: Path, known: Compared, now: CaseFile, at: datetime) -> Iterable[OutsideRow]:
    """What other programs changed from a copy to a file; nothing where the copy cannot be read."""
    if not known.backup:
        return
    try:
        earlier = open_case_file(copy)
    except CaseFileError:
        return
    with closing(earlier):
        if not can_be_compared(earlier):
            return
        comparison = FileComparison(earlier, now, _changes(known.since))
        for change in comparison.found():
            yield _row(change, comparison.last_row, at)


def _row(change: Change, last_row: int, at: datetime) -> OutsideRow:
    return OutsideRow(
        0,
        at.isoformat(timespec="seconds"),
        last_row,
        change.table,
        change.uid,
        None if change.before is None else cells_text(change.before),
        None if change.after is None else cells_text(change.after),
    )


def _changes(rows: Iterable[OutsideRow]) -> tuple[OutsideChange, ...]:
    """The changes of notes; those that were spoilt are left out."""
    told = ((row, note_change(row.table, row.uid, row.before, row.after)) for row in rows)
    return tuple(
        OutsideChange(row.id, row.noticed_at, row.after_row, change, bool(row.is_seen))
        for row, change in told
        if change is not None
    )
