"""Every row of some investigations, and the rows that they share, table by table and whole, for texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from desktop.store.cells.rows import TABLES
from desktop.store.file.uids import uid_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.store.cells.table import Table
    from desktop.store.file.casefile import CaseFile

Row: TypeAlias = "dict[str, Any]"
Rows: TypeAlias = "dict[str, list[Row]]"

SHARED = ("authorities", "respondents", "provisions", "sources", "holidays")
_APART = {"document_contents"}  # read by itself, one at a time

# The names of tables and columns are our own: those of the schema.
EVERY = "SELECT * FROM {table} ORDER BY id"
OWNED = "SELECT * FROM {table} WHERE {column} IN (SELECT value FROM json_each(:ids)) ORDER BY id"
INVESTIGATIONS = "SELECT * FROM investigations ORDER BY id"
TAKEN = "SELECT uid FROM {table} WHERE uid IN (SELECT value FROM json_each(:uids))"
FOUND = "SELECT id FROM investigations WHERE slug = :slug OR uid = :uid ORDER BY id"
CONTENTS = "SELECT data FROM document_contents WHERE document_id = :id"


def shared_rows(file: CaseFile) -> Rows:
    """The rows that investigations share, and where they come from. Raises CaseFileError."""
    version = file.version
    rows = {
        table: _whole(file, TABLES[table], EVERY.format(table=table))
        if TABLES[table].since <= version
        else []
        for table in SHARED
    }
    return rows | {"origins": _origins(file, rows)}


def case_rows(file: CaseFile, ids: Sequence[int]) -> Rows:
    """The rows of some investigations in every table but the shared ones. Raises CaseFileError."""
    version = file.version
    rows = {"investigations": _owned(file, TABLES["investigations"], "id", ids)}
    for table in TABLES.values():
        owner = table.owner
        if owner is not None and table.name not in _APART:
            owners = [row["id"] for row in rows[owner.points_to]]
            rows[table.name] = _owned(file, table, owner.name, owners) if table.since <= version else []
    return rows | {"origins": _origins(file, rows)}


def investigations(file: CaseFile) -> list[tuple[int, str, str]]:
    """The id, slug and uid of every investigation, by id. Raises CaseFileError."""
    rows = _whole(file, TABLES["investigations"], INVESTIGATIONS)
    return [(row["id"], row["slug"], row["uid"]) for row in rows]


def ids_of(file: CaseFile, slug: str, uid: str) -> list[int]:
    """The ids of the investigations with a slug or a uid. Raises CaseFileError."""
    return [row["id"] for row in file.rows(FOUND, {"slug": slug, "uid": uid})]


def taken_uids(file: CaseFile, table: str, uids: Sequence[str]) -> set[str]:
    """Those of some uids that records of a table have already. Raises CaseFileError."""
    rows = file.rows(TAKEN.format(table=table), {"uids": json.dumps(uids)})
    return {row["uid"] for row in rows}


def content_of(file: CaseFile, document_id: int) -> bytes | None:
    """The bytes of a document; None where the file has none. Raises CaseFileError."""
    rows = file.rows(CONTENTS, {"id": document_id})
    return bytes(rows[0]["data"]) if rows and isinstance(rows[0]["data"], bytes) else None


def _owned(file: CaseFile, table: Table, column: str, owners: Sequence[int | str]) -> list[Row]:
    if not owners:
        return []
    return _whole(file, table, OWNED.format(table=table.name, column=column), ids=json.dumps(owners))


def _origins(file: CaseFile, rows: Rows) -> list[Row]:
    if file.version < TABLES["origins"].since:
        return []
    uids = [row["uid"] for group in rows.values() for row in group if "uid" in row]
    known = {(table, row["uid"]) for table, group in rows.items() for row in group if "uid" in row}
    found = _owned(file, TABLES["origins"], "record_uid", uids)
    return [row for row in found if (row["record_table"], row["record_uid"]) in known]


def _whole(file: CaseFile, table: Table, sql: str, **values: object) -> list[Row]:
    """The rows of a query with every column of today's schema."""
    return [dict(_cells(file, table, dict(row))) for row in file.rows(sql, values)]


def _cells(file: CaseFile, table: Table, row: Row) -> Iterator[tuple[str, object]]:
    """The cells of a row; an earlier schema has no uids, and less of everything."""
    for column in table.columns:
        if column.name in row:
            yield column.name, row[column.name]
        elif column.name == "uid":
            yield "uid", uid_of(file.uid, table.name, row["id"])
        else:
            yield column.name, None if column.optional else ""
