"""The changes of a case file from the newest back, by the history and the notes on other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.told import note_key
from desktop.store.edit import tables
from desktop.store.edit.history import changes_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from desktop.domain.edit.change import Change
    from desktop.domain.edit.outside import OutsideChange
    from desktop.store.file.casefile import CaseFile

_AT_ONCE = 100  # rows
_LATEST = 2**63 - 1
ROWS = f"""
SELECT id, batch, table_name, record_uid, before, after
  FROM changes
 WHERE id < :before AND table_name <> '{tables.CONTENTS}'
 ORDER BY id DESC
 LIMIT :most
"""  # noqa: S608 - a name of our own


class PastChange(NamedTuple):
    """What one row of the history tells, or a note: the key of its step; None for what cannot be read."""

    key: str
    changes: tuple[Change, ...] | None


def changes_back(file: CaseFile, notes: Iterator[OutsideChange]) -> Iterator[PastChange]:
    """All changes, the newest first; `notes` are in that order too. Raises CaseFileError."""
    note = next(notes, None)
    for row in _rows(file):
        while note is not None and note.after_row >= row["id"]:
            yield PastChange(note_key(note.id), (note.change,))
            note = next(notes, None)
        yield PastChange(row["batch"], _told(row))
    while note is not None:
        yield PastChange(note_key(note.id), (note.change,))
        note = next(notes, None)


def _rows(file: CaseFile) -> Iterator[sqlite3.Row]:
    before = _LATEST
    while found := file.rows(ROWS, {"before": before, "most": _AT_ONCE}):
        yield from found
        before = found[-1]["id"]


def _told(row: sqlite3.Row) -> tuple[Change, ...] | None:
    try:
        return tuple(reversed(tuple(changes_of(row))))
    except (ValueError, KeyError, TypeError, AttributeError):  # another program spoilt it
        return None
