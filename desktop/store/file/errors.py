"""The faults of a case file on opening, reading or writing, in sentences for people."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from desktop.domain.file import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SENTENCES = {
    "missing": "There is no file “{name}” here. It may have been moved: open it from its new place.",
    "empty": "“{name}” is empty (zero bytes). Take a copy from a backup, or ask the sender to send it again.",
    "not-sqlite": "“{name}” is not a case file: its contents are of another kind. Choose a file ending in"
    " .casefile.",
    "other-program": "“{name}” is a database of another program, not a case file. Open it with that program.",
    "damaged": "“{name}” is damaged and cannot be read in full. It was left as it is: open a backup, or ask"
    " for it to be sent again.",
    "directory": "“{name}” is a folder. Choose a case file inside it.",
    "not-a-file": "“{name}” is not an ordinary file, so it cannot be opened. Choose a case file.",
    "no-permission": "You may not read “{name}”. Ask its owner for access, or copy it to where you may.",
    "newer": "“{name}” was written by a newer version of Astreinte. Update Astreinte to open it.",
    "schema": "“{name}” says it is a case file, but its tables are not those of one. Open a copy that no"
    " other program has changed.",
    "locked": "“{name}” is being written by another program. Close it there, or wait, then open it again.",
    "needs-recovery": "“{name}” was left in the middle of a change, and what would finish it is not beside it"
    " in full. Open and close it once with the program that wrote it, then open it here again.",
    "no-copy": "“{name}” can be read from a private copy alone, because another program keeps changes beside"
    " it. There is no room for one in the folder for temporary files: make room there, then open it again.",
    "beyond-repair": "Nothing could be read from “{name}”. It was left as it is, and no copy was written:"
    " open a backup, or ask for it to be sent again.",
    "exists": "There is already a file “{name}” here. Choose another name.",
    "no-folder": "“{name}” could not be written: its folder does not exist. Make the folder first, or choose"
    " another one.",
    "not-written": "“{name}” could not be written. Check that the disk has room and is not write-protected.",
}

# SQLite's primary result codes for faults of the file or the system; all other codes are bugs of ours.
_CODES = {
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL), "locked"),
    **dict.fromkeys((sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN), "no-permission"),
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG), "damaged"),
    **dict.fromkeys((sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT), "damaged"),
    sqlite3.SQLITE_READONLY: "needs-recovery",
    sqlite3.SQLITE_FULL: "not-written",
}


class CaseFileError(Exception):
    """A fault of a case file; `problem` names the file, the fault and the remedy."""

    def __init__(self, code: str, path: Path) -> None:
        self.problem = Problem(code, _SENTENCES[code].format(name=path.name or path))
        super().__init__(self.problem.sentence)


def code_of(error: sqlite3.Error) -> str | None:
    """The problem code of an SQLite error, or None for a bug of ours."""
    number = getattr(error, "sqlite_errorcode", None)
    return _CODES.get(number & 0xFF) if number is not None else None


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn the errors of damage and locks inside into CaseFileError; leave bugs as they are.

    SQLite's own text is dropped: it quotes the contents of the file.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = code_of(error)
        if code is None:
            raise
        raise CaseFileError(code, path) from None
    except UnicodeDecodeError:  # sqlite3 itself raises it for a damaged file
        raise CaseFileError("damaged", path) from None
