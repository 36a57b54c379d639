"""The case file as shown: its data, its problems, and the progress of its index."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class Problem(NamedTuple):
    """A problem of a file in a sentence: place, fault and remedy. `code` is stable for tests and scripts."""

    code: str
    sentence: str


class RowProblem(NamedTuple):
    """A cell of a case file with a value that is not allowed or refers to a missing row.

    `value` is made visible and cut; `slug` and `title` are those of the row's investigation, empty where it
    belongs to none or to several.
    """

    table: str
    row_id: int
    column: str
    value: int | str | None
    allowed: str
    slug: str = ""
    title: str = ""

    @property
    def sentence(self) -> str:
        """A sentence with the cell, its value and the values allowed."""
        value = "NULL" if self.value is None else f"“{self.value}”"
        return f"{self.table} {self.row_id}, {self.column}: {value} is not {self.allowed}"


class RowProblems(NamedTuple):
    """The problems of a file's rows: the first problems, and the number of rows with any."""

    listed: tuple[RowProblem, ...] = ()
    rows: int = 0


class FileInfo(NamedTuple):
    """An open case file: its name, path and counts, and the result of the check on opening."""

    path: str
    name: str
    investigations: int
    events: int
    read_only: bool
    check: str
    zones: tuple[str, ...]
    uid: str = ""  # the id that the file keeps wherever it is copied


class TakenRows(NamedTuple):
    """What a repaired copy has of a table: rows taken, rows lost, and the first ids of these.

    `is_cut` if the end of the table could not be found, so that more rows may be lost.
    """

    table: str
    taken: int
    lost: int = 0
    ids: tuple[int, ...] = ()
    is_cut: bool = False


class Repair(NamedTuple):
    """A repaired copy of a damaged file: where it lies, and what it has of each table."""

    source: Path
    path: Path
    tables: tuple[TakenRows, ...]

    @property
    def losses(self) -> tuple[TakenRows, ...]:
        """The tables of which rows are lost, those aside that the program makes anew."""
        return tuple(
            table
            for table in self.tables
            if (table.lost or table.is_cut) and table.table not in {"seals", "_sqlite_migrations"}
        )

    @property
    def taken(self) -> int:
        """The number of rows taken."""
        return sum(table.taken for table in self.tables)


class SharedPlace(NamedTuple):
    """The place of a file that other computers write to: by a program that synchronises, or a network drive.

    `program` is empty for a network drive; `drive` is the type of its file system.
    """

    path: str
    program: str = ""
    drive: str = ""


class Shrunk(NamedTuple):
    """The size of a file before and after it was made smaller, in bytes."""

    before: int
    after: int


class Backup(NamedTuple):
    """A complete copy of a case file: its path, the moment it was made (UTC), and its size in bytes."""

    path: Path
    at: datetime
    size: int


class Stage(StrEnum):
    """The stages of preparing an index, in order."""

    LISTED = "listed"  # a row for every investigation, and the catalogue
    FIGURES = "figures"  # the prepared figures of penalties, and the sums of all
    DAYS = "days"  # events per day and lane
    TEXTS = "texts"  # the words of every investigation


class Progress(NamedTuple):
    """The progress of a stage: `done` investigations of `total`, finished when it `is_ready`."""

    stage: Stage
    done: int
    total: int
    is_ready: bool = False

    @property
    def percent(self) -> int:
        """The part done, in whole percent; 100 only when ready."""
        return 100 if self.is_ready else min(99, self.done * 100 // max(self.total, 1))


class Unprepared(NamedTuple):
    """The reason why a file could not be prepared (a sentence, or empty), and the stages done."""

    reason: str
    done: frozenset[Stage]
