"""Opening a case file to write into it: checked as for reading, and never through a log beside it."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from desktop.store.file.errors import CaseFileError, code_of
from desktop.store.file.opening import LIMITS, authorize, open_connection, schema_version
from desktop.store.file.private_copy import is_logged, throw_away

if TYPE_CHECKING:
    from pathlib import Path

WAIT = 2.0  # seconds for another program's lock
_SETTINGS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
)


def open_writable(path: Path, *, keeps_links: bool = True) -> sqlite3.Connection:
    """A connection that may write into a case file that passed all checks. Raises CaseFileError.

    Links to rows that are not there are refused, unless `keeps_links` is off, as a migration needs it. The
    checks open and close the file, which drops every lock that this process has on it: call it from the
    thread that reads the file.
    """
    opened = open_connection(path)
    opened.connection.close()
    if opened.copy is not None:
        throw_away(opened.copy)
    try:
        if is_logged(path):  # another program keeps changes beside the file
            raise CaseFileError("locked", path)
        with ExitStack() as stack:
            connection = stack.enter_context(closing(_connected(path)))
            for setting in (*_SETTINGS, f"PRAGMA foreign_keys = {'ON' if keeps_links else 'OFF'}"):
                connection.execute(setting).close()
            if schema_version(connection) is None:
                raise CaseFileError("schema", path)
            if keeps_links:
                connection.set_authorizer(authorize)
            stack.pop_all()  # it passed: it stays open
            return connection
    except sqlite3.Error as error:
        raise CaseFileError(code_of(error) or "damaged", path) from None
    except OSError:
        raise CaseFileError("missing", path) from None


def _connected(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False)
    for limit, value in LIMITS:
        connection.setlimit(limit, value)
    connection.row_factory = sqlite3.Row
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    return connection
