"""`astreinte export`, and `astreinte import` of texts: a case file as TOML, and cases from it."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.commands.arguments import export_parser
from desktop.commands.own import NoBackupError, author, back_up
from desktop.domain.printable import on_one_line
from desktop.exchange.cases.exporting import export_cases
from desktop.exchange.cases.importing import import_cases
from desktop.exchange.cases.layout import is_text
from desktop.exchange.table import TableError
from desktop.output import OutputError
from desktop.store.cells.problems import row_problems
from desktop.store.edit.errors import EditError
from desktop.store.file.casefile import open_case_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from desktop.exchange.cases.importing import TextsImported


def run(words: Sequence[str]) -> int:
    """Export a case file as texts; 1 where rows hold what they may not, 2 with a sentence for no export.

    Raises CaseFileError.
    """
    asked = export_parser().parse_args(words)
    try:
        with closing(open_case_file(asked.casefile)) as file:
            file.check_whole()
            problems = [problem.sentence for problem in row_problems(file)]
            done = export_cases(file, asked.toml)
    except OutputError as error:
        return _refused(error)
    problems += done.problems
    if asked.json:
        found = {"folder": str(asked.toml), "cases": done.cases, "documents": done.documents}
        print(json.dumps({**found, "problems": problems}, indent=2, ensure_ascii=False))
    else:
        print("\n".join([*problems, f"Wrote {_cases(done.cases)} to {asked.toml}."]))
    return 1 if problems else 0


def takes(asked: argparse.Namespace) -> bool:
    """Whether `astreinte import` is asked to read texts of cases: a folder, or a TOML file."""
    return is_text(asked.file)


def run_import(asked: argparse.Namespace) -> int:
    """Import texts; 1 where a case differs from the one in the file, 2 with a sentence where nothing came in.

    Raises CaseFileError.
    """
    try:
        if not asked.dry_run and asked.into.exists():
            back_up(asked.into)
        done = import_cases(asked.file, asked.into, author(), replace=asked.replace, dry_run=asked.dry_run)
    except (TableError, EditError, NoBackupError, OutputError) as error:
        return _refused(error)
    print(_as_json(done, asked) if asked.json else _as_text(done, asked))
    return 0 if done.is_all_in else 1


def _refused(error: Exception) -> int:
    print(on_one_line(str(error)), file=sys.stderr)
    return 2


def _as_json(done: TextsImported, asked: argparse.Namespace) -> str:
    found = {
        "into": str(asked.into),
        "written": not asked.dry_run,
        "new": done.new,
        "replaced": done.replaced,
        "same": done.same,
        "different": done.different,
        "shared": done.shared,
        "problems": done.problems,
    }
    return json.dumps(found, indent=2, ensure_ascii=False)


def _as_text(done: TextsImported, asked: argparse.Namespace) -> str:
    lines = [on_one_line(problem) for problem in done.problems]
    lines += (
        f"{on_one_line(name)}: left as it is in the file: {on_one_line(words)}"
        for name, words in done.different.items()
    )
    lines.append(
        f"{_cases(len(done.new))} new, {len(done.same):,} there and the same,"
        f" {len(done.different):,} different and left as they are"
    )
    if done.replaced:
        lines.append("Replaced: " + ", ".join(map(on_one_line, done.replaced)))
    if done.shared:
        lines.append("New: " + ", ".join(f"{table} {count:,}" for table, count in done.shared.items()))
    if asked.dry_run:
        lines.append("A dry run: nothing was written.")
    return "\n".join(lines)


def _cases(count: int) -> str:
    return "1 investigation" if count == 1 else f"{count:,} investigations"
