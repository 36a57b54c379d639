"""The investigations that an edit touches, so that these alone are read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.edit.change import Reference
from desktop.store.edit import tables
from desktop.store.edit.records import cells_of_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.edit.change import Cell, Change
    from desktop.store.file.casefile import CaseFile

_ROOT = "investigations"
_OF_MANY = frozenset({"authorities", "respondents", "provisions"})  # their names stand in many investigations


def investigations_of(file: CaseFile, changes: Iterable[Change]) -> frozenset[int] | None:
    """The ids of the investigations that changes, just made, touch; None where they can be any.

    Raises CaseFileError.
    """
    made = tuple(changes)
    told: dict[tuple[str, str], dict[str, Cell]] = {}
    for change in made:
        cells = told.setdefault((change.table, change.uid), {})
        cells |= change.before or {}
        cells |= change.after or {}
    found: set[int] = set()
    for change in made:
        if change.table == "holidays" or (change.table in _OF_MANY and change.before and change.after):
            return None
        number = _owner(file, Reference(change.table, change.uid), told)
        if number is not None:
            found.add(number)
    return frozenset(found)


def _owner(file: CaseFile, at: Reference, told: dict[tuple[str, str], dict[str, Cell]]) -> int | None:
    """The id of the investigation to which a record belongs, or belonged; None for a shared record."""
    while at.table in tables.edited():
        cells = told.get((at.table, at.uid), {})
        rows = file.rows(tables.select_record(at.table), {"uid": at.uid})
        if rows:
            cells = cells_of_row(at.table, rows[0])
        if at.table == _ROOT:
            number = cells.get("id")
            return number if isinstance(number, int) else None
        owner = tables.edited()[at.table].owner
        above = cells.get(owner.name) if owner is not None else None
        if not isinstance(above, Reference):
            return None
        at = above
    return None
