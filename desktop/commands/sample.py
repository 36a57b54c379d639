"""`astreinte sample`: write the sample's case file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.arguments import sample_parser
from desktop.exchange.sample.sample import write_sample

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(words: Sequence[str]) -> int:
    """Write the sample's case file and print its path. Raises CaseFileError."""
    path = sample_parser().parse_args(words).path
    write_sample(path)
    print(f"Wrote the sample to {path}.")
    return 0
