"""`astreinte calculate`: questions as JSON in, answers as JSON out, for scripts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from desktop.commands.arguments import calculate_parser
from desktop.exchange.calculation.entries import LARGEST_FILE, UnreadableError, calculate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def run(words: Sequence[str]) -> int:
    """Print the answers; 1 where a question has no result, 2 and a sentence for an unreadable file."""
    asked = calculate_parser().parse_args(words)
    try:
        answers = calculate(*_read(asked.file))
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return 2
    print(answers.text)
    return 1 if answers.faults else 0


def _read(path: Path) -> tuple[bytes, str]:
    """The bytes and the display name of a file, or of standard input for `-`. Raises UnreadableError."""
    if str(path) == "-":
        return sys.stdin.buffer.read(LARGEST_FILE + 1), "Standard input"
    name = f"\u201c{path.name or path}\u201d"
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1), name
    except FileNotFoundError:
        raise UnreadableError(f"There is no file {name} here; check its place and its name.") from None
    except IsADirectoryError:
        raise UnreadableError(f"{name} is a folder; name a file with the questions.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(f"{name} cannot be read: {reason}.") from None
