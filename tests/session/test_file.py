"""Opening files of every size, with and without what was prepared of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.domain.file import Progress, Stage
from desktop.domain.listing.facets import Section
from desktop.session.clock import Clock
from desktop.session.reader.reader import Reader
from desktop.session.session import Session
from desktop.store.file.casefile import open_case_file
from desktop.store.index.building import build
from desktop.store.index.listed_writing import write_listed
from desktop.store.index.opening import open_index, stamp_of
from tests.beside import Beside
from tests.inline import NOON, InlineRunner, inline_session, shown_slugs
from tests.session.many import LIMITS, MANY, write_many

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.file import FileInfo, Problem

    Opener = Callable[..., Session]

pytestmark = pytest.mark.costly


@pytest.fixture(autouse=True)
def soon_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in LIMITS.items():
        monkeypatch.setattr(name, limit)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.casefile"
    write_many(path)
    return path


@pytest.fixture
def open_large(qtbot: QtBot, large: Path, tmp_path: Path) -> Opener:
    def opening(indexing: Beside | None = None) -> Session:
        session = Session(
            InlineRunner(),
            Reader(tmp_path / "index"),
            Clock(moment=lambda: NOON),
            tmp_path / "sample",
            indexing=indexing,
        )
        session.file.open(large)
        return session

    return opening


def prepared(path: Path, folder: Path, until: Stage) -> None:
    """Prepare a file as the process beside does: the first stage, or all."""
    file = open_case_file(path)
    index = open_index(folder, file)
    if until is Stage.LISTED:
        write_listed(file, index, lambda _done, _total: None)
        index.finish(Stage.LISTED, stamp_of(file))
    else:
        assert build(file, index, lambda _: None)
    index.close()
    file.close()


def test_that_a_large_file_opens_on_the_list_with_its_first_rows_at_once(open_large: Opener) -> None:
    beside = Beside()
    session = open_large(beside)
    assert session.query.section is Section.ALL
    assert 0 < len(session.answer.ids) < MANY
    assert not session.answer.complete
    assert not session.answer.has_figures
    assert dict(session.sections)[Section.ALL] == MANY
    assert len(shown_slugs(session)) == len(session.answer.ids)
    session.shut_down()


def test_that_each_stage_is_used_when_it_is_ready(
    qtbot: QtBot, open_large: Opener, large: Path, tmp_path: Path
) -> None:
    beside = Beside()
    session = open_large(beside)
    qtbot.waitUntil(lambda: beside.path == large)
    assert session.file.is_preparing
    session.list.find("name 0077")
    assert (len(session.answer.ids), session.answer.complete) != (1, True)
    prepared(large, tmp_path / "index", Stage.LISTED)
    session.list.find("")
    beside.progress.emit(Progress(Stage.LISTED, 1, 1, is_ready=True))
    assert (len(session.answer.ids), session.answer.complete) == (MANY, True)
    assert not session.answer.has_figures
    prepared(large, tmp_path / "index", Stage.TEXTS)
    beside.finished.emit()
    assert session.answer.has_figures
    assert not session.file.is_preparing
    session.list.find("name 0077")
    session.list.find_all()
    assert shown_slugs(session) == ["case-0077"]
    session.shut_down()


def test_that_without_another_process_all_is_prepared_in_place(qtbot: QtBot, open_large: Opener) -> None:
    session = open_large()
    qtbot.waitUntil(lambda: len(session.answer.ids) == MANY)
    assert session.answer.complete
    session.shut_down()


def test_that_an_index_thrown_away_is_made_again(qtbot: QtBot, open_large: Opener, tmp_path: Path) -> None:
    session = open_large()
    qtbot.waitUntil(lambda: len(session.answer.ids) == MANY)
    session.shut_down()
    for path in (tmp_path / "index").iterdir():
        path.write_bytes(b"no index")
    session = open_large()
    qtbot.waitUntil(lambda: len(session.answer.ids) == MANY)
    session.shut_down()


def test_that_where_no_index_can_be_kept_it_is_in_memory(
    qtbot: QtBot, open_large: Opener, tmp_path: Path
) -> None:
    (tmp_path / "index").write_bytes(b"a file in the place of the folder")
    session = open_large()
    qtbot.waitUntil(lambda: len(session.answer.ids) == MANY)
    session.list.find("name 0077")
    session.list.find_all()
    assert shown_slugs(session) == ["case-0077"]
    session.shut_down()


def test_that_preparing_that_fails_leaves_the_first_rows(qtbot: QtBot, open_large: Opener) -> None:
    beside = Beside()
    session = open_large(beside)
    qtbot.waitUntil(lambda: beside.path is not None)
    beside.failed.emit("no space")
    assert not session.file.is_preparing
    assert 0 < len(session.answer.ids) < MANY
    session.shut_down()


def test_that_the_check_of_the_whole_file_is_told_and_remembered(qtbot: QtBot, open_large: Opener) -> None:
    beside = Beside()
    session = open_large(beside)
    beside.checked.emit("void")
    assert session.info is not None
    check = session.info.check
    with qtbot.waitSignal(session.file_failed):
        beside.checked.emit("damaged")
    assert session.info.check == "damaged" != check
    beside.checked.emit("ok")
    assert session.info.check == "ok"
    session.shut_down()


def test_that_closing_ends_the_process_beside(qtbot: QtBot, open_large: Opener) -> None:
    beside = Beside()
    session = open_large(beside)
    qtbot.waitUntil(lambda: beside.path is not None)
    session.file.close()
    assert beside.path is None
    assert not session.answer.ids
    session.shut_down()


def test_that_counts_are_kept_until_the_file_is_written_to(large: Path, tmp_path: Path) -> None:
    path, folder = tmp_path / "written.casefile", tmp_path / "index"
    path.write_bytes(large.read_bytes())
    assert info_of(path, folder).investigations == MANY
    file = open_case_file(path)
    index = open_index(folder, file)
    index.keep_note("counts", f"{stamp_of(file)} 7 8".encode())  # no count of the file gives these
    index.close()
    file.close()
    kept = info_of(path, folder)
    assert (kept.investigations, kept.events) == (7, 8)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE investigations SET note = 'changed' WHERE id = 1")
    assert info_of(path, folder).investigations == MANY


def info_of(path: Path, folder: Path) -> FileInfo:
    """What is told of a file as it is opened."""
    reader = Reader(folder)
    info = reader.open(path).info
    reader.close()
    return info


def test_that_the_sample_is_shown_where_it_cannot_be_kept(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where a folder should be")
    session = inline_session(tmp_path / "blocked" / "sample")
    told: list[Problem] = []
    session.index_failed.connect(told.append)
    session.file.open_sample()
    assert session.info is not None
    assert session.info.investigations == 53
    assert session.file.shows_sample
    assert [problem.code for problem in told] == ["sample-unkept"]
    session.shut_down()
