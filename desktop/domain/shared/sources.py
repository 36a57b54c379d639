"""Edits of the sources of any record: added, changed, removed; and the records that sources can support."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.edit.change import Edit, EditKind, Reference, changed, deleted, new_uid
from desktop.domain.edit.citing import JOINED, cited

if TYPE_CHECKING:
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.change import Cell
    from desktop.domain.edit.citing import SourceFacts
    from desktop.domain.money import Money


class FactKey(NamedTuple):
    """The place of a record in a case: the `place`-th of its table that belongs to one owner.

    The owner is the number of the penalty line or of the investigation; that of an investigation is itself.
    """

    table: str
    owner: int
    place: int = 0


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source of a record: the uid of their join, its facts, and how many other records it supports.

    Where the file names no kind (`has_kind`), that of the facts is a guess.
    """

    join: str
    facts: SourceFacts
    others: int = 0
    has_kind: bool = True

    @property
    def cells(self) -> dict[str, Cell]:
        """The source as the file holds it."""
        return self.facts.cells if self.has_kind else {**self.facts.cells, "kind": ""}


@dataclass(frozen=True, slots=True)
class CitedRecord:
    """A record that sources can support, what it says of itself, and its sources in order."""

    key: FactKey
    uid: str
    words: str = ""
    day: UncertainDate | None = None
    amount: Money | None = None
    sources: tuple[CitedSource, ...] = ()

    @property
    def reference(self) -> Reference:
        """The record as edits name it."""
        return Reference(self.key.table, self.uid)


def source_added(record: Reference, source: SourceFacts) -> Edit:
    """The addition of a source to a record."""
    return Edit(EditKind.SOURCE_ADDED, cited(record.table, record.uid, (source,)), new_uid())


def source_changed(one: CitedSource, after: SourceFacts) -> Edit | None:
    """The change of a source, for every record that it supports; None where nothing changes."""
    change = changed("sources", one.facts.uid, one.cells, after.cells)
    return Edit(EditKind.SOURCE_CHANGED, (change,), new_uid()) if change.after else None


def source_removed(record: Reference, one: CitedSource) -> Edit:
    """The removal of a source from a record; a source that supports no other goes with it."""
    name, source = JOINED[record.table], Reference("sources", one.facts.uid)
    changes = [deleted(f"{name}_sources", one.join, {f"{name}_id": record, "source_id": source})]
    if not one.others:
        changes.append(deleted("sources", one.facts.uid, one.cells))
    return Edit(EditKind.SOURCE_DELETED, tuple(changes), new_uid())
