"""The history of an open case file, read step by step, with the names of what each step is about."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.case.ids import CaseId
from desktop.domain.edit.change import Change, EditKind, Reference
from desktop.domain.edit.told import Subject, ToldCell, ToldStep, TurnOf, note_key
from desktop.domain.printable import on_one_line, short_line, shortened
from desktop.store.edit import tables
from desktop.store.edit.comparing import can_be_compared
from desktop.store.edit.history import cells_of, changes_of
from desktop.store.edit.records import cells_of_row

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from desktop.domain.edit.change import Cell, Cells
    from desktop.domain.edit.outside import OutsideChange
    from desktop.domain.edit.told import Shown
    from desktop.store.file.casefile import CaseFile

OWN = "Astreinte"  # how the program names itself in the history
_LONGEST = 300  # characters of a cell that are told
_LOOKED_AT = 20  # changes of a step among which the one that tells of it is looked for
_MOST_TURNS = 1_000

NEXT = f"""
SELECT id, changed_at, author, program, batch, kind, undoes
  FROM changes
 WHERE id < :before AND (:author = '' OR author = :author)
       AND (:others = 0 OR program NOT LIKE '{OWN}%')
       AND (:uids IS NULL OR record_uid IN (SELECT value FROM json_each(:uids))
            OR (table_name = '' AND EXISTS (SELECT 1 FROM json_each(:uids) u WHERE instr(after, u.value))))
 ORDER BY id DESC
 LIMIT 1
"""  # noqa: S608 - a name of our own
EXTENT = "SELECT min(id) AS first, count(*) AS number FROM changes WHERE batch = :batch"
_CELLS = f"""
SELECT id, kind, table_name, record_uid,
       CASE WHEN table_name IN ('{tables.CONTENTS}', '') THEN NULL ELSE before END AS before,
       CASE WHEN table_name IN ('{tables.CONTENTS}', '') THEN NULL ELSE after END AS after
  FROM changes
"""  # noqa: S608 - a name of our own
FIRST_OF = f"{_CELLS} WHERE batch = :batch ORDER BY id LIMIT {_LOOKED_AT}"
LAST_OF = f"{_CELLS} WHERE batch = :batch ORDER BY id DESC LIMIT 1"
ROW = f"{_CELLS} WHERE id = :id"
IMPORTED = """
SELECT coalesce(sum(json_array_length(uids.value)), 0) AS number
  FROM changes c, json_each(CASE WHEN json_valid(c.after) THEN c.after ELSE '{}' END) uids
 WHERE c.batch = :batch AND c.table_name = ''
"""
UNDOES = "SELECT undoes FROM changes WHERE batch = :batch LIMIT 1"
TURNED = "SELECT 1 FROM changes WHERE undoes = :batch LIMIT 1"
LAST_WHOLE = f"""{_CELLS}
 WHERE record_uid = :uid AND table_name = :table AND (before IS NULL OR after IS NULL)
 ORDER BY id DESC
 LIMIT 1
"""
OF_RECORD = """
SELECT id, changed_at, author, program, batch, kind, table_name, record_uid, before, after
  FROM changes
 WHERE record_uid = :uid AND table_name = :table
 ORDER BY id DESC
"""
CASE = "SELECT id, slug, title FROM investigations WHERE uid = :uid"
NAMES = """
SELECT DISTINCT r.short_name
  FROM investigations i
  JOIN investigation_respondents x ON x.investigation_id = i.id
  JOIN respondents r ON r.id = x.respondent_id
 WHERE i.uid = :uid
 ORDER BY x.id
"""
PLACE_OF_ORDER = """
SELECT count(*) AS place
  FROM orders o
  JOIN orders p ON p.investigation_id = o.investigation_id AND p.id <= o.id
 WHERE o.uid = :uid
"""
PLACES_OF_TERM = """
SELECT (SELECT count(*) FROM orders p WHERE p.investigation_id = o.investigation_id AND p.id <= o.id) AS place
  FROM penalty_terms t
  JOIN term_orders x ON x.term_id = t.id
  JOIN orders o ON o.investigation_id = t.investigation_id AND o.label = x.label
 WHERE t.uid = :uid
 ORDER BY place
"""
_MAIN = {
    "investigation": {"investigations"},
    "event": {"events"},
    "events": {"events"},
    "order": {"orders", "penalty_terms"},
    "fine": {"fines"},
    "decision": {"decisions"},
    "source": {"sources"},
    "party": {"authorities", "respondents"},
}
_NAMES = ("short_name", "title", "name", "publisher", "url", "text", "reference", "actor", "day")


class LaterChange(NamedTuple):
    """A change of a record that came after a step: its row, moment and author; empty for another program."""

    row: int
    at: str
    author: str
    change: Change


class HistoryTelling:
    """The steps of the history of an open case file; every method raises CaseFileError."""

    def __init__(self, file: CaseFile) -> None:
        self._file = file
        self._known: dict[Reference, dict[str, Cell]] = {}
        self._cases: dict[str, Subject] = {}

    def steps(
        self, before: int, author: str = "", *, by_others: bool = False, uids: frozenset[str] | None = None
    ) -> Iterator[tuple[int, ToldStep]]:
        """The steps before a row, newest first, each with its first row.

        Those of an author alone if given, or those that another program wrote into the history itself; those
        that changed one of some records. Of a step with any number of changes, a few are read. A file of an
        earlier schema has no steps.
        """
        if not can_be_compared(self._file):
            return
        listed = None if uids is None else json.dumps(sorted(uids))
        asked: dict[str, object] = {"author": author, "others": int(by_others), "uids": listed}
        while found := self._file.rows(NEXT, {**asked, "before": before}):
            row = found[0]
            before = row["id"]
            if not row["batch"]:
                yield before, self._told(row, "", self._file.rows(ROW, {"id": before}), 1)
                continue
            of_batch = {"batch": row["batch"]}
            extent = self._file.rows(EXTENT, of_batch)[0]
            before, number = min(before, extent["first"]), extent["number"]
            rows = self._file.rows(FIRST_OF, of_batch)
            if number > len(rows):
                rows += self._file.rows(LAST_OF, of_batch)
            yield before, self._told(row, row["batch"], rows, number)

    def of_note(self, note: OutsideChange) -> ToldStep:
        """A change of another program as a step."""
        change = note.change
        return ToldStep(
            key=note_key(note.id),
            note=note.id,
            at=note.noticed_at,
            author="",
            is_outside=True,
            kind="",
            table=change.table,
            turn=TurnOf.EDIT,
            is_undone=False,
            rows=1,
            subject=self.subject(change.table, change.uid, change),
            cells=(*self.cells(change), *self._beside(change, "")),
            is_added=change.before is None,
            is_deleted=change.after is None,
            currency=self.currency(change.table, change.uid, change),
        )

    def cells(self, change: Change) -> tuple[ToldCell, ...]:
        """The cells of a change, with names in the place of references."""
        before, after = change.before or {}, change.after or {}
        return tuple(
            ToldCell(name, self.shown(before.get(name)), self.shown(after.get(name)))
            for name in dict.fromkeys((*before, *after))
            if name != "id"
        )

    def shown(self, cell: Cell) -> Shown:
        """A cell as it is told: short, and the name of its record for a reference."""
        if isinstance(cell, Reference):
            return self._name(self._record(cell)) if _is_of_record(cell) else str(cell.uid)
        if cell is None or isinstance(cell, int):
            return cell
        return short_line(str(cell), _LONGEST)  # the history may hold anything

    def subject(self, table: str, uid: str, change: Change | None = None) -> Subject:
        """What a change of a record is about."""
        if table == tables.CONTENTS:
            table = "documents"
        if table not in tables.edited():
            return Subject()
        at, cells = Reference(table, uid), self._record(Reference(table, uid), change)
        chain = [(at, cells)]
        while (owner := self._owner(*chain[-1])) is not None and len(chain) < len(tables.edited()):
            chain.append((owner, self._record(owner)))
        last, last_cells = chain[-1]
        if last.table != "investigations":
            return Subject(last.table, self._name(last_cells))
        case = self._case(last, last_cells)
        if len(chain) == 1:
            return case
        about, about_cells = chain[-2]
        return case._replace(
            table=about.table,
            name=self._name(about_cells),
            places=self._places(about),
            days=_days(about_cells) if about.table == "events" else None,
        )

    def currency(self, table: str, uid: str, change: Change | None = None) -> str:
        """The currency of the amounts in a record; empty where none is known."""
        if table not in tables.edited():
            return ""
        at = Reference(table, uid)
        found = self._record(at, change)
        while "currency" not in found:
            owner = self._owner(at, found)
            if owner is None or owner.table == "investigations":
                return ""
            at, found = owner, self._record(owner)
        return str(found["currency"] or "")

    def later_change(self, table: str, uid: str, column: str, batch: str) -> LaterChange | None:
        """The last step that changed a cell, or deleted a record, if it came after that of a batch."""
        for row in self._file.rows(OF_RECORD, {"uid": uid, "table": table}):
            if row["batch"] == batch:
                return None
            for change in _changes(row):
                if change.after is None if not column else column in (change.after or {}):
                    author = row["author"] if row["program"].startswith(OWN) else ""
                    return LaterChange(row["id"], row["changed_at"], author, change)
        return None

    def of_step(self, batch: str, table: str, uid: str) -> Change | None:
        """The change of a record in a step."""
        for row in self._file.rows(OF_RECORD, {"uid": uid, "table": table}):
            if row["batch"] == batch:
                return next(iter(_changes(row)), None)
        return None

    def _told(self, row: sqlite3.Row, key: str, rows: list[sqlite3.Row], number: int) -> ToldStep:
        changes = [change for one in rows if one["table_name"] for change in _changes(one)]
        change = min(changes, key=lambda one: _rank(row["kind"], one.table), default=None)
        if row["kind"] == EditKind.IMPORTED and key:
            number = self._imported(key) + sum(1 for one in rows if one["table_name"])
        return ToldStep(
            key=key,
            at=row["changed_at"],
            author=row["author"],
            is_outside=not row["program"].startswith(OWN),
            kind=row["kind"],
            table=change.table if change is not None else "",
            turn=self._turn(row["undoes"]),
            is_undone=bool(key) and bool(self._file.rows(TURNED, {"batch": key})),
            rows=number,
            subject=self._subject_of(change, changes),
            cells=(*self.cells(change), *self._beside(change, key)) if change is not None else (),
            is_added=change is not None and change.before is None,
            is_deleted=change is not None and change.after is None,
            currency=self.currency(change.table, change.uid, change) if change is not None else "",
        )

    def _subject_of(self, change: Change | None, changes: list[Change]) -> Subject:
        """What a step is about: for a source, the record that it supports."""
        if change is None:
            return Subject()
        joined = next((one for one in changes if one.table.endswith("_sources")), change)
        about = joined if change.table == "sources" else change
        return self.subject(about.table, about.uid, about)

    def _beside(self, change: Change, batch: str) -> tuple[ToldCell, ...]:
        """The cells read together with the changed ones, as far as they have stayed as they were since."""
        if change.before is None or change.after is None or change.table not in tables.edited():
            return ()
        beside = [
            name
            for mates in _mates(change.table)
            if not mates.isdisjoint(change.after)
            for name in sorted(mates.difference(change.after))
        ]
        cells = self._record(Reference(change.table, change.uid)) if beside else {}
        return tuple(
            ToldCell(name, self.shown(cells[name]), self.shown(cells[name]))
            for name in beside
            if name in cells and self.later_change(change.table, change.uid, name, batch) is None
        )

    def _turn(self, undoes: str) -> TurnOf:
        """The turn of a step, by the steps that it takes back in turn."""
        turns = 0
        while undoes and turns < _MOST_TURNS:
            turns += 1
            found = self._file.rows(UNDOES, {"batch": undoes})
            undoes = found[0]["undoes"] if found else ""
        return TurnOf.EDIT if not turns else TurnOf.UNDO if turns % 2 else TurnOf.REDO

    def _imported(self, batch: str) -> int:
        """The number of records that an import added."""
        return int(self._file.rows(IMPORTED, {"batch": batch})[0]["number"])

    def _record(self, at: Reference, change: Change | None = None) -> dict[str, Cell]:
        """The cells of a record; of one that is gone, the last that are known."""
        if at not in self._known:
            found = self._file.rows(tables.select_record(at.table), {"uid": at.uid})
            self._known[at] = cells_of_row(at.table, found[0]) if found else self._last_known(at)
        told = {**(change.before or {}), **(change.after or {})} if change is not None else {}
        return {**told, **self._known[at]}

    def _last_known(self, at: Reference) -> dict[str, Cell]:
        for row in self._file.rows(LAST_WHOLE, {"uid": at.uid, "table": at.table}):
            for change in _changes(row):
                return dict(change.before or change.after or {})
        return {}

    def _owner(self, at: Reference, cells: Mapping[str, Cell]) -> Reference | None:
        """The record that a record belongs to."""
        if at.table in tables.ABOUT:
            found: Cell = Reference(str(cells.get("record_table")), str(cells.get("record_uid")))
        else:
            owner = tables.edited()[at.table].owner
            found = cells.get(owner.name) if owner is not None else None
        return found if isinstance(found, Reference) and _is_of_record(found) else None

    def _case(self, at: Reference, cells: Cells) -> Subject:
        if at.uid not in self._cases:
            self._cases[at.uid] = self._read_case(at, cells)
        return self._cases[at.uid]

    def _read_case(self, at: Reference, cells: Cells) -> Subject:
        found = self._file.rows(CASE, {"uid": at.uid})
        if not found:
            return Subject("investigations", case_name=self._name(cells))
        names = ", ".join(on_one_line(row["short_name"]) for row in self._file.rows(NAMES, {"uid": at.uid}))
        number, slug, title = found[0]
        name = shortened(names or on_one_line(title), _LONGEST)
        return Subject("investigations", case=CaseId(number), slug=slug, case_name=name)

    def _places(self, at: Reference) -> tuple[int, ...]:
        sql = {"orders": PLACE_OF_ORDER, "penalty_terms": PLACES_OF_TERM}.get(at.table)
        rows = self._file.rows(sql, {"uid": at.uid}) if sql is not None else []
        return tuple(row["place"] for row in rows if row["place"])

    def _name(self, cells: Mapping[str, Cell]) -> str:
        """The name of a record by its cells; empty for one without a name."""
        found = next((cells[name] for name in _NAMES if cells.get(name)), "")
        return short_line(str(found), _LONGEST) if not isinstance(found, Reference) else ""


@cache
def _mates(table: str) -> tuple[frozenset[str], ...]:
    """The columns of a table that are read together: those of a date, and of the grace period."""
    names = tables.columns_of(table)
    dates = [name.removesuffix("_precision") for name in names if name.endswith("_precision")]
    found = [frozenset(f"{name}_{part}" for part in ("start", "end", "precision")) for name in dates]
    return (*found, frozenset({"grace_length", "grace_unit"} & names.keys()))


def note_change(table: str, uid: str, before: str | None, after: str | None) -> Change | None:
    """The change in a note on another program; None for one that was spoilt."""
    try:
        return Change(table, uid, cells_of(before), cells_of(after)) if table in tables.edited() else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _changes(row: sqlite3.Row) -> tuple[Change, ...]:
    """The changes that a row of the history tells; none where another program spoilt it."""
    try:
        return tuple(changes_of(row))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()


def _is_of_record(at: Reference) -> bool:
    """Whether a reference, which another program may have written, names a record."""
    return isinstance(at.table, str) and isinstance(at.uid, str) and at.table in tables.edited()


def _rank(kind: str, table: str) -> int:
    """The less, the better a change of a table tells of a step of a kind."""
    if table in _MAIN.get(kind.split(" ", maxsplit=1)[0], ()):
        return 0
    return 2 if table.endswith("_sources") or table in {*tables.ABOUT, tables.CONTENTS} else 1


def _days(cells: Mapping[str, Cell]) -> tuple[str, str, str] | None:
    found = [cells.get(name) for name in ("date_start", "date_end", "date_precision")]
    return (
        (str(found[0]), str(found[1]), str(found[2])) if all(isinstance(one, str) for one in found) else None
    )
