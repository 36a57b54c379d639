"""`astreinte export` and `astreinte import` of texts: exit codes, sentences and JSON."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.store.cases.writing import create_case_file
from tests.benchmarks.investigations import random_cases

MINIMAL = 'title = "CNIL v. Example"\nauthority = "CNIL"\nrespondents = ["Example SAS"]\n'


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and backups of nobody."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("three") / "three.casefile"
    create_case_file(path, random_cases(3))
    return path


@pytest.fixture
def few(three: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(three, tmp_path / "few.casefile"))


def test_that_a_file_goes_out_and_comes_in(
    few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, into = tmp_path / "texts", tmp_path / "into.casefile"
    assert main(["export", str(few), "--toml", str(texts)]) == 0
    assert capsys.readouterr() == (f"Wrote 3 investigations to {texts}.\n", "")
    assert main(["import", str(texts), str(into)]) == 0
    first, *_ = capsys.readouterr().out.splitlines()
    assert first == "3 investigations new, 0 there and the same, 0 different and left as they are"
    assert main(["import", str(texts), str(into), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["new"], len(found["same"]), found["different"], found["shared"]) == ([], 3, {}, {})


def test_that_json_tells_of_an_export(few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(few), "--toml", str(tmp_path / "texts"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "folder": str(tmp_path / "texts"),
        "cases": 3,
        "documents": 0,
        "problems": [],
    }


def test_that_an_export_lists_what_the_file_may_not_hold(
    few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(few)) as connection, connection:
        connection.execute("UPDATE events SET lane = 'elsewhere' WHERE id = 1")
    assert main(["export", str(few), "--toml", str(tmp_path / "texts")]) == 1
    assert "events 1, lane: “elsewhere” is not one of" in capsys.readouterr().out
    assert main(["import", str(tmp_path / "texts"), str(tmp_path / "into.casefile")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "events 1: lane 'elsewhere' is not one of complainants, authority" in told.err
    assert not (tmp_path / "into.casefile").exists()


def test_that_a_dry_run_says_so(few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "case.toml").write_text(MINIMAL, encoding="utf-8")
    before = few.read_bytes()
    assert main(["import", str(tmp_path / "case.toml"), str(few), "--dry-run"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("1 investigation new, ")
    assert lines[-1] == "A dry run: nothing was written."
    assert few.read_bytes() == before


def test_that_a_case_that_differs_is_told(
    few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "case.toml").write_text(MINIMAL, encoding="utf-8")
    assert main(["import", str(tmp_path / "case.toml"), str(few)]) == 0
    (tmp_path / "case.toml").write_text(MINIMAL + "note = 'new'\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["import", str(tmp_path / "case.toml"), str(few)]) == 1
    line = "case: left as it is in the file: case.toml, note: 'new' in the text, nothing in the file"
    assert capsys.readouterr().out.splitlines()[0] == line
    assert main(["import", str(tmp_path / "case.toml"), str(few), "--replace"]) == 0
    assert "Replaced: case" in capsys.readouterr().out.splitlines()
    (tmp_path / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(["import", str(tmp_path / "table.csv"), str(few), "--replace"]) == 2


def test_that_an_export_over_something_else_is_refused(
    few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.casefile"
    create_case_file(other, random_cases(1))
    main(["export", str(few), "--toml", str(tmp_path / "texts")])
    capsys.readouterr()
    assert main(["export", str(other), "--toml", str(tmp_path / "texts")]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert main(["export", str(few), "--toml", str(few)]) == 2
    assert main(["export", str(tmp_path / "none.casefile"), "--toml", str(tmp_path / "texts")]) == 2
