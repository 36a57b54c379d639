"""Rows that could not be read: what is wrong, what it changes, and the edits that correct or delete them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.change import Edit, EditKind, changed, deleted, new_uid

if TYPE_CHECKING:
    from desktop.domain.edit.change import Cell
    from desktop.domain.money import Money


class Flawed(StrEnum):
    """The kind of a wrong cell, by which it is told."""

    DAY = "day"
    ZONE = "zone"
    WORD = "word"  # of a closed list
    LINK = "link"  # to a row that is not there
    EMPTY = "empty"
    TOGETHER = "together"  # cells that do not go together
    OTHER = "other"


class Loss(StrEnum):
    """What a wrong cell changes in what is shown."""

    ROW = "row"  # the row is left out
    OWNER = "owner"  # the row belongs to nothing that is there
    FIGURE = "figure"  # the penalty of the row has no figure
    DATE = "date"  # the row is shown without the date
    CELL = "cell"  # another value is read in place of the cell
    NOTHING = "nothing"  # the cell is shown as it is written


class Correction(NamedTuple):
    """Values for wrong cells, by column; `words` name a record that is referred to, else they are empty."""

    cells: tuple[tuple[str, Cell], ...]
    words: str = ""

    @property
    def is_emptied(self) -> bool:
        """Whether the cells are emptied."""
        return all(cell in {None, ""} for _, cell in self.cells)


@dataclass(frozen=True, slots=True)
class FlawedRow:
    """A flaw of a row: its place and names, the cells as written, and the values that can take their place.

    `label` and `day` are cells of the row that name it, empty where it has none that can be read. `read_as`
    is the value read in place of the cell. A `suggestion` is near the cell; `choices` are all of a list.
    """

    table: str
    row_id: int
    uid: str
    written: tuple[tuple[str, int | str | None], ...]
    flaw: Flawed
    allowed: str
    loss: Loss
    read_as: str = ""
    label: str = ""
    day: str = ""
    amount: Money | None = None
    slug: str = ""
    title: str = ""
    suggestions: tuple[Correction, ...] = ()
    choices: tuple[Correction, ...] = ()
    is_editable: bool = False  # edits can change the row, once editing is on

    @property
    def can_be_deleted(self) -> bool:
        """Whether the row can be deleted by itself; an investigation goes from its own page."""
        return self.is_editable and self.table != "investigations"


def row_corrected(row: FlawedRow, correction: Correction) -> Edit:
    """The edit that puts values in the place of wrong cells, which it keeps as they were written."""
    after = dict(correction.cells)
    change = changed(row.table, row.uid, {name: dict(row.written)[name] for name in after}, after)
    return Edit(EditKind.ROW_CORRECTED, (change,), new_uid())


def row_deleted(row: FlawedRow) -> Edit:
    """The edit that deletes a row, with what belongs to it; refused if a wrong cell has changed since."""
    return Edit(EditKind.ROW_DELETED, (deleted(row.table, row.uid, dict(row.written)),), new_uid())
