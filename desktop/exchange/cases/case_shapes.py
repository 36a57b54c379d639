"""The shapes of shared rows, and of an investigation with all that belongs to it."""

from __future__ import annotations

from desktop.exchange.cases.penalty_shapes import TERMS
from desktop.exchange.cases.shapes import (
    FILE_DIGEST,
    FILE_NAME,
    FILE_SIZE,
    FILE_TYPE,
    NAME,
    NEEDED,
    PLACE,
    STEM,
    Form,
    TextKey,
    TextShape,
    amount,
    date,
    key,
    number,
    sources_of,
)

# The shared rows, each in a file of the table's name, in the order in which they are read.
SHARED = (
    TextShape(
        "authorities",
        "authorities",
        "",
        (key("name"), key("short_name", NAME), key("country"), key("zone"), key("regime", "")),
        plain="short_name",
    ),
    TextShape(
        "respondents",
        "respondents",
        "",
        (
            key("name"),
            key("short_name", NAME),
            key("country", ""),
            key("kind", "company"),
            TextKey("parent", "parent_id", Form.LINK, None),
            key("lei", ""),
        ),
        plain="name",
        links="respondents",
    ),
    TextShape(
        "provisions",
        "provisions",
        "",
        (key("text"), key("law", ""), key("article", "")),
        plain="text",
    ),
    TextShape(
        "sources",
        "sources",
        "",
        (
            key("url"),
            key("publisher", ""),
            key("title", ""),
            key("language", ""),
            key("accessed_on", None),
            key("kind", ""),
        ),
        plain="url",
    ),
    TextShape("holidays", "holidays", "", (key("calendar"), key("day"), key("name", ""), key("source", ""))),
)

COMMON = {shape.table: shape for shape in SHARED}

ORIGINS = TextShape(
    "origins",
    "origins",
    "record_uid",
    (
        key("data_set"),
        key("licence", ""),
        key("taken_on", None),
        key("external_id", ""),
        key("digest", ""),
        number("line"),
    ),
)

_BOX = tuple(number(f"box_{side}") for side in ("left", "top", "right", "bottom"))
_OWNER = "investigation_id"

CASE = TextShape(
    "investigations",
    "",
    "",
    (
        key("title"),
        TextKey("authority", "authority_id", Form.LINK),
        key("slug", STEM),
        key("group", "", "linked_group"),
        key("field_of_law", ""),
        key("status", ""),
        date("opened"),
        date("closed"),
        key("note", ""),
        key("country_note", ""),
        key("confidence", "unknown"),
    ),
    links="authorities",
    inner=(
        TextShape("investigation_references", "references", _OWNER, (key("reference"),), plain="reference"),
        sources_of("investigation"),
        TextShape(
            "investigation_respondents",
            "respondents",
            _OWNER,
            (TextKey("respondent", "respondent_id", Form.LINK),),
            plain="respondent",
            links="respondents",
        ),
        TextShape(
            "investigation_provisions",
            "provisions",
            _OWNER,
            (TextKey("provision", "provision_id", Form.LINK), key("finding", "breached")),
            inner=(sources_of("held"),),
            plain="provision",
            links="provisions",
        ),
        TextShape(
            "decisions",
            "decisions",
            _OWNER,
            (key("title"), key("reference", ""), date("decided"), date("notified"), date("published")),
            inner=(sources_of("decision"),),
        ),
        TextShape(
            "fines",
            "fines",
            _OWNER,
            (
                amount("amount"),
                key("currency", None),
                date("imposed"),
                key("status", "imposed"),
                date("status_on"),
                key("status_text", ""),
                key("addressee", ""),
                key("note", ""),
            ),
            inner=(
                TextShape(
                    "fine_stages",
                    "stages",
                    "fine_id",
                    (
                        key("kind"),
                        date("day"),
                        key("known_on", None),
                        amount("amount"),
                        key("currency", None),
                        key("note", ""),
                    ),
                    inner=(sources_of("stage"),),
                ),
                sources_of("fine"),
            ),
        ),
        TextShape(
            "orders",
            "orders",
            _OWNER,
            (key("label"), key("text", "")),
            inner=(sources_of("order"),),
        ),
        TERMS,
        TextShape(
            "events",
            "events",
            _OWNER,
            (
                date("date", NEEDED),
                key("kind", "other"),
                key("lane", "authority"),
                key("title"),
                key("description", ""),
                key("confidence", "unknown"),
                number("position", PLACE),
            ),
            inner=(
                TextShape(
                    "event_actors", "actors", "event_id", (key("actor"), key("kind", "")), plain="actor"
                ),
                sources_of("event"),
            ),
        ),
        TextShape(
            "documents",
            "documents",
            _OWNER,
            (
                key("name", FILE_NAME),
                key("media_type", FILE_TYPE),
                key("sha256", FILE_DIGEST),
                number("size", FILE_SIZE),
            ),
            inner=(
                TextShape(
                    "document_pages", "pages", "document_id", (number("number", NEEDED), key("text", ""))
                ),
                TextShape(
                    "citations",
                    "citations",
                    "document_id",
                    (
                        key("table", column="record_table"),
                        key("record", column="record_uid"),
                        key("field", ""),
                        number("page", NEEDED),
                        key("quote", ""),
                        *_BOX,
                    ),
                ),
            ),
        ),
    ),
)

# Tables that the text leaves out: the file's own marks, its history, and the seal over its tables.
LEFT_OUT = ("case_file", "changes", "seals", "_sqlite_migrations")
