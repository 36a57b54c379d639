"""What is wrong with a file or its data, as values that are shown."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Problem(NamedTuple):
    """A fault for people: where it is, what is wrong, what to do. `code` is stable for tests and scripts."""

    code: str
    sentence: str


class RowProblem(NamedTuple):
    """A cell of a case file that holds what it may not, or a row that points to none.

    `value` is made visible and cut; `slug` and `title` are those of the investigation that the row belongs
    to, empty where it belongs to none or to several.
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
        """Which cell it is, what it holds and what it may hold."""
        value = "NULL" if self.value is None else f"“{self.value}”"
        return f"{self.table} {self.row_id}, {self.column}: {value} is not {self.allowed}"


class RowProblems(NamedTuple):
    """The problems of a file's rows: the first of them, and how many rows have any."""

    listed: tuple[RowProblem, ...] = ()
    rows: int = 0


class FileInfo(NamedTuple):
    """An open case file: its name and place, what it holds, and what the check on opening found."""

    path: str
    name: str
    investigations: int
    events: int
    read_only: bool
    check: str
    zones: tuple[str, ...]
    uid: str = ""  # the id that the file keeps wherever it is copied


class Stage(StrEnum):
    """What is prepared, in this order."""

    LISTED = "listed"  # a row for every investigation, and the catalogue
    FIGURES = "figures"  # where penalties stand over time, and the sums of all
    DAYS = "days"  # events per day and lane
    TEXTS = "texts"  # the words of every investigation


class Progress(NamedTuple):
    """How far a stage is: `done` investigations of `total`; it is finished where `is_ready`."""

    stage: Stage
    done: int
    total: int
    is_ready: bool = False

    @property
    def percent(self) -> int:
        """The part that is done, in whole percent."""
        return 100 if self.is_ready else min(99, self.done * 100 // max(self.total, 1))


class Unprepared(NamedTuple):
    """Why a file could not be prepared, a sentence or nothing where nobody knows; `done` is what there is."""

    reason: str
    done: frozenset[Stage]
