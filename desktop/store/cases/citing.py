"""The records of an investigation that sources can support, each with its sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.domain.days.period import on_day
from desktop.domain.edit.citing import JOINED, SourceFacts
from desktop.domain.money import Money
from desktop.domain.printable import shortened
from desktop.domain.shared.sources import CitedRecord, CitedSource, FactKey
from desktop.domain.source import SourceKind
from desktop.domain.typed.sources import source_kind
from desktop.store.cases.columns import maybe_date, maybe_day
from desktop.store.cells import kinds
from desktop.store.cells.rows import checked

if TYPE_CHECKING:
    from desktop.domain.days.period import UncertainDate
    from desktop.store.cells.table import Row
    from desktop.store.file.casefile import CaseFile

SINCE = 2  # the first schema in which every record has a uid


class _Shape(NamedTuple):
    """A table of records: the column of their owner, and those of their words and of their day."""

    table: str
    owner: str
    words: str = "note"
    day: str = ""
    order: str = "id"
    join: str = ""


_LINES = "penalty_terms"
_SHAPES = (
    _Shape("investigations", "id", "title"),
    _Shape("events", "investigation_id", "title", "date", "position"),
    _Shape("decisions", "investigation_id", "title", "decided"),
    _Shape("fines", "investigation_id", "addressee", "imposed"),
    _Shape(
        "fine_stages",
        "investigation",
        "kind",
        "day",
        "fine_id, id",
        ", (SELECT f.investigation_id FROM fines f WHERE f.id = fine_id) AS investigation",
    ),
    _Shape(
        "investigation_provisions",
        "investigation_id",
        "words",
        join=", (SELECT p.text FROM provisions p WHERE p.id = provision_id) AS words",
    ),
    _Shape("orders", "investigation_id", "text"),
    _Shape(_LINES, "investigation_id", "label", "decided_on", "position"),
    _Shape("penalty_rates", "term_id", "", "from_day"),
    _Shape("stays", "term_id", day="start_day"),
    _Shape("compliance", "term_id", day="on_day"),
    _Shape("findings", "term_id", day="window_start"),
    _Shape("occurrences", "term_id", day="on_day"),
    _Shape("tallies", "term_id", day="by_day"),
    _Shape("liquidations", "term_id", day="decided"),
    _Shape("payments", "term_id", day="paid"),
)
_SPANS = {
    "events",
    "decisions",
    "fines",
    "fine_stages",
    "liquidations",
    "payments",
}  # whose day may be in doubt

# The names of tables and columns are our own: those of the schema.
RECORDS = "SELECT *{join} FROM {table} WHERE {owner} IN (SELECT value FROM json_each(:ids)) ORDER BY {order}"
SOURCES = """
SELECT j.{name}_id AS owner, j.uid AS join_uid, s.*
  FROM {name}_sources j JOIN sources s ON s.id = j.source_id
 WHERE j.{name}_id IN (SELECT value FROM json_each(:ids))
 ORDER BY j.id
"""
USES = " UNION ALL ".join(
    f"SELECT source_id FROM {name}_sources WHERE source_id IN (SELECT value FROM json_each(:ids))"  # noqa: S608
    for name in JOINED.values()
)
USED = f"SELECT source_id AS id, count(*) AS times FROM ({USES}) GROUP BY source_id"  # noqa: S608 - as above

KNOWN = "SELECT * FROM sources WHERE url = :url ORDER BY id"


def load_cited(file: CaseFile, investigation: int) -> tuple[CitedRecord, ...]:
    """The records of an investigation that sources can support; none before schema 2, which has no uids.

    Rows that cannot be read are left out, as in its case. Raises CaseFileError.
    """
    if file.version < SINCE:
        return ()
    found: list[tuple[CitedRecord, int]] = []
    lines: dict[int, str] = {}
    for shape in _SHAPES:
        owners = [investigation] if shape.owner != "term_id" else [*lines]
        sql = RECORDS.format(table=shape.table, owner=shape.owner, order=shape.order, join=shape.join)
        places: dict[int, int] = {}
        for row, cells in checked(shape.table, file.rows(sql, {"ids": json.dumps(owners)})):
            if shape.table == _LINES:
                lines[row["id"]] = row["currency"]
            known = cells.row or (row if shape.table == _LINES else None)
            if known is not None:
                owner = row[shape.owner]
                key = FactKey(shape.table, owner, places.get(owner, 0))
                places[owner] = key.place + 1
                words = shortened(str(row[shape.words] or ""), kinds.LINE.most) if shape.words else ""
                record = CitedRecord(key, row["uid"], words, _day(shape, known), _amount(known, lines))
                found.append((record, row["id"]))
    return _with_sources(file, found)


def known_source(file: CaseFile, wanted: SourceFacts) -> str:
    """The uid of a source that the file has with the same link and nothing else said of it; empty for none.

    Raises CaseFileError.
    """
    for row in file.rows(KNOWN, {"url": wanted.url}):
        known = _facts(row)
        if wanted.kind is known.kind and all(
            not mine or mine == theirs
            for mine, theirs in ((wanted.publisher, known.publisher), (wanted.title, known.title))
        ):
            return known.uid
    return ""


def _with_sources(file: CaseFile, found: list[tuple[CitedRecord, int]]) -> tuple[CitedRecord, ...]:
    numbers: dict[str, list[int]] = {}
    for record, number in found:
        numbers.setdefault(record.key.table, []).append(number)
    rows: dict[tuple[str, int], list[Row]] = {}
    for table, ids in numbers.items():
        for row in file.rows(SOURCES.format(name=JOINED[table]), {"ids": json.dumps(ids)}):
            rows.setdefault((table, row["owner"]), []).append(row)
    every = json.dumps(sorted({row["id"] for some in rows.values() for row in some}))
    times = {row["id"]: row["times"] for row in file.rows(USED, {"ids": every})}
    return tuple(
        CitedRecord(
            record.key,
            record.uid,
            record.words,
            record.day,
            record.amount,
            tuple(
                CitedSource(row["join_uid"], _facts(row), times[row["id"]] - 1, bool(row["kind"]))
                for row in rows.get((record.key.table, number), ())
            ),
        )
        for record, number in found
    )


def _facts(row: Row) -> SourceFacts:
    kind, accessed = row["kind"], row["accessed_on"]
    return SourceFacts(
        url=str(row["url"]),
        publisher=str(row["publisher"]),
        kind=SourceKind(kind) if kind in {*SourceKind} else source_kind(str(row["url"])),
        accessed_on=maybe_day(accessed) if kinds.DAY.holds(accessed) else None,
        uid=row["uid"],
        title=str(row["title"]),
    )


def _day(shape: _Shape, row: Row) -> UncertainDate | None:
    if not shape.day:
        return None
    if shape.table in _SPANS:
        return maybe_date(row, shape.day)
    value: Any = row[shape.day]
    return on_day(day) if kinds.DAY.holds(value) and (day := maybe_day(value)) is not None else None


def _amount(row: Row, lines: dict[int, str]) -> Money | None:
    """The sum in a row; the currency may be that of its penalty line."""
    names = {*row.keys()}
    if "amount" not in names or row["amount"] is None:
        return None
    currency = row["currency"] if "currency" in names else lines.get(row["term_id"], "")
    return Money(row["amount"], currency) if kinds.CURRENCY.holds(currency) else None
