from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.file import Progress, Stage
from desktop.processes import Indexing
from desktop.store.file.casefile import open_case_file
from desktop.store.file.checking import check_apart
from desktop.store.index.opening import open_index, stamp_of
from tests.benchmarks.generate import write_benchmark_file

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

WAIT = 60_000  # milliseconds for a process on a busy machine


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("indexing") / "made.casefile"
    write_benchmark_file(path, 60)
    return path


def test_that_a_file_is_prepared_by_another_process(qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    indexing = Indexing(tmp_path / "index")
    told: list[Progress] = []
    checked: list[str] = []
    indexing.progress.connect(told.append)
    indexing.checked.connect(checked.append)
    with qtbot.waitSignal(indexing.finished, timeout=WAIT):
        indexing.start(path)
        assert indexing.is_running
    assert not indexing.is_running
    assert [one.stage for one in told if one.is_ready] == list(Stage)
    assert checked == ["ok"]
    with closing(open_case_file(path)) as file, closing(open_index(tmp_path / "index", file)) as index:
        assert index.is_current(stamp_of(file))


def test_that_a_file_that_cannot_be_prepared_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    indexing = Indexing(tmp_path / "index")
    with qtbot.waitSignal(indexing.failed, timeout=WAIT) as failed:
        indexing.start(tmp_path / "missing.casefile")
    assert "There is no file “missing.casefile” here." in failed.args[0]


def test_that_nothing_is_told_of_what_was_stopped(qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    indexing = Indexing(tmp_path / "index")
    told: list[str] = []
    indexing.failed.connect(lambda _: told.append("failed"))
    indexing.finished.connect(lambda: told.append("finished"))
    indexing.start(path)
    indexing.stop()
    indexing.stop()
    assert not indexing.is_running
    with qtbot.waitSignal(indexing.finished, timeout=WAIT):
        indexing.start(path)
    assert told == ["finished"]


def test_that_damage_within_is_found_by_the_whole_check(path: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.casefile"
    shutil.copy(path, damaged)
    with damaged.open("r+b") as file:
        file.seek(40_960)
        file.write(b"\xa5" * 8_192)
    assert check_apart(path) == "ok"
    assert check_apart(damaged) == "damaged"


def test_that_a_row_that_points_nowhere_is_no_damage(path: Path, tmp_path: Path) -> None:
    """It is listed by row, and the rest of the file is shown."""
    dangling = tmp_path / "dangling.casefile"
    shutil.copy(path, dangling)
    with closing(sqlite3.connect(dangling, isolation_level=None)) as connection:
        connection.execute(
            "DELETE FROM respondents WHERE id = (SELECT min(respondent_id) FROM investigation_respondents)"
        )
    assert check_apart(dangling) == "ok"
