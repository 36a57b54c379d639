"""Creating a case file: whole or not at all, and never over another file."""

from __future__ import annotations

import os
import sqlite3
import uuid
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from desktop.output import part_of, put_in_place, remove_parts
from desktop.store.cases.case_rows import Writer
from desktop.store.file.errors import CaseFileError
from desktop.store.file.schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from desktop.domain.case.case import Case

_SETTINGS = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)
INSERT_UID = "INSERT INTO case_file (id, case_uid) VALUES (1, :uid)"


def create_case_file(path: Path, cases: Iterable[Case], *, uid: str | None = None) -> None:
    """Write a new case file. Raises CaseFileError, with the code "exists" if the path is taken."""
    part = part_of(path)
    try:
        if os.path.lexists(path):
            raise CaseFileError("exists", path)
        remove_parts(path.parent)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _fill(part, cases, uid or str(uuid.uuid4()))
        with part.open("r+b") as file:
            os.fsync(file.fileno())  # so that the file is on the disk before it gets its name
        put_in_place(part, path, is_new=True)
    except FileExistsError:  # made a moment ago by another program
        raise CaseFileError("exists", path) from None
    except PermissionError:
        raise CaseFileError("no-permission", path) from None
    except (OSError, sqlite3.OperationalError) as error:
        raise CaseFileError("not-written", path) from error
    finally:
        for rest in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                rest.unlink()


def _fill(part: Path, cases: Iterable[Case], uid: str) -> None:
    # Loaded here because it takes longer than opening a case file.
    from sqlite_utils import Database  # noqa: PLC0415

    from desktop.store.file.migrations import MIGRATIONS  # noqa: PLC0415

    with closing(sqlite3.connect(part, isolation_level=None)) as connection:
        for setting in _SETTINGS:
            connection.execute(setting).close()
        MIGRATIONS.apply(Database(connection, execute_plugins=False))
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(INSERT_UID, {"uid": uid})
        writer = Writer(connection, uid)
        for case in cases:
            writer.add(case)
        connection.execute("COMMIT")
