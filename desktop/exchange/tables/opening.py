"""Opening a file of another program as a table, by what it holds."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from desktop.exchange.tables.content import LARGEST_FILE, Content, UnreadableTableError
from desktop.exchange.tables.delimited import open_delimited
from desktop.exchange.tables.hub_page import open_page
from desktop.exchange.tables.objects import open_objects
from desktop.exchange.tables.workbook import OLE, ZIP, open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.domain.importing.profile import Profile

_HEAD = 4_096
_FOREIGN = (
    b"%PDF-",
    b"SQLite format 3\0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\x1f\x8b",
    b"MZ",
)
_PAGES, _OBJECTS = (".md", ".html", ".htm"), (".json", ".ndjson", ".jsonl")


def open_table(path: Path, profile: Profile, watch: Callable[[], None]) -> Content:
    """The content of a table file; `watch` is called often, and may raise. Raises UnreadableTableError."""
    name = path.name or str(path)
    try:
        size = _size(path, name)
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith((ZIP, OLE)):
            return open_workbook(path, size, profile, watch)
        if head.startswith(_FOREIGN):
            raise UnreadableTableError("not-a-table", name)
        if path.suffix.lower() in _OBJECTS:
            return open_objects(path, size, profile, watch)
        if path.suffix.lower() in _PAGES:
            return open_page(path, size)
        return open_delimited(path, size, profile, watch)
    except FileNotFoundError:
        raise UnreadableTableError("missing", name) from None
    except PermissionError:
        raise UnreadableTableError("no-permission", name) from None
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeError):
            raise
        raise UnreadableTableError("not-a-table", name) from None


def _size(path: Path, name: str) -> int:
    """The size of an ordinary file, unopened: a FIFO would block for ever. Raises UnreadableTableError."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableTableError("folder", name)
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableTableError("not-a-file", name)
    if not status.st_size:
        raise UnreadableTableError("empty", name)
    if status.st_size > LARGEST_FILE:
        raise UnreadableTableError("too-large", name, f"{LARGEST_FILE // 1_000_000} MB")
    return status.st_size
