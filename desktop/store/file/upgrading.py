"""Bringing a case file of an earlier version to the schema of today, in its place, when asked to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from desktop.store.file.errors import CaseFileError, code_of
from desktop.store.file.opening import schema_version
from desktop.store.file.schema import SCHEMA_VERSION
from desktop.store.file.transaction import writing
from desktop.store.file.writable import open_writable

if TYPE_CHECKING:
    from pathlib import Path

DANGLING = "PRAGMA foreign_key_check"
SET_VERSION = f"PRAGMA user_version = {SCHEMA_VERSION}"


def upgrade(path: Path) -> None:
    """Give a case file the tables of today, or leave it as it was; a backup is the caller's concern.

    A file of today's version is left as it is. Raises CaseFileError.
    """
    from sqlite_utils import Database  # noqa: PLC0415 - it takes longer than opening a case file

    from desktop.store.file.migrations import MIGRATIONS  # noqa: PLC0415

    with closing(open_writable(path, keeps_links=False)) as connection:
        try:
            with writing(connection):
                version = schema_version(connection)
                if version == SCHEMA_VERSION:
                    return
                database = Database(connection, execute_plugins=False)
                if version is None or len(MIGRATIONS.applied(database)) != version:
                    raise CaseFileError("schema", path)
                before = len(connection.execute(DANGLING).fetchall())
                MIGRATIONS.apply(database)
                if len(connection.execute(DANGLING).fetchall()) != before:
                    raise CaseFileError("damaged", path)
                connection.execute(SET_VERSION).close()
        except sqlite3.Error as error:
            code = code_of(error)
            if code is None:
                raise
            raise CaseFileError(code, path) from None
