"""The content of a table file: its columns and its lines, as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from desktop.domain.importing.profile import plain_heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.domain.importing.profile import Profile

# What a cell holds: a text, a number or a day of a spreadsheet, or nothing.
Raw: TypeAlias = str | int | float | date | None

LARGEST_FILE = 256_000_000  # bytes
MOST_COLUMNS = 500
MOST_LINES = 1_048_576  # rows of a sheet of Excel
MOST_CELLS = 20_000_000
_TRIED = 200  # lines that are searched for the headings
LONGEST_CELL = 131_072  # characters

_SENTENCES = {
    "not-a-table": "“{name}” is not a spreadsheet this program reads. Save it as CSV, XLSX, ODS or JSON.",
    "missing": "There is no file “{name}” here; check its place and its name.",
    "folder": "“{name}” is a folder; name a file inside it.",
    "not-a-file": "“{name}” is not an ordinary file, so it is not read. Choose a table.",
    "no-permission": "You may not read “{name}”. Ask its owner for access, or copy it to where you may.",
    "empty": "“{name}” holds no rows. Choose a file with a line of headings and rows below it.",
    "too-large": "“{name}” is larger than this program reads ({more}). Divide it into several files.",
    "encoding": "“{name}” is not text in {more}. Choose another encoding in the profile.",
    "no-encoding": "There is no encoding “{more}”. Choose another one, such as utf-8 or cp1252.",
    "password": "“{name}” is protected by a password. Save a copy without it.",
    "no-sheet": "“{name}” has no sheet “{more}”. Choose one of its sheets in the profile.",
    "no-list": "“{name}” holds JSON, but no list of rows. Choose a file with a list of objects.",
    "no-column": "“{name}” has no column for {more}. Choose another profile, or name the column in it.",
}


class UnreadableTableError(Exception):
    """A file that cannot be read as a table; the sentence names file, fault and remedy."""

    def __init__(self, code: str, name: str, more: str = "") -> None:
        self.code = code
        super().__init__(_SENTENCES[code].format(name=name, more=more))


class TableLine(NamedTuple):
    """A line of a table below its headings: its number in the file and its cells.

    `fault` is set where the line could not be divided into cells.
    """

    number: int
    cells: tuple[Raw, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A table file as it was opened, with the settings by which it is read.

    `lines` gives its lines anew each time, without the empty ones; `total` is their number.
    """

    name: str
    size: int
    columns: tuple[str, ...]
    total: int
    lines: Callable[[], Iterator[TableLine]]
    encoding: str = ""
    separator: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""


def headings(cells: tuple[Raw, ...]) -> tuple[str, ...]:
    """The names of columns, each once: “Column 3” where a heading is empty, “date (2)” where one returns."""
    names: list[str] = []
    seen: set[str] = set()
    for place, cell in enumerate(cells, 1):
        bare = " ".join(as_written(cell).split()) or f"Column {place}"
        name, number = bare, 1
        while name.casefold() in seen:
            number += 1
            name = f"{bare} ({number})"
        seen.add(name.casefold())
        names.append(name)
    return tuple(names)


def heading_line(lines: Iterator[TableLine], profile: Profile) -> TableLine | None:
    """The line of the headings: the profile's, else the first with a known heading, else the first of all."""
    known = {plain_heading(name) for _, names in profile.columns for name in names}
    first: TableLine | None = None
    for line in islice(lines, _TRIED):
        if profile.header:
            if line.number >= profile.header:
                return line
            continue
        first = first or line
        if sum(plain_heading(as_written(cell)) in known for cell in line.cells) > 1:
            return line
    return first


def as_written(cell: Raw) -> str:
    """A cell as text: a whole number without decimals, a day as ISO."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def is_empty(cells: tuple[Raw, ...]) -> bool:
    """Whether a line has nothing in any cell."""
    for cell in cells:
        if cell is not None and not (isinstance(cell, str) and (not cell or cell.isspace())):
            return False
    return True


def counted_lines(name: str, lines: Callable[[], Iterator[TableLine]], watch: Callable[[], None]) -> int:
    """The number of lines of a table within its limits. Raises UnreadableTableError."""
    total = cells = 0
    for line in lines():
        total += 1
        cells += len(line.cells)
        if total > MOST_LINES:
            raise UnreadableTableError("too-large", name, f"{MOST_LINES:,} rows")
        if cells > MOST_CELLS:
            raise UnreadableTableError("too-large", name, f"{MOST_CELLS:,} cells")
        if not total % 500:
            watch()
    return total
