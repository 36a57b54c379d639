from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.__main__ import main
from desktop.store.file.casefile import open_case_file
from tests.disks import small_disk

if TYPE_CHECKING:
    from pathlib import Path


def test_that_a_new_file_is_empty_sound_and_has_an_id_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / "one.casefile", tmp_path / "two.casefile"]
    for path in paths:
        assert main(["new", str(path), "--json"]) == 0
    told = capsys.readouterr()
    uids = []
    for path in paths:
        with closing(open_case_file(path)) as file:
            assert (file.info.investigations, file.info.events, file.info.check) == (0, 0, "ok")
            uids.append(file.uid)
    assert len(set(uids)) == len(paths)
    first = told.out[: told.out.index("}") + 1]
    assert json.loads(first) == {"path": str(paths[0]), "uid": uids[0]}
    assert told.err == ""
    assert main(["check", str(paths[0])]) == 0


def test_that_its_path_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.casefile"
    assert main(["new", str(path)]) == 0
    assert capsys.readouterr().out == f"Wrote a new case file to {path}.\n"


@pytest.mark.parametrize("contents", [b"", b"words", b"SQLite format 3\0"])
def test_that_no_file_is_replaced(
    contents: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "taken.casefile"
    path.write_bytes(contents)
    assert main(["new", str(path), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "There is already a file “taken.casefile” here. Choose another name.\n"
    assert path.read_bytes() == contents
    assert list(tmp_path.iterdir()) == [path]


def test_that_no_link_is_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    link = tmp_path / "link.casefile"
    link.symlink_to(tmp_path / "target")
    assert main(["new", str(link)]) == 2
    assert "already a file" in capsys.readouterr().err
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "is a folder"),
        ("none/a.casefile", "its folder does not exist"),
        ("a\0b.casefile", "could not be written"),
        ("a" * 300 + ".casefile", "could not be written"),
    ],
)
def test_that_a_place_that_cannot_be_used_is_told_in_one_sentence(
    name: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", f"{tmp_path}/{name}"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err
    assert told.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_that_a_full_disk_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with small_disk(tmp_path / "disk", 64) as disk:
        assert main(["new", str(disk / "a.casefile")]) == 2
        assert "could not be written" in capsys.readouterr().err
        assert [found.name for found in disk.iterdir()] == ["filling"]
