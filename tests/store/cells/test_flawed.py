from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.edit.change import Reference
from desktop.domain.edit.corrections import Flawed, Loss, row_corrected, row_deleted
from desktop.domain.edit.taking_back import TakeBack
from desktop.domain.file import RowProblem
from desktop.domain.money import Money
from desktop.store.cells.flawed import flawed_rows
from desktop.store.edit.editor import Editor
from desktop.store.edit.errors import EditConflict
from desktop.store.file.casefile import open_case_file
from tests.old_files import write_schema_1

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.domain.edit.corrections import FlawedRow
    from desktop.store.file.casefile import CaseFile

# A statement; the columns of the flaw, its kind, what it changes, the first suggestion, another choice.
FLAWS = (
    ("fines SET status = 'suspended'", ("status",), Flawed.WORD, Loss.ROW, None, "imposed"),
    ("fines SET status = 'imposd'", ("status",), Flawed.WORD, Loss.ROW, {"status": "imposed"}, "paid"),
    ("fines SET currency = 'euro'", ("currency",), Flawed.OTHER, Loss.ROW, {"currency": "EUR"}, "CHF"),
    ("fines SET currency = NULL", ("amount", "currency"), Flawed.TOGETHER, Loss.ROW, None, "CHF"),
    ("events SET lane = 'Courts'", ("lane",), Flawed.WORD, Loss.ROW, {"lane": "courts"}, "authority"),
    ("events SET title = 'a' || char(27)", ("title",), Flawed.OTHER, Loss.NOTHING, {"title": "a"}, None),
    (
        "events SET date_start = '2024-5-9', date_end = '2024-5-9', date_precision = 'day'",
        ("date_start", "date_end", "date_precision"),
        Flawed.DAY,
        Loss.ROW,
        {"date_start": "2024-05-09", "date_end": "2024-05-09", "date_precision": "day"},
        None,
    ),
    (
        "events SET date_start = 'x', date_end = '2024-02-29', date_precision = 'month'",
        ("date_start", "date_end", "date_precision"),
        Flawed.DAY,
        Loss.ROW,
        {"date_start": "2024-02-01", "date_end": "2024-02-29", "date_precision": "month"},
        None,
    ),
    (
        "investigations SET opened_start = '2021-03-31', opened_end = '2021-03-01', opened_precision = 'day'",
        ("opened_start", "opened_end", "opened_precision"),
        Flawed.DAY,
        Loss.DATE,
        {"opened_start": "2021-03-01", "opened_end": "2021-03-31", "opened_precision": "month"},
        None,
    ),
    (
        "authorities SET zone = 'Europe/Amsterdm'",
        ("zone",),
        Flawed.ZONE,
        Loss.CELL,
        {"zone": "Europe/Amsterdam"},
        "Europe/Paris",
    ),
    ("respondents SET country = 'France'", ("country",), Flawed.OTHER, Loss.NOTHING, {"country": "FR"}, "NL"),
    ("penalty_terms SET multiplier = -3", ("multiplier",), Flawed.OTHER, Loss.FIGURE, None, None),
    (
        "penalty_terms SET first_day = '13.2.2023'",
        ("first_day",),
        Flawed.DAY,
        Loss.FIGURE,
        {"first_day": "2023-02-13"},
        None,
    ),
    (
        "stays SET start_day = '2030-01-01', end_day = '2020-01-01'",
        ("start_day", "end_day"),
        Flawed.TOGETHER,
        Loss.FIGURE,
        {"start_day": "2020-01-01", "end_day": "2030-01-01"},
        None,
    ),
    ("penalty_rates SET term_id = 999", ("term_id",), Flawed.LINK, Loss.OWNER, None, None),
    ("case_file SET case_uid = 'x'", ("case_uid",), Flawed.OTHER, Loss.NOTHING, None, None),
)  # fmt: skip


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory, few_path: Path) -> Path:
    path = tmp_path_factory.mktemp("flawed") / "spoilt.casefile"
    path.write_bytes(few_path.read_bytes())
    return path


@pytest.fixture(scope="module")
def file(spoilt: Path) -> Iterator[CaseFile]:
    with closing(open_case_file(spoilt)) as file:
        yield file


@pytest.fixture(scope="module")
def editor(spoilt: Path) -> Iterator[Editor]:
    with closing(Editor(spoilt, "You")) as editor:
        yield editor


def flawed(file: CaseFile, table: str) -> tuple[FlawedRow, ...]:
    """The flaws of the first row of a table."""
    number = file.rows(f"SELECT min(id) FROM {table}")[0][0]  # noqa: S608
    return flawed_rows(file, (RowProblem(table, number, "", None, ""),))


def in_one_row(path: Path, statement: str) -> tuple[str, tuple[object, ...]]:
    """Spoil a first row by the rest of an UPDATE; its table, and the row as it was."""
    table = statement.partition(" ")[0]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = connection.execute(f"SELECT * FROM {table} ORDER BY id LIMIT 1").fetchone()  # noqa: S608
        connection.execute(f"UPDATE {statement} WHERE id = {before[0]}")
    return table, before


def put_back(path: Path, table: str, row: tuple[object, ...]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        marks = ", ".join("?" for _ in row)
        connection.execute(f"REPLACE INTO {table} VALUES ({marks})", row)  # noqa: S608


def cells(path: Path, table: str, number: int) -> tuple[object, ...]:
    with closing(sqlite3.connect(path)) as connection:
        found: tuple[object, ...] = connection.execute(
            f"SELECT * FROM {table} WHERE id = ?",  # noqa: S608
            (number,),
        ).fetchone()
        return found


def test_that_each_flaw_is_told_with_its_loss_and_its_corrections(spoilt: Path, file: CaseFile) -> None:
    for statement, columns, kind, loss, near, other in FLAWS:
        table, before = in_one_row(spoilt, statement)
        (row,) = flawed(file, table) or pytest.fail(statement)
        assert tuple(name for name, _ in row.written) == columns, statement
        assert (row.table, row.flaw, row.loss) == (table, kind, loss), statement
        assert (dict(row.suggestions[0].cells) if row.suggestions else None) == near, statement
        chosen = {cell for choice in row.choices for _, cell in choice.cells}
        assert other is None or other in chosen, statement
        assert row.is_editable is (table != "case_file")
        put_back(spoilt, table, before)


def test_that_every_correction_is_taken_and_its_undo_gives_back_what_was_written(
    spoilt: Path, file: CaseFile, editor: Editor
) -> None:
    for statement, *_ in FLAWS:
        table, before = in_one_row(spoilt, statement)
        (row,) = flawed(file, table)
        written = cells(spoilt, table, row.row_id)
        for correction in (*row.suggestions, *row.choices[:1]):
            editor.apply(row_corrected(row, correction))
            assert flawed(file, table) == (), (statement, correction)
            editor.undo()
            assert cells(spoilt, table, row.row_id) == written, (statement, correction)
        put_back(spoilt, table, before)


def test_that_a_deleted_row_comes_back_as_it_was_written_and_a_row_changed_since_stays(
    spoilt: Path, file: CaseFile, editor: Editor
) -> None:
    table, before = in_one_row(spoilt, "fines SET status = 'suspended'")
    (row,) = flawed(file, table)
    assert (row.label, row.day, row.can_be_deleted) == ("", before[5], True)
    assert row.amount == Money(before[3], before[4])  # type: ignore[arg-type]  # of a row of fines
    written = cells(spoilt, table, row.row_id)
    editor.apply(row_deleted(row))
    assert flawed(file, table) == ()
    editor.undo()
    assert cells(spoilt, table, row.row_id) == written
    in_one_row(spoilt, "fines SET status = 'stopped'")
    with pytest.raises(EditConflict):
        editor.apply(row_deleted(row))
    put_back(spoilt, table, before)


def test_that_a_lost_authority_is_chosen_among_those_of_the_file(
    spoilt: Path, file: CaseFile, editor: Editor
) -> None:
    table, before = in_one_row(spoilt, "investigations SET authority_id = 999")
    (row,) = flawed(file, table)
    assert (row.flaw, row.can_be_deleted) == (Flawed.LINK, False)
    named = {choice.words: choice.cells for choice in row.choices}
    ((column, cell),) = named["CNIL"]
    assert column == "authority_id"
    assert isinstance(cell, Reference)
    made = editor.apply(row_corrected(row, next(one for one in row.choices if one.words == "CNIL")))
    assert flawed(file, table) == ()
    editor.take_back(TakeBack(made.batch))
    assert flawed(file, table) == (row,)
    put_back(spoilt, table, before)


def test_that_an_older_file_is_told_of_and_offers_nothing_before_it_is_brought_up_to_date(
    tmp_path: Path, few_path: Path
) -> None:
    path = tmp_path / "old.casefile"
    write_schema_1(few_path, path)
    table, _ = in_one_row(path, "fines SET status = 'imposd'")
    with closing(open_case_file(path)) as file:
        (row,) = flawed(file, table)
    assert (row.uid, row.is_editable, row.suggestions, row.choices) == ("", True, (), ())


def test_that_bytes_that_are_no_text_come_back_as_they_were_written(
    spoilt: Path, file: CaseFile, editor: Editor
) -> None:
    table, before = in_one_row(spoilt, "events SET title = CAST(x'41ff42' AS TEXT)")
    (row,) = flawed(file, table)
    bytes_of = "SELECT hex(title) FROM events WHERE id = :id"
    editor.apply(row_corrected(row, row.suggestions[0]))
    assert file.rows("SELECT title FROM events WHERE id = :id", {"id": row.row_id})[0][0] == "AB"
    for turn, written in ((editor.undo, "41FF42"), (editor.redo, "4142"), (editor.undo, "41FF42")):
        turn()
        assert file.rows(bytes_of, {"id": row.row_id})[0][0] == written
    editor.apply(row_deleted(row))
    editor.undo()
    assert file.rows(bytes_of, {"id": row.row_id})[0][0] == "41FF42"
    put_back(spoilt, table, before)
