"""Every command that writes, aimed at its own input, a link to it, a device, a folder, another file."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

import pytest

from tests.commands.test_commands import astreinte, told
from tests.counts import SEED, counted
from tests.places import PLACES, made

if TYPE_CHECKING:
    from pathlib import Path

# What is written, with CASEFILE for the file in use and PLACE for where it must not go.
COMMANDS = (
    ("CASEFILE", "--screenshot", "PLACE"),
    ("--screenshot", "PLACE"),
    ("sample", "PLACE"),
    ("index", "CASEFILE", "--folder", "PLACE"),
    ("import", "CASEFILE", "CASEFILE", "--refused", "PLACE"),
)
FOLDERS = {"folder", "symlink to a folder"}  # where an index may go
PAIRS = [
    (command, name) for command in COMMANDS for name in PLACES if command[0] != "index" or name not in FOLDERS
]
TRIED = sorted(random.Random(SEED).sample(PAIRS, counted(len(PAIRS))), key=PAIRS.index)


@pytest.mark.parametrize(
    ("command", "name"), TRIED, ids=lambda part: part if isinstance(part, str) else part[0]
)
def test_that_it_is_refused_in_a_sentence_and_no_byte_changes(
    command: tuple[str, ...], name: str, sample_path: Path, tmp_path: Path
) -> None:
    place = made(name, tmp_path, sample_path)
    before = place.state()
    words = {"PLACE": place.path, "CASEFILE": place.case_file}
    ask = astreinte if "--screenshot" in command else told
    done = ask(*(words.get(word, word) for word in command))
    assert (done.returncode, done.stdout) == (2, "")
    assert place.path.name in done.stderr
    assert (done.stderr.count("\n"), "Traceback" in done.stderr) == (1, False)
    assert place.state() == before
    place.close()


def test_that_it_was_tried_with_so_many() -> None:
    sys.stdout.write(
        f"{len(TRIED)} of {len(PAIRS)} pairs of a command and a place: each refused, bytes unchanged\n"
    )
    assert TRIED
