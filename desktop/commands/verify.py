"""`astreinte verify`: the tables of a case file that another hand changed since they were sealed."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from desktop.commands.arguments import verify_parser
from desktop.store.edit.seals import verify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.store.edit.seals import Difference, Verified

NO_SEAL = "“{name}” has no seal yet: it gets one with its first edit. So it cannot be told who changed it."


def run(words: Sequence[str]) -> int:
    """Print every changed table; 1 where there is one, 2 without a seal. Raises CaseFileError."""
    asked = verify_parser().parse_args(words)
    found = verify(asked.casefile)
    if not found.sound and not found.changed:
        print(NO_SEAL.format(name=asked.casefile.name), file=sys.stderr)
        return 2
    print(_as_json(found) if asked.json else _as_text(found))
    return 1 if found.changed else 0


def _as_json(found: Verified) -> str:
    """The tables as a JSON object."""
    changed = [{"table": one.table, "rows": one.found, "sealed_rows": one.sealed} for one in found.changed]
    tables = {"changed": changed, "sound": found.sound, "unsealed": found.unsealed}
    return json.dumps(tables, indent=2, ensure_ascii=False)


def _as_text(found: Verified) -> str:
    """A line for each changed table, for those without a seal, and a last line with the outcome."""
    lines = [_line(one) for one in found.changed]
    if found.unsealed:
        lines.append(f"Not sealed, so not compared: {', '.join(found.unsealed)}")
    if found.changed:
        lines.append(f"Another hand changed {len(found.changed)} of {_tables(found)}.")
    else:
        lines.append(f"{_tables(found)} are as Astreinte left them.")
    return "\n".join(lines)


def _tables(found: Verified) -> str:
    return f"{len(found.sound) + len(found.changed)} sealed tables"


def _line(one: Difference) -> str:
    if one.found == one.sealed:
        return f"{one.table}: {one.found:,} rows as before, not all as they were left"
    return f"{one.table}: {one.sealed:,} rows were left, {one.found:,} are there"
