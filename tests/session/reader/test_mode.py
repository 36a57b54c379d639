from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.domain.listing.facets import Query
from desktop.session.reader.mode import ModeKeeper
from desktop.session.reader.reader import Reader
from desktop.store.file.errors import CaseFileError
from desktop.store.side.opening import side_path
from tests.disks import small_disk
from tests.old_files import write_schema_1
from tests.session.test_editing import sample_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.costly

AT = datetime(2026, 11, 30, 21, 2, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader()
    yield reader
    reader.close()


@pytest.fixture
def keeper(reader: Reader, tmp_path: Path) -> ModeKeeper:
    return ModeKeeper(reader, tmp_path / "own", tmp_path / "own" / "sample")


@pytest.fixture
def path(reader: Reader, keeper: ModeKeeper, tmp_path: Path) -> Path:
    """A new file, open."""
    path = tmp_path / "mine.casefile"
    keeper.create(path, Query())
    return path


def write(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


def test_that_a_file_made_here_is_edited_whenever_it_is_opened(
    reader: Reader, keeper: ModeKeeper, path: Path
) -> None:
    for at in (AT, LATER):
        state = keeper.follow(at)
        assert state.is_on
        assert state.backup is not None
        assert state.backup.at == AT  # the file is as it was then
        assert state.problem is None
        reader.open(path)
    assert len(keeper.backups()) == 1


def test_that_a_file_made_elsewhere_is_edited_once_it_is_switched_on(
    reader: Reader, keeper: ModeKeeper, pair_path: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "theirs.casefile"
    shutil.copy(pair_path, copied)
    before = copied.read_bytes()
    reader.open(copied)
    assert not keeper.follow(AT).is_on
    assert keeper.backups() == ()
    assert keeper.turn_on(AT).is_on
    assert keeper.follow(AT).is_on
    assert not keeper.turn_off().is_on
    assert not keeper.follow(AT).is_on
    assert copied.read_bytes() == before


def test_that_a_changed_file_is_backed_up_again(keeper: ModeKeeper, path: Path) -> None:
    keeper.turn_on(AT)
    write(path, "CREATE TABLE passing (id INTEGER)")
    write(path, "DROP TABLE passing")
    assert keeper.turn_on(LATER).is_on
    assert [backup.at for backup in keeper.backups()] == [LATER, AT]
    keeper.backups()[0].path.unlink()
    assert keeper.turn_on(LATER).backup == keeper.backups()[0]


def test_that_the_sample_stays_as_it_is_and_a_copy_of_it_is_edited(
    reader: Reader, keeper: ModeKeeper, pair_path: Path, tmp_path: Path
) -> None:
    sample_in(tmp_path / "own", pair_path)
    reader.open_sample(tmp_path / "own" / "sample")
    problem = keeper.turn_on(AT).problem
    assert problem is not None
    assert problem.sentence == "The sample stays as it is. Save a copy to edit it."
    assert keeper.backups() == ()
    copied = tmp_path / "copy.casefile"
    assert keeper.save_copy(copied, Query()).info.path == str(copied)
    assert keeper.follow(AT).is_on
    reader.open_sample(tmp_path / "own" / "sample")
    assert not keeper.follow(AT).is_on


def test_that_a_backup_stays_as_it_is(reader: Reader, keeper: ModeKeeper, path: Path) -> None:
    backup = keeper.turn_on(AT).backup
    assert backup is not None
    reader.open(backup.path)
    assert not keeper.follow(AT).is_on
    problem = keeper.turn_on(AT).problem
    assert problem is not None
    assert problem.code == "a-backup"


def test_that_a_file_that_may_not_be_written_is_refused(
    keeper: ModeKeeper, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda place, how: allowed(place, how) and place != path)
    problem = keeper.turn_on(AT).problem
    assert problem is not None
    assert problem.sentence == (
        "“mine.casefile” is write-protected, or lies where you may not write. Save a copy to edit it."
    )
    assert keeper.backups() == ()


def test_that_a_file_with_a_log_of_another_program_is_refused(
    reader: Reader, keeper: ModeKeeper, path: Path
) -> None:
    write(path, "PRAGMA journal_mode = WAL")
    reader.open(path)
    problem = keeper.turn_on(AT).problem
    assert problem is not None
    assert problem.code == "logged"


def test_that_a_full_disk_keeps_editing_off(reader: Reader, pair_path: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 100) as disk:
        keeper = ModeKeeper(reader, disk, tmp_path / "sample")
        reader.open(pair_path)
        state = keeper.turn_on(AT)
        assert not state.is_on
        assert state.problem is not None
        assert state.problem.sentence == (
            "Editing is off: no backup could be written (disk full). Your file was not touched."
        )
        assert not keeper.follow(AT).is_on
        reader.close()


def test_that_a_choice_that_cannot_be_kept_is_told(
    reader: Reader, keeper: ModeKeeper, path: Path, tmp_path: Path
) -> None:
    assert reader.file is not None
    side = side_path(tmp_path / "own" / "side", reader.file.uid)
    side.unlink()
    side.mkdir()
    state = keeper.turn_on(AT)
    assert state.is_on
    assert state.problem is not None
    assert "choice to edit it" in state.problem.sentence


def test_that_an_older_file_is_brought_up_to_date_only_when_asked(
    reader: Reader, keeper: ModeKeeper, pair_path: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.casefile"
    write_schema_1(pair_path, older)
    before = older.read_bytes()
    reader.open(older)
    state = keeper.turn_on(AT)
    assert state.is_older
    assert not state.is_on
    assert state.backup is not None
    assert older.read_bytes() == before
    done = keeper.upgrade(LATER)
    assert done.is_on
    assert done.backup == state.backup  # as the file was before
    assert reader.file is not None
    assert reader.file.version == 2
    reader.open(older)
    assert keeper.follow(LATER) == done
    reader.open(state.backup.path)
    assert reader.file.version == 1


def test_that_a_new_file_never_replaces_a_file(keeper: ModeKeeper, path: Path) -> None:
    before = path.read_bytes()
    for deed in (keeper.create, keeper.save_copy):
        with pytest.raises(CaseFileError) as raised:
            deed(path, Query())
        assert raised.value.problem.sentence == (
            "There is a file of this name. A case file never replaces another file."
        )
    assert path.read_bytes() == before


def test_that_a_copy_on_a_full_disk_is_told(
    reader: Reader, keeper: ModeKeeper, pair_path: Path, tmp_path: Path
) -> None:
    reader.open(pair_path)
    with small_disk(tmp_path / "disk", 100) as disk, pytest.raises(CaseFileError) as raised:
        keeper.save_copy(disk / "copy.casefile", Query())
    assert "the disk is full" in raised.value.problem.sentence


def test_that_nothing_is_edited_without_a_folder_for_backups(reader: Reader, path: Path) -> None:
    keeper = ModeKeeper(reader, None, path.parent / "sample")
    assert not keeper.turn_on(AT).is_on
    assert keeper.backups() == ()
