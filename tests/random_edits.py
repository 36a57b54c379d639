"""Random edits of a case file's records, each of them allowed, and the digest of what edits change."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, deleted, new_uid
from desktop.store.edit.tables import columns_of, edited

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from desktop.domain.edit.change import Cell, Change
    from desktop.store.edit.editor import Editor

KEPT_APART = {"changes", "seals"}
ALONE = {"slug", "number"}  # values that no two records may share


def digest(path: Path) -> str:
    """The digest of every row of every table but the history and the seals."""
    found = hashlib.sha256()
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        for (name,) in names.fetchall():
            if name not in KEPT_APART:
                rows = connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall()  # noqa: S608 - ours
                found.update(repr((name, rows)).encode())
    return found.hexdigest()


def uids(path: Path, table: str) -> list[str]:
    """The uids of the records of a table."""
    with closing(sqlite3.connect(path)) as connection:
        return [uid for (uid,) in connection.execute(f"SELECT uid FROM {table} ORDER BY id")]  # noqa: S608 - ours


def random_edit(path: Path, editor: Editor, table: str, chance: Random) -> Edit:
    """An edit that adds, changes or deletes a record of a table that has some."""
    known = uids(path, table)
    one, other = chance.choice(known), chance.choice(known)
    match chance.choice(("add", "change", "change", "delete")):
        case "add":
            kind, change = EditKind.FACT_ADDED, _added(editor, table, one, chance)
        case "change":
            kind, change = EditKind.FACT_CHANGED, _changed(editor, table, one, other, chance)
        case _:
            kind, change = EditKind.FACT_DELETED, deleted(table, one, _cells(editor, table, one))
    return Edit(kind, (change,), new_uid())


def _cells(editor: Editor, table: str, uid: str) -> dict[str, Cell]:
    found = editor.record(table, uid)
    assert found is not None
    return found


def _added(editor: Editor, table: str, like: str, chance: Random) -> Change:
    cells = {name: cell for name, cell in _cells(editor, table, like).items() if name != "id"}
    if "slug" in cells:
        cells["slug"] = new_uid()
    if "number" in cells:
        cells["number"] = chance.randrange(10, 2**40)
    return added(table, new_uid(), **cells)


def _changed(editor: Editor, table: str, uid: str, like: str, chance: Random) -> Change:
    """The change of a cell, and of those that go together with it, to what another record holds."""
    before, after = _cells(editor, table, uid), _cells(editor, table, like)
    names = {chance.choice([name for name in columns_of(table) if name not in ALONE])}
    if rules := [rule for rule in edited()[table].rules if not names.isdisjoint(rule.columns)]:
        names.update(*(rule.columns for rule in edited()[table].rules))
        assert rules
    return changed(table, uid, before, {name: after[name] for name in sorted(names)})


def event(investigation: str, position: int, **more: Cell) -> Change:
    """The addition of an event to an investigation, by its uid."""
    cells: dict[str, Cell] = {
        "investigation_id": Reference("investigations", investigation),
        "position": position,
        "date_start": "2022-10-17",
        "date_end": "2022-10-17",
        "date_precision": "day",
        "kind": "decision",
        "lane": "authority",
        "title": "Decision",
        "confidence": "confirmed",
    }
    return added("events", new_uid(), **(cells | more))
