from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from desktop.store.edit.errors import EditError, refusing


def told(number: int) -> EditError:
    """The error of an edit that SQLite ends with a code."""
    error = sqlite3.OperationalError("the contents of the file")
    error.sqlite_errorcode = number
    with pytest.raises(EditError) as caught, refusing():
        raise error
    return caught.value


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (sqlite3.SQLITE_BUSY, "locked", "Another program is writing to this file."),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "locked", "Another program is writing"),
        (sqlite3.SQLITE_FULL, "no-room", "There is no room on the disk for this change."),
        (sqlite3.SQLITE_READONLY, "read-only", "This file may not be written"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "read-only", "This file may not be written"),
        (sqlite3.SQLITE_CANTOPEN, "read-only", "This file may not be written"),
        (sqlite3.SQLITE_CORRUPT, "damaged", "This file is damaged, so nothing is written"),
        (sqlite3.SQLITE_NOTADB, "damaged", "This file is damaged"),
        (sqlite3.SQLITE_IOERR_WRITE, "not-written", "The disk refused this change. The file is as it was."),
        (sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, "gone", "What this change refers to is not in the file"),
        (sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, "taken", "Another record has the same number."),
    ],
)  # fmt: skip
def test_that_an_error_of_the_database_is_a_sentence(number: int, code: str, words: str) -> None:
    problem = told(number).problem
    assert problem.code == code
    assert problem.sentence.startswith(words)
    assert "the contents of the file" not in problem.sentence


def test_that_a_bug_of_ours_stays_one() -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(sqlite3.OperationalError, match="no such column"),
        refusing(),
    ):
        connection.execute("SELECT colour")
