"""Tables as text: CSV and TSV, with their encoding, separator and line numbers."""

from __future__ import annotations

import codecs
import csv
from itertools import dropwhile, islice
from typing import TYPE_CHECKING

from desktop.exchange.tables.content import (
    LONGEST_CELL,
    MOST_COLUMNS,
    Content,
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

    from desktop.domain.importing.profile import Profile

_SAMPLE = 256_000  # bytes by which an encoding and a separator are proposed
_PIECE = 1_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (",", ";", "\t", "|")
_TRIED = 50  # lines
# Windows for western and central Europe, Cyrillic and Greek; the first where several are as likely.
_OLDER = ("cp1252", "cp1250", "cp1251", "cp1253")
# A file whose lines are all one cell is a text, not a table, unless it says otherwise.
_TABLE_ENDS = (".csv", ".tsv", ".tab")
_CUT = "This line cannot be divided into cells: a quotation mark is missing, or a cell is too long."


def open_delimited(path: Path, size: int, profile: Profile, watch: Callable[[], None]) -> Content:
    """The content of a text table, by the profile or as proposed. Raises UnreadableTableError."""
    name = path.name
    encoding = profile.encoding or proposed_encoding(path, watch)
    try:
        codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise UnreadableTableError("no-encoding", name, encoding) from None
    try:
        separator = profile.separator or _proposed_separator(path, encoding)
        first = heading_line(_lines(path, encoding, separator), profile)
        if first is None or first.fault:
            raise UnreadableTableError("empty" if first is None else "not-a-table", name)
        if len(first.cells) > MOST_COLUMNS:
            raise UnreadableTableError("too-large", name, f"{MOST_COLUMNS} columns")
        if len(first.cells) == 1 and path.suffix.lower() not in _TABLE_ENDS:
            raise UnreadableTableError("not-a-table", name)

        def lines() -> Iterator[TableLine]:
            below = _lines(path, encoding, separator)
            return dropwhile(lambda line: line.number <= first.number, below)

        total = counted_lines(name, lines, watch)
    except UnicodeError:
        raise UnreadableTableError("encoding", name, encoding) from None
    return Content(name, size, headings(first.cells), total, lines, encoding, separator)


def proposed_encoding(path: Path, watch: Callable[[], None]) -> str:
    """The encoding that a mark or all bytes show, else the likeliest. Raises UnreadableTableError."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
        for mark, encoding in _MARKS:
            if head.startswith(mark):
                return encoding
        if b"\0" in head:
            raise UnreadableTableError("not-a-table", path.name)
        decoder = codecs.getincrementaldecoder("utf-8")()
        piece = head
        try:
            while piece:
                decoder.decode(piece)
                watch()
                piece = file.read(_PIECE)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _likeliest(head)
    return "utf-8"


def _likeliest(head: bytes) -> str:
    """The likeliest of the encodings that spreadsheets write besides UTF-8."""
    # Loaded here: most files are UTF-8.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    found = {
        match.encoding: match.coherence - match.chaos for match in from_bytes(head, cp_isolation=[*_OLDER])
    }
    return max(_OLDER, key=lambda encoding: found.get(encoding, -1.0))


def _proposed_separator(path: Path, encoding: str) -> str:
    """The separator that divides the first lines into most cells, in as many on each line."""
    if path.suffix.lower() in {".tsv", ".tab"}:
        return "\t"
    best, most = ",", 1.0
    for separator in _SEPARATORS:
        tried = [len(line.cells) for line in islice(_lines(path, encoding, separator), _TRIED)]
        if tried and tried[0] > 1:
            alike = sum(count == tried[0] for count in tried) / len(tried)
            if alike * tried[0] > most:
                best, most = separator, alike * tried[0]
    return best


def _lines(path: Path, encoding: str, separator: str) -> Iterator[TableLine]:
    """The lines of a file; a text in quotes may go over several. Raises UnicodeError."""
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as file:
        rows = csv.reader(file, delimiter=separator)
        start = 1
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error:
                yield TableLine(start, (), _CUT)
            else:
                cells = tuple(row)
                if not is_empty(cells):
                    yield TableLine(start, cells)
            start = rows.line_num + 1
