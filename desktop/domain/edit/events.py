"""Edits of a chronology: events added, changed and deleted, and the sources that support them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.edtf import precision_code, stored_days
from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, deleted, new_uid
from desktop.domain.edit.citing import cited
from desktop.domain.source import Confidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.case.case import Event, Lane
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.change import Cell
    from desktop.domain.edit.citing import SourceFacts


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
    uid: str, before: EventFacts, after: EventFacts, sources: Sequence[SourceFacts] = ()
) -> Edit | None:
    """The change of an event to other facts, with sources added to it; None where nothing changes."""
    change = changed("events", uid, before.cells, after.cells)
    changes = (*((change,) if change.after else ()), *cited("events", uid, sources))
    if not changes:
        return None
    kind = EditKind.EVENT_CHANGED if change.after else EditKind.SOURCE_ADDED
    return Edit(kind, changes, new_uid())


def event_deleted(uid: str, facts: EventFacts) -> Edit:
    """The deletion of an event; the rows that belong to it go with it."""
    return Edit(EditKind.EVENT_DELETED, (deleted("events", uid, facts.cells),), new_uid())


def facts_of(event: Event) -> EventFacts:
    """The facts of an event as they stand in the file."""
    return EventFacts(event.date, event.title, event.kind, event.lane, event.description, event.confidence)
