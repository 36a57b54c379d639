from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.store.cells.rows import TABLES, checker_of, shown
from desktop.store.file.schema import EXPECTED, SCHEMA_VERSION

if TYPE_CHECKING:
    from desktop.store.cells.table import Cells


def checked(table: str, **values: object) -> Cells:
    columns = ", ".join(f":{name} AS {name}" for name in values)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        row = connection.execute(f"SELECT {columns}", values).fetchone()
    return checker_of(table, tuple(values)).check(row)


def faults(table: str, **values: object) -> list[str]:
    return [fault.column for fault in checked(table, **values).faults]


def test_that_every_column_of_every_table_is_described() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for sql in EXPECTED[SCHEMA_VERSION].values():
            connection.execute(sql)
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        found = {
            name: [
                (row[1], not row[3] and not row[5])
                for row in connection.execute(f"PRAGMA table_info({name})")
            ]
            for name in names
        }
        links = {
            name: {row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list({name})")}
            for name in names
        }
    described = {
        table.name: [(column.name, column.optional) for column in table.columns] for table in TABLES.values()
    }
    own = found.pop("_sqlite_migrations")  # sqlite-utils leaves its columns free to be NULL
    assert [name for name, _ in described.pop("_sqlite_migrations")] == [name for name, _ in own]
    assert described == found
    assert links == {
        table.name: {column.name: column.points_to for column in table.columns if column.points_to}
        for table in TABLES.values()
    }


def test_that_no_link_is_followed_back_by_reading_a_whole_table() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for sql in EXPECTED[SCHEMA_VERSION].values():
            connection.execute(sql)
        for table in TABLES.values():
            for column in table.columns:
                if column.points_to:
                    asked = f"EXPLAIN QUERY PLAN SELECT id FROM {table.name} WHERE {column.name} = 1"  # noqa: S608 - ours
                    ((*_, plan),) = connection.execute(asked).fetchall()
                    assert plan.startswith("SEARCH"), asked


def date(start: object, end: object, precision: object) -> dict[str, object]:
    return {"date_start": start, "date_end": end, "date_precision": precision}


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (("2022-03-05", "2022-03-05", "day"), []),
        (("2022-03-01", "2022-03-31", "month~"), []),
        (("0001-01-01", "2022-05-31", "../month"), []),
        (("9999-12-31", "9999-12-31", "undated"), []),
        (("2022-03-05", "2022-03-04", "range"), ["date_start", "date_end"]),
        (("2022-03-05", "2022-03-06", "day"), ["date_start", "date_end", "date_precision"]),
        (("2022-03-05", "2022-04-06", "month"), ["date_start", "date_end", "date_precision"]),
        (("0001-01-01", "2022-05-31", "month"), ["date_start", "date_end", "date_precision"]),
        (("2022-05-01", "9999-12-31", "range"), ["date_start", "date_end", "date_precision"]),
        (("2022-05-01", "2022-06-01", "month/.."), ["date_start", "date_end", "date_precision"]),
        (("2022-05-01", "2022-05-01", "hour"), ["date_precision"]),
        (("2020-5-1", "2020-05-01", "day"), ["date_start"]),
    ],
)
def test_that_a_date_is_as_its_precision_says(given: tuple[object, object, object], wrong: list[str]) -> None:
    assert faults("events", **date(*given)) == wrong


def test_that_a_date_that_is_given_in_part_is_none() -> None:
    values = {"opened_start": "2022-03-05", "opened_end": None, "opened_precision": "day"}
    found = checked("investigations", slug="a", title="A", **values)
    assert [fault.column for fault in found.faults] == list(values)
    assert found.row is not None
    assert dict(found.row) == {"slug": "a", "title": "A", **dict.fromkeys(values)}
    assert found.spoilt == ()


def test_that_a_date_in_doubt_makes_no_figure() -> None:
    firm = {"imposed_start": "2022-03-01", "imposed_end": "2022-03-31", "imposed_precision": "month"}
    assert faults("fines", **firm) == []
    assert faults("fines", **(firm | {"imposed_precision": "month~"})) == ["imposed_precision"]


@pytest.mark.parametrize(
    ("table", "given", "wrong"),
    [
        ("stays", {"start_day": "2023-01-02", "end_day": "2023-01-02"}, ["start_day", "end_day"]),
        ("stays", {"start_day": "2023-01-02", "end_day": None}, []),
        (
            "findings",
            {"window_start": "2023-01-02", "window_end": "2022-01-02"},
            ["window_start", "window_end"],
        ),
        ("liquidations", {"window_start": "2023-01-02", "window_end": None}, ["window_start", "window_end"]),
        ("liquidations", {"published_from": "2023-01-02", "published_to": "2023-01-02"}, []),
        ("liquidations", {"reduced_to": 5, "reduced_known_on": None}, ["reduced_known_on"]),
        ("tallies", {"units": None, "amount": None}, ["units", "amount"]),
        ("tallies", {"units": 4, "amount": None}, []),
        ("penalty_terms", {"grace_length": 2, "grace_unit": None}, ["grace_unit"]),
        (
            "penalty_terms",
            {"has_grace": 0, "grace_length": 2, "grace_unit": "month", "grace_last_day": None},
            ["has_grace"],
        ),
        ("penalty_terms", {"last_day": "2023-01-02", "last_day_known_on": None}, ["last_day_known_on"]),
    ],
)
def test_that_cells_of_a_row_go_together(table: str, given: dict[str, object], wrong: list[str]) -> None:
    assert faults(table, **given) == wrong


def test_that_a_row_is_left_out_mended_or_read_as_it_is() -> None:
    left_out = checked("events", id=1, lane="balcony", title="A")
    assert left_out.row is None
    assert [fault.column for fault in left_out.spoilt] == ["lane"]
    mended = checked("authorities", id=1, name="A", zone="Europe/Pari")
    assert mended.row is not None
    assert mended.row["zone"] == "UTC"
    assert mended.spoilt == ()
    as_it_is = checked("events", id=1, lane="courts", title="\x1b[31m")
    assert as_it_is.row is not None
    assert as_it_is.row["title"] == "\x1b[31m"
    assert [fault.column for fault in as_it_is.faults] == ["title"]


def test_that_terms_are_read_whole_and_marked() -> None:
    found = checked("penalty_terms", id=1, label="P1", unit="hour", multiplier=-3, zone="zzz")
    assert found.row is not None
    assert dict(found.row) == {"id": 1, "label": "P1", "unit": "day", "multiplier": 1, "zone": "UTC"}
    assert [fault.column for fault in found.spoilt] == ["unit", "multiplier"]


def test_that_a_cell_of_another_type_reads_as_nothing() -> None:
    found = checked("events", id="x", lane="courts", title=None)
    assert found.row is not None
    assert dict(found.row) == {"id": 0, "lane": "courts", "title": ""}


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (None, None),
        (-5, -5),
        ("", ""),
        ("\x1b[31m\n\0", "\N{SYMBOL FOR ESCAPE}[31m \N{SYMBOL FOR NULL}"),
        ("x" * 100_000, "x" * 59 + "…"),
        (b"\0\xff", "x'00ff'"),
        (1.5, "1.5"),
    ],
)
def test_that_a_value_is_shown_on_a_line(value: object, seen: object) -> None:
    assert shown(value) == seen
