"""The reasons why an edit was not made, in sentences for people."""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.file import Problem
from desktop.domain.printable import short_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.domain.edit.change import Cell

_SENTENCES = {
    "locked": "Another program is writing to this file. Your change is kept; try again.",
    "no-room": "There is no room on the disk for this change. The file is as it was."
    " Make room, then try again.",
    "read-only": "This file may not be written: it, or its folder, is write-protected."
    " The file is as it was.",
    "damaged": "This file is damaged, so nothing is written to it. Open a backup.",
    "not-written": "The disk refused this change. The file is as it was. Save a copy on another disk.",
    "old": "This file was made by an earlier version of Astreinte."
    " It must be upgraded before it can be edited.",
    "gone": "What this change refers to is not in the file any more. Nothing was changed.",
    "in-use": "Other records need this one ({words}). Delete or change them first.",
    "documents": "This holds a document of more than 40 MB, which could not be brought back."
    " Nothing was deleted.",
    "taken": "Another record has the same {words}. Choose another one.",
    "history": "Another program has changed the history of this step, so it cannot be taken back.",
    "no-step": "This step is not in the history of the file any more. Nothing was changed.",
    "undone": "This step was undone already. Nothing was changed.",
    "there": "This record is in the file already. Nothing was changed.",
}
_CODES = {
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL), "locked"),
    **dict.fromkeys((sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY), "read-only"),
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB), "damaged"),
    **dict.fromkeys((sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_TOOBIG), "not-written"),
    sqlite3.SQLITE_FULL: "no-room",
}
_COLUMN = re.compile(r"UNIQUE constraint failed: \w+\.(\w+)")
_SHOWN = 60  # characters of a value


class EditError(Exception):
    """An edit that was not made; nothing of it was written. `problem` says why in a sentence."""

    def __init__(self, code: str, words: str = "") -> None:
        self.problem = Problem(code, _SENTENCES.get(code, "{words}").format(words=words))
        super().__init__(self.problem.sentence)


@dataclass(frozen=True, slots=True)
class CellAt:
    """A cell of a record, by table, uid and column; the column is empty for the whole record."""

    table: str
    uid: str
    column: str = ""


class EditConflict(EditError):  # noqa: N818 - as people call it
    """A record that another program changed or deleted since it was read.

    `before` and `after` are the values of the edit, `now` is that of the file; all three are None, and the
    column is empty, for a record that is gone.
    """

    def __init__(self, at: CellAt, before: Cell = None, after: Cell = None, now: Cell = None) -> None:
        self.at, self.before, self.after, self.now = at, before, after, now
        what = f"changed {at.column.replace('_', ' ')}" if at.column else "deleted this record"
        super().__init__("conflict", f"Another program {what} since it was read. Nothing was changed.")


class CellRefusedError(EditError):
    """A value that a column does not allow; `allowed` is what it does, in words."""

    def __init__(self, at: CellAt, value: object, allowed: str) -> None:
        self.at, self.value, self.allowed = at, value, allowed
        shown = "nothing" if value is None else f"“{short_line(str(value), _SHOWN)}”"
        super().__init__("value", f"{at.column.replace('_', ' ')}: {shown} is not {allowed}.")


@contextmanager
def refusing() -> Iterator[None]:
    """Turn SQLite's errors inside into EditError; leave bugs as they are."""
    try:
        yield
    except sqlite3.Error as error:
        number = getattr(error, "sqlite_errorcode", None)
        if number in {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}:
            found = _COLUMN.search(str(error))
            raise EditError("taken", found[1].replace("_", " ") if found else "number") from None
        if number == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            raise EditError("gone") from None
        code = _CODES.get(number & 0xFF) if number is not None else None
        if code is None:
            raise
        raise EditError(code) from None
