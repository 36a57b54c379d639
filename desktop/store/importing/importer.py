"""The import of rows into a case file: one transaction, of which nothing stays if it is stopped."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from desktop import clock
from desktop.domain.edit.change import EditKind, new_uid
from desktop.domain.edit.imported import ImportedCase
from desktop.domain.listing.folding import parts
from desktop.store.edit.errors import EditError, refusing
from desktop.store.edit.history import INSERT, PROGRAM, entries_of
from desktop.store.edit.seals import sealing
from desktop.store.file.opening import schema_version
from desktop.store.file.schema import SCHEMA_VERSION
from desktop.store.file.transaction import writing
from desktop.store.file.writable import open_writable
from desktop.store.importing.cells import date_cells
from desktop.store.importing.known import NAMES, TAKEN, KnownRecords, TakenBefore
from desktop.store.importing.overwriting import IMPOSED, Overwriting
from desktop.store.importing.records import NewRecords
from desktop.store.importing.shared import SharedRecords

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from desktop.domain.edit.imported import ImportedEvent, ImportedRow, Key, Taken
    from desktop.store.edit.seals import Seals
    from desktop.store.file.casefile import CaseFile

_CHUNK = 500  # rows written together
_LONGEST_SLUG = 80
_CONFIDENCE = "single-source"
# The records that an undo deletes, after those that refer to them; what belongs to a record goes with it.
_OWNERS = ("sources", "authorities", "provisions", "respondents", "investigations", "events")
_MOST_UIDS = 50_000  # in one row of the history


@dataclass(slots=True)
class Written:
    """What an import wrote: new rows, rows that were there before, and lines of those changed since."""

    batch: str
    new: int = 0
    unchanged: int = 0
    changed: list[int] = field(default_factory=list)
    has_changed: bool = False  # whether anything was written


def investigation_names(file: CaseFile) -> dict[str, str]:
    """The slugs of a file's investigations by reference, title and slug; names of several are left out."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for row in file.rows(NAMES):
        if found.setdefault(row["name"], row["slug"]) != row["slug"]:
            several.add(row["name"])
    return {name: slug for name, slug in found.items() if name not in several}


def taken_before(file: CaseFile, data_set: str) -> TakenBefore:
    """The rows of a data set that a file holds already."""
    return TakenBefore(tuple(row) for row in file.rows(TAKEN, {"data_set": data_set}))


def import_rows(  # noqa: PLR0913 - what an import is asked with
    path: Path,
    rows: Iterable[ImportedRow],
    taken: Taken,
    *,
    author: str,
    overwrite: bool = False,
    watch: Callable[[], object] = lambda: None,
    now: Callable[[], datetime] = clock.now,
) -> Written:
    """Write rows into a case file; those of the data set that are there already and the same stay so.

    Those that changed since stay as they are, or with `overwrite` are written over what is there.
    What `rows` raises ends the import, as does `watch`, which is called once they are read; nothing of it
    stays then. Raises CaseFileError and EditError.
    """
    with closing(open_writable(path)) as connection:
        if schema_version(connection) != SCHEMA_VERSION:
            raise EditError("old")
        with refusing(), writing(connection), sealing(connection, watch) as seals:
            return _Import(connection, seals, taken, overwrite=overwrite).run(rows, author, now())


class _Import:
    """An import in an open transaction."""

    def __init__(
        self, connection: sqlite3.Connection, seals: Seals, taken: Taken, *, overwrite: bool
    ) -> None:
        self._connection, self._taken = connection, taken
        self._known = KnownRecords(connection, taken.data_set)
        self._new = NewRecords(connection)
        self._shared = SharedRecords(self._known, self._new)
        self._over = Overwriting(connection, seals, self._new, self._shared, taken) if overwrite else None
        self._slugs: set[str] = set()
        self._owners: dict[str, int] = {}
        self._positions: dict[int, int] = {}

    def run(self, rows: Iterable[ImportedRow], author: str, at: datetime) -> Written:
        """Write the rows, and the history of the import if it changed anything."""
        written = Written(new_uid())
        waiting = 0
        for row in rows:
            before = self._known.before(row.key)
            if before.is_there:
                if before.is_same:
                    written.unchanged += 1
                else:
                    written.changed.append(row.key.line)
                    if self._over is not None:
                        self._over.write(row)
                continue
            if isinstance(row, ImportedCase):
                self._case(row)
            else:
                self._event(row)
            written.new += 1
            waiting += 1
            if waiting == _CHUNK:
                self._new.write()
                waiting = 0
        self._new.write()
        written.has_changed = bool(written.new or (written.changed and self._over is not None))
        if written.has_changed:
            self._keep_history(written.batch, author, at)
        return written

    def _keep_history(self, batch: str, author: str, at: datetime) -> None:
        """Write the uids of the new records into the history, as the step that an undo takes back."""
        common = {
            "changed_at": at.isoformat(timespec="seconds"), "author": author, "program": PROGRAM,
            "batch": batch, "kind": EditKind.IMPORTED.value, "undoes": "",
            "table": "", "record_id": None, "record_uid": "", "before": None,
        }  # fmt: skip
        for table in _OWNERS:
            uids = self._new.uids(table)
            while part := [*islice(uids, _MOST_UIDS)]:
                after = json.dumps({table: part})
                self._connection.execute(INSERT, {**common, "uid": new_uid(), "after": after})
        if self._over is not None:
            for entry in entries_of(self._over.changes, self._over.added):
                self._connection.execute(INSERT, {**common, **entry, "uid": new_uid()})

    def _case(self, row: ImportedCase) -> None:
        new, decided = self._new, date_cells(row.decided)
        owner = new.add(
            "investigations",
            self._slug(row),
            row.title,
            self._shared.authority(row.authority),
            *date_cells(row.opened),
            "",
            row.field_of_law,
            "",
            row.note,
            "",
            _CONFIDENCE,
        )
        self._origin("investigations", row.key)
        for reference in row.references:
            new.add("investigation_references", owner, reference)
        if row.respondent:
            new.add("investigation_respondents", owner, self._shared.respondent(row.respondent))
        for provision in row.provisions:
            new.add("investigation_provisions", owner, self._shared.provision(provision), row.finding.value)
        reference = row.references[0] if row.references else ""
        decision = new.add("decisions", owner, "Decision", reference, *decided, *date_cells(row.published))
        fine = None
        if row.fine is not None:
            one = row.fine
            cells = (one.amount, one.currency, *decided, IMPOSED, "", row.description, "")
            fine = new.add("fines", owner, *cells)
        for url in row.sources:
            source = self._shared.source(url)
            new.add("investigation_sources", owner, source)
            new.add("decision_sources", decision, source)
            if fine is not None:
                new.add("fine_sources", fine, source)

    def _event(self, row: ImportedEvent) -> None:
        owner = self._owners.get(row.slug)
        if owner is None:
            owner = self._owners[row.slug] = self._known.investigation(row.slug) or 0
            self._positions[owner] = self._known.last_position(owner)
        self._positions[owner] += 1
        kind, lane = row.kind, row.lane.value
        texts = (kind, lane, row.title, row.description, _CONFIDENCE)
        event = self._new.add("events", owner, self._positions[owner], *date_cells(row.date), *texts)
        self._origin("events", row.key)
        for url in row.sources:
            self._new.add("event_sources", event, self._shared.source(url))

    def _origin(self, table: str, key: Key) -> None:
        uid, taken = self._new.last_uid(table), self._taken
        cells = (taken.data_set, taken.licence, taken.on, key.external_id, key.digest, key.line)
        self._new.add("origins", table, uid, *cells)

    def _slug(self, row: ImportedCase) -> str:
        """A slug that no investigation has: country, authority, and the id or the beginning of the digest."""
        name = row.key.external_id or row.key.digest[:12]
        stem = f"{_plain(row.authority.country)}-{_plain(row.authority.short_name)}-"
        base = f"{stem}{'-'.join(parts(name)) or row.key.digest[:12]}"[:_LONGEST_SLUG]
        slug, number = base, 1
        while slug in self._slugs or self._known.has_slug(slug):
            number += 1
            slug = f"{base}-{number}"
        self._slugs.add(slug)
        return slug


@lru_cache(maxsize=1_000)
def _plain(name: str) -> str:
    return "-".join(parts(name))
