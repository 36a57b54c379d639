"""Taking back a step of the history that is not the last one, and what was decided where it clashes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.change import Change, Edit, new_uid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.domain.edit.change import Cell, Cells


class CellKey(NamedTuple):
    """A cell of a record."""

    table: str
    uid: str
    column: str


@dataclass(frozen=True)
class TakeBack:
    """A wish to take back the step of a batch.

    `over` names cells that others changed since, with their values in the file, which are given up; the cells
    in `left` stay as they are in the file.
    """

    batch: str
    over: Mapping[CellKey, Cell] = field(default_factory=dict)
    left: frozenset[CellKey] = frozenset()

    def edit(self, made: Edit) -> Edit | None:
        """The edit that takes back the one that was made; None where nothing of it is left to do."""
        inverse = made.inverse(new_uid())
        changes = tuple(kept for change in inverse.changes if (kept := self._settled(change)) is not None)
        return Edit(inverse.kind, changes, inverse.batch, inverse.undoes) if changes else None

    def _settled(self, change: Change) -> Change | None:
        """A change without the cells that stay, over the values that are given up."""
        if change.before is None:
            return change
        before: dict[str, Cell] = {
            name: self.over.get(CellKey(change.table, change.uid, name), cell)
            for name, cell in change.before.items()
            if CellKey(change.table, change.uid, name) not in self.left
        }
        if change.after is None:  # a record that goes, or none of it
            return (
                Change(change.table, change.uid, before, None) if len(before) == len(change.before) else None
            )
        after: Cells = {name: cell for name, cell in change.after.items() if name in before}
        return Change(change.table, change.uid, before, after) if after else None
