"""Output that cannot be written as it is: letters an encoding lacks, readers that left, shut streams."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from itertools import product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from desktop.streams import escaped
from tests.counts import SEED, dear

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
ASTREINTE = f"{sys.executable} -m desktop"
DEJA = "d\N{LATIN SMALL LETTER E WITH ACUTE}j\N{LATIN SMALL LETTER A WITH GRAVE}"
COMMANDS = (
    "accrued strange.casefile",
    "accrued strange.casefile --json",
    f"accrued {DEJA}.casefile",
    "calculate questions.json",
    "index strange.casefile --folder index",
    "index strange.casefile --folder index --check",
    f"sample {DEJA}-vu.casefile",
    f"strange.casefile --screenshot {DEJA}.png",
    "--help",
    "accrued --help",
    "\N{GREEK SMALL LETTER ALPHA}ccrued",
)
POOR: tuple[Mapping[str, str], ...] = (
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)
LEFT = ("| head -1", "| true", ">&-", ">&- 2>&-", "<&- >&- 2>&-", "2>&1 | true")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, pair_path: Path) -> Path:
    """A case file whose slugs and labels are beyond ASCII, and a question that is."""
    made = tmp_path_factory.mktemp("strange")
    path = made / "strange.casefile"
    path.write_bytes(pair_path.read_bytes())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE investigations SET slug = slug || '-\N{LATIN SMALL LETTER E WITH ACUTE}'")
        connection.execute("UPDATE penalty_terms SET label = label || ' \N{MONEY BAG}'")
    connection.close()
    question = [{"id": "\N{LATIN SMALL LETTER E WITH ACUTE}", "kind": "none", "inputs": {}}]
    (made / "questions.json").write_text(json.dumps(question, ensure_ascii=False), encoding="utf-8")
    return made


def shell(line: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """What a shell does with a line; its exit code is that of the command before any pipe."""
    return subprocess.run(
        ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def tried(command: str, rest: str, environment: Mapping[str, str], folder: Path) -> None:
    """Run a command with some rest of a line, in an environment, and hold it to what it owes."""
    for made in folder.glob("d*-vu.casefile"):
        made.unlink()
    done = shell(f"{ASTREINTE} {command} {rest}", folder, environment)
    # 1: one question has no answer; 2: no such file, no such command.
    usual = 1 if "calculate" in command else 2 if DEJA in command else 0
    usual = 0 if "-vu" in command or ".png" in command else 2 if command == COMMANDS[-1] else usual
    assert done.returncode == usual or "true" in rest, (command, rest, environment, done.stderr)
    assert b"Traceback" not in done.stderr
    assert b"Error" not in done.stderr
    assert environment.get("PYTHONIOENCODING") != "ascii" or done.stdout.isascii()


@pytest.mark.timeout(900)  # in the long run
def test_that_no_command_is_at_a_loss_for_a_letter_or_a_reader(folder: Path) -> None:
    everything = [*product(COMMANDS, [""], POOR), *product(COMMANDS, LEFT, [{}])]
    Random(SEED).shuffle(everything)
    some = everything[: dear(len(everything))]
    for command, rest, environment in some:
        tried(command, rest, environment, folder)
    sys.stdout.write(f"{len(some)} commands at a loss for a letter or a reader: 0 tracebacks\n")


def test_that_what_was_escaped_is_still_json(folder: Path) -> None:
    command = f"{ASTREINTE} accrued strange.casefile --json"
    usual = shell(command, folder, {"PYTHONIOENCODING": "utf-8"})
    poor = shell(command, folder, {"PYTHONIOENCODING": "ascii"})
    assert poor.stdout != usual.stdout
    assert json.loads(poor.stdout) == json.loads(usual.stdout)
    assert usual.stdout.decode("utf-8").count("\N{MONEY BAG}") >= 2  # every order of both investigations


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full here")
@pytest.mark.parametrize("command", COMMANDS[:2])
def test_that_a_full_disk_is_told_in_a_sentence(command: str, folder: Path) -> None:
    done = shell(f"{ASTREINTE} {command} > /dev/full", folder, {})
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"no room left" in done.stderr


def test_that_letters_beyond_the_first_plane_are_escaped_as_json_does() -> None:
    for letter in ("\N{LATIN SMALL LETTER E WITH ACUTE}", "\N{MONEY BAG}", "\udc80"):
        error = UnicodeEncodeError("ascii", f"a{letter}b", 1, 2, "not in range")
        assert escaped(error) == (json.dumps(letter).strip('"'), 2)


def test_that_bytes_that_cannot_be_read_are_still_an_error() -> None:
    error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid")
    with pytest.raises(UnicodeDecodeError):
        escaped(error)
