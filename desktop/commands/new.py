"""`astreinte new`: write a new case file without an investigation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.commands.arguments import new_parser
from desktop.store.cases.fresh import create_empty

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(words: Sequence[str]) -> int:
    """Write the file and print its path. Raises CaseFileError."""
    asked = new_parser().parse_args(words)
    uid = create_empty(asked.path)
    if asked.json:
        print(json.dumps({"path": str(asked.path), "uid": uid}, indent=2))
    else:
        print(f"Wrote a new case file to {asked.path}.")
    return 0
