"""Sources of facts: added to any record that can have them, and known ones used again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.edit.change import Reference, added, new_uid
from desktop.domain.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from desktop.domain.edit.change import Cell, Change, Edit

# The name of a record in the table that joins its sources to it, by its own table.
JOINED = {
    "investigations": "investigation",
    "events": "event",
    "decisions": "decision",
    "investigation_provisions": "held",
    "fines": "fine",
    "fine_stages": "stage",
    "orders": "order",
    "penalty_terms": "term",
    "penalty_rates": "rate",
    "stays": "stay",
    "compliance": "compliance",
    "occurrences": "occurrence",
    "findings": "finding",
    "tallies": "tally",
    "liquidations": "liquidation",
    "payments": "payment",
}


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source to be added to a record; `uid` is that of the file's own record of it, else empty."""

    url: str
    publisher: str = ""
    kind: SourceKind = SourceKind.OTHER
    accessed_on: date | None = None
    uid: str = ""
    title: str = ""

    @property
    def cells(self) -> dict[str, Cell]:
        """The facts as cells of the sources of a case file."""
        return {
            "url": self.url,
            "publisher": self.publisher,
            "title": self.title,
            "accessed_on": self.accessed_on.isoformat() if self.accessed_on else None,
            "kind": self.kind.value,
        }

    def known_as(self, uid: str) -> SourceFacts:
        """The source as the record of a uid."""
        return replace(self, uid=uid)


def cited(table: str, uid: str, sources: Sequence[SourceFacts]) -> tuple[Change, ...]:
    """The additions of the sources that the file does not have, and of the joins of all to a record."""
    changes: list[Change] = []
    for source in sources:
        there = source.uid or new_uid()
        if not source.uid:
            changes.append(added("sources", there, language="", **source.cells))
        name = JOINED[table]
        join = {f"{name}_id": Reference(table, uid), "source_id": Reference("sources", there)}
        changes.append(added(f"{name}_sources", new_uid(), **join))
    return tuple(changes)


def addresses_added(edit: Edit) -> tuple[str, ...]:
    """The addresses of the sources that an edit adds."""
    return tuple(str(change.after["url"]) for change in edit.changes if _is_source(change) and change.after)


def with_known_sources(edit: Edit, known: Mapping[str, str]) -> Edit:
    """The edit with the sources that the file knows, by address, in the place of those it would add again."""
    uids = {
        change.uid: known[str(change.after["url"])]
        for change in edit.changes
        if _is_source(change) and change.after and change.after["url"] in known
    }
    return replace(
        edit, changes=tuple(_linked(change, uids) for change in edit.changes if change.uid not in uids)
    )


def _is_source(change: Change) -> bool:
    return change.table == "sources" and change.before is None


def _linked(change: Change, uids: Mapping[str, str]) -> Change:
    if change.before is not None or change.after is None:
        return change
    cells = {
        name: Reference(cell.table, uids.get(cell.uid, cell.uid)) if isinstance(cell, Reference) else cell
        for name, cell in change.after.items()
    }
    return replace(change, after=cells)
