"""The history of a case file: one row for each change of a record, one for the records of an import."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from desktop import __version__
from desktop.domain.edit.change import Change, Edit, EditKind, Reference, new_uid
from desktop.store.edit import tables
from desktop.store.edit.errors import EditError
from desktop.store.edit.tables import CONTENTS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from desktop.domain.edit.change import Cell, Cells
    from desktop.store.edit.seals import Seals

PROGRAM = f"Astreinte {__version__}"
INSERT = """
INSERT INTO changes (uid, changed_at, author, program, batch, kind, undoes, table_name, record_id, record_uid,
                     before, after)
VALUES (:uid, :changed_at, :author, :program, :batch, :kind, :undoes, :table, :record_id, :record_uid,
        :before, :after)
"""
WRITTEN = "SELECT * FROM changes WHERE id = :id"
ROWS = f"""
SELECT id, changed_at, author, program, kind, table_name, record_uid, batch, undoes,
       CASE table_name WHEN '{CONTENTS}' THEN NULL ELSE before END AS before,
       CASE table_name WHEN '{CONTENTS}' THEN NULL ELSE after END AS after
  FROM changes
 WHERE id < :before
 ORDER BY id DESC
 LIMIT :most
"""  # noqa: S608 - a name of our own
OF_BATCH = "SELECT kind, table_name, record_uid, before, after FROM changes WHERE batch = :batch ORDER BY id"
TURNED = "SELECT 1 FROM changes WHERE undoes = :batch LIMIT 1"
BATCHES = """
SELECT max(id) AS id, batch, kind, undoes
  FROM changes
 WHERE id > :after AND batch <> ''
 GROUP BY batch
 ORDER BY max(id)
"""
_MOST_UIDS = 50_000  # of an import in one row of the history
_LATEST = 2**63 - 1
# Signs that a cell may not hold as they are: they are written by their numbers.
_NO_TEXT = re.compile("[\x7f-\x9f\ud800-\udfff\N{REPLACEMENT CHARACTER}]")


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A change of a record as the history tells it; for an import, `after` holds the uids by table.

    The bytes of documents are left out: neither `before` nor `after` is given for them.
    """

    id: int
    changed_at: str
    author: str
    program: str
    kind: str
    table: str
    uid: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    batch: str
    undoes: str


@dataclass(frozen=True, slots=True)
class EditStep:
    """A step that can be undone or made again: its kind, and the batch of the edit that made or undid it."""

    kind: EditKind
    batch: str


class EditHistory:
    """The history of an open case file, and the steps that can be undone and redone, in order."""

    def __init__(self, connection: sqlite3.Connection, seals: Seals) -> None:
        self._connection, self._seals = connection, seals
        self._seen = 0
        self._done: list[EditStep] = []
        self._undone: list[EditStep] = []

    def rows(self, limit: int, before: int | None = None) -> tuple[HistoryRow, ...]:
        """The latest changes, newest first; those before a row, by its id."""
        asked = {"before": _LATEST if before is None else before, "most": limit}
        return tuple(_row(found) for found in self._connection.execute(ROWS, asked).fetchall())

    def steps(self) -> tuple[tuple[EditStep, ...], tuple[EditStep, ...]]:
        """The steps that can be undone, and those that can be made again, each the next one last."""
        for found in self._connection.execute(BATCHES, {"after": self._seen}).fetchall():
            self._seen = found["id"]
            self._take(found["batch"], found["kind"], found["undoes"])
        return tuple(self._done), tuple(self._undone)

    def edit_of(self, batch: str) -> Edit | None:
        """The edit of a batch, None for one that the history has not. Raises EditError if it was spoilt."""
        found = self._connection.execute(OF_BATCH, {"batch": batch}).fetchall()
        if not found or (kind := _kind(found[0]["kind"])) is None:
            return None
        try:
            changes = tuple(change for row in found for change in changes_of(row))
        except (ValueError, KeyError, TypeError, AttributeError):  # not as this program writes it
            raise EditError("history") from None
        return Edit(kind, changes, batch)

    def is_undone(self, batch: str) -> bool:
        """Whether a later step took back that of a batch."""
        return self._connection.execute(TURNED, {"batch": batch}).fetchone() is not None

    def write(self, edit: Edit, changes: Iterable[Change], author: str, at: datetime) -> None:
        """Write the changes that an edit made."""
        common = {
            "changed_at": at.isoformat(timespec="seconds"),
            "author": author,
            "program": PROGRAM,
            "batch": edit.batch,
            "kind": edit.kind.value,
            "undoes": edit.undoes,
        }
        entries = [*_entries(edit.kind, tuple(changes))] or [_entry("", "", None, None, None)]
        for entry in entries:
            number = self._connection.execute(INSERT, {**common, **entry, "uid": new_uid()}).lastrowid
            self._seals.came("changes", self._connection.execute(WRITTEN, {"id": number}).fetchone())

    def _take(self, batch: str, kind: str, undoes: str) -> None:
        """Move a step between those that can be undone and those that can be redone."""
        known = _kind(kind)
        if known is None:
            return
        step = EditStep(known, batch)
        if not undoes:
            self._done.append(step)
            self._undone.clear()
        elif undone := [one for one in self._done if one.batch == undoes]:
            self._done.remove(undone[0])
            self._undone.append(step)
        else:
            self._undone = [one for one in self._undone if one.batch != undoes]
            self._done.append(step)


def _entries(kind: EditKind, changes: tuple[Change, ...]) -> Iterator[dict[str, object]]:
    """The rows of the history for changes: for the records that an import adds, their uids alone.

    These come first, so that an undo deletes them once nothing else refers to them.
    """
    added = [change for change in changes if kind is EditKind.IMPORTED and change.before is None]
    for first in range(0, len(added), _MOST_UIDS):
        uids: dict[str, list[str]] = {}
        for change in added[first : first + _MOST_UIDS]:
            uids.setdefault(change.table, []).append(change.uid)
        yield _entry("", "", None, None, uids)
    for change in changes:
        if kind is not EditKind.IMPORTED or change.before is not None:
            number = (change.after or {}).get("id") or (change.before or {}).get("id")
            yield _entry(change.table, change.uid, number, change.before, change.after)


def entries_of(changes: Iterable[Change], added: Mapping[str, list[str]]) -> Iterator[dict[str, object]]:
    """The rows of an import's history for records that changed, and for those added to them, by table."""
    for table, uids in added.items():
        yield _entry("", "", None, None, {table: uids})
    yield from _entries(EditKind.IMPORTED, tuple(changes))


def _entry(table: str, uid: str, number: object, before: object, after: object) -> dict[str, object]:
    return {
        "table": table,
        "record_id": number,
        "record_uid": uid,
        "before": None if before is None else cells_text(before),
        "after": None if after is None else cells_text(after),
    }


def cells_text(cells: object) -> str:
    """Cells as JSON, references as table and uid."""
    if isinstance(cells, dict):
        text = ", ".join([f"{encode_basestring(name)}: {_cell_text(cell)}" for name, cell in cells.items()])
        text = f"{{{text}}}"
    else:
        text = json.dumps(cells, ensure_ascii=False)
    return _NO_TEXT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _cell_text(cell: object) -> str:
    """A cell as JSON; texts, which most are, without the cost of an encoder."""
    if type(cell) is str:
        return encode_basestring(cell)
    return json.dumps(cell._asdict() if isinstance(cell, Reference) else cell, ensure_ascii=False)


def changes_of(row: sqlite3.Row) -> Iterator[Change]:
    """The changes that a row of the history tells; a record of an import without its cells.

    Raises ValueError, KeyError, TypeError and AttributeError for what this program does not write.
    """
    before, after = cells_of(row["before"]), cells_of(row["after"])
    if table := row["table_name"]:
        if (before is None and after is None) or {*(before or ()), *(after or ())} - tables.cells_of(table):
            raise ValueError(table)
        yield Change(table, row["record_uid"], before, after)
    else:
        for table, uids in json.loads(row["after"] or "{}").items():
            tables.cells_of(table)
            yield from (Change(table, uid, None, {}) for uid in uids)


def cells_of(text: str | None) -> Cells | None:
    """The cells in a text. Raises ValueError, KeyError, TypeError and AttributeError."""
    return None if text is None else {name: _cell(value) for name, value in json.loads(text).items()}


def _cell(value: Any) -> Cell:  # noqa: ANN401 - as JSON has it
    return Reference(value["table"], value["uid"]) if isinstance(value, dict) else value


def _shown(text: str | None) -> dict[str, Any] | None:
    """The cells in a text; the text itself where another program wrote something else there."""
    if text is None:
        return None
    try:
        cells = json.loads(text)
    except ValueError:
        return {"": text}
    return cells if isinstance(cells, dict) else {"": text}


def _kind(kind: str) -> EditKind | None:
    """The kind of an edit, None for one of a later version."""
    return EditKind(kind) if kind in {*EditKind} else None


def _row(found: sqlite3.Row) -> HistoryRow:
    before, after = _shown(found["before"]), _shown(found["after"])
    return HistoryRow(
        found["id"],
        found["changed_at"],
        found["author"],
        found["program"],
        found["kind"],
        found["table_name"],
        found["record_uid"],
        before,
        after,
        found["batch"],
        found["undoes"],
    )
