"""The history of the open file with the changes of other programs, page by page; on the worker's thread."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.change import Change, Edit, EditKind, changed, new_uid
from desktop.domain.edit.told import HistoryFilter, HistoryPlace, ToldCell, ToldPage, UndoConflict, note_key
from desktop.domain.penalty.headline import Headline
from desktop.domain.prepared.standing import FiguresError, row_on
from desktop.session.reader.outside import OutsideWatch
from desktop.session.reader.writing import Sealing
from desktop.store.edit.hanging import uids_with
from desktop.store.edit.telling import HistoryTelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from desktop.domain.case.ids import CaseId
    from desktop.domain.days.asof import AsOf
    from desktop.domain.edit.change import Reference
    from desktop.domain.edit.outside import OutsideChange
    from desktop.domain.edit.told import ToldStep
    from desktop.domain.listing.row import Row
    from desktop.session.reader.outside import Noted
    from desktop.session.reader.reader import Reader
    from desktop.session.reader.writing import Conflict

LATEST = HistoryPlace(2**63 - 1, 2**63 - 1)
PAGE = 100  # steps


class HistoryAsked(NamedTuple):
    """The steps wanted: a filter, the user's name, the place after which they come, and their number.

    With records, only the steps that changed these, or what belongs to them.
    """

    filter: HistoryFilter = HistoryFilter.EVERYTHING
    author: str = ""
    place: HistoryPlace = LATEST
    most: int = PAGE
    about: tuple[Reference, ...] = ()


class HistoryAnswer(NamedTuple):
    """Some steps, and the figures of investigations after the last step that can have changed them."""

    page: ToldPage = ToldPage()
    figures: Mapping[str, Row] = MappingProxyType({})


class HistoryReader:
    """The history of the open file; every method raises CaseFileError."""

    def __init__(self, reader: Reader, folder: Path | None) -> None:
        self._reader = reader
        self._outside = OutsideWatch(reader, folder)
        self._last = 0  # the newest note that was shown

    def compare(self, at: datetime, backup: str) -> int:
        """Note what other programs changed; the number of changes noted."""
        return self._outside.compare(at, backup)

    def compare_on(self, at: datetime, backup: str) -> Noted:
        """Compare as above for a moment, or go on with that."""
        return self._outside.compare_on(at, backup)

    def page(self, asked: HistoryAsked, as_of: AsOf) -> HistoryAnswer:
        """The steps after a place, the newest first, with the figures of a day."""
        file = self._reader.file
        if file is None:
            return HistoryAnswer()
        telling = HistoryTelling(file)
        unseen = self._outside.unseen()
        found = tuple(islice(self._merged(telling, asked), asked.most))
        page = ToldPage(
            tuple(step for _, step in found),
            found[-1][0] if len(found) == asked.most else None,
            unseen.number,
        )
        is_whole = asked.filter is HistoryFilter.EVERYTHING and asked.place == LATEST and not asked.about
        return HistoryAnswer(page, self._figures(page.steps, as_of) if is_whole else {})

    def conflict(self, key: str, conflict: Conflict, *, is_outside: bool) -> UndoConflict | None:
        """A step that was not undone, with the values and who changed them."""
        file = self._reader.file
        if file is None:
            return None
        telling, batch = HistoryTelling(file), "" if is_outside else key
        later = telling.later_change(conflict.table, conflict.uid, conflict.column, batch)
        note = self._note_on(conflict)
        if is_outside and note is not None and note_key(note.id) == key:  # the change itself, not a later one
            later = later if later is not None and later.row > note.after_row else None
            note = None
        if note is not None and (later is None or later.row <= note.after_row):
            at, by = note.noticed_at, ""
        else:
            at, by = (later.at, later.author) if later is not None else ("", "")
        cell = ToldCell(conflict.column, telling.shown(conflict.after), telling.shown(conflict.before))
        made = telling.of_step(batch, conflict.table, conflict.uid) if batch else None
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
            is_outside=is_outside,
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
        if not unseen.number or not newest or newest[0].id > self._last:
            return None
        return Sealing(newest[0].id, unseen.tables)

    def see(self, last_note: int) -> None:
        """Take the notes up to one for seen."""
        self._outside.see(last_note)

    def _merged(
        self, telling: HistoryTelling, asked: HistoryAsked
    ) -> Iterator[tuple[HistoryPlace, ToldStep]]:
        """Steps and notes in their order, the newest first, each with the place after it."""
        author = asked.author if asked.filter is HistoryFilter.BY_ME else ""
        by_others = asked.filter is HistoryFilter.BY_OTHERS
        uids = self._uids(asked)
        own = telling.steps(asked.place.row, author, by_others=by_others, uids=uids)
        notes = self._notes(asked.place.note, uids) if asked.filter is not HistoryFilter.BY_ME else iter(())
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

    def _figures(self, steps: Iterable[ToldStep], as_of: AsOf) -> dict[str, Row]:
        """The figure of each investigation, by the key of the last step that can have changed it."""
        last: dict[CaseId, str] = {}
        for step in steps:
            if step.subject.case is not None and _can_change_figure(step):
                last.setdefault(step.subject.case, step.key)
        found = {}
        for listed in self._reader.rows(tuple(last), hindsight=as_of.hindsight):
            with suppress(FiguresError, LookupError):
                row = row_on(listed, as_of)
                if row.headline is not Headline.NONE:
                    found[last[listed.id]] = row
        return found

    def _uids(self, asked: HistoryAsked) -> frozenset[str] | None:
        """The uids of the records whose history is wanted; None for that of the whole file."""
        file = self._reader.file
        return uids_with(file, asked.about) if asked.about and file is not None else None

    def _notes(self, before: int, uids: frozenset[str] | None) -> Iterator[OutsideChange]:
        while found := self._outside.notes(before, PAGE, uids):
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


def _can_change_figure(step: ToldStep) -> bool:
    """Whether a step can have changed the accrued sum of its investigation."""
    is_whole = step.subject.table == "investigations" and (step.rows > 1 or step.table == "investigations")
    return is_whole or step.subject.table in {"orders", "penalty_terms"}
