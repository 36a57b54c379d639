"""Tables of spreadsheets: XLSX, XLS and ODS."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from itertools import dropwhile
from typing import TYPE_CHECKING

from desktop.exchange.tables.content import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LINES,
    Content,
    Raw,
    TableLine,
    UnreadableTableError,
    counted_lines,
    heading_line,
    headings,
    is_empty,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet, CalamineWorkbook

    from desktop.domain.importing.profile import Profile

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LARGEST_UNPACKED = 512_000_000  # bytes of all parts
_MOST_PARTS = 10_000
_DENSEST, _SMALL = 250, 20_000_000  # times that a part above a size may be larger than its packed form
_SHEET_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


def open_workbook(path: Path, size: int, profile: Profile, watch: Callable[[], None]) -> Content:
    """The content of a sheet: the profile's, else the first with cells. Raises UnreadableTableError."""
    # Loaded here: only imports need it.
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415

    name = path.name
    _check_packed(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            sheet = _sheet(book, name, profile.sheet)
            names = tuple(book.sheet_names)
    except PasswordError:
        raise UnreadableTableError("password", name) from None
    except UnreadableTableError:
        raise
    # A damaged sheet may raise any of these, and a fault of the reader its own kind of panic.
    except (CalamineError, OSError, ValueError, OverflowError, MemoryError):
        raise UnreadableTableError("not-a-table", name) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableTableError("not-a-table", name) from None
    first = heading_line(_lines(sheet), profile)
    if first is None:
        raise UnreadableTableError("empty", name)

    def lines() -> Iterator[TableLine]:
        return dropwhile(lambda line: line.number <= first.number, _lines(sheet))

    total = counted_lines(name, lines, watch)
    return Content(name, size, headings(first.cells), total, lines, sheets=names, sheet=sheet.name)


def _sheet(book: CalamineWorkbook, name: str, wanted: str) -> CalamineSheet:
    if wanted and wanted not in book.sheet_names:
        raise UnreadableTableError("no-sheet", name, wanted)
    sheets = (book.get_sheet_by_name(one) for one in ((wanted,) if wanted else book.sheet_names))
    found = next((sheet for sheet in sheets if sheet.height), None)
    if found is None:
        raise UnreadableTableError("empty", name)
    if found.width > MOST_COLUMNS:
        raise UnreadableTableError("too-large", name, f"{MOST_COLUMNS} columns")
    if found.height > MOST_LINES or found.height * found.width > MOST_CELLS:
        raise UnreadableTableError("too-large", name, f"{MOST_CELLS:,} cells")
    return found


def _lines(sheet: CalamineSheet) -> Iterator[TableLine]:
    # It gives the empty rows above the first cell too, but not the empty columns before it.
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = tuple(_raw(cell) for cell in row)
        if not is_empty(cells):
            yield TableLine(number, cells)


def _raw(cell: object) -> Raw:
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, int | float | date) else str(cell)


def _check_packed(path: Path) -> None:
    """Refuse a file that would fill the memory, before it is unpacked. Raises UnreadableTableError."""
    with path.open("rb") as file:
        if not file.read(4).startswith(ZIP):
            return
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise UnreadableTableError("not-a-table", path.name) from None
    if not any(part.filename in _SHEET_PARTS for part in parts):
        raise UnreadableTableError("not-a-table", path.name)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise UnreadableTableError("too-large", path.name, f"{_LARGEST_UNPACKED // 1_000_000} MB unpacked")
    if any(
        part.file_size > _SMALL and part.file_size > _DENSEST * max(part.compress_size, 1) for part in parts
    ):
        raise UnreadableTableError("too-large", path.name, "its parts are packed as tightly as a trap")
