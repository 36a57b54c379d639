"""The history of the open file with the changes of other programs, page by page; on the worker's thread."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.change import Change, Edit, EditKind, changed, new_uid
from desktop.domain.edit.told import HistoryFilter, HistoryPlace, ToldCell, ToldPage, UndoConflict
from desktop.session.reader.outside import OutsideWatch
from desktop.session.reader.writing import Sealing
from desktop.store.edit.telling import HistoryTelling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from desktop.domain.edit.outside import OutsideChange
    from desktop.domain.edit.told import ToldStep
    from desktop.session.reader.reader import Reader
    from desktop.session.reader.writing import Conflict

LATEST = HistoryPlace(2**63 - 1, 2**63 - 1)
PAGE = 100  # steps


class Asked(NamedTuple):
    """The steps wanted: a filter, the user's name, and the place after which they come."""

    filter: HistoryFilter = HistoryFilter.EVERYTHING
    author: str = ""
    place: HistoryPlace = LATEST
    most: int = PAGE


class HistoryReader:
    """The history of the open file; every method raises CaseFileError."""

    def __init__(self, reader: Reader, folder: Path | None) -> None:
        self._reader = reader
        self._outside = OutsideWatch(reader, folder)
        self._last = 0  # the newest note that was shown

    def compare(self, at: datetime, backup: str) -> int:
        """Note what other programs changed; the number of changes noted."""
        return self._outside.compare(at, backup)

    def page(self, asked: Asked) -> ToldPage:
        """The steps after a place, the newest first."""
        file = self._reader.file
        if file is None:
            return ToldPage()
        telling = HistoryTelling(file)
        unseen = self._outside.unseen()
        found = tuple(islice(self._merged(telling, asked), asked.most))
        return ToldPage(
            tuple(step for _, step in found),
            found[-1][0] if len(found) == asked.most else None,
            unseen.number if unseen is not None else 0,
        )

    def conflict(self, key: str, conflict: Conflict) -> UndoConflict | None:
        """A step that was not undone, with the values and who changed them."""
        file = self._reader.file
        if file is None:
            return None
        telling = HistoryTelling(file)
        later = telling.later_change(conflict.table, conflict.uid, conflict.column, key)
        note = self._note_on(conflict)
        if note is not None and (later is None or later.row <= note.after_row):
            at, by = note.noticed_at, ""
        else:
            at, by = (later.at, later.author) if later is not None else ("", "")
        cell = ToldCell(conflict.column, telling.shown(conflict.after), telling.shown(conflict.before))
        made = telling.of_step(key, conflict.table, conflict.uid)
        return UndoConflict(
            key,
            conflict.table,
            conflict.column,
            cell,
            telling.shown(conflict.now),
            at,
            by,
            telling.currency(conflict.table, conflict.uid),
            can_be_restored=self.restoring(key, conflict) is not None,
            removes=made is not None and made.before is None,
        )

    def restoring(self, key: str, conflict: Conflict) -> Edit | None:
        """The edit that brings a lost record back with its values; None where nobody knows them."""
        file = self._reader.file
        if file is None or conflict.column:
            return None
        later = HistoryTelling(file).later_change(conflict.table, conflict.uid, "", key)
        note = self._note_on(conflict)
        cells = note.change.before if note is not None else later.change.before if later is not None else None
        if cells is None:
            return None
        change = Change(conflict.table, conflict.uid, None, cells)
        return Edit(EditKind.ROW_CORRECTED, (change,), new_uid())

    def undoing_note(self, number: int) -> Edit | None:
        """The edit that takes a change of another program back."""
        for note in self._outside.notes(number + 1, 1):
            if note.id == number:
                inverse = note.change.inverse
                if inverse.before is None:
                    kind = EditKind.ROW_CORRECTED
                elif inverse.after is None:
                    kind = EditKind.ROW_DELETED
                else:
                    kind = EditKind.ROW_CORRECTED
                    inverse = changed(inverse.table, inverse.uid, inverse.before, inverse.after)
                return Edit(kind, (inverse,), new_uid())
        return None

    def to_be_seen(self) -> Sealing | None:
        """The notes shown that are to be taken for seen; None without any, or where newer ones are there."""
        unseen = self._outside.unseen()
        newest = self._outside.notes(LATEST.note, 1)
        if unseen is None or not unseen.number or not newest or newest[0].id > self._last:
            return None
        return Sealing(newest[0].id, unseen.tables)

    def see(self, last_note: int) -> None:
        """Take the notes up to one for seen."""
        self._outside.see(last_note)

    def _merged(self, telling: HistoryTelling, asked: Asked) -> Iterator[tuple[HistoryPlace, ToldStep]]:
        """Steps and notes in their order, the newest first, each with the place after it."""
        author = asked.author if asked.filter is HistoryFilter.BY_ME else ""
        by_others = asked.filter is HistoryFilter.BY_OTHERS
        own = telling.steps(asked.place.row, author, by_others=by_others)
        notes = self._notes(asked.place.note) if asked.filter is not HistoryFilter.BY_ME else iter(())
        place, step, note = asked.place, next(own, None), next(notes, None)
        while step is not None or note is not None:
            if note is not None and (step is None or step[0] <= note.after_row):
                self._last = max(self._last, note.id)
                place = place._replace(note=note.id)
                yield place, telling.of_note(note)
                note = next(notes, None)
            elif step is not None:
                place = place._replace(row=step[0])
                yield place, step[1]
                step = next(own, None)

    def _notes(self, before: int) -> Iterator[OutsideChange]:
        while found := self._outside.notes(before, PAGE):
            yield from found
            before = found[-1].id

    def _note_on(self, conflict: Conflict) -> OutsideChange | None:
        """The last note on a cell, or on a lost record."""
        for note in self._outside.notes_of(conflict.uid):
            change = note.change
            if change.table == conflict.table and (
                change.after is None if not conflict.column else conflict.column in (change.after or {})
            ):
                return note
        return None
