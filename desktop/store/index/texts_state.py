"""The state of the indexed texts, kept in the index file: vocabulary and documents."""

from __future__ import annotations

import os
import sqlite3
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.listing.folding import FOLDING
from desktop.store.index.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

NOBODY = -(2**63)  # in the place of an investigation's id: the document is dead
_LAYOUT = 3  # raised when the tables below or the order of documents change

TABLES = (
    "CREATE TABLE IF NOT EXISTS text_state (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS text_documents (
    docid INTEGER PRIMARY KEY, case_id INTEGER NOT NULL UNIQUE, digest BLOB NOT NULL)""",
)
LOAD_ONE = "SELECT value FROM text_state WHERE name = :name"
SAVE_ONE = "INSERT OR REPLACE INTO text_state (name, value) VALUES (:name, :value)"
FORGET = "DELETE FROM text_state"


@dataclass(frozen=True, slots=True)
class TextsState:
    """The vocabulary, and the investigation's id of every document by number (from 1)."""

    mark: str
    vocabulary: Vocabulary
    cases: array[int]

    @property
    def is_plain(self) -> bool:
        """Whether the texts are read one by one, without a full-text table."""
        return ".plain." in self.mark

    @property
    def documents(self) -> Iterable[int]:
        """The numbers of all living documents, newest first."""
        return (number for number in range(len(self.cases) - 1, 0, -1) if self.cases[number] != NOBODY)


def has_full_text(connection: sqlite3.Connection) -> bool:
    """Whether this SQLite was built with full-text search (FTS5)."""
    return any(row[0] == "fts5" for row in connection.execute("SELECT name FROM pragma_module_list"))


def state_mark(connection: sqlite3.Connection) -> str:
    """The mark of the texts' state; empty while they are unfinished or of another version."""
    try:
        mark = _load(connection, "mark").decode()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        return ""  # the table does not exist yet
    return mark if mark.startswith(f"{_LAYOUT}.{FOLDING}.") else ""


def load_state(connection: sqlite3.Connection) -> TextsState:
    """The kept state of finished texts."""
    cases = array("q", _load(connection, "cases"))
    pieces = (_load(connection, name) for name in ("terms", "starts", "counts"))
    return TextsState(state_mark(connection), Vocabulary(*pieces), cases)


def save_state(
    connection: sqlite3.Connection, vocabulary: Vocabulary, cases: array[int], *, plain: bool
) -> None:
    """Keep the state of finished texts, in an open transaction."""
    mark = f"{_LAYOUT}.{FOLDING}.{'plain' if plain else 'full'}.{os.urandom(8).hex()}"
    values = (*vocabulary.pieces, cases.tobytes(), mark.encode())
    for name, value in zip(("terms", "starts", "counts", "cases", "mark"), values, strict=True):
        connection.execute(SAVE_ONE, {"name": name, "value": value})


def _load(connection: sqlite3.Connection, name: str) -> bytes:
    row = connection.execute(LOAD_ONE, {"name": name}).fetchone()
    return bytes(row[0]) if row else b""
