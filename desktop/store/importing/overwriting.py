"""Rows that changed since they were imported, written over what the file holds of them.

Cells of the row replace those in the file; respondents, provisions, references and links that the file has
besides stay there. Every change is kept for the history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.edit.change import Reference, changed
from desktop.domain.edit.imported import ImportedCase
from desktop.store.edit.records import Records
from desktop.store.importing.cells import date_cells

if TYPE_CHECKING:
    import sqlite3

    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.change import Cell, Change
    from desktop.domain.edit.imported import ImportedEvent, ImportedRow, Taken
    from desktop.store.edit.seals import Seals
    from desktop.store.importing.records import NewRecords
    from desktop.store.importing.shared import SharedRecords

ORIGIN = """
SELECT o.uid, o.record_table, o.record_uid FROM origins o
 WHERE o.data_set = ? AND o.external_id = ?
   AND (EXISTS (SELECT 1 FROM investigations WHERE uid = o.record_uid)
    OR EXISTS (SELECT 1 FROM events WHERE uid = o.record_uid))
 ORDER BY o.id
"""
FIRST = "SELECT id, uid FROM {table} WHERE investigation_id = ? ORDER BY id LIMIT 1"
UID = "SELECT uid FROM {table} WHERE id = ?"
HAS_LINK = "SELECT 1 FROM {table} WHERE {owner} = ? AND {target} = ?"
IMPOSED = "imposed"


class Overwriting:
    """The overwriting of rows in the open transaction of an import."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        seals: Seals,
        new: NewRecords,
        shared: SharedRecords,
        taken: Taken,
    ) -> None:
        self._connection, self._new, self._shared, self._taken = connection, new, shared, taken
        self._records = Records(connection, seals)
        self.changes: list[Change] = []
        self.added: dict[str, list[str]] = {}  # uids by table, of records in what was there before

    def write(self, row: ImportedRow) -> None:
        """Write a row over its record."""
        key, taken = row.key, self._taken
        # What the rows before refer to is to be found there.
        self._new.write()
        origin = self._connection.execute(ORIGIN, (taken.data_set, key.external_id)).fetchone()
        uid = str(origin[2])
        if isinstance(row, ImportedCase):
            self._case(uid, row)
        else:
            self._event(uid, row)
        self._change(
            "origins",
            str(origin[0]),
            licence=taken.licence,
            taken_on=taken.on,
            digest=key.digest,
            line=key.line,
        )

    def _case(self, uid: str, row: ImportedCase) -> None:
        owner, shared = self._number("investigations", uid), self._shared
        authority = shared.authority(row.authority)
        self._new.write()
        self._change(
            "investigations",
            uid,
            title=row.title,
            note=row.note,
            authority_id=Reference("authorities", self._uid("authorities", authority)),
            **_dated("opened", row.opened),
        )
        decision = self._decision(owner, row)
        fine = self._fine(owner, row)
        for reference in row.references:
            self._link("investigation_references", owner, "reference", reference)
        if row.respondent:
            respondent = shared.respondent(row.respondent)
            self._link("investigation_respondents", owner, "respondent_id", respondent)
        for provision in row.provisions:
            found = shared.provision(provision)
            self._link("investigation_provisions", owner, "provision_id", found, row.finding.value)
        for url in row.sources:
            source = shared.source(url)
            self._link("investigation_sources", owner, "source_id", source)
            self._link("decision_sources", decision, "source_id", source, owner_column="decision_id")
            if fine is not None:
                self._link("fine_sources", fine, "source_id", source, owner_column="fine_id")

    def _decision(self, owner: int, row: ImportedCase) -> int:
        found = self._connection.execute(FIRST.format(table="decisions"), (owner,)).fetchone()
        if found is not None:
            days: dict[str, Cell] = {**_dated("decided", row.decided), **_dated("published", row.published)}
            self._change("decisions", str(found[1]), **days)
            return int(found[0])
        reference = row.references[0] if row.references else ""
        return self._add(
            "decisions", owner, "Decision", reference, *date_cells(row.decided), *date_cells(row.published)
        )

    def _fine(self, owner: int, row: ImportedCase) -> int | None:
        found = self._connection.execute(FIRST.format(table="fines"), (owner,)).fetchone()
        fine = row.fine
        if found is not None:
            if fine is not None:
                sum_: dict[str, Cell] = {
                    "amount": fine.amount,
                    "currency": fine.currency,
                    "addressee": row.description,
                }
                self._change("fines", str(found[1]), **sum_, **_dated("imposed", row.decided))
            return int(found[0])
        if fine is None:
            return None
        days = date_cells(row.decided)
        return self._add("fines", owner, fine.amount, fine.currency, *days, IMPOSED, "", row.description, "")

    def _event(self, uid: str, row: ImportedEvent) -> None:
        texts = {"kind": row.kind, "lane": row.lane.value, "title": row.title, "description": row.description}
        self._change("events", uid, **texts, **_dated("date", row.date))
        event = self._number("events", uid)
        for url in row.sources:
            source = self._shared.source(url)
            self._link("event_sources", event, "source_id", source, owner_column="event_id")

    def _link(
        self,
        table: str,
        owner: int,
        column: str,
        target: int | str,
        *more: str,
        owner_column: str = "investigation_id",
    ) -> None:
        """Add a link that is not there yet."""
        sql = HAS_LINK.format(table=table, owner=owner_column, target=column)
        if self._connection.execute(sql, (owner, target)).fetchone() is None:
            self._add(table, owner, target, *more)

    def _add(self, table: str, *cells: object) -> int:
        number = self._new.add(table, *cells)
        self.added.setdefault(table, []).append(self._new.last_uid(table))
        return number

    def _change(self, table: str, uid: str, **after: Cell) -> None:
        before = self._records.cells(table, uid) or {}
        made = self._records.update(changed(table, uid, before, after), is_checked=False)
        if made is not None:
            self.changes.append(made)

    def _number(self, table: str, uid: str) -> int:
        return self._records.number(table, uid) or 0

    def _uid(self, table: str, number: int) -> str:
        return str(self._connection.execute(UID.format(table=table), (number,)).fetchone()[0])


def _dated(name: str, date: UncertainDate | None) -> dict[str, Cell]:
    """The cells of a date, by column."""
    ends = (f"{name}_start", f"{name}_end", f"{name}_precision")
    return dict(zip(ends, date_cells(date), strict=True))
