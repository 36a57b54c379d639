"""The calculator as a shell runs it: answers, sentences, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands.test_commands import told

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "tests" / "exchange" / "data" / "worked_examples.json"
QUESTION = {
    "id": "Q",
    "kind": "interest",
    "inputs": {"principal": 36_500, "rate": "1", "from": "2023-01-01", "to": "2023-01-02", "basis": 365},
}


def calculate(*words: object, piped: bytes = b"") -> tuple[int, str, str]:
    environment = {
        name: held for name, held in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}
    }
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "calculate", *map(str, words)],
        cwd=ROOT,
        env=environment | {"QT_QPA_PLATFORM": ""},
        capture_output=True,
        check=False,
        timeout=60,
        input=piped,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def refused(path: Path) -> tuple[int, str, str]:
    """What is said of a file, in this process."""
    done = told("calculate", path)
    return done.returncode, done.stdout, done.stderr


def test_that_the_whole_file_of_worked_examples_passes() -> None:
    code, out, err = calculate(EXAMPLES)
    expected = {one["id"]: one["expected"] for one in json.loads(EXAMPLES.read_text("utf-8"))["examples"]}
    assert (code, err) == (0, "")
    for answer in json.loads(out):
        named = expected.pop(answer["id"])
        assert {name: answer["result"][name] for name in named} == named
    assert not expected


def test_that_standard_input_is_read_and_a_bad_entry_leaves_the_others_calculated() -> None:
    code, out, err = calculate("-", piped=json.dumps([{"id": "bad"}, QUESTION]).encode())
    bad, good = json.loads(out)
    assert (code, err) == (1, "")
    assert (bad["id"], bad["error"], good["result"]["amount"]) == ("bad", "E_INPUT", 200)


def test_that_what_no_encoding_can_write_comes_back_as_it_was_asked() -> None:
    code, out, _ = calculate("-", piped=json.dumps(QUESTION | {"id": "\ud800 é"}).encode())
    assert (code, json.loads(out)[0]["id"]) == (0, "\ud800 é")


def missing(folder: Path) -> Path:
    return folder / "missing.json"


def empty(folder: Path) -> Path:
    path = folder / "empty.json"
    path.write_bytes(b"")
    return path


def broken(folder: Path) -> Path:
    path = folder / "broken.json"
    path.write_text('[{"id": 1,]', encoding="utf-8")
    return path


def latin(folder: Path) -> Path:
    path = folder / "latin.json"
    path.write_bytes('{"id": "é"}'.encode("latin-1"))
    return path


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (missing, "There is no file “missing.json” here; check its place and its name."),
        (empty, "“empty.json” is empty; write a question as JSON into it."),
        (broken, "“broken.json” is not JSON: "),
        (latin, "“latin.json” is not text in UTF-8; save it as UTF-8 and try again."),
    ],
)
def test_that_a_file_that_cannot_be_read_gets_one_sentence(
    made: Callable[[Path], Path], sentence: str, tmp_path: Path
) -> None:
    code, out, err = refused(made(tmp_path))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(sentence)


def test_that_a_folder_gets_one_sentence(tmp_path: Path) -> None:
    code, out, err = refused(tmp_path)
    assert (code, out) == (2, "")
    assert err == f"“{tmp_path.name}” is a folder; name a file with the questions.\n"


def test_that_a_name_no_file_can_have_gets_one_sentence(tmp_path: Path) -> None:
    code, _, err = refused(tmp_path / ("x" * 300))
    assert (code, err.count("\n")) == (2, 1)
    assert "cannot be read: " in err


def test_that_no_window_is_loaded_to_calculate() -> None:
    program = (
        "import sys; from desktop.__main__ import main; code = main(['calculate', sys.argv[1]]); "
        "sys.exit(code or any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, EXAMPLES], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0


def test_that_the_readme_shows_what_the_calculator_answers() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    asked = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    shown = re.search(r"\$ astreinte calculate question\.json\n(.*?)```", text, re.DOTALL)
    assert asked is not None
    assert shown is not None
    code, out, _ = calculate("-", piped=asked[1].encode())
    assert (code, json.loads(out)) == (0, json.loads(shown[1]))
