from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.store.file.checking import check_apart
from tests.benchmarks.generate import write_benchmark_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("checked") / "made.casefile"
    write_benchmark_file(path, 40)
    return path


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "copy.casefile"
    shutil.copy(made, path)
    return path


def test_that_a_sound_file_is_found_sound_while_another_program_reads_it(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM events").fetchone()
        assert check_apart(path) == "ok"


def test_that_damage_deep_inside_is_found(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 8192 * 4096)
        file.write(b"\xa5" * 4096)
    assert check_apart(path) == "damaged"


def test_that_a_link_to_nowhere_is_no_damage(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute("DELETE FROM authorities")
    assert check_apart(path) == "ok"


def test_that_what_is_no_database_is_damaged(path: Path) -> None:
    path.write_bytes(b"\0" * 8192)
    assert check_apart(path) == "damaged"


def test_that_a_check_beside_a_writer_says_nothing(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE events SET title = title || '!'")
        assert check_apart(path) == "void"  # its journal lies beside the file
        other.execute("ROLLBACK")
    assert check_apart(path) == "ok"


def test_that_a_check_says_nothing_of_a_file_written_meanwhile(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def checked(seen: Path) -> str:
        with closing(sqlite3.connect(seen, isolation_level=None)) as other:
            other.execute("UPDATE events SET position = position + 1000 WHERE id = 1")
        return "ok"

    monkeypatch.setattr("desktop.store.file.checking._found", checked)
    assert check_apart(path) == "void"


def test_that_a_check_says_nothing_of_a_file_that_is_gone(path: Path) -> None:
    path.unlink()
    assert check_apart(path) == "void"


def test_that_a_check_beside_leaves_the_file_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    assert check_apart(path) == "ok"
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]
