"""The commands as a shell runs them: figures, sentences, exit codes."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from desktop.__main__ import main
from tests.counts import some

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[2]
KINDS = ("missing", "empty", "picture", "cut", "fifo", "foreign", "folder")


def astreinte(*words: object, **more: Any) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}
    }
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, words)],
        cwd=ROOT,
        env=environment | {"QT_QPA_PLATFORM": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
        **more,
    )


def told(*words: object) -> subprocess.CompletedProcess[str]:
    """What a command answers, in this process: for what it says, not for how it is started."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main([*map(str, words)])
        except SystemExit as end:
            code = int(str(end.code))
    return subprocess.CompletedProcess([*map(str, words)], code, out.getvalue(), err.getvalue())


@cache
def printed(path: Path, *words: str) -> list[Mapping[str, Any]]:
    """The rows of the command on a file that does not change."""
    done = told("accrued", path, "--json", *words)
    assert (done.returncode, done.stderr) == (0, "")
    found: list[Mapping[str, Any]] = json.loads(done.stdout)
    return found


def rows(path: Path, slug: str, *words: str) -> list[Mapping[str, Any]]:
    return [row for row in printed(path, *words) if row["slug"] == slug]


def total(found: list[Mapping[str, Any]], name: str) -> int:
    return sum(row[name] for row in found)


# Days, states and sums as published for these cases; minor units.
@pytest.mark.parametrize(
    ("slug", "as_of", "state", "units", "accrued", "established"),
    [
        ("fr-cnil-clearview", "2022-12-18", "grace", 0, 0, 0),
        ("fr-cnil-clearview", "2022-12-19", "running", 1, 10_000_000, 0),
        ("fr-cnil-clearview", "2023-02-08", "running", 52, 520_000_000, 0),
        ("fr-cnil-clearview", "2026-11-22", "running", 1_435, 14_350_000_000, 520_000_000),
        ("eu-poland-judges", "2023-06-30", "ended", 579, 55_650_000_000, 25_400_000_000),
        ("no-datatilsynet-meta", "2023-11-29", "ended", 82, 8_200_000_000, 0),
        ("no-datatilsynet-meta", "2023-11-30", "ended", 82, 8_200_000_000, 8_200_000_000),
        ("no-datatilsynet-meta", "2024-06-18", "annulled", 0, 0, 0),
        ("nl-acm-apple", "2022-04-30", "capped", 10, 5_000_000_000, 5_000_000_000),
    ],
)
def test_that_published_cases_come_to_their_sums(
    sample_path: Path, slug: str, as_of: str, state: str, units: int, accrued: int, established: int
) -> None:
    (row,) = rows(sample_path, slug, "--as-of", as_of)
    assert (row["state"], row["units"], row["accrued"]) == (state, units, accrued)
    assert row["established"] == established
    assert row["accrued"] == row["established"] + row["assumed"] + row["contingent"]
    assert (row["as_of"], row["known_on"]) == (as_of, as_of)


def test_that_the_four_dutch_terms_are_capped_and_contingent(sample_path: Path) -> None:
    found = rows(sample_path, "nl-ap-clearview", "--as-of", "2025-06-30")
    assert [row["state"] for row in found] == ["capped"] * 4
    assert total(found, "accrued") == total(found, "contingent") == 510_000_000
    assert total(rows(sample_path, "nl-ap-clearview", "--as-of", "2024-08-17"), "accrued") == 145_000_000


def test_that_an_annulled_penalty_owes_nothing_and_the_currency_is_kept(sample_path: Path) -> None:
    (row,) = rows(sample_path, "no-datatilsynet-meta", "--as-of", "2024-06-18")
    assert (row["due"], row["currency"]) == (0, "NOK")


def test_that_later_knowledge_is_used_where_it_is_asked_for(sample_path: Path) -> None:
    (row,) = rows(sample_path, "fr-cnil-clearview", "--as-of", "2023-02-08", "--known-on", "2023-04-13")
    assert (row["established"], row["contingent"], row["known_on"]) == (520_000_000, 0, "2023-04-13")


def test_that_all_terms_have_a_row_and_the_table_keeps_currencies_apart(sample_path: Path) -> None:
    done = astreinte("accrued", sample_path, "--as-of", "2026-11-22", "--json")
    assert len(json.loads(done.stdout)) == 48
    lines = told("accrued", sample_path, "--as-of", "2026-11-22").stdout.splitlines()
    assert len(lines) == 1 + 48 + 3
    assert [line.split()[:2] for line in lines[-3:]] == [["all", "EUR"], ["all", "GBP"], ["all", "NOK"]]
    (clearview,) = [line for line in lines if line.startswith("fr-cnil-clearview ")]
    assert clearview.split()[3:7] == ["1,435", "EUR", "143,500,000", "5,200,000"]


def test_that_commands_without_a_window_load_no_qt(sample_path: Path) -> None:
    code = (
        "import sys; from desktop.__main__ import main\n"
        f"main(['accrued', {str(sample_path)!r}])\n"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0


def test_that_the_sample_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.casefile"
    done = astreinte("sample", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert path.stat().st_mode & 0o077 == 0
    again = told("sample", path)
    assert again.returncode == 2
    assert "mine.casefile" in again.stderr


def foreign(path: Path) -> Path:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE clients (name TEXT)")
    connection.close()
    return path


def bad_files(folder: Path, sample: Path) -> dict[str, Path]:
    """One file of every kind that cannot be opened."""
    files = {
        name: folder / f"{name}.casefile"
        for name in ("missing", "empty", "picture", "cut", "fifo", "foreign")
    }
    files["empty"].touch()
    files["picture"].write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    files["cut"].write_bytes(sample.read_bytes()[:50_000])
    os.mkfifo(files["fifo"])
    foreign(files["foreign"])
    return files | {"folder": folder}


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_bad_file_gets_a_sentence_and_exit_code_2(
    tmp_path: Path, sample_path: Path, kind: str
) -> None:
    check_refusal(told("accrued", path := bad_files(tmp_path, sample_path)[kind]), path)


@pytest.mark.parametrize(
    ("kind", "command"), some([*product(KINDS, [("accrued",), (), ("--screenshot", "x.png")])])
)
def test_that_a_shell_is_told_of_a_bad_file_whatever_was_asked(
    tmp_path: Path, sample_path: Path, kind: str, command: tuple[str, ...]
) -> None:
    check_refusal(astreinte(*command, path := bad_files(tmp_path, sample_path)[kind]), path)


def check_refusal(done: subprocess.CompletedProcess[str], path: Path) -> None:
    assert done.returncode == 2
    assert done.stdout == ""
    assert path.name in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("words", ["nonsense", "2023-02-30", "20230208", "9999-12-31", "8 Feb 2023", ""])
def test_that_a_day_that_is_none_gets_a_sentence(sample_path: Path, words: str) -> None:
    done = told("accrued", sample_path, f"--as-of={words}")
    assert done.returncode == 2
    assert "argument --as-of" in done.stderr
    assert "Traceback" not in done.stderr


def test_that_a_picture_is_taken_without_a_display(tmp_path: Path, pair_path: Path) -> None:
    out = tmp_path / "out.png"
    done = astreinte(
        pair_path, "--screenshot", out, "--case", "fr-cnil-clearview", "--tab", "penalty",
        "--as-of", "2023-02-08", "--theme", "dark", "--size", "1024x700",
    )  # fmt: skip
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")
    picture = out.read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert (int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")) == (1024, 700)


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--screenshot", "OUT", "--case", "fr-cnil-clearviw"), "fr-cnil-clearview"), ((), "display")],
)
def test_that_what_cannot_be_shown_is_said(
    tmp_path: Path, pair_path: Path, words: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "out.png"
    done = astreinte(pair_path, *(str(out) if word == "OUT" else word for word in words))
    assert done.returncode == 2
    assert said in done.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--screenshot", "OUT", "--tab", "penalty"), "--case"),
        (("--screenshot", "OUT", "--size", "9x9"), "pixels"),
        (("--screenshot", "OUT", "--tab", "notes"), "timeline"),
        (("--screenshot", "/nowhere/out.png"), "there is no folder “/nowhere”"),
        (("--case", "fr-cnil-clearview"), "--screenshot"),
    ],
)
def test_that_words_that_do_not_go_together_are_said(
    tmp_path: Path, sample_path: Path, words: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "out.png"
    done = told(sample_path, *(str(out) if word == "OUT" else word for word in words))
    assert done.returncode == 2
    assert said in done.stderr
    assert not out.exists()


def test_that_a_reader_that_leaves_early_is_no_fault(sample_path: Path) -> None:
    command = f"{sys.executable} -m desktop accrued {sample_path} --json | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[", "")


def test_that_the_version_and_help_are_told() -> None:
    assert astreinte("--version").stdout.startswith("astreinte ")
    assert "astreinte accrued" in told("--help").stdout
    assert told("accrued", "--help").returncode == 0
