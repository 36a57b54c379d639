"""`astreinte check`: the rows of a case file that hold what they may not."""

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
    """Print every problem; 1 where there are some. Raises CaseFileError for a file that cannot be read."""
    asked = check_parser().parse_args(words)
    with closing(open_case_file(asked.casefile)) as file:
        file.check_whole()
        problems = tuple(row_problems(file))
    print(as_json(problems) if asked.json else as_text(problems))
    return 1 if problems else 0


def as_json(problems: tuple[RowProblem, ...]) -> str:
    """All problems as a JSON object: how many rows have any, and each with its place and its words."""
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
    """One problem a line, with the investigation it belongs to, and a last line that counts the rows."""
    lines = [_line(problem) for problem in problems]
    return "\n".join(
        [*lines, f"{unread_words(row_count(problems))}." if problems else "Every row can be read."]
    )


def row_count(problems: tuple[RowProblem, ...]) -> int:
    """How many rows have a problem."""
    return len({(problem.table, problem.row_id) for problem in problems})


def unread_words(rows: int) -> str:
    """How many rows could not be read, in words."""
    return "1 row could not be read" if rows == 1 else f"{rows:,} rows could not be read"


def _line(problem: RowProblem) -> str:
    belongs = f" (in {on_one_line(problem.slug)})" if problem.slug else ""
    return f"{problem.sentence}{belongs}"
