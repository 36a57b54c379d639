from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.file import Progress, Stage
from desktop.store.file.casefile import open_case_file
from desktop.store.index.building import build
from desktop.store.index.opening import open_index, stamp_of
from tests.benchmarks.generate import write_benchmark_file
from tests.counts import IS_LONG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.file.casefile import CaseFile
    from desktop.store.index.opening import Index

pytestmark = pytest.mark.costly

COUNT = 120 if IS_LONG else 40
RETITLED = "UPDATE events SET title = title || ' again' WHERE id = 17"


def nobody(_: Progress) -> None:
    """Nobody is told."""


class StoppedError(Exception):
    """What a process that is killed would not raise: it only ends here."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "made.casefile"
    write_benchmark_file(path, COUNT)
    return path


@pytest.fixture
def file(made: Path, tmp_path: Path) -> Iterator[CaseFile]:
    path = tmp_path / "copy.casefile"
    shutil.copy(made, path)
    with closing(open_case_file(path)) as opened:
        yield opened


@pytest.fixture
def index(file: CaseFile, tmp_path: Path) -> Iterator[Index]:
    with closing(open_index(tmp_path / "index", file)) as opened:
        yield opened


def write(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(sql)


def kept(index: Index) -> dict[str, list[tuple[object, ...]]]:
    """Everything an index holds but what is drawn by chance or told by the clock."""
    tables = ("listed", "figures", "blobs")
    return {
        name: sorted(index.connection.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608 - constants
        for name in tables
    }


def test_that_every_stage_is_made_in_its_order(file: CaseFile, index: Index) -> None:
    told: list[Progress] = []
    assert build(file, index, told.append)
    assert index.is_current(stamp_of(file))
    assert [one.stage for one in told if one.is_ready] == list(Stage)
    assert {one.total for one in told if not one.is_ready} >= {COUNT}
    assert all(one.done <= one.total for one in told)


def test_that_what_is_up_to_date_is_not_made_again(file: CaseFile, index: Index) -> None:
    build(file, index, nobody)
    told: list[Progress] = []
    assert build(file, index, told.append)
    assert [one.is_ready for one in told] == [True] * len(Stage)


def test_that_an_index_of_a_changed_file_is_not_up_to_date(file: CaseFile, index: Index) -> None:
    build(file, index, nobody)
    write(file.path, RETITLED)
    assert not index.is_current(stamp_of(file))
    assert index.done == frozenset(Stage)
    assert build(file, index, nobody)
    assert index.is_current(stamp_of(file))


def test_that_a_change_while_it_is_made_is_told(file: CaseFile, index: Index) -> None:
    def disturb(progress: Progress) -> None:
        if progress.stage is Stage.LISTED and not progress.is_ready:
            write(file.path, RETITLED)

    assert not build(file, index, disturb)
    assert not index.is_current(stamp_of(file))
    assert index.done == frozenset(Stage)
    assert build(file, index, nobody)


@pytest.mark.parametrize("stage", Stage)
def test_that_what_was_stopped_is_taken_up_again(
    file: CaseFile, index: Index, tmp_path: Path, stage: Stage
) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage is stage:
            raise StoppedError

    with pytest.raises(StoppedError):
        build(file, index, stop)
    assert build(file, index, nobody)
    with closing(open_index(tmp_path / "other", file)) as anew:
        build(file, anew, nobody)
        assert kept(anew) == kept(index)


def test_that_what_is_read_meanwhile_is_not_disturbed(file: CaseFile, index: Index, tmp_path: Path) -> None:
    build(file, index, nobody)
    write(file.path, RETITLED)
    with closing(open_index(tmp_path / "index", file)) as reader:
        seen: list[int] = []

        def read(_: Progress) -> None:
            seen.append(reader.connection.execute("SELECT count(*) FROM listed").fetchone()[0])

        build(file, index, read)
    assert set(seen) == {COUNT}
