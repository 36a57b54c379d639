"""Case files with a sound value of every kind in every column, and what a file holds, to compare."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from desktop.domain.case.case import ActorKind, FineStage, FineStatus, Lane, ProvisionFinding
from desktop.domain.case.ids import CaseId, EventId
from desktop.domain.case.terms import TermsId
from desktop.domain.law.deadline import GraceUnit, MonthRule, Rollover
from desktop.domain.law.kinds import CapMode, MonthStay, PartUnit, Recovery, StayKind, Unit
from desktop.domain.source import Confidence, SourceKind
from desktop.store.cases.writing import create_case_file
from desktop.store.cells.penalty_tables import IN_THE_LINES_CURRENCY
from desktop.store.cells.rows import TABLES
from tests.counts import SEED
from tests.nonsense import write_filled
from tests.sampled import sampled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from desktop.domain.case.case import Case
    from desktop.store.cells.table import CellColumn, Table

FIRST = date(2022, 1, 1)
PDF = b"%PDF-1.7\nThe order."
# What an export leaves out, and what an import writes itself.
NOT_COMPARED = {"case_file", "changes", "seals", "_sqlite_migrations"}
_WORDS = [
    *(word.value for kind in (ActorKind, FineStage, FineStatus, Lane, ProvisionFinding) for word in kind),
    *(word.value for kind in (GraceUnit, MonthRule, Rollover, CapMode, MonthStay, PartUnit) for word in kind),
    *(word.value for kind in (Recovery, StayKind, Unit, Confidence, SourceKind) for word in kind),
]
_TEXTS = [
    'Say "yes"\nthen\r\n\tgo \\ on """quoted""" it\'s done """',
    "one line, 'quoted' \"twice\" \\ # no comment = nothing",
    "Ünïcødé \U0001f600 10\u00a0000 \u202f€ Ελλάδα",
    " blanks around ",
]
_PLAIN = ["FR", "Europe/Paris", "FR-CNIL", "JPY", "KWD", "EUR", "application/pdf", "529900T8BM49AURSDO55"]
_NUMBERS = [7, 3, 1, 12_345]
_DATES = [
    ("2021-05-27", "2021-05-27", "day"),
    ("2021-05-01", "2021-05-31", "month"),
    ("2021-01-01", "2021-12-31", "year"),
    ("2021-05-03", "2021-07-02", "range"),
]
_DOUBTFUL = [
    ("2021-05-01", "2021-05-31", "month~"),
    ("9999-12-31", "9999-12-31", "undated"),
    ("0001-01-01", "2021-05-27", "../day"),
    ("2021-03-01", "2021-05-31", "season?"),
]


def write_cases(path: Path, cases: Iterable[Case]) -> None:
    """A file of some cases of the sample, numbered anew."""
    lines, events = count(1), count(1)
    create_case_file(
        path,
        [
            replace(
                case,
                investigation=replace(case.investigation, id=CaseId(number)),
                terms=tuple(replace(line, id=TermsId(next(lines))) for line in case.terms),
                events=tuple(replace(event, id=EventId(next(events))) for event in case.events),
            )
            for number, case in enumerate(cases, 1)
        ],
    )


def rarest() -> list[Case]:
    """The cases of the sample with facts that few have."""
    rare = ("stays", "tallies", "compliance", "payments")
    found: dict[Case, set[str]] = {}
    for case in sampled():
        facts = {name for name in rare for line in case.terms if getattr(line, name)}
        if facts - {name for known in found.values() for name in known} or "stays" in facts:
            found[case] = facts
    return list(found)


def write_full(path: Path) -> None:
    """Cases with a row in every table whose cells are all given, and none as a text leaves it out."""
    some = path.with_name("some.casefile")
    write_cases(some, rarest())
    write_filled(some, path)
    chance = random.Random(SEED)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table in TABLES.values():
            if table.name not in NOT_COMPARED | {"document_contents"}:
                (number,) = connection.execute(f"SELECT max(id) FROM {table.name}").fetchone()  # noqa: S608
                fill(connection, table, number, chance, is_first=True)
        with_one_cap(connection)
        in_one_currency(connection)
        row = {"data": PDF, "sha256": hashlib.sha256(PDF).hexdigest(), "size": len(PDF)}
        connection.execute("UPDATE document_contents SET data = :data", row)
        connection.execute("UPDATE documents SET sha256 = :sha256, size = :size", row)
        (uid,) = connection.execute("SELECT uid FROM stays").fetchone()
        connection.execute("UPDATE citations SET record_table = 'stays', record_uid = ?", (uid,))
        connection.execute("UPDATE origins SET record_table = 'stays', record_uid = ?", (uid,))
        connection.execute("UPDATE respondents SET parent_id = 3 WHERE parent_id IS NULL AND id < 3")
        connection.execute(
            "UPDATE respondents SET parent_id = 2 WHERE id = (SELECT max(id) FROM respondents)"
        )


def scramble(path: Path, chance: random.Random, share: float) -> None:
    """Fill a share of all rows with sound values."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for table in TABLES.values():
            if table.name in NOT_COMPARED | {"document_contents", "documents", "citations", "origins"}:
                continue
            for (number,) in connection.execute(f"SELECT id FROM {table.name}").fetchall():  # noqa: S608
                if chance.random() < share:
                    fill(connection, table, number, chance)
        with_one_cap(connection)
        in_one_currency(connection)
        connection.execute("COMMIT")


def in_one_currency(connection: sqlite3.Connection) -> None:
    """Give every sum the currency of its penalty line."""
    for table in IN_THE_LINES_CURRENCY:
        wanted = f"SELECT currency FROM penalty_terms WHERE id = {table}.term_id"  # noqa: S608 - ours
        connection.execute(f"UPDATE {table} SET currency = ({wanted})")  # noqa: S608 - ours


def with_one_cap(connection: sqlite3.Connection) -> None:
    """Give all lines that share a cap the amount and the currency of the first of them."""
    first = (
        "(SELECT o.{} FROM penalty_terms o WHERE o.investigation_id = penalty_terms.investigation_id"
        " AND o.shared_cap = penalty_terms.shared_cap AND o.cap IS NOT NULL"
        " ORDER BY o.position, o.id LIMIT 1)"
    )
    cap, currency = first.format("cap"), first.format("currency")
    connection.execute(
        f"UPDATE penalty_terms SET (cap, currency) = ({cap}, {currency})"  # noqa: S608 - ours
        " WHERE shared_cap <> '' AND cap IS NOT NULL"
    )


def fill(
    connection: sqlite3.Connection,
    table: Table,
    number: int,
    chance: random.Random,
    *,
    is_first: bool = False,
) -> None:
    """Give the cells of a row other values that the table allows; `is_first` leaves none of them empty."""
    connection.row_factory = sqlite3.Row
    row = dict(connection.execute(f"SELECT * FROM {table.name} WHERE id = ?", (number,)).fetchone())  # noqa: S608
    new = {**row, **dict(_values(table, row, chance, is_first=is_first))}
    if any(rule.faults(new) for rule in table.rules):
        assert not is_first, f"{table.name}: no value for every column"
        return
    sets = ", ".join(f"{name} = :{name}" for name in new)
    connection.execute(f"UPDATE {table.name} SET {sets} WHERE id = :id", new)  # noqa: S608


def _values(
    table: Table, row: dict[str, Any], chance: random.Random, *, is_first: bool
) -> Iterator[tuple[str, object]]:
    firm = {name for rule in table.rules if getattr(rule, "is_firm", False) for name in rule.columns}
    days = (FIRST + timedelta(9 * place + chance.randrange(9)) for place in range(len(table.columns)))
    cells: tuple[str, ...] = ()
    for column in table.columns:
        name = column.name
        if name in {"id", "uid", "slug"} or column.points_to:
            continue
        part = name.rpartition("_")[2]
        if f"{name.rpartition('_')[0]}_precision" in row and part in {"start", "end", "precision"}:
            if part == "start":
                cells = chance.choice(_DATES if name in firm else _DATES + _DOUBTFUL)
            yield name, cells[("start", "end", "precision").index(part)]
            continue
        found = [one for one in (next(days).isoformat(), *_pool(chance)) if column.holds(one)]
        found = [one for one in found if one != row[name]] or found
        if "has_" in name:
            yield name, 1
        elif found and (is_first or chance.random() < 0.5):
            yield name, _chosen(column, found, chance)


def _chosen(column: CellColumn, found: list[object], chance: random.Random) -> object:
    days = [one for one in found if isinstance(one, str) and one.startswith("2022-")]
    return (
        days[0]
        if days and column.name.endswith(("day", "_on", "_start", "_end", "_from", "_to"))
        else found[0]
    )


def _pool(chance: random.Random) -> list[object]:
    pool: list[object] = [*_WORDS, *_TEXTS, *_PLAIN, *_NUMBERS]
    chance.shuffle(pool)
    return pool


def held(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table that is compared, by id, each reference as the uid that it leads to."""
    found = {}
    with closing(sqlite3.connect(path)) as connection:
        for table in TABLES.values():
            if table.name in NOT_COMPARED:
                continue
            cells = [
                f"(SELECT uid FROM {column.points_to} WHERE id = t.{column.name})"  # noqa: S608
                if column.points_to
                else column.name
                for column in table.columns
                if column.name != "id"
            ]
            sql = f"SELECT {', '.join(cells)} FROM {table.name} t ORDER BY id"  # noqa: S608
            found[table.name] = connection.execute(sql).fetchall()
    return found
