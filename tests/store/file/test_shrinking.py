from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.store.file.casefile import open_case_file
from desktop.store.file.errors import CaseFileError
from desktop.store.file.shrinking import make_smaller

if TYPE_CHECKING:
    from pathlib import Path


def test_that_a_file_gives_back_the_room_of_what_was_deleted(tmp_path: Path, few_path: Path) -> None:
    path = tmp_path / "mine.casefile"
    path.write_bytes(few_path.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE events SET description = zeroblob(0) || printf('%.40000c', 'x')")
        connection.execute("UPDATE events SET description = ''")
        rows = connection.execute("SELECT * FROM events").fetchall()
    with closing(open_case_file(path)) as file:  # it is open meanwhile, as in the window
        shrunk = make_smaller(path)
        assert shrunk.before - shrunk.after > 1_000_000
        assert shrunk.after == path.stat().st_size
        file.check_tables()
        assert [tuple(row) for row in file.rows("SELECT * FROM events")] == rows
    again = make_smaller(path)
    assert again.before == again.after


def test_that_a_file_in_use_stays_as_it_is(tmp_path: Path, few_path: Path) -> None:
    path = tmp_path / "mine.casefile"
    path.write_bytes(few_path.read_bytes())
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseFileError) as caught:
            make_smaller(path)
        other.execute("ROLLBACK")
    assert caught.value.problem.code == "locked"
    assert path.read_bytes() == before
