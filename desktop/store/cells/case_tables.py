"""The columns of the tables on investigations, and of the tables that investigations share."""

from __future__ import annotations

from desktop.store.cells import kinds
from desktop.store.cells.rules import Date, date_columns
from desktop.store.cells.table import AS_IT_IS, CellColumn, Table

ROW_ID = CellColumn("id", kinds.ID, instead=AS_IT_IS)
NOTE = CellColumn("note", kinds.TEXT, instead=AS_IT_IS)
POSITION = CellColumn("position", kinds.PLACE, instead=AS_IT_IS)
CONFIDENCE = CellColumn("confidence", kinds.CONFIDENCE, instead="unknown")
AMOUNT = CellColumn("amount", kinds.AMOUNT)
CURRENCY = CellColumn("currency", kinds.CURRENCY)
_COUNTRY = CellColumn("country", kinds.COUNTRY, instead=AS_IT_IS)


def line(name: str) -> CellColumn:
    """A column of one line of text, never empty."""
    return CellColumn(name, kinds.LINE, instead=AS_IT_IS)


def maybe_line(name: str) -> CellColumn:
    """A column of one line of text, or of an empty text."""
    return CellColumn(name, kinds.MAYBE_LINE, instead=AS_IT_IS)


def text(name: str) -> CellColumn:
    """A column of a text of any number of lines, which may be empty."""
    return CellColumn(name, kinds.TEXT, instead=AS_IT_IS)


def owner(name: str, table: str) -> CellColumn:
    """A column that refers to the owner of a row, in another table."""
    return CellColumn(name, kinds.REFERENCE, points_to=table, is_owner=True)


def reference(name: str, table: str) -> CellColumn:
    """A column that refers to a shared row of another table."""
    return CellColumn(name, kinds.REFERENCE, points_to=table)


def sources_of(table: str, column: str) -> Table:
    """The table that joins sources to the rows of another table."""
    return Table(
        f"{column.removesuffix('_id')}_sources",
        (ROW_ID, owner(column, table), reference("source_id", "sources")),
    )


_INVESTIGATION = owner("investigation_id", "investigations")

CASE_TABLES = (
    Table(
        "case_file",
        (CellColumn("id", kinds.number(1, 1)), CellColumn("case_uid", kinds.UID, instead=AS_IT_IS)),
    ),
    Table("sources", (ROW_ID, line("url"), maybe_line("publisher"))),
    Table(
        "authorities",
        (
            ROW_ID,
            line("name"),
            line("short_name"),
            _COUNTRY,
            CellColumn("zone", kinds.ZONE, instead="UTC"),
            CellColumn("regime", kinds.REGIME, instead=""),
        ),
    ),
    Table("respondents", (ROW_ID, line("name"), line("short_name"), _COUNTRY, line("kind"))),
    Table("provisions", (ROW_ID, line("text"), maybe_line("law"), maybe_line("article"))),
    Table(
        "investigations",
        (
            CellColumn("id", kinds.ID),
            CellColumn("slug", kinds.SLUG, instead=AS_IT_IS),
            line("title"),
            CellColumn("authority_id", kinds.REFERENCE, points_to="authorities", instead=AS_IT_IS),
            *date_columns("opened", optional=True),
            *date_columns("closed", optional=True),
            maybe_line("status"),
            maybe_line("field_of_law"),
            maybe_line("linked_group"),
            NOTE,
            text("country_note"),
            CONFIDENCE,
        ),
        (Date("opened", is_dispensable=True), Date("closed", is_dispensable=True)),
    ),
    Table("investigation_references", (ROW_ID, _INVESTIGATION, line("reference"))),
    Table("investigation_respondents", (ROW_ID, _INVESTIGATION, reference("respondent_id", "respondents"))),
    Table(
        "investigation_provisions",
        (
            ROW_ID,
            _INVESTIGATION,
            reference("provision_id", "provisions"),
            CellColumn("finding", kinds.FINDING),
        ),
    ),
    Table(
        "events",
        (
            ROW_ID,
            _INVESTIGATION,
            POSITION,
            *date_columns("date"),
            line("kind"),
            CellColumn("lane", kinds.LANE),
            line("title"),
            text("description"),
            CONFIDENCE,
        ),
        (Date("date"),),
    ),
    Table("event_actors", (ROW_ID, owner("event_id", "events"), line("actor"))),
    Table(
        "decisions",
        (
            ROW_ID,
            _INVESTIGATION,
            line("title"),
            maybe_line("reference"),
            *date_columns("decided", optional=True),
            *date_columns("notified", optional=True),
            *date_columns("published", optional=True),
        ),
        tuple(Date(name, is_dispensable=True) for name in ("decided", "notified", "published")),
    ),
    Table(
        "fines",
        (
            ROW_ID,
            _INVESTIGATION,
            AMOUNT,
            CURRENCY,
            *date_columns("imposed"),
            CellColumn("status", kinds.FINE_STATUS),
            *date_columns("status_on", optional=True),
            maybe_line("status_text"),
            maybe_line("addressee"),
            NOTE,
        ),
        (Date("imposed", is_firm=True), Date("status_on", is_firm=True)),
    ),
    Table("orders", (ROW_ID, _INVESTIGATION, line("label"), text("text"))),
    sources_of("investigations", "investigation_id"),
    sources_of("events", "event_id"),
    sources_of("decisions", "decision_id"),
)

OTHER_TABLES = (
    Table(
        "documents",
        (
            ROW_ID,
            _INVESTIGATION,
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
            ROW_ID,
            owner("document_id", "documents"),
            CellColumn("number", kinds.FROM_ONE),
            CellColumn("text", kinds.PAGE, instead=AS_IT_IS),
        ),
    ),
    Table(
        "changes",
        (
            ROW_ID,
            CellColumn("changed_at", kinds.MOMENT),
            line("table_name"),
            CellColumn("record_id", kinds.ID),
            CellColumn("before", kinds.PAGE, optional=True, instead=AS_IT_IS),
            CellColumn("after", kinds.PAGE, optional=True, instead=AS_IT_IS),
        ),
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
