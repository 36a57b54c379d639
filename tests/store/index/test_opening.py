from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.store.file.casefile import open_case_file
from desktop.store.index.building import add_changed, take_changed
from desktop.store.index.faults import IndexDamagedError, IndexStoppedError, relying_on, throw_away
from desktop.store.index.opening import LAYOUT, index_path, open_index, stamp_of
from desktop.store.index.seal import seal_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop.store.file.casefile import CaseFile

# Opens the index of a file again and again, beside others that do the same.
OPENING = """
import sys
from pathlib import Path
from desktop.store.file.casefile import open_case_file
from desktop.store.index.opening import open_index

folder, *paths = map(Path, sys.argv[1:])
sys.stdin.readline()
for path in paths:
    index = open_index(folder, open_case_file(path))
    index.keep("seen", b"1")
    print(index.path is not None and index.is_in_place)
    index.close()
"""


@pytest.fixture
def file(few_path: Path, tmp_path: Path) -> Iterator[CaseFile]:
    path = tmp_path / "copy.casefile"
    shutil.copy(few_path, path)
    with closing(open_case_file(path)) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_that_processes_that_begin_at_once_share_one_index(few_path: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"copy{number}.casefile" for number in range(12)]
    for path in paths:
        shutil.copy(few_path, path)
    words = [sys.executable, "-c", OPENING, str(tmp_path / "index"), *map(str, paths)]
    beside = [
        subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for one in beside:
        assert one.stdin is not None
        one.stdin.write("now\n")
        one.stdin.flush()
    for one in beside:
        told, faults = one.communicate(timeout=60)
        assert (faults, told.split()) == ("", ["True"] * len(paths))


def test_that_an_index_is_for_its_owner_alone(file: CaseFile, folder: Path) -> None:
    with closing(open_index(folder, file)) as index:
        index.keep("any", b"1")
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_that_a_copy_of_a_file_has_an_index_of_its_own(file: CaseFile, folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "another.casefile"
    shutil.copy(file.path, copy)
    with closing(open_case_file(copy)) as other:
        assert other.info.uid == file.info.uid
        assert index_path(folder, other) != index_path(folder, file)


def test_that_an_index_that_another_process_writes_is_not_thrown_away(file: CaseFile, folder: Path) -> None:
    with closing(open_index(folder, file)) as writer:
        writer.keep("any", b"1")
        writer.connection.execute("BEGIN IMMEDIATE")
        with closing(open_index(folder, file)) as reader:
            assert reader.blob("any") == b"1"
        writer.connection.execute("COMMIT")
    with closing(open_index(folder, file)) as reader:
        assert reader.blob("any") == b"1"


def test_that_a_locked_index_is_left_and_one_in_memory_used(
    file: CaseFile, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.index.opening._WAIT", 0.0)
    folder.mkdir()
    path = index_path(folder, file)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with closing(open_index(folder, file)) as index:
            assert index.path is None
    assert path.exists()


@pytest.mark.parametrize(
    "statement",
    [
        f"PRAGMA user_version = {LAYOUT + 1}",
        f"PRAGMA user_version = {LAYOUT - 1}",
        "PRAGMA application_id = 17",
    ],
)
def test_that_an_index_of_another_version_or_program_is_made_anew(
    file: CaseFile, folder: Path, statement: str
) -> None:
    with closing(open_index(folder, file)) as index:
        index.keep("any", b"1")
        index.connection.execute(statement)
    with closing(open_index(folder, file)) as index:
        assert index.blob("any") is None
        assert index.path == index_path(folder, file)


def test_that_a_database_with_tables_of_others_is_made_anew(file: CaseFile, folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(index_path(folder, file), isolation_level=None)) as other:
        other.execute("CREATE TABLE blobs (name TEXT)")
    with closing(open_index(folder, file)) as index:
        index.keep("any", b"1")
        assert index.blob("any") == b"1"


def test_that_an_index_deleted_or_replaced_is_no_longer_in_place(file: CaseFile, folder: Path) -> None:
    with closing(open_index(folder, file)) as index, closing(open_index(None, file)) as in_memory:
        assert (index.is_in_place, in_memory.is_in_place) == (True, True)
        assert index.path is not None
        throw_away(index.path)
        assert not index.is_in_place
        index.keep("any", b"1")
        assert index.blob("any") == b"1"  # what is open can still be used
        with closing(open_index(folder, file)):
            assert not index.is_in_place


def test_that_damage_inside_throws_the_index_away(file: CaseFile, folder: Path) -> None:
    with closing(open_index(folder, file)) as index:
        index.keep("any", b"1" * 50_000)
        index.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
        spoil(index_path(folder, file), 4096)
        index.connection.execute("PRAGMA shrink_memory").close()
        with pytest.raises(IndexDamagedError) as told, relying_on(index):
            index.blob("any")
    assert told.value.problem.sentence.startswith("The index of “copy.casefile” was damaged.")
    assert list(folder.iterdir()) == []


def test_that_an_index_that_differs_from_its_seal_is_made_anew_and_said(file: CaseFile, folder: Path) -> None:
    path = index_path(folder, file)
    with closing(open_index(folder, file)) as index:
        assert index.problem is None
        index.keep("any", b"1" * 50_000)
    size = path.stat().st_size
    for place in (20, 5_000, size - 3):
        with closing(open_index(folder, file)) as index:
            assert (index.problem, index.path) == (None, path)
            index.keep("any", b"1" * 50_000)
        spoil(path, place, 1)
        with closing(open_index(folder, file)) as index:
            assert index.problem is not None
            assert index.problem.code == "index-damaged"
            assert index.blob("any") is None


def test_that_a_sound_index_is_read_again_where_it_looks_touched_and_not_otherwise(
    file: CaseFile, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = index_path(folder, file)
    with closing(open_index(folder, file)) as index:
        index.keep("any", b"1")
    shutil.copy(path, tmp_path / "copy")
    (tmp_path / "copy").replace(path)
    with closing(open_index(folder, file)) as index:
        assert (index.blob("any"), index.problem) == (b"1", None)
    monkeypatch.setattr("desktop.store.index.seal._sum_of", lambda _: pytest.fail("it was read"))
    with closing(open_index(folder, file)) as index:
        assert (index.blob("any"), index.problem) == (b"1", None)


ENDLESS = "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
WRITING = """
import os, signal, sys
from pathlib import Path
from desktop.store.file.casefile import open_case_file
from desktop.store.index.opening import open_index
index = open_index(Path(sys.argv[1]), open_case_file(Path(sys.argv[2])))
index.begin_writing()
index.keep("any", b"half")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_that_what_a_killed_process_wrote_is_not_relied_on(file: CaseFile, folder: Path) -> None:
    subprocess.run([sys.executable, "-c", WRITING, folder, file.path], check=False)
    assert index_path(folder, file).exists()
    with closing(open_index(folder, file)) as index:
        assert (index.blob("any"), index.problem) == (None, None)
        index.keep("any", b"whole")
    with closing(open_index(folder, file)) as index:
        assert index.blob("any") == b"whole"


def test_that_the_last_that_writes_seals(file: CaseFile, folder: Path) -> None:
    with closing(open_index(folder, file)) as one, closing(open_index(folder, file)) as other:
        one.begin_writing()
        other.begin_writing()
        one.keep("one", b"1")
        one.seal()
        other.keep("other", b"2")
        assert (one.is_in_place, other.is_in_place) == (True, True)
        other.begin_writing()
        one.close()
        other.keep("other", b"3")
        other.seal()
    with closing(open_index(folder, file)) as index:
        assert (index.blob("one"), index.blob("other"), index.problem) == (b"1", b"3", None)


def test_that_one_that_only_reads_does_not_keep_the_other_from_sealing(file: CaseFile, folder: Path) -> None:
    with closing(open_index(folder, file)):
        with closing(open_index(folder, file)) as writer:
            writer.begin_writing()
            writer.keep("any", b"1")
        assert seal_path(index_path(folder, file)).read_bytes()


def test_that_what_was_spoilt_is_never_sealed(file: CaseFile, folder: Path) -> None:
    with closing(open_index(folder, file)) as index:
        index.keep("any", b"1" * 50_000)
    index = open_index(folder, file)
    spoil(index_path(folder, file), 9_000, 1)
    with pytest.raises(IndexDamagedError):
        index.begin_writing()
    assert list(folder.iterdir()) == []


def test_that_a_statement_ends_when_it_is_asked_to(file: CaseFile) -> None:
    with closing(open_index(None, file)) as index:
        index.end_when(lambda: True)
        with pytest.raises(IndexStoppedError), relying_on(index):
            index.connection.execute(ENDLESS)


def test_that_an_index_that_is_locked_is_left_to_who_holds_it(
    file: CaseFile, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.index.opening._WAIT", 0.0)
    with closing(open_index(folder, file)) as index:
        index.keep("any", b"1")
        with closing(sqlite3.connect(index_path(folder, file), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(IndexDamagedError, match="held by another program"), relying_on(index):
                index.keep("any", b"2")
        assert index_path(folder, file).exists()


def test_that_links_in_the_place_of_an_index_are_not_followed(
    file: CaseFile, folder: Path, few_path: Path, tmp_path: Path
) -> None:
    folder.mkdir()
    path, before = index_path(folder, file), few_path.read_bytes()
    victim = tmp_path / "victim.casefile"
    for link in (path.symlink_to, path.hardlink_to):
        victim.write_bytes(before)
        link(victim)
        with closing(open_index(folder, file)) as index:
            index.keep("any", b"1")
            assert index.path == path
            index.keep_note("any", b"1")
        assert victim.read_bytes() == before
        throw_away(path)
        victim.unlink()


def spoil(path: Path, place: int, length: int | None = None) -> None:
    """Turn bytes of a file over, up to its end where no length is given."""
    data = bytearray(path.read_bytes())
    end = len(data) if length is None else place + length
    data[place:end] = bytes(byte ^ 0xA5 for byte in data[place:end])
    path.write_bytes(data)


def test_that_a_bug_of_ours_is_not_taken_for_damage(file: CaseFile, folder: Path) -> None:
    with closing(open_index(folder, file)) as index:
        with pytest.raises(sqlite3.OperationalError, match="no such table"), relying_on(index):
            index.connection.execute("SELECT 1 FROM nowhere")
        index.connection.execute("PRAGMA query_only = ON").close()
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            index.keep("any", b"1")
        assert index.is_in_place


def test_that_a_commit_is_told_though_time_and_size_stay(file: CaseFile) -> None:
    before, status = stamp_of(file), file.path.stat()
    with closing(sqlite3.connect(file.path, isolation_level=None)) as other:
        other.execute("UPDATE events SET position = position + 1 WHERE id = 1")
    os.utime(file.path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.path.stat().st_size == status.st_size
    assert stamp_of(file) != before


def test_that_a_file_that_is_gone_has_no_stamp(file: CaseFile) -> None:
    file.path.unlink()
    assert stamp_of(file) == ""


def test_that_what_was_changed_is_taken_once(file: CaseFile, folder: Path) -> None:
    with closing(open_index(folder, file)) as index:
        assert take_changed(index) == frozenset()
        add_changed(index, {5, 3})
        add_changed(index, {3, 9})
        assert take_changed(index) == {3, 5, 9}
        assert take_changed(index) == frozenset()
