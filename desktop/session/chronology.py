"""Editing the events of the investigation shown."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.edit.change import Edit
from desktop.domain.edit.events import event_changed, event_deleted, events_added, facts_of
from desktop.store.cases.uids import known_sources, uid_of_event, uid_of_investigation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.case.case import Event
    from desktop.domain.edit.citing import SourceFacts
    from desktop.domain.edit.events import EventFacts
    from desktop.session.asking import Asking
    from desktop.session.editing import Editing
    from desktop.session.reader.writing import Refusal
    from desktop.store.file.casefile import CaseFile

GONE = "This is not in the file any more: another program deleted it. Nothing was changed."


class ChronologyEdits(QObject):
    """The verbs of editing events; each answers done or refused. Ignored while editing is off."""

    # EditKind, object: an edit was made; what was asked for.
    done = Signal(object, object)
    # object, str: an edit was not made; what was asked for, and the reason in a sentence.
    refused = Signal(object, str)

    def __init__(self, asking: Asking, editing: Editing) -> None:
        super().__init__(editing)
        self._asking, self._editing = asking, editing
        self._numbers = count(1)
        self._asked: dict[str, object] = {}  # what was asked for, by the batch of its edit
        editing.saved.connect(self._on_saved)
        editing.refused.connect(self._on_refused)

    def add(self, events: tuple[EventFacts, ...]) -> None:
        """Add events to the investigation shown."""
        page = self._asking.shown.page
        if page is None:
            return
        number, place = page.case.investigation.id, len(page.case.events)

        def made(file: CaseFile) -> Edit | None:
            uid = uid_of_investigation(file, number)
            return events_added(uid, events, place) if uid else None

        self._make(events, made)

    def change(self, event: Event, after: EventFacts, cited: Sequence[SourceFacts] = ()) -> None:
        """Change an event to other facts, and add sources to it."""
        self._make(event, lambda file: _changed(file, event, after, cited))

    def delete(self, event: Event) -> None:
        """Delete an event, with what belongs to it."""

        def made(file: CaseFile) -> Edit | None:
            uid = uid_of_event(file, event.id)
            return event_deleted(uid, facts_of(event)) if uid else None

        self._make(event, made)

    def _make(self, asked: object, make: Callable[[CaseFile], Edit | None]) -> None:
        """Make an edit with the uids that the file has; each is asked for apart, so that none is dropped."""
        reader = self._asking.reader
        if not self._editing.is_on:
            return

        def answered(edit: Edit | None) -> None:
            if edit is None:
                self.refused.emit(asked, GONE)
                return
            self._asked[edit.batch] = asked
            self._editing.apply(edit)

        key = f"event {next(self._numbers)}"
        self._asking.submit(key, lambda: make(reader.file) if reader.file is not None else None, answered)

    def _on_saved(self, edit: Edit) -> None:
        if edit.batch in self._asked:
            self.done.emit(edit.kind, self._asked.pop(edit.batch))

    def _on_refused(self, refusal: Refusal) -> None:
        deed = refusal.deed
        if isinstance(deed, Edit) and deed.batch in self._asked:
            # It stays known: it may be tried again.
            self.refused.emit(self._asked[deed.batch], refusal.problem.sentence)


def _changed(file: CaseFile, event: Event, after: EventFacts, cited: Sequence[SourceFacts]) -> Edit | None:
    uid = uid_of_event(file, event.id)
    known = known_sources(file, tuple(source.url for source in cited))
    named = [source.known_as(known.get(source.url, "")) for source in cited]
    return event_changed(uid, facts_of(event), after, named) if uid else None
