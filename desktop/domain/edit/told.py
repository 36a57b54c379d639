"""The history of a case file as it is told: steps, what they are about, and the conflicts of undoing them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from desktop.domain.case.ids import CaseId
    from desktop.domain.edit.change import Reference

    Shown: TypeAlias = int | str | None


class HistoryFilter(StrEnum):
    """The steps that are listed, by who made them."""

    EVERYTHING = "everything"
    BY_ME = "by me"
    BY_OTHERS = "by another program"


class HistoryOf(NamedTuple):
    """The records whose history alone is told, by their name; none for the history of the whole file."""

    name: str = ""
    records: tuple[Reference, ...] = ()


class Subject(NamedTuple):
    """What a step is about: a record by its table and words, and the investigation that it belongs to.

    `places` are those of the order, or of the orders of a penalty, among the orders of the investigation,
    from 1; `days` are the first and last day and the precision of an event.
    """

    table: str = ""
    name: str = ""  # of the record, where it has one
    places: tuple[int, ...] = ()
    days: tuple[str, str, str] | None = None
    case: CaseId | None = None
    slug: str = ""
    case_name: str = ""


class ToldCell(NamedTuple):
    """A cell before and after a step; a reference reads as the name of its record."""

    column: str
    before: Shown
    after: Shown


def note_key(number: int) -> str:
    """The key of a change of another program, which is no batch."""
    return f"note {number}"


class TurnOf(StrEnum):
    """Whether a step is an edit, takes one back, or makes one again."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step of the history, or a change of another program, with the record that tells of it.

    `cells` are its changed cells, or all of a record that was `is_added` or `is_deleted`. `currency` is that
    of its amounts, `rows` the number of records that the step changed.
    """

    key: str  # the batch of a step, or that of `note_key`; empty for a step that nobody can take back
    at: str
    author: str
    is_outside: bool
    kind: str
    table: str
    turn: TurnOf
    is_undone: bool
    rows: int
    subject: Subject
    cells: tuple[ToldCell, ...] = ()
    is_added: bool = False
    is_deleted: bool = False
    currency: str = ""
    note: int = 0  # the number of the note, for a change found by comparing

    @property
    def can_be_taken_back(self) -> bool:
        """Whether an undo of the step can be tried."""
        return bool(self.key) and not self.is_undone


@dataclass(frozen=True, slots=True)
class ToldPage:
    """Some steps, the newest first; where the next ones begin, and the changes that nobody has seen yet."""

    steps: tuple[ToldStep, ...] = ()
    next: HistoryPlace | None = None
    unseen: int = 0


class HistoryPlace(NamedTuple):
    """A place in the history: after a row of the file's own, and after a note on another program."""

    row: int
    note: int


@dataclass(frozen=True, slots=True)
class UndoConflict:
    """A step that was not undone: a cell of it was changed later, or the record is gone (no column).

    `by` is the author of the later change; empty for another program. `at` is empty where it is not known.
    """

    key: str
    table: str
    column: str
    cell: ToldCell  # before the step, and after it
    now: Shown
    at: str = ""
    by: str = ""
    currency: str = ""
    can_be_restored: bool = False
    removes: bool = False  # the step added the record, and its undo deletes it
    is_outside: bool = False  # the step is a change of another program
