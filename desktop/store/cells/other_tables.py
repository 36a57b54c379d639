"""The columns of the tables on documents, on what is known of a record, and on the file itself."""

from __future__ import annotations

from desktop.store.cells import kinds
from desktop.store.cells.case_tables import ROW, ROW_ID, line, maybe_line, owner, text
from desktop.store.cells.table import AS_IT_IS, CellColumn, Table

_SIDES = ("left", "top", "right", "bottom")
# The record that a row is about: its table and its uid.
_OF_A_RECORD = (line("record_table"), CellColumn("record_uid", kinds.UID, instead=AS_IT_IS))

OTHER_TABLES = (
    Table(
        "documents",
        (
            *ROW,
            owner("investigation_id", "investigations"),
            line("name"),
            CellColumn("media_type", kinds.MEDIA_TYPE),
            CellColumn("sha256", kinds.SHA256),
            CellColumn("size", kinds.number(0, words="a number of bytes,")),
        ),
    ),
    Table("document_contents", (ROW_ID, owner("document_id", "documents"), CellColumn("data", kinds.BYTES))),
    Table(
        "document_pages",
        (
            *ROW,
            owner("document_id", "documents"),
            CellColumn("number", kinds.FROM_ONE),
            CellColumn("text", kinds.PAGE, instead=AS_IT_IS),
        ),
    ),
    Table(
        "citations",
        (
            *ROW,
            *_OF_A_RECORD,
            maybe_line("field"),
            owner("document_id", "documents"),
            CellColumn("page", kinds.FROM_ONE),
            text("quote"),
            *(CellColumn(f"box_{side}", kinds.SIDE, optional=True, instead=None) for side in _SIDES),
        ),
        since=2,
    ),
    Table(
        "origins",
        (
            *ROW,
            *_OF_A_RECORD,
            line("data_set"),
            maybe_line("licence"),
            CellColumn("taken_on", kinds.DAY, optional=True, instead=None),
            maybe_line("external_id"),
            maybe_line("digest"),
            CellColumn("line", kinds.FROM_ONE, optional=True, instead=None),
        ),
        since=2,
    ),
    Table(
        "holidays",
        (*ROW, line("calendar"), CellColumn("day", kinds.DAY), maybe_line("name"), maybe_line("source")),
        since=2,
    ),
    Table(
        "changes",
        (
            *ROW,
            CellColumn("changed_at", kinds.MOMENT),
            *(
                CellColumn(name, kinds.MAYBE_LINE, instead=AS_IT_IS, since=2)
                for name in ("author", "program", "batch", "kind", "undoes")
            ),
            maybe_line("table_name"),
            CellColumn("record_id", kinds.ID, optional=True),
            CellColumn("record_uid", kinds.MAYBE_LINE, instead=AS_IT_IS, since=2),
            CellColumn("before", kinds.HISTORY, optional=True, instead=AS_IT_IS),
            CellColumn("after", kinds.HISTORY, optional=True, instead=AS_IT_IS),
        ),
    ),
    Table(
        "seals",
        (
            ROW_ID,
            line("table_name"),
            CellColumn("rows", kinds.number(0, words="a number of rows,")),
            CellColumn("digest", kinds.SHA256),
        ),
        since=2,
    ),
    Table(
        "_sqlite_migrations",
        (
            ROW_ID,
            CellColumn("migration_set", kinds.one_of(("astreinte",))),
            line("name"),
            CellColumn("applied_at", kinds.MOMENT),
        ),
    ),
)
