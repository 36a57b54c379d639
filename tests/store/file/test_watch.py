from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.store.file.casefile import open_case_file
from desktop.store.file.watch import Sight, Watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.file.casefile import CaseFile

RETITLED = "UPDATE investigations SET title = title || '.' WHERE id = 1"


@pytest.fixture
def file(tmp_path: Path, sample_path: Path) -> Iterator[CaseFile]:
    path = tmp_path / "watched.casefile"
    shutil.copy(sample_path, path)
    with closing(open_case_file(path)) as opened:
        yield opened


def write(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql)


def test_that_nothing_is_seen_where_nothing_happened(file: CaseFile) -> None:
    watch = Watch(file)
    assert [watch.look() for _ in range(3)] == [Sight.SAME] * 3


def test_that_a_commit_of_another_program_is_seen_once(file: CaseFile) -> None:
    watch = Watch(file)
    write(file.path, RETITLED)
    assert [watch.look(), watch.look()] == [Sight.CHANGED, Sight.SAME]
    write(file.path, RETITLED)
    assert [watch.look(), watch.look()] == [Sight.CHANGED, Sight.SAME]


def test_that_a_file_put_in_its_place_is_seen(file: CaseFile, sample_path: Path) -> None:
    watch = Watch(file)
    other = file.path.with_name("other.casefile")
    shutil.copy(sample_path, other)
    other.replace(file.path)
    assert watch.look() is Sight.REPLACED
    # Until it is opened anew it stays another file.
    assert watch.look() is Sight.REPLACED


def test_that_a_file_written_over_in_place_is_seen(file: CaseFile, sample_path: Path) -> None:
    watch = Watch(file)
    longer = sample_path.read_bytes()
    file.path.write_bytes(longer)
    assert watch.look() is Sight.REPLACED
    assert watch.look() is Sight.SAME


def test_that_a_missing_file_is_gone_until_another_stands_there(file: CaseFile, sample_path: Path) -> None:
    watch = Watch(file)
    file.path.unlink()
    assert [watch.look(), watch.look()] == [Sight.GONE, Sight.GONE]
    shutil.copy(sample_path, file.path)
    assert watch.look() is Sight.REPLACED


def test_that_a_file_locked_by_a_writer_is_looked_at_again_later(tmp_path: Path, sample_path: Path) -> None:
    path = tmp_path / "locked.casefile"
    shutil.copy(sample_path, path)
    with closing(open_case_file(path)) as file:
        watch = Watch(file)
        with closing(sqlite3.connect(path, isolation_level=None)) as writer:
            writer.execute("BEGIN EXCLUSIVE")
            writer.execute(RETITLED)
            file.wait_at_most(20)
            assert [watch.look(), watch.look()] == [Sight.LOCKED] * 2
            writer.execute("COMMIT")
        assert watch.look() is Sight.CHANGED


def test_that_a_misspelt_question_stays_a_bug(file: CaseFile) -> None:
    watch = Watch(file)
    file.connection.close()
    with pytest.raises(sqlite3.ProgrammingError):
        watch.look()
