"""The columns of the tables on investigations, and of the tables that investigations share."""

from __future__ import annotations

from desktop.store.cells import kinds
from desktop.store.cells.rules import Date, NeedsCell, date_columns
from desktop.store.cells.table import AS_IT_IS, CellColumn, Table

ROW_ID = CellColumn("id", kinds.ID, instead=AS_IT_IS)
UID = CellColumn("uid", kinds.UID, instead=AS_IT_IS, since=2)
ROW = (ROW_ID, UID)
NOTE = CellColumn("note", kinds.TEXT, instead=AS_IT_IS)
POSITION = CellColumn("position", kinds.PLACE, instead=AS_IT_IS)
CONFIDENCE = CellColumn("confidence", kinds.CONFIDENCE, instead="unknown")
AMOUNT = CellColumn("amount", kinds.AMOUNT)
CURRENCY = CellColumn("currency", kinds.CURRENCY)
MAYBE_AMOUNT = CellColumn("amount", kinds.AMOUNT, optional=True)
MAYBE_CURRENCY = CellColumn("currency", kinds.CURRENCY, optional=True)
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


def sources_of(table: str, column: str, since: int = 1) -> Table:
    """The table that joins sources to the rows of another table."""
    return Table(
        f"{column.removesuffix('_id')}_sources",
        (*ROW, owner(column, table), reference("source_id", "sources")),
        since=since,
    )


_INVESTIGATION = owner("investigation_id", "investigations")

CASE_TABLES = (
    Table(
        "case_file",
        (CellColumn("id", kinds.number(1, 1)), CellColumn("case_uid", kinds.UID, instead=AS_IT_IS)),
    ),
    Table(
        "sources",
        (
            *ROW,
            line("url"),
            maybe_line("publisher"),
            CellColumn("title", kinds.MAYBE_LINE, instead=AS_IT_IS, since=2),
            CellColumn("language", kinds.MAYBE_LINE, instead=AS_IT_IS, since=2),
            CellColumn("accessed_on", kinds.DAY, optional=True, instead=None, since=2),
            CellColumn("kind", kinds.SOURCE_KIND, instead="", since=2),
        ),
    ),
    Table(
        "authorities",
        (
            *ROW,
            line("name"),
            line("short_name"),
            _COUNTRY,
            CellColumn("zone", kinds.ZONE, instead="UTC"),
            CellColumn("regime", kinds.REGIME, instead=""),
        ),
    ),
    Table(
        "respondents",
        (
            *ROW,
            line("name"),
            line("short_name"),
            CellColumn("country", kinds.MAYBE_COUNTRY, instead=AS_IT_IS),
            line("kind"),
            CellColumn(
                "parent_id", kinds.REFERENCE, optional=True, instead=None, points_to="respondents", since=2
            ),
            CellColumn("lei", kinds.LEI, instead="", since=2),
        ),
    ),
    Table("provisions", (*ROW, line("text"), maybe_line("law"), maybe_line("article"))),
    Table(
        "investigations",
        (
            CellColumn("id", kinds.ID),
            UID,
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
    Table("investigation_references", (*ROW, _INVESTIGATION, line("reference"))),
    Table("investigation_respondents", (*ROW, _INVESTIGATION, reference("respondent_id", "respondents"))),
    Table(
        "investigation_provisions",
        (
            *ROW,
            _INVESTIGATION,
            reference("provision_id", "provisions"),
            CellColumn("finding", kinds.FINDING),
        ),
    ),
    Table(
        "events",
        (
            *ROW,
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
    Table(
        "event_actors",
        (
            *ROW,
            owner("event_id", "events"),
            line("actor"),
            CellColumn("kind", kinds.ACTOR_KIND, instead="", since=2),
        ),
    ),
    Table(
        "decisions",
        (
            *ROW,
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
            *ROW,
            _INVESTIGATION,
            MAYBE_AMOUNT,
            MAYBE_CURRENCY,
            *date_columns("imposed", optional=True),
            CellColumn("status", kinds.FINE_STATUS),
            *date_columns("status_on", optional=True),
            maybe_line("status_text"),
            maybe_line("addressee"),
            NOTE,
        ),
        (Date("imposed", is_firm=True), Date("status_on", is_firm=True), NeedsCell("amount", "currency")),
    ),
    Table(
        "fine_stages",
        (
            *ROW,
            owner("fine_id", "fines"),
            *date_columns("day", optional=True),
            CellColumn("known_on", kinds.DAY, optional=True),
            CellColumn("kind", kinds.FINE_STAGE),
            MAYBE_AMOUNT,
            MAYBE_CURRENCY,
            NOTE,
        ),
        (Date("day", is_firm=True), NeedsCell("amount", "currency")),
        since=2,
    ),
    Table("orders", (*ROW, _INVESTIGATION, line("label"), text("text"))),
    sources_of("investigations", "investigation_id"),
    sources_of("events", "event_id"),
    sources_of("decisions", "decision_id"),
    sources_of("investigation_provisions", "held_id", since=2),
    sources_of("fines", "fine_id", since=2),
    sources_of("fine_stages", "stage_id", since=2),
    sources_of("orders", "order_id", since=2),
)
