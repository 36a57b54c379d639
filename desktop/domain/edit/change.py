"""Changes of single records, and edits made of them; each has an inverse that takes it back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping


class Reference(NamedTuple):
    """A reference to a record by its uid, as a cell; the file holds the record's number in its place."""

    table: str
    uid: str


Cell: TypeAlias = int | str | Reference | None
Cells: TypeAlias = "Mapping[str, Cell]"


class EditKind(StrEnum):
    """The kind of an edit, by which menus and the history name it."""

    INVESTIGATION_ADDED = "investigation added"
    INVESTIGATION_CHANGED = "investigation changed"
    INVESTIGATION_DELETED = "investigation deleted"
    EVENT_ADDED = "event added"
    EVENT_CHANGED = "event changed"
    EVENT_DELETED = "event deleted"
    EVENTS_ADDED = "events added"
    ORDER_ADDED = "order added"
    ORDER_CHANGED = "order changed"
    ORDER_DELETED = "order deleted"
    FACT_ADDED = "fact added"
    FACT_CHANGED = "fact changed"
    FACT_DELETED = "fact deleted"
    FINE_ADDED = "fine added"
    FINE_CHANGED = "fine changed"
    FINE_DELETED = "fine deleted"
    DECISION_ADDED = "decision added"
    DECISION_CHANGED = "decision changed"
    DECISION_DELETED = "decision deleted"
    PROVISION_ADDED = "provision added"
    PROVISION_CHANGED = "provision changed"
    PROVISION_DELETED = "provision deleted"
    SOURCE_ADDED = "source added"
    SOURCE_CHANGED = "source changed"
    SOURCE_DELETED = "source deleted"
    PARTY_CHANGED = "party changed"
    PARTIES_MERGED = "parties merged"
    HOLIDAYS_CHANGED = "holidays changed"
    ROW_CORRECTED = "row corrected"
    ROW_DELETED = "row deleted"
    IMPORTED = "import"


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one record of a table.

    `before` and `after` hold the cells by column: the changed ones of a record that stays, all of a record
    that is added (`before` is None) or deleted (`after` is None). The number (`id`) of a record that is added
    for the first time is left out: the file gives it.
    """

    table: str
    uid: str
    before: Cells | None
    after: Cells | None

    @property
    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.table, self.uid, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of editing: changes that are made together or not at all.

    `batch` is the uid of the step, the same in every record of its history. `undoes` is the batch that an
    undo takes back or a redo makes again, empty for any other edit.
    """

    kind: EditKind
    changes: tuple[Change, ...]
    batch: str
    undoes: str = ""

    @property
    def is_import(self) -> bool:
        """Whether the edit is an import, whose many changes are not kept one by one."""
        return self.kind is EditKind.IMPORTED

    def inverse(self, batch: str) -> Edit:
        """The edit, with a batch of its own, that takes this one back."""
        return Edit(self.kind, tuple(change.inverse for change in reversed(self.changes)), batch, self.batch)


def new_uid() -> str:
    """A new uid for a record or a batch."""
    return str(uuid.uuid4())


def added(table: str, uid: str, **cells: Cell) -> Change:
    """The addition of a record."""
    return Change(table, uid, None, cells)


def changed(table: str, uid: str, before: Cells, after: Cells) -> Change:
    """The change of a record that stays: only the cells that differ."""
    names = [name for name in after if before.get(name) != after[name]]
    return Change(
        table, uid, {name: before.get(name) for name in names}, {name: after[name] for name in names}
    )


def deleted(table: str, uid: str, cells: Cells) -> Change:
    """The deletion of a record with all of its cells."""
    return Change(table, uid, cells, None)


def rebased(edit: Edit, table: str, uid: str, now: Cells) -> Edit:
    """The edit with the cells that a record has now in the place of those it was read with."""
    return replace(
        edit,
        changes=tuple(
            replace(change, before={**change.before, **now})
            if (change.table, change.uid) == (table, uid) and change.before is not None
            else change
            for change in edit.changes
        ),
    )
