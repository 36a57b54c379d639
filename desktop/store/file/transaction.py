"""The transaction of a write to an SQLite file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction around a block: all of its changes are written, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk ends the transaction by itself
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def execute_all(connection: sqlite3.Connection, statements: Iterable[str]) -> None:
    """Execute statements without parameters, in one transaction."""
    with writing(connection):
        for statement in statements:
            connection.execute(statement)
