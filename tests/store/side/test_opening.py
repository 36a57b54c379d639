"""The side file of a case file, and what can be wrong with it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop.store.side.kept import load_kept, save_kept, take
from desktop.store.side.merging import SideEntry
from desktop.store.side.opening import SideFileError, commits, put_side_file_aside, side_path
from tests.disks import small_disk

ROOT = Path(__file__).parents[3]
ENTRY = SideEntry("", "A", "{}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return side_path(tmp_path / "side", "id")


def code_of(path: Path) -> set[str]:
    """What reading and writing are told."""
    with pytest.raises(SideFileError) as read:
        load_kept(path, "views")
    with pytest.raises(SideFileError) as written:
        save_kept(path, "views", (), (ENTRY,))
    return {read.value.code, written.value.code}


def test_that_it_is_made_when_it_is_first_needed_for_its_user_alone(path: Path) -> None:
    assert load_kept(path, "views").rows == ()
    assert not path.parent.exists()
    saved = save_kept(path, "views", (), (ENTRY,))
    assert [row.entry for row in saved.rows] == [ENTRY]
    assert load_kept(path, "views") == saved
    assert load_kept(path, "scenarios").rows == ()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "identity", ["../../etc/passwd", "a/b", "\0", "", ".", "x" * 5_000, "\ud800", "C:\\x"]
)
def test_that_no_id_of_a_case_file_leads_elsewhere(identity: str, tmp_path: Path) -> None:
    path = side_path(tmp_path, identity)
    assert path.parent == tmp_path
    assert path.stem.isalnum()
    save_kept(path, "views", (), (ENTRY,))
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_that_a_row_keeps_its_id_and_a_removed_one_leaves_its_id_unused(path: Path) -> None:
    one = save_kept(path, "views", (), (ENTRY, ENTRY._replace(name="B", body="[]")))
    renamed = save_kept(path, "views", one.rows, (ENTRY._replace(name="Z"),))
    assert [row.id for row in renamed.rows] == [one.rows[0].id]
    more = save_kept(path, "views", renamed.rows, (renamed.rows[0].entry, ENTRY))
    assert more.rows[1].id > one.rows[1].id


def test_that_every_commit_is_counted(path: Path) -> None:
    assert commits(path) == 0
    first = save_kept(path, "views", (), (ENTRY,))
    assert commits(path) == first.commits == load_kept(path, "views").commits
    save_kept(path, "scenarios", (), (ENTRY,))
    assert commits(path) > first.commits


def test_that_what_an_older_version_kept_is_taken_once(path: Path) -> None:
    for _ in range(2):
        take(path, "views", (ENTRY,))
    rows = load_kept(path, "views").rows
    save_kept(path, "views", rows, ())
    take(path, "views", (ENTRY,))
    assert load_kept(path, "views").rows == ()


@pytest.mark.parametrize(
    "damage", ["other bytes", "a letter", "another program", "cut", "page", "no version"]
)
def test_that_damage_is_told_and_can_be_put_aside(path: Path, damage: str) -> None:
    save_kept(path, "views", (), (ENTRY,))
    match damage:
        case "other bytes":
            path.write_bytes(b"{" * 5_000)
        case "a letter":
            path.write_bytes(b"{")
        case "cut":
            path.write_bytes(path.read_bytes()[:5_000])
        case "page":
            data = bytearray(path.read_bytes())
            data[4096:8192] = b"\xa5" * 4096
            path.write_bytes(data)
        case _:
            with closing(sqlite3.connect(path)) as other:
                pragma = "application_id = 7" if damage == "another program" else "user_version = 0"
                other.execute(f"PRAGMA {pragma}")
    before = path.read_bytes()
    with pytest.raises(SideFileError, match="damaged"):
        load_kept(path, "views")
    aside = put_side_file_aside(path)
    assert aside is not None
    assert aside.read_bytes() == before
    assert load_kept(path, "views").rows == ()


def test_that_one_of_a_newer_version_is_left_as_it_is(path: Path) -> None:
    save_kept(path, "views", (), (ENTRY,))
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    assert code_of(path) == {"newer"}
    assert path.read_bytes() == before


def test_that_what_stands_in_its_place_is_left_there(path: Path, sample_path: Path) -> None:
    path.mkdir(parents=True)
    assert code_of(path) == {"not-a-file"}
    path.rmdir()
    path.symlink_to(sample_path)
    before = sample_path.read_bytes()
    assert code_of(path) == {"not-a-file"}
    path.unlink()
    os.link(sample_path, path)
    assert code_of(path) == {"damaged"}
    assert sample_path.read_bytes() == before


def test_that_a_window_that_waits_too_long_for_another_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_kept(path, "views", (), (ENTRY,))
    monkeypatch.setattr("desktop.store.side.opening._WAIT", 0.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert code_of(path) == {"locked"}


@pytest.mark.parametrize("left", [0, 4, 12])
def test_that_a_full_disk_is_told_and_what_was_kept_stays(left: int, tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", 64) as disk:
        path = side_path(disk / "side", "id")
        kept = save_kept(path, "views", (), (ENTRY,))
        room = os.statvfs(disk)
        (disk / "more").write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - left * 1024)))
        large = ENTRY._replace(name="B", body="x" * 100_000)
        with pytest.raises(SideFileError, match="unwritable"):
            save_kept(path, "views", kept.rows, (ENTRY, large))
        (disk / "more").unlink()
        assert load_kept(path, "views").rows == kept.rows


def test_that_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SideFileError, match="unwritable"):
        save_kept(side_path(tmp_path / "file" / "side", "id"), "views", (), (ENTRY,))


KILLED = """
import os, signal, sys
from pathlib import Path
from desktop.store.side import kept
from desktop.store.side.merging import SideEntry
path = Path(sys.argv[1])
found = kept.save_kept(path, "views", (), (SideEntry("", "A", "{}"),))
write = kept._write
def killed(*words):
    write(*words)
    os.kill(os.getpid(), signal.SIGKILL)
kept._write = killed
kept.save_kept(path, "views", found.rows, ())
"""


def test_that_a_process_that_is_killed_while_it_writes_leaves_what_was_kept(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, path], cwd=ROOT, check=False)
    assert done.returncode < 0
    assert [row.entry for row in load_kept(path, "views").rows] == [ENTRY]
