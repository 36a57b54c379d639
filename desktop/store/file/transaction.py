"""Connections and transactions of the files that the program writes."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# The application id, the version and the number of tables, which tell a new file and our files from others.
KINDS = """
SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
  FROM pragma_application_id, pragma_user_version
"""


def connect(place: Path | str, wait: float) -> sqlite3.Connection:
    """A connection without transactions of its own; `wait` is the patience for a lock, in seconds."""
    return sqlite3.connect(place, timeout=wait, isolation_level=None, check_same_thread=False)


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction around a block: all of its changes are written, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk ends the transaction by itself
            connection.execute("ROLLBACK")
        raise


def execute_all(connection: sqlite3.Connection, statements: Iterable[str]) -> None:
    """Execute statements without parameters, in one transaction."""
    with writing(connection):
        for statement in statements:
            connection.execute(statement)
