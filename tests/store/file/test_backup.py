from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from desktop.store.cases.writing import create_case_file
from desktop.store.file.backup import (
    DAYS,
    LAST,
    BackupError,
    backup_folder,
    copy_case_file,
    list_backups,
    write_backup,
)
from desktop.store.file.casefile import CaseFile, open_case_file
from tests.disks import small_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.costly

AT = datetime(2026, 11, 30, 21, 2, 4, 5, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "dossiers.casefile"
    create_case_file(path, ())
    return path


@pytest.fixture
def file(path: Path) -> Iterator[CaseFile]:
    with closing(open_case_file(path)) as file:
        yield file


def digest(path: Path) -> str:
    """A digest of every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        return sha256("\n".join(connection.iterdump()).encode()).hexdigest()


def test_that_a_backup_holds_every_row_and_leaves_the_file_as_it_was(few_path: Path, tmp_path: Path) -> None:
    before = few_path.read_bytes()
    with closing(open_case_file(few_path)) as file:
        backup = write_backup(file, tmp_path, AT)
        assert list_backups(tmp_path, file.uid) == (backup,)
    assert few_path.read_bytes() == before
    assert digest(backup.path) == digest(few_path)
    assert (backup.at, backup.size) == (AT, backup.path.stat().st_size)
    assert backup.path.stat().st_mode & 0o777 == 0o600
    assert [found.name for found in backup.path.parent.iterdir()] == [backup.path.name]
    with closing(open_case_file(backup.path)) as opened:
        assert opened.info.check == "ok"


def test_that_a_full_disk_is_told_and_leaves_nothing(few_path: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 200) as disk, closing(open_case_file(few_path)) as file:
        with pytest.raises(BackupError) as raised:
            write_backup(file, disk, AT)
        assert raised.value.code == "no-room"
        assert list(backup_folder(disk, file.uid).iterdir()) == []


def test_that_a_folder_that_cannot_be_made_is_told(file: CaseFile, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(BackupError) as raised:
        write_backup(file, tmp_path, AT)
    assert raised.value.code == "not-written"


def test_that_a_file_that_another_program_holds_is_told(
    file: CaseFile, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.file.backup._PATIENCE", 0.02)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BackupError) as raised:
            write_backup(file, tmp_path / "own", AT)
    assert raised.value.code == "busy"
    assert list_backups(tmp_path / "own", file.uid) == ()


def test_that_a_damaged_file_has_no_backup(file: CaseFile, path: Path, tmp_path: Path) -> None:
    earlier = write_backup(file, tmp_path, AT)
    with path.open("r+b") as opened:
        for place, data in ((5 * 4096, b"\xff" * 4096), (24, b"\x7f" * 4)):  # a page, the count of commits
            opened.seek(place)
            opened.write(data)
    with pytest.raises(BackupError) as raised:
        write_backup(file, tmp_path, AT + timedelta(hours=1))
    assert raised.value.code == "not-written"
    assert list_backups(tmp_path, file.uid) == (earlier,)


def test_that_a_file_with_a_log_of_another_program_has_no_backup(
    file: CaseFile, path: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        with pytest.raises(BackupError) as raised:
            write_backup(file, tmp_path, AT)
    assert raised.value.code == "busy"


def test_that_the_last_ten_and_one_of_each_day_are_kept(file: CaseFile, tmp_path: Path) -> None:
    place = backup_folder(tmp_path, file.uid)
    place.mkdir(parents=True)
    for number in range(1, 200):  # one every six hours, back in time
        at = AT - timedelta(hours=6 * number)
        (place / f"dossiers-{at:%Y%m%dT%H%M%S%f}Z.casefile").touch()
    (place / "mine.txt").touch()
    (place / "x-20261399T999999999999Z.casefile").touch()  # no moment: not one of ours
    new = write_backup(file, tmp_path, AT)
    kept = list_backups(tmp_path, file.uid)
    assert kept[0] == new
    assert [backup.at for backup in kept[:LAST]] == [AT - timedelta(hours=6 * n) for n in range(LAST)]
    days = [backup.at.date() for backup in kept]
    assert len(set(days)) == DAYS
    assert len(days) == len(set(days)) + LAST - len(set(days[:LAST]))
    assert {backup.at.hour for backup in kept[LAST:]} == {21}  # the latest of each day
    assert (place / "mine.txt").exists()


def test_that_two_backups_of_one_moment_are_both_kept(file: CaseFile, tmp_path: Path) -> None:
    first, second = (write_backup(file, tmp_path, AT) for _ in range(2))
    assert second.at - first.at == timedelta(microseconds=1)
    assert list_backups(tmp_path, file.uid) == (second, first)


def test_that_a_copy_never_replaces_a_file(file: CaseFile, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(BackupError) as raised:
        copy_case_file(file, path)
    assert raised.value.code == "exists"
    assert path.read_bytes() == before


def test_that_a_file_without_backups_has_none(tmp_path: Path) -> None:
    assert list_backups(tmp_path, "nobody") == ()
