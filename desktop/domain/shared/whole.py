"""Edits of whole investigations: one deleted with all that belongs to it, one duplicated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.edit.change import Change, Edit, EditKind, Reference, deleted, new_uid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.domain.edit.change import Cell
    from desktop.domain.shared.sources import CitedRecord

_ROOT = "investigations"
# Where a record was imported from: its copy was not.
_ORIGINS = "origins"


def investigation_deleted(uid: str, records: Sequence[CitedRecord]) -> Edit:
    """The deletion of an investigation with all that belongs to it; `records` are those with sources.

    Its authority and its respondents stay, and the sources that others rest on.
    """
    uses: dict[str, int] = {}
    totals: dict[str, int] = {}
    for record in records:
        for cited in record.sources:
            source = cited.facts.uid
            uses[source], totals[source] = uses.get(source, 0) + 1, cited.others + 1
    own = (deleted("sources", source, {}) for source, times in uses.items() if times == totals[source])
    return Edit(EditKind.INVESTIGATION_DELETED, (deleted(_ROOT, uid, {}), *own), new_uid())


def duplicated(records: Sequence[Change], slug: str, title: str) -> Edit:
    """The addition of an investigation like another one, under a slug and a title of its own.

    `records` are the additions that would make that one, each after those that it refers to. Authority,
    respondents, provisions and sources are those of both.
    """
    kept = [change for change in records if change.table != _ORIGINS]
    uids = {change.uid: new_uid() for change in kept}
    changes = tuple(_copied(change, uids) for change in kept)
    names = {"slug": slug, "title": title}
    changes = tuple(
        replace(change, after={**(change.after or {}), **names}) if change.table == _ROOT else change
        for change in changes
    )
    return Edit(EditKind.INVESTIGATION_ADDED, changes, new_uid())


def _copied(change: Change, uids: Mapping[str, str]) -> Change:
    """The addition of a copy, which refers to the copies of the records that were copied too."""

    def copied(name: str, cell: Cell) -> Cell:
        if isinstance(cell, Reference):
            return Reference(cell.table, uids.get(cell.uid, cell.uid))
        return uids.get(cell, cell) if name == "record_uid" and isinstance(cell, str) else cell

    cells = {name: copied(name, cell) for name, cell in (change.after or {}).items() if name != "id"}
    return Change(change.table, uids[change.uid], None, cells)
