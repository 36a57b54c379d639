"""Fines whose amount or day is NULL: written, read, and read as problems where they are half written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.case.case import FineStatus
from desktop.store.cases.asking import CasesAsked
from desktop.store.cases.cases import load_case, load_cases, load_outlines
from desktop.store.cases.writing import create_case_file
from desktop.store.cells.problems import row_problems
from desktop.store.file.casefile import open_case_file
from tests.making import case_of, fine
from tests.old_files import write_schema_1

if TYPE_CHECKING:
    from pathlib import Path

FINES = (
    fine(None, "2022"),
    fine(700, None),
    fine(None, None, FineStatus.PAID, "2023-05-01"),
    fine(0, "2022-03"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "fines.casefile"
    create_case_file(path, (case_of(fines=FINES),))
    return path


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def test_that_what_is_not_known_comes_back_as_not_known(path: Path) -> None:
    with closing(open_case_file(path)) as file:
        assert load_case(file, "case") == case_of(fines=FINES)
        assert list(row_problems(file)) == []
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT amount, currency, imposed_start, imposed_precision FROM fines"
        ).fetchall()
    assert rows == [
        (None, None, "2022-01-01", "year"),
        (700, "EUR", None, None),
        (None, None, None, None),
        (0, "EUR", "2022-03-01", "month"),
    ]


def test_that_a_currency_without_an_amount_is_an_amount_not_known(path: Path) -> None:
    change(path, "UPDATE fines SET currency = 'NOK' WHERE id = 1")
    with closing(open_case_file(path)) as file:
        assert load_case(file, "case") == case_of(fines=FINES)


@pytest.mark.parametrize(
    ("sql", "column"),
    [
        ("UPDATE fines SET currency = NULL WHERE id = 2", "currency"),
        ("UPDATE fines SET imposed_start = '2022-01-01' WHERE id = 2", "imposed_start"),
        ("UPDATE fines SET amount = -1, currency = 'EUR' WHERE id = 2", "amount"),
    ],
)
def test_that_a_fine_known_by_half_is_a_problem_and_left_out(path: Path, sql: str, column: str) -> None:
    change(path, sql)
    with closing(open_case_file(path)) as file:
        assert load_case(file, "case") == case_of(fines=(FINES[0], *FINES[2:]))
        problems = list(row_problems(file))
    assert {(problem.table, problem.row_id) for problem in problems} == {("fines", 2)}
    assert column in {problem.column for problem in problems}


def test_that_an_outline_without_any_known_day_is_read(path: Path) -> None:
    change(path, "UPDATE investigations SET opened_start = NULL, opened_end = NULL, opened_precision = NULL")
    with closing(open_case_file(path)) as file:
        (outline,) = load_outlines(CasesAsked(file))
    assert outline.fines == FINES


def test_that_the_fines_of_both_versions_are_read_alike(sample_path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.casefile"
    write_schema_1(sample_path, old)
    with closing(open_case_file(sample_path)) as file, closing(open_case_file(old)) as before:
        assert [case.fines for case in load_cases(file)] == [case.fines for case in load_cases(before)]
