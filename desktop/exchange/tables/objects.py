"""Tables as JSON: a list of objects, a list inside an object, or an object a line (NDJSON)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from desktop.exchange.tables.content import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LINES,
    Content,
    Raw,
    TableLine,
    UnreadableTableError,
)
from desktop.strict import TwiceError, once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from desktop.domain.importing.profile import Profile

_LARGEST = 128_000_000  # bytes
_NO_OBJECT = "This row is not a JSON object."


def open_objects(path: Path, size: int, profile: Profile, watch: Callable[[], None]) -> Content:
    """The content of a JSON file; the number of a line is that of the row. Raises UnreadableTableError."""
    name = path.name
    if size > _LARGEST:
        raise UnreadableTableError("too-large", name, f"{_LARGEST // 1_000_000} MB of JSON")
    try:
        words = path.read_bytes().decode(profile.encoding or "utf-8-sig")
    except LookupError:
        raise UnreadableTableError("no-encoding", name, profile.encoding) from None
    except UnicodeDecodeError:
        raise UnreadableTableError("encoding", name, profile.encoding or "UTF-8") from None
    watch()
    rows = _rows(words, name)
    names = _columns(rows, name, watch)

    def lines() -> Iterator[TableLine]:
        for number, row in enumerate(rows, 1):
            if isinstance(row, dict):
                yield TableLine(number, tuple(_raw(row.get(column)) for column in names))
            else:
                yield TableLine(number, (), _NO_OBJECT)

    return Content(name, size, names, len(rows), lines)


def _columns(rows: list[Any], name: str, watch: Callable[[], None]) -> tuple[str, ...]:
    """The fields of all rows within the limits of a table. Raises UnreadableTableError."""
    columns: dict[str, None] = {}
    cells = 0
    for number, row in enumerate(rows):
        if isinstance(row, dict):
            columns.update(dict.fromkeys(row))
            cells += len(row)
        if len(columns) > MOST_COLUMNS:
            raise UnreadableTableError("too-large", name, f"{MOST_COLUMNS} columns")
        if not number % 500:
            watch()
    if len(rows) > MOST_LINES or cells > MOST_CELLS:
        raise UnreadableTableError("too-large", name, f"{MOST_CELLS:,} cells")
    if not columns:
        raise UnreadableTableError("no-list" if rows else "empty", name)
    return tuple(columns)


def _rows(words: str, name: str) -> list[Any]:
    """The rows of a JSON text, or of one with an object a line. Raises UnreadableTableError."""
    try:
        return _listed(json.loads(words, object_pairs_hook=once), name)
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise UnreadableTableError("not-a-table", name) from None
    except (TwiceError, RecursionError, ValueError):
        raise UnreadableTableError("not-a-table", name) from None
    return [_row(line) for line in words.split("\n") if line.strip()]


def _row(line: str) -> object:
    try:
        return json.loads(line, object_pairs_hook=once)
    except (ValueError, RecursionError):
        return None


def _listed(found: object, name: str) -> list[Any]:
    """The list itself, or the longest list of objects in an object's fields. Raises UnreadableTableError."""
    if isinstance(found, list):
        return found
    lists = [value for value in found.values() if isinstance(value, list)] if isinstance(found, dict) else []
    lists = [value for value in lists if any(isinstance(row, dict) for row in value)]
    if not lists:
        if isinstance(found, dict) and found and not any(isinstance(v, dict | list) for v in found.values()):
            return [found]
        raise UnreadableTableError("no-list", name)
    return max(lists, key=len)


def _raw(value: object) -> Raw:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return ", ".join(str(one) for one in value)
    return json.dumps(value, ensure_ascii=False)
