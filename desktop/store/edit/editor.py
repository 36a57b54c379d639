"""The editor of a case file: whole edits, their undoing across restarts, and the history."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import clock
from desktop.domain.edit.change import Edit, EditKind, new_uid
from desktop.store.edit.errors import EditError, refusing
from desktop.store.edit.history import EditHistory
from desktop.store.edit.records import Records
from desktop.store.edit.seals import Seals
from desktop.store.file.opening import authorize, schema_version
from desktop.store.file.schema import SCHEMA_VERSION
from desktop.store.file.transaction import writing
from desktop.store.file.writable import open_writable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from desktop.domain.edit.change import Cell, Change, Reference
    from desktop.domain.edit.taking_back import TakeBack
    from desktop.store.edit.history import EditStep, HistoryRow


# What SQLite raises for cells that this program never writes, but another may have written into the history.
_NOT_OURS = (
    *(sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.DataError),
    OverflowError,
)
_TOLD = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
}
_OF_WRONG_ROWS = frozenset({EditKind.ROW_CORRECTED, EditKind.ROW_DELETED})


@dataclass(frozen=True, slots=True)
class Applied:
    """An edit that was made, with every change as it was made: all cells of what was added or deleted."""

    kind: EditKind
    changes: tuple[Change, ...]
    batch: str
    undoes: str


class Editor:
    """The editor of one case file, used by one thread: the one that reads the file.

    Every method raises EditError, with a sentence, if it could not do its work; nothing was changed then.
    """

    def __init__(self, path: Path, author: str, now: Callable[[], datetime] = clock.now) -> None:
        """Open a file to edit it. Raises CaseFileError, and EditError for a file of an earlier version."""
        self.author = author
        self._now = now
        self._connection = open_writable(path)
        if schema_version(self._connection) != SCHEMA_VERSION:
            self._connection.close()
            raise EditError("old")
        self._seals = Seals(self._connection)
        self._records = Records(self._connection, self._seals)
        self._history = EditHistory(self._connection, self._seals)

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._connection.close()

    def apply(self, edit: Edit) -> Applied:
        """Make an edit whole, and write it into the history. Raises EditError; nothing was written then.

        Raises EditConflict where another program changed what the edit changes.
        """
        with self._writing():
            return self._applied(edit)

    def undo(self, batch: str = "") -> Applied | None:
        """Take back the last edit, or that of a batch; None if there is none."""
        return self._taken_back(0, batch)

    def redo(self) -> Applied | None:
        """Make the edit again that was undone last; None if there is none."""
        return self._taken_back(1)

    def take_back(self, wish: TakeBack) -> Applied | None:
        """Take back the step of a batch, wherever it stands; None where nothing of it is left to do."""
        with refusing():
            is_redo = all(step.batch != wish.batch for step in self._history.steps()[0])
        with self._keeping_links(int(is_redo), wish.batch), self._writing():
            made = self._history.edit_of(wish.batch)
            if made is None:
                raise EditError("no-step")
            if self._history.is_undone(wish.batch):
                raise EditError("undone")
            edit = wish.edit(made)
            return None if edit is None else self._applied(edit)

    def renew_seals(self, tables: Iterable[str]) -> None:
        """Seal tables anew as they are: what another hand changed in them was seen."""
        with self._writing():
            self._seals.renew(tables)

    @property
    def next_undo(self) -> EditStep | None:
        """The step that `undo` would take back."""
        return self._next(0)

    @property
    def next_redo(self) -> EditStep | None:
        """The step that `redo` would make again."""
        return self._next(1)

    def history(self, limit: int, before: int | None = None) -> tuple[HistoryRow, ...]:
        """The latest changes, newest first; those before a row, by its id."""
        with refusing():
            return self._history.rows(limit, before)

    def record(self, table: str, uid: str) -> dict[str, Cell] | None:
        """The cells of a record by column, its `id` among them; None for a record that is not there."""
        with refusing():
            return self._records.cells(table, uid)

    def children(self, table: str, uid: str) -> tuple[Reference, ...]:
        """The records that a deletion of a record takes along, each after those that go with it."""
        with refusing():
            return tuple(dict.fromkeys(self._records.hanging(table, uid)))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with refusing(), writing(self._connection):
            yield

    @contextmanager
    def _keeping_links(self, which: int, batch: str) -> Iterator[None]:
        """Let links to rows that are not there come back, where the step corrected or deleted a wrong row."""
        with refusing():
            steps = [step for step in self._history.steps()[which] if batch in {"", step.batch}]
        if not steps or steps[-1].kind not in _OF_WRONG_ROWS:
            yield
            return
        self._connection.set_authorizer(None)
        self._connection.execute("PRAGMA foreign_keys = OFF")
        try:
            yield
        finally:
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.set_authorizer(authorize)

    def _next(self, which: int) -> EditStep | None:
        with refusing():
            steps = self._history.steps()[which]
        return steps[-1] if steps else None

    def _taken_back(self, which: int, batch: str = "") -> Applied | None:
        with self._keeping_links(which, batch), self._writing():
            steps = self._history.steps()[which]
            found = batch or (steps[-1].batch if steps else "")
            edit = self._history.edit_of(found) if found else None
            return None if edit is None else self._applied(edit.inverse(new_uid()))

    def _applied(self, edit: Edit) -> Applied:
        self._seals.begin()
        try:
            made = tuple(self._made(edit))
        except _NOT_OURS as error:
            if edit.undoes and getattr(error, "sqlite_errorcode", None) not in _TOLD:
                raise EditError("history") from None
            raise
        self._history.write(edit, made, self.author, self._now())
        self._seals.write()
        return Applied(edit.kind, made, edit.batch, edit.undoes)

    def _made(self, edit: Edit) -> Iterator[Change]:
        """Make the changes of an edit one by one; the changes that were made.

        What comes from the history is not checked: it was in the file as it is, were it wrong.
        """
        gone: set[tuple[str, str]] = set()
        is_new = not edit.undoes
        for change in edit.changes:
            if change.before is None:
                yield self._records.insert(change, is_checked=is_new)
            elif change.after is not None:
                made = self._records.update(change, is_checked=is_new)
                if made is not None:
                    yield made
            elif (change.table, change.uid) not in gone:
                for made in self._records.delete(change, is_checked=is_new):
                    gone.add((made.table, made.uid))
                    yield made
