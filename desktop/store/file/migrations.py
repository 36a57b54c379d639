"""The migrations that build a case file's schema; append only, never edited after a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from desktop.store.file.tables_1 import INDEXES_1, TABLES_1
from desktop.store.file.tables_2 import INDEXES_2, KEPT_1, TABLES_2
from desktop.store.file.uids import uid_of

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATIONS = Migrations("astreinte")

CASE_UID = "SELECT coalesce((SELECT case_uid FROM case_file), '')"
# The names of tables and columns are our own: those of the schema.
COLUMNS = "SELECT name FROM pragma_table_info(:table)"
FILLED = "SELECT EXISTS (SELECT 1 FROM {table})"
COPIED = "INSERT INTO new_{table} ({columns}, uid) SELECT {columns}, uid_of('{table}', id) FROM {table}"
RENAMED = "ALTER TABLE new_{table} RENAME TO {table}"
CHANGED = "UPDATE changes SET record_uid = uid_of(table_name, record_id)"


@MIGRATIONS()
def m001_first_schema(db: Database) -> None:
    """Every table of the first schema."""
    for sql in (*TABLES_1, *INDEXES_1):
        db.execute(sql)


@MIGRATIONS()
def m002_editing(db: Database) -> None:
    """A uid for every record, and the tables that editing needs; foreign keys are off meanwhile."""
    ((case_uid,),) = db.execute(CASE_UID).fetchall()
    db.conn.create_function("uid_of", 2, lambda table, row_id: uid_of(case_uid, table, row_id))
    before = {sql.split()[2] for sql in TABLES_1}
    for sql in TABLES_2:
        table = sql.split()[2]
        if table not in before:
            db.execute(sql)
        elif table not in KEPT_1:
            _rebuild(db, table, sql)
    for sql in INDEXES_2:
        db.execute(sql)
    db.execute(CHANGED)
    db.conn.create_function("uid_of", 2, None)


def _rebuild(db: Database, table: str, sql: str) -> None:
    """Make a table anew with its rows, each with a uid."""
    if not db.execute(FILLED.format(table=table)).fetchone()[0]:
        db.execute(f"DROP TABLE {table}")
        db.execute(sql)
        return
    db.execute(sql.replace(f"CREATE TABLE {table} ", f"CREATE TABLE new_{table} ", 1))
    columns = ", ".join(name for (name,) in db.execute(COLUMNS, {"table": table}).fetchall())
    db.execute(COPIED.format(table=table, columns=columns))
    db.execute(f"DROP TABLE {table}")
    db.execute(RENAMED.format(table=table))
