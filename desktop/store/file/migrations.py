"""The migrations that build a case file's schema; append only, never edited after a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from desktop.store.file.schema import INDEXES_1, TABLES_1

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATIONS = Migrations("astreinte")


@MIGRATIONS()
def m001_first_schema(db: Database) -> None:
    """Every table of the first released schema."""
    for sql in (*TABLES_1, *INDEXES_1):
        db.execute(sql)
