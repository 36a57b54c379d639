from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.file import Stage
from desktop.store.file.casefile import open_case_file
from desktop.store.index.opening import open_index, stamp_of
from tests.commands.test_commands import ROOT, astreinte, told

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(few_path: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.casefile"
    shutil.copy(few_path, path)
    return path


def is_current(path: Path, folder: Path) -> bool:
    with closing(open_case_file(path)) as file, closing(open_index(folder, file)) as index:
        return index.is_current(stamp_of(file))


def test_that_a_file_is_prepared_and_how_far_it_is_told(path: Path, tmp_path: Path) -> None:
    done = astreinte("index", path, "--folder", tmp_path / "index")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [words[0] for words in lines if words[1:] == ["ready"]] == [stage.value for stage in Stage]
    assert all(int(words[1]) <= int(words[2]) for words in lines if words[1:] != ["ready"])
    assert is_current(path, tmp_path / "index")


def test_that_without_a_folder_the_index_is_with_the_caches(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert told("index", path).returncode == 0
    assert is_current(path, tmp_path / "caches" / "astreinte" / "index")


def test_that_the_whole_file_is_checked_where_asked(path: Path, tmp_path: Path) -> None:
    done = told("index", path, "--folder", tmp_path / "index", "--check")
    assert done.stdout.splitlines()[-1] == "check ok"


def test_that_an_index_damaged_inside_is_made_anew(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    assert told("index", path, "--folder", folder).returncode == 0
    (kept,) = folder.glob("*.index")
    size = kept.stat().st_size
    with kept.open("r+b") as damaged:
        damaged.seek(4096)
        damaged.write(b"\xa5" * (size - 4096))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE investigations SET title = 'Anew' WHERE id = 1")
    done = told("index", path, "--folder", folder)
    assert done.returncode == 0
    assert done.stderr.startswith("The index of “copy.casefile” was damaged.")
    assert is_current(path, folder)


ENDED = """
import os, signal, sys
from desktop.commands import index
tell = index._tell
def ended(progress):
    tell(progress)
    if progress.stage == "figures" and not progress.is_ready:
        os.kill(os.getpid(), signal.SIGTERM)
index._tell = ended
sys.exit(index.run(sys.argv[1:]))
"""


def test_that_what_was_prepared_before_it_was_told_to_end_is_used(path: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-c", ENDED, str(path), "--folder", str(tmp_path / "index")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    with closing(open_case_file(path)) as file, closing(open_index(tmp_path / "index", file)) as index:
        assert index.problem is None
        assert index.done == {Stage.LISTED}
    assert told("index", path, "--folder", tmp_path / "index").returncode == 0
    assert is_current(path, tmp_path / "index")


def test_that_a_file_that_cannot_be_prepared_is_told_of(tmp_path: Path) -> None:
    done = told("index", tmp_path / "missing.casefile", "--folder", tmp_path / "index")
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no file “missing.casefile” here." in done.stderr
    assert not (tmp_path / "index").exists()
