"""What the window notes beside an index is of no consequence, and never stands in the way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.store.index.notes import Notes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "any-notes"


def test_that_notes_are_kept_for_their_user_alone(path: Path) -> None:
    with closing(Notes(path)) as notes:
        assert notes.get("any") is None
        assert notes.keep("any", b"1")
        assert notes.keep("any", b"2")
    with closing(Notes(path)) as notes:
        assert notes.get("any") == b"2"
    assert path.stat().st_mode & 0o777 == 0o600


def test_that_while_another_process_writes_nothing_is_noted(path: Path) -> None:
    with closing(Notes(path)) as notes:
        notes.keep("any", b"1")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert not notes.keep("any", b"2")
            assert notes.get("any") is None
        assert notes.get("any") == b"1"


@pytest.mark.parametrize("place", [0, 30, 70, 4096, 8180])
def test_that_damaged_notes_are_begun_anew(path: Path, place: int) -> None:
    with closing(Notes(path)) as notes:
        notes.keep("any", b"1" * 40)
    data = bytearray(path.read_bytes())
    data[place : place + 60] = b"\xa5" * len(data[place : place + 60])
    path.write_bytes(data)
    with closing(Notes(path)) as notes:
        assert notes.get("any") in {None, b"1" * 40}
        assert notes.keep("any", b"2")
        assert notes.get("any") == b"2"


def test_that_a_note_that_is_not_as_it_was_kept_is_none(path: Path) -> None:
    with closing(Notes(path)) as notes:
        notes.keep("any", b"1")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE notes SET data = x'32'")
    with closing(Notes(path)) as notes:
        assert notes.get("any") is None


def test_that_a_database_of_another_program_gives_way(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE notes (words TEXT)")
    with closing(Notes(path)) as notes:
        assert notes.keep("any", b"1")
        assert notes.get("any") == b"1"


def test_that_without_a_place_notes_last_as_long_as_they_are_open(tmp_path: Path) -> None:
    for place in (None, tmp_path / "nowhere" / "any-notes", tmp_path):
        with closing(Notes(place)) as notes:
            assert notes.keep("any", b"1")
            assert notes.get("any") == b"1"
