"""`astreinte check`: the rows of a case file with values that are not allowed."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.commands.arguments import check_parser
from desktop.domain.printable import on_one_line
from desktop.store.cells.problems import row_problems
from desktop.store.file.casefile import open_case_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.file import RowProblem


def run(words: Sequence[str]) -> int:
    """Print every row problem; 1 where there is a problem. Raises CaseFileError for an unreadable file."""
    asked = check_parser().parse_args(words)
    with closing(open_case_file(asked.casefile)) as file:
        file.check_whole()
        problems = tuple(row_problems(file))
    print(as_json(problems) if asked.json else as_text(problems))
    return 1 if problems else 0


def as_json(problems: tuple[RowProblem, ...]) -> str:
    """All problems as a JSON object: the number of rows, and each problem with place and sentence."""
    items = [
        {
            "table": problem.table,
            "id": problem.row_id,
            "column": problem.column,
            "value": problem.value,
            "allowed": problem.allowed,
            "investigation": problem.slug or None,
            "problem": problem.sentence,
        }
        for problem in problems
    ]
    return json.dumps({"rows": row_count(problems), "problems": items}, indent=2, ensure_ascii=False)


def as_text(problems: tuple[RowProblem, ...]) -> str:
    """A line per problem, with its investigation, and a last line with the number of rows concerned."""
    lines = [
        f"{problem.sentence} (in {on_one_line(problem.slug)})" if problem.slug else problem.sentence
        for problem in problems
    ]
    last = f"{unread_words(row_count(problems))}." if problems else "Every row can be read."
    return "\n".join([*lines, last])


def row_count(problems: tuple[RowProblem, ...]) -> int:
    """The number of rows with a problem."""
    return len({(problem.table, problem.row_id) for problem in problems})


def unread_words(rows: int) -> str:
    """The number of unreadable rows, in words."""
    return "1 row could not be read" if rows == 1 else f"{rows:,} rows could not be read"
