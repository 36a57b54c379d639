"""Editing the events of the investigation shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.edit.events import event_changed, event_deleted, events_added, facts_of
from desktop.session.edits.deeds import EditDeeds
from desktop.store.cases.uids import known_sources, uid_of_event, uid_of_investigation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.domain.case.case import Event
    from desktop.domain.edit.change import Edit
    from desktop.domain.edit.citing import SourceFacts
    from desktop.domain.edit.events import EventFacts
    from desktop.session.asking import Asking
    from desktop.session.editing import Editing
    from desktop.store.file.casefile import CaseFile


class ChronologyEdits(EditDeeds):
    """The verbs of editing events; each answers done or refused. Ignored while editing is off."""

    def __init__(self, asking: Asking, editing: Editing) -> None:
        super().__init__(asking, editing, "event")

    def add(self, events: tuple[EventFacts, ...]) -> None:
        """Add events to the investigation shown."""
        page = self._asking.shown.page
        if page is None:
            return
        number, place = page.case.investigation.id, len(page.case.events)

        def made(file: CaseFile) -> Edit | None:
            uid = uid_of_investigation(file, number)
            return events_added(uid, events, place) if uid else None

        self.make(events, made)

    def change(self, event: Event, after: EventFacts, cited: Sequence[SourceFacts] = ()) -> None:
        """Change an event to other facts, and add sources to it."""
        self.make(event, lambda file: _changed(file, event, after, cited))

    def delete(self, event: Event) -> None:
        """Delete an event, with what belongs to it."""

        def made(file: CaseFile) -> Edit | None:
            uid = uid_of_event(file, event.id)
            return event_deleted(uid, facts_of(event)) if uid else None

        self.make(event, made)


def _changed(file: CaseFile, event: Event, after: EventFacts, cited: Sequence[SourceFacts]) -> Edit | None:
    uid = uid_of_event(file, event.id)
    known = known_sources(file, tuple(source.url for source in cited))
    named = [source.known_as(known.get(source.url, "")) for source in cited]
    return event_changed(uid, facts_of(event), after, named) if uid else None
