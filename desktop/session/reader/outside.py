"""Changes of other programs to the open file: found beside its last backup, and noted in its side file."""

from __future__ import annotations

import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

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
    from collections.abc import Generator, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from desktop.domain.edit.change import Change
    from desktop.session.reader.reader import Reader
    from desktop.store.file.casefile import CaseFile
    from desktop.store.side.outside import Compared

_TRIES = 20  # of noting, where others write at the same time
_AT_ONCE = 2_000  # notes in one transaction
_SLICE = 0.05  # seconds


class Noted(NamedTuple):
    """The number of changes noted; `goes_on` if the comparison is not over."""

    number: int
    goes_on: bool = False


class OutsideWatch:
    """The notes on other programs; on the worker's thread. A side file that cannot be used has none."""

    def __init__(self, reader: Reader, folder: Path | None) -> None:
        """Keep the notes below a folder, beside the backups; without a folder there are none."""
        self._reader, self._folder = reader, folder
        self._going: tuple[CaseFile | None, str, Generator[int]] | None = None

    def compare(self, at: datetime, backup: str) -> int:
        """Note what other programs changed since the last comparison; the number of changes noted.

        `backup` is the name of the backup with which the file is compared from now on: it was made when
        editing was switched on. Raises CaseFileError.
        """
        return sum(self._compared(at, backup))

    def compare_on(self, at: datetime, backup: str) -> Noted:
        """Compare as above for a moment, or go on with that; what was noted in it. Raises CaseFileError."""
        file, end = self._reader.file, time.monotonic() + _SLICE
        if self._going is None or self._going[:2] != (file, backup):
            self.stop()
            self._going = file, backup, self._compared(at, backup)
        noted = 0
        try:
            for found in self._going[2]:
                noted += found
                if time.monotonic() > end:
                    return Noted(noted, goes_on=True)
        except CaseFileError:
            self.stop()
            raise
        self.stop()
        return Noted(noted)

    def stop(self) -> None:
        """Give up the comparison that goes on; what it noted stays."""
        going, self._going = self._going, None
        if going is not None:
            going[2].close()

    def _compared(self, at: datetime, backup: str) -> Generator[int]:
        """The numbers of changes noted, some at a time, and often none."""
        file, notes = self._reader.file, self._notes
        if file is None or notes is None or self._folder is None or not can_be_compared(file):
            return
        copies = backup_folder(self._folder, file.uid)
        with suppress(SideFileError):
            known = notes.compared()
            if backup and self._is_newer(backup, known.backup):
                yield from self._go_on_to(copies, known, backup, at)
                known = notes.compared()
            if known.backup:
                yield from self._note(copies / known.backup, known, file, at)

    def notes(self, before: int, most: int, uids: frozenset[str] | None = None) -> tuple[OutsideChange, ...]:
        """The latest notes before one, the newest first; those on some records, if given."""
        notes = self._notes
        with suppress(SideFileError):
            return _changes(notes.before(before, most, uids)) if notes is not None else ()
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

    def _go_on_to(self, copies: Path, known: Compared, backup: str, at: datetime) -> Iterator[int]:
        """Compare the last copy with a newer one, which takes its place; the numbers of changes noted."""
        try:
            with closing(open_case_file(copies / backup)) as newer:
                if can_be_compared(newer):
                    yield from self._note(copies / known.backup, known, newer, at, backup)
        except CaseFileError:  # the backup is gone, or damaged
            return

    def _note(
        self, copy: Path, known: Compared, now: CaseFile, at: datetime, backup: str = ""
    ) -> Iterator[int]:
        """Note the changes from a copy to a file, anew where that is written meanwhile."""
        notes = self._notes
        for _ in range(_TRIES):
            if notes is None or (yield from _note_once(notes, copy, known, now, at, backup)):
                return
            known = notes.compared()


def _note_once(  # noqa: PLR0913, PLR0917 - what is compared, and what is known of it
    notes: OutsideNotes, copy: Path, known: Compared, now: CaseFile, at: datetime, backup: str
) -> Generator[int, None, bool]:
    """Note the changes from a copy to a file; False where one of these was written meanwhile."""
    commits, last, waiting = now.commits, known.last, list[OutsideRow]()
    for rows in _found(copy, known, now, at):
        waiting += rows
        if len(waiting) < _AT_ONCE:
            yield 0
            continue
        noted = notes.note(waiting, last) if now.commits == commits else None
        if noted is None:
            return False
        last = noted
        yield len(waiting)
        waiting.clear()
    if waiting or backup:
        if now.commits != commits or notes.note(waiting, last, backup) is None:
            return False
        yield len(waiting)
    return True


def _found(copy: Path, known: Compared, now: CaseFile, at: datetime) -> Iterator[list[OutsideRow]]:
    """What other programs changed from a copy to a file, as it is found; nothing for an unreadable copy."""
    if not known.backup:
        return
    try:
        earlier = open_case_file(copy)
    except CaseFileError:
        return
    with closing(earlier):
        if not can_be_compared(earlier):
            return
        comparison, noticed_at = (
            FileComparison(earlier, now, _changes(known.since)),
            at.isoformat(timespec="seconds"),
        )
        for changes in comparison.found():
            yield [_row(change, comparison.last_row, noticed_at) for change in changes]


def _row(change: Change, last_row: int, noticed_at: str) -> OutsideRow:
    return OutsideRow(
        0,
        noticed_at,
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
