from __future__ import annotations

import pytest

from desktop.domain.file import RowProblem
from desktop.models.problems import count_words, problem_columns
from desktop.models.table import TableModel

ROWS = (
    RowProblem("fines", 2, "amount", -5, "an amount", "x-case", "X v. Y"),
    RowProblem("case_file", 1, "case_uid", None, "an id"),
    RowProblem("events", 30, "title", "", "one line", "long", "Long \x1b " + "name " * 100),
)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (1, "1 row could not be read"),
        (3, "3 rows could not be read"),
        (1_200, "1,200 rows could not be read"),
    ],
)
def test_that_rows_are_counted_in_words(rows: int, words: str) -> None:
    assert count_words(rows) == words


def test_that_a_problem_is_a_line_of_a_table() -> None:
    model: TableModel[RowProblem] = TableModel(problem_columns())
    model.set_rows(ROWS)
    lines = [line.split("\t") for line in model.tsv((0, 1, 2), headers=True).splitlines()]
    assert lines[0] == ["Investigation", "Row", "Column", "As written", "Allowed"]
    assert lines[1] == ["X v. Y", "fines, row 2", "amount", "'-5", "an amount"]
    assert lines[2] == ["—", "case_file, row 1", "case_uid", "nothing (NULL)", "an id"]
    assert lines[3][0].startswith("Long \N{SYMBOL FOR ESCAPE} name")
    assert len(lines[3][0]) == 36
    assert lines[3][3] == "an empty text"
