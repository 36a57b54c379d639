"""Edits of a chronology: events added, changed and deleted, and the sources that support them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.domain.days.edtf import precision_code, stored_days
from desktop.domain.edit.change import Edit, EditKind, Reference, added, changed, deleted, new_uid
from desktop.domain.source import Confidence, SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.domain.case.case import Lane
    from desktop.domain.days.period import UncertainDate
    from desktop.domain.edit.change import Cell, Cells, Change


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
    """A source to be added to an event; `uid` is that of the file's own record of it, else empty."""

    url: str
    publisher: str = ""
    kind: SourceKind = SourceKind.OTHER
    accessed_on: date | None = None
    uid: str = ""


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
    uid: str,
    before: Cells,
    facts: EventFacts,
    cited: Sequence[SourceFacts] = (),
    dropped: Sequence[Change] = (),
) -> Edit | None:
    """The change of an event to new facts, of its sources, or of both; None where nothing changes.

    `before` holds the cells of the event, and `dropped` the deletions of the joins of sources.
    """
    change = changed("events", uid, before, facts.cells)
    known = {source.url: source.uid or new_uid() for source in cited}
    changes = (*((change,) if change.after else ()), *dropped, *_cited(uid, cited, known))
    if not changes:
        return None
    kind = EditKind.EVENT_CHANGED
    if not change.after and not dropped:
        kind = EditKind.SOURCE_ADDED
    elif not change.after and not cited:
        kind = EditKind.SOURCE_DELETED
    return Edit(kind, changes, new_uid())


def event_deleted(uid: str, cells: Cells) -> Edit:
    """The deletion of an event; the rows that belong to it go with it."""
    return Edit(EditKind.EVENT_DELETED, (deleted("events", uid, cells),), new_uid())


def _cited(event: str, sources: Sequence[SourceFacts], uids: dict[str, str]) -> list[Change]:
    """The additions of the sources that the file does not have, and of the joins to all of them."""
    changes: list[Change] = []
    for source in sources:
        uid = uids[source.url]
        if not source.uid:
            day = source.accessed_on.isoformat() if source.accessed_on else None
            changes.append(
                added(
                    "sources",
                    uid,
                    url=source.url,
                    publisher=source.publisher,
                    title="",
                    language="",
                    accessed_on=day,
                    kind=source.kind.value,
                )
            )
        changes.append(_join(event, uid))
    return changes


def _join(event: str, source: str) -> Change:
    cells = {"event_id": Reference("events", event), "source_id": Reference("sources", source)}
    return added("event_sources", new_uid(), **cells)
