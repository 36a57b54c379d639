"""Files are written whole or not at all, and never over what is of another kind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import app
from desktop.output import (
    PDF,
    PICTURE,
    SCENARIOS,
    OutputError,
    check_place,
    part_of,
    remove_parts,
    write_own,
    write_whole,
)
from desktop.store.file.schema import APPLICATION_ID
from tests.places import PLACES, made

ROOT = Path(__file__).parents[1]
BYTES = {
    PICTURE: b"\x89PNG\r\n\x1a\nnew",
    PDF: b"%PDF-1.7 new",
    SCENARIOS: b'{"format": "astreinte scenarios"}',
}


def code_of(path: Path, **more: Path) -> str:
    with pytest.raises(OutputError) as told:
        write_whole(path, BYTES[PICTURE], PICTURE, **more)
    assert path.name in told.value.problem.sentence
    return told.value.problem.code


@pytest.mark.parametrize("kind", BYTES, ids=lambda kind: kind.name)
def test_that_a_file_takes_the_place_of_none_of_an_empty_one_and_of_one_of_its_kind(
    kind: object, tmp_path: Path
) -> None:
    path, data = tmp_path / "out", BYTES[kind]  # type: ignore[index]  # a kind
    for before in (None, b"", data + b" before"):
        if before is not None:
            path.write_bytes(before)
        write_whole(path, data, kind)  # type: ignore[arg-type]  # a kind
        assert path.read_bytes() == data
        assert [one.name for one in tmp_path.iterdir()] == ["out"]
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", PLACES)
def test_that_nothing_else_is_written_over(name: str, sample_path: Path, tmp_path: Path) -> None:
    place = made(name, tmp_path, sample_path)
    before = place.state()
    assert code_of(place.path) in {"case-file", "folder", "not-a-file", "other-kind"}
    assert place.state() == before
    place.close()


def test_that_a_link_is_followed_to_a_file_of_the_kind(tmp_path: Path) -> None:
    picture, link = tmp_path / "picture.png", tmp_path / "link.png"
    picture.write_bytes(BYTES[PICTURE] + b" before")
    link.symlink_to(picture)
    write_whole(link, BYTES[PICTURE], PICTURE)
    assert link.is_symlink()
    assert picture.read_bytes() == BYTES[PICTURE]


def test_that_the_open_case_file_is_known_by_what_it_is_and_not_opened(
    sample_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copy.png"
    os.link(sample_path, path)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    assert code_of(path, case_file=sample_path) == "case-file"


@pytest.mark.parametrize("name", ["new.casefile", "new.CaseFile", "new.casefile-journal", "new.casefile-wal"])
def test_that_no_picture_is_called_like_a_case_file(name: str, tmp_path: Path) -> None:
    assert code_of(tmp_path / name) == "case-file-name"
    (tmp_path / name).touch()
    assert code_of(tmp_path / name) == "other-kind"
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b""]


def test_that_a_place_that_cannot_be_written_to_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert code_of(tmp_path / "nowhere" / "out.png") == "no-folder"
    assert code_of(tmp_path / "file" / "out.png") == "no-folder"
    assert code_of(tmp_path / ("long" * 100)) == "long-name"
    with pytest.raises(OutputError):
        check_place(Path("nul\0"), PICTURE)
    looped = tmp_path / "looped"
    looped.symlink_to(looped)
    assert code_of(looped) == "not-written"


def test_that_signs_that_steer_a_terminal_are_not_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as told:
        write_whole(tmp_path / "a\x1b[2Jb" / "c\x07.png", b"", PICTURE)
    assert told.value.problem.sentence.isprintable()


FULL = """
import resource, sys
from pathlib import Path
from desktop.output import OutputError, PICTURE, write_own, write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
for write in (lambda path, data: write_whole(path, data, PICTURE), write_own):
    try:
        write(Path(sys.argv[1]), b"x" * 100_000)
    except OutputError as error:
        print(error.problem.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a disk cannot be made small here")
def test_that_a_full_disk_is_noticed_and_what_was_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "out.png"
    path.write_bytes(BYTES[PICTURE])
    done = subprocess.run(
        [sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == ["no-room", "no-room"]
    assert path.read_bytes() == BYTES[PICTURE]
    assert [one.name for one in tmp_path.iterdir()] == ["out.png"]


KILLED = """
import os, signal, sys
from pathlib import Path
from desktop import output
output.put_in_place = lambda part, path, is_new: os.kill(os.getpid(), signal.SIGKILL)
output.write_own(Path(sys.argv[1]), b"new")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="another signal")
def test_that_what_a_killed_process_left_is_removed_and_what_a_living_one_writes_is_not(
    tmp_path: Path,
) -> None:
    path = tmp_path / "own.json"
    path.write_bytes(b"before")
    done = subprocess.run([sys.executable, "-c", KILLED, path], check=False, cwd=ROOT)
    assert done.returncode < 0
    assert path.read_bytes() == b"before"
    assert len(list(tmp_path.iterdir())) == 2
    mine, theirs = part_of(path), tmp_path / "theirs.part"
    for one in (mine, theirs):
        one.touch()
    (tmp_path / f"own.json.{2**22 + 1}.part").touch()  # as they were called before; no such process can be
    remove_parts(tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {"own.json", mine.name, theirs.name}


def test_that_the_next_start_removes_what_a_killed_program_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = 2**22 + 1  # no such process can be
    left = [
        tmp_path / name / place
        for name in ("data", "config", "cache/astreinte/index")
        for place in (
            f".astreinte-{gone}-0a1b2c3d.part",
            f"deep/views.json.{gone}.part",
            f"deep/deeper/.x.{gone}.part",
        )
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.setattr(app, "data_folder", lambda: tmp_path / "data")
    monkeypatch.setattr(app, "settings_path", lambda: tmp_path / "config" / "settings.json")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    app.tidy_up()
    assert [path for path in left if path.exists()] == []


def test_that_the_programs_own_files_are_for_their_user_and_never_take_a_case_files_place(
    sample_path: Path, tmp_path: Path
) -> None:
    path, linked = tmp_path / "deep" / "own.json", tmp_path / "linked.json"
    write_own(path, b"{}")
    write_own(path, b"[]")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"[]", 0o600)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    linked.symlink_to(sample_path)
    before = sample_path.read_bytes()
    for place, code in ((linked, "case-file"), (tmp_path / "deep", "folder")):
        with pytest.raises(OutputError) as told:
            write_own(place, b"{}")
        assert told.value.problem.code == code
    assert sample_path.read_bytes() == before


def test_that_a_case_file_is_told_by_its_mark(sample_path: Path) -> None:
    head = sample_path.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
