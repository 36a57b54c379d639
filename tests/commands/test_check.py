"""`astreinte check`, and what one bad cell does to the figures of all others."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import time
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main
from tests.counts import SEED, dear
from tests.nonsense import Spoilt, every_nonsense, write_filled

MOST_SECONDS = 1.0
AS_OF = ("--as-of", "2026-11-30")
RATE_OF = """
SELECT r.id
  FROM penalty_rates r JOIN penalty_terms t ON t.id = r.term_id
  JOIN investigations i ON i.id = t.investigation_id
 WHERE i.slug = ?
"""


@pytest.fixture(scope="module")
def filled(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "filled.casefile"
    write_filled(sample_path, path)
    return path


def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    code = main(["check", str(path), "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


def accrued(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, list[Any]], str]:
    code = main(["accrued", str(path), *AS_OF, "--json"])
    told = capsys.readouterr()
    rows = defaultdict(list)
    for row in json.loads(told.out):
        rows[row["slug"]].append(row)
    return code, rows, told.err


def test_that_a_sound_file_is_sound(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(filled, capsys) == (0, {"rows": 0, "problems": []})
    assert main(["check", str(filled)]) == 0
    assert capsys.readouterr().out == "Every row can be read.\n"


@pytest.mark.timeout(3_600)
def test_that_one_bad_cell_changes_no_figure_of_another_case_and_is_named(
    spoilable_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    every = every_nonsense(spoilable_path)
    assert len(every) > 500
    _, before, _ = accrued(spoilable_path, capsys)
    slowest, path, differing = 0.0, tmp_path / "one.casefile", 0
    tried = random.Random(SEED).sample(every, dear(len(every)))
    for one in tried:
        shutil.copy(spoilable_path, path)
        owners = one.spoil(path)
        began = time.process_time()
        code, after, told = accrued(path, capsys)
        half = time.process_time()
        assert code == 1, one
        # Where an id was changed, the rows that pointed to it count as well.
        assert "1 row could not be read: astreinte check" in told or one.column == "id", one
        changed = {slug for slug in before.keys() | after.keys() if before.get(slug) != after.get(slug)}
        assert changed <= owners, one
        differing += bool(changed)
        code, found = checked(path, capsys)
        slowest = max(slowest, half - began, time.process_time() - half)
        assert code == 1
        assert any(_names(problem, one) for problem in found["problems"]), (one, found)
    with capsys.disabled():
        words = (
            f"\n{len(tried)} of {len(every)} cells spoilt, {differing} changed a figure of their own case;"
        )
        print(words, f"slowest command {slowest:.2f} s of CPU")  # noqa: T201 - the figure of the test
    assert slowest < MOST_SECONDS


def _names(problem: dict[str, Any], one: Spoilt) -> bool:
    """Whether a problem names the cell, and its value as far as that fits into a line."""
    place = (problem["table"], problem["id"], problem["column"])
    if place != (one.table, one.new_id, one.column):
        return False
    match one.value:
        case int():
            return bool(problem["value"] == one.value)
        case str():
            seen = one.value.replace("\x1b", "\N{SYMBOL FOR ESCAPE}").replace("\0", "\N{SYMBOL FOR NULL}")
            return bool(problem["value"] == seen or problem["value"] == f"{seen[:59]}…")
        case bytes():
            return str(len(one.value)) in problem["value"]
    return False


def test_that_problems_are_listed_with_their_place_and_counted_by_row(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "three.casefile"
    shutil.copy(filled, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE fines SET status = 'suspended', amount = -5 WHERE id = 1")
        connection.execute("UPDATE events SET date_start = '2020-5-1' WHERE id = 3")
        connection.execute("UPDATE authorities SET zone = 'Europe/Pari' WHERE short_name = 'CNIL'")
    assert main(["check", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "3 rows could not be read."
    assert [line.split(" is not ")[0] for line in lines[:-1]] == [
        "authorities 15, zone: “Europe/Pari”",
        "events 3, date_start: “2020-5-1”",
        "fines 1, amount: “-5”",
        "fines 1, status: “suspended”",
    ]
    assert "a day from 1700-01-01 to 9997-12-31, written like 2023-02-08" in lines[1]
    assert "proposed, imposed, appealed, reduced, annulled, paid" in lines[3]


def test_that_the_readme_shows_what_check_prints(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "yours.casefile"
    shutil.copy(filled, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE fines SET status = 'suspended' WHERE id = 2")
    assert main(["check", str(path)]) == 1
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"$ astreinte check yours.casefile\n{capsys.readouterr().out}```" in readme


def test_that_a_fact_that_cannot_be_read_leaves_its_penalty_without_a_figure(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, owner = tmp_path / "rate.casefile", "fr-cnil-clearview"
    shutil.copy(filled, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        (number,) = connection.execute(RATE_OF, (owner,)).fetchone()
        connection.execute("UPDATE penalty_rates SET amount = -1 WHERE id = ?", (number,))
    code, rows, told = accrued(path, capsys)
    assert code == 1
    assert f"penalty_rates {number}, amount: “-1” is not an amount in minor units" in told
    assert [row["accrued"] for row in rows[owner]] == [None]


def test_that_no_name_in_a_file_commands_the_terminal(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "escape.casefile"
    shutil.copy(filled, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE penalty_terms SET label = '\x1b[31mP1\nP2' || printf('%.*c', 5000, 'x')")
        connection.execute("UPDATE penalty_rates SET amount = -1 WHERE id = 1")
    for command in ("accrued", "check"):
        assert main([command, str(path)]) == 1
        told = capsys.readouterr()
        assert "\x1b" not in told.out + told.err
        assert "\N{SYMBOL FOR ESCAPE}[31mP1 P2xxx" in told.out
        assert max(map(len, told.out.splitlines())) < 400


@pytest.mark.parametrize("name", ["missing", "picture", "half"])
def test_that_a_file_that_cannot_be_read_at_all_is_told_in_a_sentence(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / f"{name}.casefile"
    if name == "picture":
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    elif name == "half":
        path.write_bytes(filled.read_bytes()[:65_536])
    assert main(["check", str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert path.name in told.err


def test_that_nonsense_is_of_every_column(filled: Path) -> None:
    every = every_nonsense(filled)
    with closing(sqlite3.connect(filled)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        columns = {
            (table, row[1]) for table in tables for row in connection.execute(f"PRAGMA table_info({table})")
        }
    found = Counter((one.table, one.column) for one in every)
    assert found.keys() == columns
    assert set(found.values()) == {3}
