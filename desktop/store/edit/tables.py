"""The tables that edits may change: their columns, what hangs on their records, and the SQL for them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.store.cells.rows import tables_of
from desktop.store.file.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from desktop.store.cells.table import CellColumn, Table

_HISTORY = "changes"
# The bytes of documents: a change of them goes by the uid of the document, its cell as base64.
CONTENTS, DATA = "document_contents", "data"
# Tables about records of any other table, which they name by its uid.
ABOUT = ("citations", "origins")


class Link(NamedTuple):
    """A column of a table that refers to the records of another, and what a deletion there does here."""

    table: str
    column: str
    goes_with: bool  # the record that refers goes with the one referred to
    may_be_empty: bool  # else the cell is emptied, if it may be, or bars the deletion


@cache
def edited() -> dict[str, Table]:
    """The tables of records, by name."""
    return {
        name: table
        for name, table in tables_of(SCHEMA_VERSION).items()
        if name != _HISTORY and any(column.name == "uid" for column in table.columns)
    }


@cache
def columns_of(table: str) -> dict[str, CellColumn]:
    """The columns of a table that an edit may fill, by name: all but `id` and `uid`. Raises KeyError."""
    return {column.name: column for column in edited()[table].columns if column.name not in {"id", "uid"}}


def cells_of(table: str) -> frozenset[str]:
    """The names of the cells that the history may tell of a table. Raises KeyError."""
    return frozenset({DATA} if table == CONTENTS else {"id", *columns_of(table)})


@cache
def links_to(table: str) -> tuple[Link, ...]:
    """The links to the records of a table, from all tables.

    A record goes with its owner, and a record that joins its owner to another goes with either.
    """
    return tuple(
        Link(name, column.name, not column.optional and other.owner is not None, column.optional)
        for name, other in edited().items()
        for column in other.columns
        if column.points_to == table
    )


# The names of tables and columns are our own: those of the schema.
@cache
def select_record(table: str) -> str:
    """The query for a record by its uid: its cells, and the uid behind each reference in `uid_of_...`."""
    return f"{_select(table)} WHERE t.uid = :uid"


@cache
def select_records(table: str) -> str:
    """The query for the records with ids after one and up to another, as for one record."""
    return f"{_select(table)} WHERE t.id > :after AND t.id <= :upto ORDER BY t.id"


def _select(table: str) -> str:
    references = (
        f"(SELECT p.uid FROM {column.points_to} p WHERE p.id = t.{column.name}) AS uid_of_{column.name}"  # noqa: S608
        for column in columns_of(table).values()
        if column.points_to
    )
    return f"SELECT {', '.join(('t.*', *references))} FROM {table} t"  # noqa: S608


def select_id(table: str) -> str:
    """The query for the id of a record by its uid."""
    return f"SELECT id FROM {table} WHERE uid = :uid"  # noqa: S608


def select_linked(link: Link) -> str:
    """The query for the uids of the records that refer to one."""
    return f"SELECT uid FROM {link.table} WHERE {link.column} = :id ORDER BY id"  # noqa: S608


def select_about(table: str) -> str:
    """The query for the uids of the records about one."""
    return f"SELECT uid FROM {table} WHERE record_table = :table AND record_uid = :uid ORDER BY id"  # noqa: S608


CONTENT_SIZE = f"SELECT length(data) FROM {CONTENTS} WHERE document_id = :id"  # noqa: S608
SELECT_CONTENT = f"SELECT data FROM {CONTENTS} WHERE document_id = :id"  # noqa: S608
INSERT_CONTENT = f"INSERT INTO {CONTENTS} (document_id, data) VALUES (:id, :data)"  # noqa: S608
DELETE_CONTENT = f"DELETE FROM {CONTENTS} WHERE document_id = :id"  # noqa: S608


@cache
def insert_record(table: str) -> str:
    """The INSERT of a record with all of its cells."""
    names = ("id", "uid", *columns_of(table))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"  # noqa: S608


def update_record(table: str, names: tuple[str, ...]) -> str:
    """The UPDATE of some cells of a record."""
    cells = ", ".join(f"{name} = :{name}" for name in names)
    return f"UPDATE {table} SET {cells} WHERE uid = :uid"  # noqa: S608


def delete_record(table: str) -> str:
    """The DELETE of a record by its uid."""
    return f"DELETE FROM {table} WHERE uid = :uid"  # noqa: S608
