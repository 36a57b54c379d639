"""Files that other programs keep a log or an unfinished change beside: read apart, and never disturbed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.store.file.casefile import open_case_file
from desktop.store.file.checking import check_apart
from desktop.store.file.errors import CaseFileError
from desktop.store.file.watch import Sight, Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.costly

TITLE = "SELECT title FROM investigations WHERE id = 1"
RETITLED = "UPDATE investigations SET title = 'changed' WHERE id = 1"
NOBODY = 65534
# Opens a file as a user who may not write beside it, and prints a title.
OPEN_AS_NOBODY = f"""
import os, pathlib, shutil, sys, tempfile, urllib.parse  # all that is read later: nobody may not look for it
from desktop.store.file.casefile import open_case_file
os.setuid({NOBODY})
print(open_case_file(pathlib.Path(sys.argv[1])).rows({TITLE!r})[0][0])
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which private copies are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def path(tmp_path: Path, few_path: Path) -> Path:
    folder = tmp_path / "cases"
    folder.mkdir()
    path = folder / "copy.casefile"
    shutil.copy(few_path, path)
    return path


@pytest.fixture
def writer(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        yield connection


def beside(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted(path.parent.iterdir()) if "-shm" not in one.name}


def title(path: Path) -> str:
    with closing(open_case_file(path)) as file:
        return str(file.rows(TITLE)[0]["title"])


def torn(path: Path, source: Path) -> None:
    """Leave a copy of a file in the middle of a change, as a program leaves it that is ended there."""
    with closing(sqlite3.connect(source, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1").close()
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE events SET description = description || ' and more'")
        writer.execute(RETITLED)
        shutil.copy(source, path)
        shutil.copy(f"{source}-journal", f"{path}-journal")
        writer.execute("ROLLBACK")


def test_that_a_file_with_a_log_that_was_closed_clean_is_read_and_stays_alone(
    path: Path, writer: sqlite3.Connection, temporary: Path
) -> None:
    writer.execute("PRAGMA journal_mode = WAL").close()
    writer.execute(RETITLED)
    writer.close()
    before = beside(path)
    assert list(before) == [path.name]
    with closing(open_case_file(path)) as file:
        assert file.rows(TITLE)[0]["title"] == "changed"
        assert [one.stat().st_mode & 0o777 for one in temporary.iterdir()] == [0o700]
    assert beside(path) == before
    assert [*path.parent.iterdir()] == [path]
    assert not list(temporary.iterdir())


def test_that_rows_waiting_in_a_log_are_read_with_the_file(path: Path, writer: sqlite3.Connection) -> None:
    writer.execute("PRAGMA journal_mode = WAL").close()
    writer.execute(RETITLED)
    before = beside(path)
    assert title(path) == "changed"
    assert beside(path) == before


def test_that_another_program_leaves_its_log_while_the_file_is_open(
    path: Path, writer: sqlite3.Connection
) -> None:
    writer.execute("PRAGMA journal_mode = WAL").close()
    with closing(open_case_file(path)) as file:
        watch = Watch(file)
        writer.execute(RETITLED)
        assert watch.look() is Sight.REPLACED
        assert writer.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
        assert not path.with_name(f"{path.name}-wal").exists()


def test_that_a_log_begun_while_the_file_is_open_is_not_touched(
    path: Path, writer: sqlite3.Connection
) -> None:
    with closing(open_case_file(path)) as file:
        watch = Watch(file)
        assert file.rows(TITLE)
        assert writer.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
        writer.execute(RETITLED)
        with pytest.raises(CaseFileError):
            file.rows(TITLE)
        assert watch.look() is Sight.REPLACED
        assert writer.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)


def test_that_a_log_left_beside_a_file_of_the_plain_kind_changes_nothing(path: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(b"left over")
    assert title(path) != "changed"
    assert log.read_bytes() == b"left over"


def test_that_a_change_left_half_done_is_taken_back_in_a_copy_alone(path: Path, tmp_path: Path) -> None:
    torn_path = tmp_path / "torn" / "torn.casefile"
    torn_path.parent.mkdir()
    torn(torn_path, path)
    before = beside(torn_path)
    assert title(torn_path) == title(path) != "changed"
    assert beside(torn_path) == before


def test_that_a_journal_that_names_another_file_does_not_reach_it(path: Path, tmp_path: Path) -> None:
    """SQLite deletes the file that a journal of several files names when it takes the change back."""
    torn_path, victim = tmp_path / "torn.casefile", tmp_path / "victim"
    torn(torn_path, path)
    victim.write_bytes(b"mine")
    name = str(victim).encode()
    journal = torn_path.with_name(f"{torn_path.name}-journal")
    page = (0x40000000 // 4096 + 1).to_bytes(4, "big")
    tail = page + name + len(name).to_bytes(4, "big") + (sum(name) & 0xFFFFFFFF).to_bytes(4, "big")
    journal.write_bytes(journal.read_bytes() + tail + bytes.fromhex("d9d505f920a163d7"))
    with pytest.raises(CaseFileError) as caught:
        open_case_file(torn_path)
    assert caught.value.problem.code == "needs-recovery"
    assert victim.read_bytes() == b"mine"


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can become another user")
@pytest.mark.parametrize("kind", ["log", "journal"])
def test_that_a_file_in_a_folder_that_cannot_be_written_to_is_read(
    kind: str, path: Path, writer: sqlite3.Connection, tmp_path: Path, temporary: Path
) -> None:
    place = tmp_path / "there" / "there.casefile"
    place.parent.mkdir()
    if kind == "log":
        writer.execute("PRAGMA journal_mode = WAL").close()
        writer.close()
        shutil.copy(path, place)
    else:
        torn(place, path)
    for one in place.parent.iterdir():
        one.chmod(0o444)
    for folder in place.parents:
        if folder.stat().st_mode & 0o077 == 0:  # pytest's own, for its user alone
            folder.chmod(0o755)
    temporary.chmod(0o777)
    run = subprocess.run(
        [sys.executable, "-c", OPEN_AS_NOBODY, str(place)],
        env=os.environ | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout.strip(), run.stderr) == (title(path), "")


def test_that_copies_of_programs_that_were_ended_are_swept_away(
    path: Path, writer: sqlite3.Connection, temporary: Path
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    left = temporary / f"astreinte-copy-{ended.pid}-abc"
    left.mkdir()
    (left / "copy.casefile").write_bytes(b"secret")
    mine = temporary / f"astreinte-copy-{os.getpid()}-abc"
    mine.mkdir()
    writer.execute("PRAGMA journal_mode = WAL").close()
    title(path)
    assert list(temporary.iterdir()) == [mine]


def test_that_a_copy_another_program_sweeps_away_meanwhile_keeps_no_file_shut(
    path: Path, writer: sqlite3.Connection, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (temporary / "astreinte-copy-1-abc").mkdir()
    plain = Path.lstat

    def gone(place: Path) -> os.stat_result:
        if place.name == "astreinte-copy-1-abc":
            raise FileNotFoundError(place)
        return plain(place)

    monkeypatch.setattr(Path, "lstat", gone)
    writer.execute("PRAGMA journal_mode = WAL").close()
    assert title(path)


def test_that_a_copy_that_finds_no_room_is_told(
    path: Path, writer: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    writer.execute("PRAGMA journal_mode = WAL").close()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(CaseFileError) as caught:
        open_case_file(path)
    assert caught.value.problem.code == "no-copy"


def test_that_the_whole_check_reads_a_log_from_a_copy(path: Path, writer: sqlite3.Connection) -> None:
    writer.execute("PRAGMA journal_mode = WAL").close()
    writer.execute(RETITLED)
    assert check_apart(path) == "ok"
    assert writer.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
