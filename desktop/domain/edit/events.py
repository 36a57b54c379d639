"""Edits of a chronology: events added, changed and deleted, and the sources that support them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.days.edtf import precision_code, stored_days
from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, deleted, new_uid
from desktop.domain.source import Confidence, SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.case.case import Event, Lane
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.change import Cell, Change

# The table that joins sources to the records of a table, and its column for these.
JOINS = {
    "investigations": ("investigation_sources", "investigation_id"),
    "events": ("event_sources", "event_id"),
    "decisions": ("decision_sources", "decision_id"),
    "fines": ("fine_sources", "fine_id"),
    "investigation_provisions": ("held_sources", "held_id"),
    "orders": ("order_sources", "order_id"),
    "penalty_terms": ("term_sources", "term_id"),
    "penalty_rates": ("rate_sources", "rate_id"),
    "stays": ("stay_sources", "stay_id"),
    "compliance": ("compliance_sources", "compliance_id"),
    "findings": ("finding_sources", "finding_id"),
    "occurrences": ("occurrence_sources", "occurrence_id"),
    "tallies": ("tally_sources", "tally_id"),
    "liquidations": ("liquidation_sources", "liquidation_id"),
    "payments": ("payment_sources", "payment_id"),
}


@dataclass(frozen=True, slots=True)
class EventFacts:
    """The facts of an event as a person writes them."""

    date: UncertainDate
    title: str
    kind: str
    lane: Lane
    description: str = ""
    confidence: Confidence = Confidence.UNKNOWN

    @property
    def cells(self) -> dict[str, Cell]:
        """The facts as cells of the events of a case file."""
        first, last = stored_days(self.date)
        return {
            "date_start": first.isoformat(),
            "date_end": last.isoformat(),
            "date_precision": precision_code(self.date),
            "kind": self.kind,
            "lane": self.lane.value,
            "title": self.title,
            "description": self.description,
            "confidence": self.confidence.value,
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


def events_added(investigation: str, events: Sequence[EventFacts], position: int) -> Edit:
    """The addition of events to the investigation of a uid, from a position on."""
    owner = Reference("investigations", investigation)
    changes = tuple(
        added("events", new_uid(), investigation_id=owner, position=place, **facts.cells)
        for place, facts in enumerate(events, position)
    )
    kind = EditKind.EVENT_ADDED if len(events) == 1 else EditKind.EVENTS_ADDED
    return Edit(kind, changes, new_uid())


def event_changed(
    uid: str, before: EventFacts, after: EventFacts, cited: Sequence[SourceFacts] = ()
) -> Edit | None:
    """The change of an event to other facts, with sources added to it; None where nothing changes."""
    change = changed("events", uid, before.cells, after.cells)
    changes = (*((change,) if change.after else ()), *cited_by(Reference("events", uid), cited))
    if not changes:
        return None
    kind = EditKind.EVENT_CHANGED if change.after else EditKind.SOURCE_ADDED
    return Edit(kind, changes, new_uid())


def event_deleted(uid: str, facts: EventFacts) -> Edit:
    """The deletion of an event; the rows that belong to it go with it."""
    return Edit(EditKind.EVENT_DELETED, (deleted("events", uid, facts.cells),), new_uid())


def cited_by(record: Reference, sources: Sequence[SourceFacts]) -> tuple[Change, ...]:
    """The additions of the sources that the file does not have, and of the joins of a record to all."""
    changes: list[Change] = []
    for source in sources:
        uid = source.uid or new_uid()
        if not source.uid:
            changes.append(added("sources", uid, language="", **source.cells))
        join, column = JOINS[record.table]
        cells = {column: record, "source_id": Reference("sources", uid)}
        changes.append(added(join, new_uid(), **cells))
    return tuple(changes)


def facts_of(event: Event) -> EventFacts:
    """The facts of an event as they stand in the file."""
    return EventFacts(event.date, event.title, event.kind, event.lane, event.description, event.confidence)
